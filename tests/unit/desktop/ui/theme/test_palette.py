"""Every colour can be told from what it lies on, as WCAG measures it."""

from __future__ import annotations

import re
from colorsys import rgb_to_hsv
from dataclasses import fields

import pytest

from imalink_desktop.base.errors import Bug
from imalink_desktop.ui.theme.palette import DARK, LIGHT, Palette

READABLE, VISIBLE, FAINT = 4.5, 3.0, 1.9

PANELS = ("backdrop", "panel", "raised", "field")
ROWS = ("hover", "selection_idle")
BUTTONS = ("button", "button_hover", "button_pressed")
CELLS = ("backdrop", "cell", "cell_selected", "cell_target")
MARKS = (
    *("star", "pick", "reject", "label_red", "label_yellow", "label_green", "label_blue", "label_purple"),
    *("label_orange", "label_gray"),
    *("visibility_private", "visibility_space", "visibility_authenticated", "visibility_public", "offline"),
)

TOGETHER: dict[str, tuple[float, tuple[str, ...]]] = {
    "text": (READABLE, (*PANELS, *ROWS, *BUTTONS, "selection", "cell", "cell_selected", "cell_target")),
    "text_quiet": (READABLE, (*PANELS, *ROWS[:1], *BUTTONS[:1], "cell")),
    "text_off": (FAINT, (*PANELS, "button")),
    "icon": (READABLE, (*PANELS, *ROWS, *BUTTONS, "selection", "cell")),
    "accent": (VISIBLE, (*PANELS, *ROWS, *BUTTONS, "selection")),
    "accent_text": (READABLE, ("accent_fill", "accent_hover", "accent_pressed")),
    "accent_fill": (FAINT, ("panel", "raised", "field")),
    "focus": (VISIBLE, (*PANELS, *ROWS, *BUTTONS, "selection")),
    "outline": (VISIBLE, ("panel", "raised", "field", "hover")),
    "target": (READABLE, (*CELLS, "target_shade")),
    "target_shade": (FAINT, ("cell_target",)),
    "badge_text": (READABLE, ("badge",)),
    "star_empty": (FAINT, ("panel", "field", "cell")),
    "good": (READABLE, PANELS),
    "warning": (READABLE, PANELS),
    "error": (READABLE, (*PANELS, "button", "button_hover", "button_pressed")),
    **dict.fromkeys(MARKS, (VISIBLE, (*PANELS, *ROWS, *CELLS, "selection"))),
}
"""What each colour is drawn on, and how well it must be seen there."""

GROUNDS = (*PANELS, *ROWS, *BUTTONS, *CELLS, "selection", "accent_fill", "accent_hover", "accent_pressed")
NEUTRAL = (
    *PANELS,
    *ROWS,
    *BUTTONS,
    *CELLS,
    "selection",
    "line",
    "edge",
    "text",
    "text_quiet",
    "icon",
    "target",
)
LINES = ("line", "edge", "is_dark", "badge", *GROUNDS)
INSIDES = {
    "star_inside": (38, 52),
    "warning_inside": (30, 46),
    "pick_inside": (90, 140),
    "label_red_inside": (0, 12),
    "label_yellow_inside": (42, 56),
    "label_green_inside": (90, 140),
    "label_blue_inside": (205, 220),
    "label_purple_inside": (255, 280),
    "label_orange_inside": (18, 34),
}
"""What lies within a line of the same name, and the hues that make it what it is called."""


def luminance(colour: str) -> float:
    """How much light a colour gives, from 0 to 1."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=[DARK, LIGHT], ids=["dark", "light"])
def palette(request: pytest.FixtureRequest) -> Palette:
    chosen: Palette = request.param
    return chosen


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_whatever_is_drawn_can_be_told_from_its_ground(palette: Palette) -> None:
    weak = [
        f"{token} on {ground}: {ratio:.2f}, and {least} is asked for"
        for token, (least, grounds) in TOGETHER.items()
        for ground in grounds
        if (ratio := contrast(palette.colour(token), palette.colour(ground))) < least
    ]
    assert weak == []


def test_no_colour_is_forgotten() -> None:
    assert {each.name for each in fields(Palette)} == {*TOGETHER, *LINES, *INSIDES}


@pytest.mark.parametrize(("token", "hues"), INSIDES.items())
def test_a_mark_has_the_colour_it_is_known_for_and_a_line_that_can_be_seen(
    palette: Palette, token: str, hues: tuple[int, int]
) -> None:
    ink = palette.ink(token.removesuffix("_inside"))
    assert ink == (palette.colour(token.removesuffix("_inside")), palette.colour(token))
    parts = [int(ink.fill[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    hue, saturation, value = rgb_to_hsv(*parts)
    assert hues[0] <= hue * 360 <= hues[1]
    assert (saturation > 0.3, value > 0.65) == (True, True)  # no mud
    assert ink.fill == ink.line or contrast(ink.fill, ink.line) > 1.4


def test_a_mark_without_a_fill_is_all_of_one_colour() -> None:
    assert LIGHT.ink("reject") == (LIGHT.reject, LIGHT.reject)


def test_every_colour_is_written_alike(palette: Palette) -> None:
    odd = [
        token.name
        for token in fields(Palette)
        if token.name != "is_dark" and not re.fullmatch("#[0-9a-f]{6}", palette.colour(token.name))
    ]
    assert odd == []


def test_nothing_beside_a_photo_has_a_tint(palette: Palette) -> None:
    tinted = [token for token in NEUTRAL if len({palette.colour(token)[at : at + 2] for at in (1, 3, 5)}) > 1]
    assert tinted == []


def test_grounds_lie_in_clear_steps(palette: Palette) -> None:
    steps = [contrast(palette.backdrop, palette.panel), contrast(palette.panel, palette.raised)]
    steps += [contrast(palette.cell, palette.cell_selected)]
    steps += [contrast(palette.cell_selected, palette.cell_target)]
    assert min(steps) > 1.06


def test_labels_and_levels_differ_from_each_other(palette: Palette) -> None:
    labels = [palette.colour(token) for token in MARKS if token.startswith("label")]
    levels = [palette.colour(token) for token in MARKS if token.startswith("visibility")]
    fills = [palette.ink(token).fill for token in MARKS if token.startswith("label")]
    assert (len(set(labels)), len(set(fills)), len(set(levels))) == (7, 7, 4)


def test_a_colour_that_is_not_there_is_our_fault() -> None:
    with pytest.raises(Bug, match="no colour named 'mauve'"):
        DARK.colour("mauve")
    with pytest.raises(Bug):
        DARK.colour("is_dark")
