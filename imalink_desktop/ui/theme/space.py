"""The one step of spacing, and the sizes made of it; in pixels of the layout, not of the screen."""

from __future__ import annotations

from typing import Final

STEP: Final = 4

TIGHT: Final = STEP  # an icon and its word
SNUG: Final = 2 * STEP  # things of one group
PADDING: Final = 3 * STEP  # a panel's edge and what is in it
WIDE: Final = 4 * STEP  # one group and the next
DIALOG: Final = 6 * STEP  # a dialog's edge and what is in it

ROW: Final = 6 * STEP  # a row of a tree or a list
CONTROL: Final = 7 * STEP  # a button, a field, a choice
STATUS: Final = 7 * STEP

MARK: Final = 3 * STEP  # a mark on a photo
SMALL_ICON: Final = 4 * STEP  # in rows, menus and fields
ICON: Final = 5 * STEP  # in bars
LARGE_ICON: Final = 8 * STEP  # in empty places

RADIUS: Final = STEP
HAIRLINE: Final = 1
FOCUS_RING: Final = 2
