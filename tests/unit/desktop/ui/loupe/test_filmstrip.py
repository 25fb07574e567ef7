"""The strip of photos: the one that is looked at in its middle, and nothing made that is not seen."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from imalink_desktop.base.events import Signal
from imalink_desktop.ui.loupe.filmstrip import Filmstrip
from imalink_desktop.ui.loupe.zoom import Size


class Slides:
    """Small pictures, each of one colour, once they are there."""

    def __init__(self) -> None:
        self.arrived = Signal[Collection[int]]("slides have come")
        self.there: dict[int, QPixmap] = {}
        self.asked: Sequence[int] = ()

    def pixmap(self, photo: int, size: Size) -> QPixmap | None:
        del size
        return self.there.get(photo)

    def want(self, photos: Sequence[int], size: Size) -> None:
        del size
        self.asked = photos

    def bring(self, photo: int, colour: str) -> None:
        self.there[photo] = QPixmap(60, 40)
        self.there[photo].fill(QColor(colour))
        self.arrived.emit([photo])


@pytest.fixture
def slides(request: pytest.FixtureRequest) -> Slides:
    request.getfixturevalue("qapp")
    return Slides()


@pytest.fixture
def strip(slides: Slides) -> Iterator[Filmstrip]:
    strip = Filmstrip(slides)
    strip.resize(900, 92)
    strip.show()
    yield strip
    strip.close()
    strip.deleteLater()


def test_a_million_photos_cost_no_more_than_a_few(strip: Filmstrip, slides: Slides) -> None:
    strip.set_photos(range(1_000_000), 500_000)
    assert len(strip.visible) < 12
    assert slides.asked[0] == 500_000
    assert len(slides.asked) < 40


def test_the_photo_that_is_looked_at_is_in_the_middle(strip: Filmstrip, slides: Slides) -> None:
    strip.set_photos(range(100), 40)
    slides.bring(40, "#ff0000")
    assert strip.grab().toImage().pixelColor(450, 46) == QColor("#ff0000")
    strip.show_at(41)
    assert strip.grab().toImage().pixelColor(450 - strip.rect_of(41).width(), 46) == QColor("#ff0000")
    assert abs(strip.rect_of(41).center().x() - 450) <= 1


@pytest.mark.parametrize("total", [0, 1, 5, 1000])
def test_every_visible_place_is_found_under_its_middle(strip: Filmstrip, total: int) -> None:
    strip.set_photos(range(total), total // 2)
    for at in strip.visible:
        assert strip.place_at(strip.rect_of(at).center().x()) == at
    assert all(strip.place_at(x) is None or strip.place_at(x) in strip.visible for x in range(900))


def test_a_click_asks_for_the_photo_under_it(strip: Filmstrip) -> None:
    strip.set_photos(range(100), 40)
    asked: list[int] = []
    strip.wanted.connect(asked.append)
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.rect_of(42).center())
    assert asked == [42]


def test_the_wheel_asks_for_the_next_photo_and_not_beyond_the_last(strip: Filmstrip) -> None:
    strip.set_photos(range(3), 1)
    asked: list[int] = []
    strip.wanted.connect(asked.append)
    for turn in (-60, -60, -360, 120):
        event = QWheelEvent(
            QPointF(450, 40),
            QPointF(strip.mapToGlobal(QPoint(450, 40))),
            QPoint(),
            QPoint(0, turn),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(strip, event)
    assert asked == [2, 2, 0]
