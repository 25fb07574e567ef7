"""The icons: all of one kind, whole, sharp on any screen, and in the colours of the moment."""

from __future__ import annotations

import gc
import re
from collections import Counter
from importlib.resources import files
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from imalink_desktop.base.errors import Bug
from imalink_desktop.ui.theme.icons import NAMES, app_icon, app_image, drawing, icon, paint
from imalink_desktop.ui.theme.palette import DARK, LIGHT
from imalink_desktop.ui.theme.style import apply
from imalink_resources import text

pytestmark = pytest.mark.usefixtures("app")

FORMAT = QImage.Format.Format_ARGB32_Premultiplied


def source(name: str) -> str:
    return text(f"icons/{name}.svg")


def parsed(name: str) -> Element:
    root: Element = fromstring(source(name))
    return root


def dots_of(image: QImage) -> list[QColor]:
    return [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]


def opaque(image: QImage) -> int:
    """How many dots of an image can be seen."""
    return sum(dot.alpha() > 60 for dot in dots_of(image))


def lightness(colour: str) -> int:
    return QColor(colour).lightness()


def colour_of(image: QImage) -> str:
    """The colour of most dots that cover."""
    return Counter(dot.name() for dot in dots_of(image) if dot.alpha() == 255).most_common(1)[0][0]


def test_the_table_names_every_file_and_no_other() -> None:
    there = [each.name for each in files("imalink_resources").joinpath("icons").iterdir()]
    assert sorted(there) == sorted(f"{name}.svg" for name in NAMES)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_one_manner(name: str) -> None:
    root = parsed(name)
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke-width"), root.get("stroke-linecap"), root.get("stroke-linejoin")) == (
        "1.5",
        "round",
        "round",
    )
    colours = {each.get(part) for each in root.iter() for part in ("fill", "stroke")}
    assert colours <= {"currentColor", "none", None}
    assert not re.search(r"#[0-9a-fA-F]{3}|rgb|style=|<image|<text|href", source(name))
    assert QSvgRenderer(QByteArray(source(name).encode())).isValid()


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_seen_when_small_and_cut_off_nowhere(name: str) -> None:
    assert opaque(drawing(name, "#ffffff", 16)) >= 5
    large = drawing(name, "#ffffff", 96)
    strips = (QRect(0, 0, 96, 1), QRect(0, 95, 96, 1), QRect(0, 0, 1, 96), QRect(95, 0, 1, 96))
    assert [opaque(large.copy(strip)) for strip in strips] == [0, 0, 0, 0]


def test_no_two_icons_look_alike() -> None:
    drawn = {name: bytes(drawing(name, "#ffffff", 32).constBits()) for name in NAMES}
    assert len(set(drawn.values())) == len(NAMES)


def test_small_icons_have_heavier_lines() -> None:
    fine, heavy = drawing("minus", "#ffffff", 96), drawing("minus", "#ffffff", 12)
    assert opaque(heavy.copy(6, 0, 1, 12)) / 12 > opaque(fine.copy(48, 0, 1, 96)) / 96


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("left", [0, 3, 7])
@pytest.mark.parametrize("side", [12, 15, 16])
def test_an_icon_is_painted_dot_on_dot_on_any_screen(scale: float, left: int, side: int) -> None:
    screen = QImage(120, 120, FORMAT)
    screen.fill(Qt.GlobalColor.transparent)
    screen.setDevicePixelRatio(scale)
    painter = QPainter(screen)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)  # or a slip would not be seen
    painter.translate(1, 2)
    paint(painter, QRect(left, 5, side, side), "grid", "#ffffff")
    painter.end()
    screen.setDevicePixelRatio(1)
    dots, wanted = round(side * scale), ((left + 1) * scale, 7 * scale)
    near = [(int(wanted[0]) + x, int(wanted[1]) + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
    assert drawing("grid", "#ffffff", dots) in [screen.copy(x, y, dots, dots) for x, y in near]


def test_an_icon_stands_in_the_middle_of_a_long_place() -> None:
    screen = QImage(40, 16, FORMAT)
    screen.fill(Qt.GlobalColor.transparent)
    painter = QPainter(screen)
    icon("label").paint(painter, QRect(0, 0, 40, 16))
    painter.end()
    assert screen.copy(12, 0, 16, 16) == drawing("label", DARK.icon, 16)
    assert opaque(screen.copy(0, 0, 12, 16)) == 0


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_a_pixmap_has_the_dots_of_its_screen(scale: float) -> None:
    pixmap = icon("folder").pixmap(QSize(16, 16), scale)
    assert pixmap.size() == QSize(round(16 * scale), round(16 * scale))
    assert pixmap.devicePixelRatio() == scale


@pytest.mark.parametrize(
    ("mode", "state", "colour"),
    [
        (QIcon.Mode.Normal, QIcon.State.Off, DARK.icon),
        (QIcon.Mode.Active, QIcon.State.Off, DARK.text),
        (QIcon.Mode.Selected, QIcon.State.Off, DARK.text),
        (QIcon.Mode.Normal, QIcon.State.On, DARK.accent),
        (QIcon.Mode.Disabled, QIcon.State.On, DARK.text_off),
    ],
)
def test_an_icon_shows_its_state_by_its_colour(mode: QIcon.Mode, state: QIcon.State, colour: str) -> None:
    drawn = icon("label", on="accent").pixmap(QSize(16, 16), 1.0, mode, state)
    assert colour_of(drawn.toImage()) == colour


def test_a_tinted_icon_keeps_its_meaning_under_the_mouse_and_when_its_branch_is_open() -> None:
    red = icon("label", "label_red")
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected):
        for state in (QIcon.State.Off, QIcon.State.On):
            assert colour_of(red.pixmap(QSize(16, 16), 1.0, mode, state).toImage()) == DARK.label_red


def test_an_icon_takes_the_colours_of_another_theme_by_itself(app: QApplication) -> None:
    star = icon("star", "star")
    apply(app, "dark")
    before = colour_of(star.pixmap(32).toImage())
    apply(app, "light")
    assert (before, colour_of(star.pixmap(32).toImage())) == (DARK.star_inside, LIGHT.star_inside)


@pytest.mark.parametrize("side", [14, 16, 20, 32])
@pytest.mark.parametrize(
    ("name", "token"),
    [("star", "star"), ("flag", "pick"), ("label", "label_yellow"), ("warning", "warning")],
)
def test_a_bright_mark_on_light_ground_has_a_dark_line(
    app: QApplication, name: str, token: str, side: int
) -> None:
    apply(app, "light")
    seen = {dot.name() for dot in dots_of(icon(name, token).pixmap(side).toImage()) if dot.alpha() > 200}
    ink = LIGHT.ink(token)
    assert ink.fill in seen
    # Lines are thinner than a dot here and there: what counts is that some of it is as dark as it is meant.
    assert min(map(lightness, seen)) <= lightness(ink.line) + 12


def test_a_warning_in_the_colour_of_words_is_a_line_alone() -> None:
    assert drawing("warning", DARK.icon, 24).pixelColor(9, 16).alpha() == 0
    assert drawing("warning", "#7d5000", 24, "#ffb92e").pixelColor(9, 16).name() == "#ffb92e"


def test_a_name_or_a_tint_that_is_not_there_is_our_fault() -> None:
    with pytest.raises(Bug, match="no icon named 'unicorn'"):
        icon("unicorn")
    with pytest.raises(Bug, match="mauve"):
        icon("star", "mauve")
    with pytest.raises(Bug, match="mauve"):
        icon("star", on="mauve")


def test_icons_outlive_whoever_made_them() -> None:
    first = [icon(name) for name in NAMES]
    made = [QIcon(each) for each in first]
    for each in made:
        each.setIsMask(True)  # two of one kind that differ from now on: Qt copies the engine
    gc.collect()
    assert all(not each.pixmap(16).isNull() for each in made)
    assert [each.name() for each in made] == list(NAMES)


def test_the_program_has_an_icon_for_every_size() -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 256, 512}
    for side in (16, 512):
        picture = app_image(side)
        assert (picture.width(), picture.height()) == (side, side)
        assert opaque(picture) > side * side / 2
        assert picture.pixelColor(0, 0).alpha() == 0
