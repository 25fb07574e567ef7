"""What a cell shows, in pixels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPainter

from imalink_desktop.catalog.reads.rows import Badges, Fold, Row
from imalink_desktop.ui.grid.cells import CellPainter, Plan, Shown
from imalink_desktop.ui.grid.look import Look
from imalink_desktop.ui.grid.marks import Marks
from imalink_desktop.ui.theme.palette import DARK, LIGHT, Palette
from imalink_desktop.ui.window.looks import grid_look
from tests.unit.desktop.ui.grid.painted import PICTURE, PLAIN, pixmap
from tests.unit.desktop.ui.theme.test_palette import contrast

pytestmark = pytest.mark.usefixtures("qapp")

LOOK = Look()
AROUND = 8
EDGE = 200


def painted(
    shown: Shown, *, edge: int = EDGE, ratio: float = 1.0, focused: bool = True, look: Look = LOOK
) -> QImage:
    """A cell with a border of nothing."""
    side = round((edge + 2 * AROUND) * ratio)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor(LOOK.backdrop))
    plan = Plan(edge, ratio)
    cell = CellPainter(look, plan, Marks(look, plan.mark, ratio))
    painter = QPainter(image)
    cell.paint(painter, AROUND, AROUND, shown, focused=focused)
    painter.end()
    return image


def photo(row: Row = PLAIN, *, chosen: bool = False, target: bool = False) -> Shown:
    plan = Plan(EDGE, 1.0)
    width = plan.room[0]
    return Shown(row, pixmap(width, width * 2 // 3), is_chosen=chosen, is_target=target)


def at(image: QImage, x: int, y: int) -> QColor:
    return image.pixelColor(QPoint(x + AROUND, y + AROUND))


def middle(image: QImage) -> QColor:
    return at(image, EDGE // 2, (EDGE - Plan(EDGE, 1.0).strip) // 2)


def counted(image: QImage, colour: str, part: QRect | None = None) -> int:
    """How many pixels have exactly this colour."""
    area = part or image.rect()
    wanted = QColor(colour)
    return sum(
        image.pixelColor(x, y) == wanted
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


def test_a_picture_lies_in_the_middle_of_its_cell() -> None:
    image = painted(photo())
    assert middle(image) == PICTURE
    assert at(image, 3, 3) == QColor(LOOK.cell)
    assert at(image, -3, -3) == QColor(LOOK.backdrop)


def test_what_is_chosen_lies_on_lighter_ground_and_the_target_has_a_frame() -> None:
    plain, chosen, target = painted(photo()), painted(photo(chosen=True)), painted(photo(target=True))
    assert [at(image, 3, 3).name() for image in (plain, chosen, target)] == [
        LOOK.cell,
        LOOK.cell_selected,
        LOOK.cell_target,
    ]
    for x, y in ((-2, 50), (EDGE + 1, 50), (50, -2), (50, EDGE + 1)):
        assert at(target, x, y) == QColor(LOOK.target)
        assert at(chosen, x, y) == QColor(LOOK.backdrop)


def test_the_frame_is_dim_while_the_keyboard_is_elsewhere() -> None:
    assert at(painted(photo(target=True), focused=False), -2, 50) == QColor(LOOK.outline)


@pytest.mark.parametrize("stars", range(6))
def test_each_star_is_painted(stars: int) -> None:
    found = counted(painted(photo(replace(PLAIN, rating=stars))), LOOK.star.fill)
    one = counted(painted(photo(replace(PLAIN, rating=1))), LOOK.star.fill)
    assert one > 10
    assert found == one * stars


@pytest.mark.parametrize("edge", [96, EDGE], ids=["small", "usual"])
@pytest.mark.parametrize(
    ("row", "token"),
    [
        (replace(PLAIN, rating=3), "star"),
        (replace(PLAIN, flag=1), "pick"),
        (replace(PLAIN, label="yellow"), "label_yellow"),
        (replace(PLAIN, label="orange"), "label_orange"),
    ],
)
def test_in_a_light_window_marks_are_bright_within_a_dark_line(row: Row, token: str, edge: int) -> None:
    ink, look = LIGHT.ink(token), grid_look(LIGHT)
    image, without = painted(photo(row), edge=edge, look=look), painted(photo(), edge=edge, look=look)
    assert counted(image, ink.fill) > counted(without, ink.fill)
    below = range(edge + AROUND - Plan(edge, 1.0).strip, edge + AROUND)
    dots = {QColor(image.pixel(x, y)).name() for x in range(AROUND, AROUND + edge) for y in below}
    assert max(contrast(dot, look.cell) for dot in dots) >= 3.0


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=["dark", "light"])
def test_where_stars_could_be_is_seen_on_the_ground_of_the_target(palette: Palette) -> None:
    look = grid_look(palette)
    assert counted(painted(photo(target=True), look=look), look.star_empty) > 5
    assert contrast(look.star_empty, look.cell_target) >= 3.0


def test_a_rejected_photo_is_dimmed_and_crossed() -> None:
    image = painted(photo(replace(PLAIN, flag=-1)))
    assert middle(image).red() < PICTURE.red() * 0.6
    assert counted(image, LOOK.reject)
    assert not counted(painted(photo(replace(PLAIN, flag=1))), LOOK.reject)
    assert counted(painted(photo(replace(PLAIN, flag=1))), LOOK.pick.fill)


@pytest.mark.parametrize(
    "row",
    [
        replace(PLAIN, label="red"),
        replace(PLAIN, visibility=1),
        replace(PLAIN, visibility=2),
        replace(PLAIN, visibility=3),
        replace(PLAIN, stack=Fold(1, 12, is_cover=True)),
        replace(PLAIN, is_damaged=True),
        replace(PLAIN, badges=Badges()),
        replace(PLAIN, badges=Badges(files=1, pictures=1)),
        replace(PLAIN, badges=Badges(files=2, pictures=1, raws=1, at_hand=2)),
        replace(PLAIN, badges=Badges(files=1, raws=1, at_hand=1)),
        replace(PLAIN, badges=Badges(files=2, pictures=1, videos=1, at_hand=2)),
        replace(PLAIN, badges=Badges(files=1, videos=1, at_hand=1)),
    ],
)
def test_each_thing_to_know_has_a_mark(row: Row) -> None:
    assert painted(photo(row)) != painted(photo())


def test_marks_differ_from_each_other() -> None:
    rows = [replace(PLAIN, visibility=level) for level in range(4)]
    rows += [replace(PLAIN, label=name) for name in LOOK.labels]
    rows += [replace(PLAIN, stack=Fold(1, size, is_cover=True)) for size in (2, 3, 12)]
    seen = {bytes(painted(photo(row)).constBits()) for row in rows}
    assert len(seen) == len(rows)


def test_a_stack_of_one_is_none() -> None:
    assert painted(photo(replace(PLAIN, stack=Fold(1, 1, is_cover=True)))) == painted(photo())


def test_a_photo_that_is_not_at_hand_is_veiled() -> None:
    image = painted(photo(replace(PLAIN, badges=Badges(files=1, pictures=1))))
    assert middle(image).red() < PICTURE.red() * 0.8


def test_where_there_is_no_picture_the_kind_stands_in_its_place() -> None:
    waiting = painted(Shown(PLAIN))
    none = painted(Shown(PLAIN, lacks_picture=True))
    assert middle(waiting) == QColor(LOOK.placeholder)
    assert counted(none, LOOK.text_quiet) > 10
    assert none != painted(Shown(replace(PLAIN, format="NEF"), lacks_picture=True))


def test_what_waits_has_the_shape_of_the_photo() -> None:
    room = Plan(EDGE, 1.0).room
    upright = painted(Shown(replace(PLAIN, rotation=90)))
    assert counted(upright, LOOK.placeholder) == pytest.approx(room[1] * (room[1] * 2 // 3), abs=room[1])


def test_of_a_photo_nothing_is_known_of_only_the_cell_is_painted() -> None:
    image = painted(Shown())
    assert middle(image) == QColor(LOOK.cell)


def test_a_small_original_is_not_blown_up() -> None:
    tiny = replace(PLAIN, width=20, height=10)
    image = painted(Shown(tiny, pixmap(150, 75)))
    assert counted(image, PICTURE.name()) == pytest.approx(40 * 20, abs=60)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_picture_is_painted_pixel_by_pixel_on_any_screen(ratio: float) -> None:
    wide, high = Plan(EDGE, ratio).pixels
    stripes = QImage(wide, wide * 2 // 3, QImage.Format.Format_RGB32)
    for y in range(stripes.height()):
        for x in range(stripes.width()):
            stripes.setPixelColor(x, y, QColor("white" if x % 2 else "black"))
    picture = pixmap(1, 1)
    picture.convertFromImage(stripes)
    picture.setDevicePixelRatio(ratio)
    assert high
    image = painted(Shown(PLAIN, picture), ratio=ratio)
    y = round((AROUND + Plan(EDGE, 1.0).room[1] // 2) * ratio)
    line = [image.pixelColor(x, y).name() for x in range(image.width())]
    assert line.count("#ffffff") >= wide // 2 - 1
    assert line.count("#000000") >= wide // 2 - 1


@pytest.mark.parametrize("edge", [96, 135, 136, 300, 512, 900])
def test_cells_of_every_size_stay_in_their_bounds(edge: int) -> None:
    row = replace(PLAIN, rating=5, flag=1, label="green", visibility=3, stack=Fold(1, 300, is_cover=True))
    image = painted(Shown(row, pixmap(300, 200), is_chosen=True), edge=edge)
    inside = QRect(AROUND, AROUND, edge, edge)
    outside = image.width() * image.height() - inside.width() * inside.height()
    assert counted(image, LOOK.backdrop) == outside
