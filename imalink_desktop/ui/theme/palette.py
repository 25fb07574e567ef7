"""The colours by what they are for: one palette for the dark window, one for the light.

Grounds, lines and words are neutral grays, because photographs are judged beside them.
Colour is kept for what has a meaning: the accent where the keyboard is, stars, flags,
labels, who may see a photo, and trouble. Tests hold the contrast of all that meet.

On light grays no yellow can be told from its ground and still be yellow. So a mark has a line, which
can be told from any ground, and may have an inside, which is as bright as the colour is known for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from imalink_desktop.base.errors import Bug


class Ink(NamedTuple):
    """What a mark is drawn with: the line around it, and what it is filled with."""

    line: str
    fill: str


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour of the window, as `#rrggbb`. A field is a token; nothing else names a colour."""

    is_dark: bool
    # Grounds, from what lies behind the photos to what floats above the panels.
    backdrop: str
    panel: str
    raised: str
    field: str
    button: str
    button_hover: str
    button_pressed: str
    hover: str
    selection: str
    selection_idle: str  # selected in a list that does not have the keyboard
    cell: str
    cell_selected: str
    cell_target: str
    # Lines: between things, around boxes, and around what can be ticked or dragged.
    line: str
    edge: str
    outline: str
    # Words, and the icons beside them.
    text: str
    text_quiet: str
    text_off: str
    icon: str
    # The accent, as a mark and as a ground with words on it.
    accent: str
    accent_fill: str
    accent_hover: str
    accent_pressed: str
    accent_text: str
    # Where the next key goes. The shade lies on both sides of the frame, so that it shows on any photo.
    focus: str
    target: str
    target_shade: str
    # What a photo carries. A badge is the ground of marks that lie on the picture itself.
    badge: str
    badge_text: str
    star: str
    star_inside: str
    star_empty: str
    pick: str
    pick_inside: str
    reject: str
    label_red: str
    label_red_inside: str
    label_yellow: str
    label_yellow_inside: str
    label_green: str
    label_green_inside: str
    label_blue: str
    label_blue_inside: str
    label_purple: str
    label_purple_inside: str
    label_orange: str  # this one and gray come from other programs only
    label_orange_inside: str
    label_gray: str
    visibility_private: str
    visibility_space: str
    visibility_authenticated: str
    visibility_public: str
    offline: str
    # How things went.
    good: str
    warning: str
    warning_inside: str
    error: str

    def colour(self, token: str) -> str:
        """The colour of a token that is named by a word, as in a table of icons."""
        value = getattr(self, token, None)
        if not isinstance(value, str):
            raise Bug(f"the palette has no colour named {token!r}")
        return value

    def ink(self, token: str) -> Ink:
        """What a mark of this token is drawn with; without an inside of its own it is all of one colour."""
        line = self.colour(token)
        return Ink(line, getattr(self, f"{token}_inside", line))


DARK: Final = Palette(
    is_dark=True,
    backdrop="#1b1b1b",
    panel="#242424",
    raised="#2b2b2b",
    field="#1a1a1a",
    button="#333333",
    button_hover="#3c3c3c",
    button_pressed="#2a2a2a",
    hover="#2e2e2e",
    selection="#454545",
    selection_idle="#383838",
    cell="#262626",
    cell_selected="#3d3d3d",
    cell_target="#4f4f4f",
    line="#151515",
    edge="#3f3f3f",
    outline="#7d7d7d",
    text="#dedede",
    text_quiet="#a3a3a3",
    text_off="#6c6c6c",
    icon="#c0c0c0",
    accent="#7fb0e6",
    accent_fill="#3a6ea5",
    accent_hover="#4377ae",
    accent_pressed="#315f90",
    accent_text="#ffffff",
    focus="#7fb0e6",
    target="#f5f5f5",
    target_shade="#0c0c0c",
    badge="#161616",
    badge_text="#f0f0f0",
    star="#e9bd55",
    star_inside="#e9bd55",
    star_empty="#5e5e5e",
    pick="#8fd18b",
    pick_inside="#8fd18b",
    reject="#f58a80",
    label_red="#f37a71",
    label_red_inside="#f37a71",
    label_yellow="#e6c14c",
    label_yellow_inside="#e6c14c",
    label_green="#6cc070",
    label_green_inside="#6cc070",
    label_blue="#69a8f0",
    label_blue_inside="#69a8f0",
    label_purple="#bd90ea",
    label_purple_inside="#bd90ea",
    label_orange="#e8955a",
    label_orange_inside="#e8955a",
    label_gray="#a3a3a3",
    visibility_private="#c4c4c4",
    visibility_space="#c39bea",
    visibility_authenticated="#6db3ea",
    visibility_public="#efa75a",
    offline="#a0a0a0",
    good="#7cc98a",
    warning="#e8b15c",
    warning_inside="#e8b15c",
    error="#f5877d",
)

LIGHT: Final = Palette(
    is_dark=False,
    backdrop="#dadada",
    panel="#ececec",
    raised="#f8f8f8",
    field="#ffffff",
    button="#fafafa",
    button_hover="#ffffff",
    button_pressed="#dcdcdc",
    hover="#e1e1e1",
    selection="#c8c8c8",
    selection_idle="#d8d8d8",
    cell="#e6e6e6",
    cell_selected="#cacaca",
    cell_target="#b9b9b9",
    line="#c6c6c6",
    edge="#b8b8b8",
    outline="#767676",
    text="#1d1d1d",
    text_quiet="#575757",
    text_off="#949494",
    icon="#404040",
    accent="#2665a8",
    accent_fill="#2f6dac",
    accent_hover="#2a639d",
    accent_pressed="#245789",
    accent_text="#ffffff",
    focus="#2665a8",
    target="#101010",
    target_shade="#fdfdfd",
    badge="#161616",
    badge_text="#f0f0f0",
    star="#825d00",
    star_inside="#ffc61a",
    star_empty="#9a9a9a",
    pick="#1b6b22",
    pick_inside="#35b04a",
    reject="#b3241b",
    label_red="#bd2a21",
    label_red_inside="#f0443a",
    label_yellow="#7d5f00",
    label_yellow_inside="#ffd21f",
    label_green="#1c6e26",
    label_green_inside="#3cb44b",
    label_blue="#1f5fb0",
    label_blue_inside="#3d8bf0",
    label_purple="#7a3fb0",
    label_purple_inside="#ab68ec",
    label_orange="#944800",
    label_orange_inside="#ff922e",
    label_gray="#575757",
    visibility_private="#444444",
    visibility_space="#73399f",
    visibility_authenticated="#1a5f98",
    visibility_public="#a84400",
    offline="#575757",
    good="#1c6a2a",
    warning="#7d5000",
    warning_inside="#ffb92e",
    error="#b3241b",
)
