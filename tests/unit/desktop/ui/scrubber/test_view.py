"""The strip under real keys and a real mouse."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.ui.scrubber.axis import Unit
from imalink_desktop.ui.scrubber.days import Days
from imalink_desktop.ui.scrubber.going import GoToDate
from imalink_desktop.ui.scrubber.hands import TimeStrip
from imalink_desktop.ui.scrubber.view import Scrubber
from imalink_desktop.ui.theme.look import current
from tests.unit.desktop.ui.scrubber.conftest import Desk

Key = Qt.Key
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
SHIFT, PLAIN = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


def spot(strip: TimeStrip, x: float) -> QPoint:
    return QPoint(strip._place.left() + round(x), 20)


def move(strip: TimeStrip, x: float, *, down: bool, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
    where = QPointF(spot(strip, x))
    buttons = LEFT if down else NONE
    event = QMouseEvent(QEvent.Type.MouseMove, where, strip.mapToGlobal(where), NONE, buttons, modifiers)
    QApplication.sendEvent(strip, event)


def turn(strip: TimeStrip, x: float, notches: float, sideways: float = 0) -> None:
    where = QPointF(spot(strip, x))
    angle = QPoint(round(120 * sideways), round(120 * notches))
    event = QWheelEvent(
        where, strip.mapToGlobal(where), QPoint(), angle, NONE, PLAIN, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(strip, event)


def listen(strip: TimeStrip) -> list[int]:
    heard: list[int] = []
    strip.wanted.connect(heard.append)
    return heard


def x_of(strip: TimeStrip, day: int) -> float:
    return strip.strip.axis.x(day + 0.5)


def test_a_click_goes_to_the_photos_of_that_time(strip: Scrubber) -> None:
    heard, days = listen(strip), strip.strip.days
    day = days.ordinals[len(days.ordinals) // 2]
    QTest.mouseClick(strip, LEFT, pos=spot(strip, x_of(strip, day)))
    assert len(heard) == 1
    assert abs(days.moment(heard[0]) - day) < 4


def test_a_drag_goes_along_and_says_where(strip: Scrubber) -> None:
    heard = listen(strip)
    QTest.mousePress(strip, LEFT, pos=spot(strip, 100))
    for x in (200, 300, 300, 5000):
        move(strip, x, down=True)
    assert strip._bubble.isVisible()
    assert strip._bubble.said[0].endswith(("2012", "2013"))
    QTest.mouseRelease(strip, LEFT, pos=spot(strip, 300))
    assert heard == sorted(heard, reverse=True)  # The newest come first, and time goes to the right.
    assert len(heard) == len(set(heard))
    assert heard[-1] == 0
    assert not strip._bubble.isVisible()


def test_a_drag_with_shift_chooses_whole_bars_and_moves_nothing(strip: Scrubber, qtbot: QtBot) -> None:
    heard, days = listen(strip), strip.strip.days
    a, b = days.ordinals[3], days.ordinals[30]
    QTest.mousePress(strip, LEFT, SHIFT, spot(strip, x_of(strip, b)))
    move(strip, x_of(strip, a), down=True, modifiers=SHIFT)
    assert "photos" in strip._bubble.said[1]
    with qtbot.waitSignal(strip.range_wanted) as told:
        QTest.mouseRelease(strip, LEFT, SHIFT, spot(strip, x_of(strip, a)))
    first, last = (date.fromisoformat(each).toordinal() for each in told.args)
    assert abs(first - a) <= 7
    assert abs(last - b) <= 7
    assert first <= a < b <= last
    assert heard == []


def test_escape_gives_up_choosing(strip: Scrubber) -> None:
    told: list[str] = []
    strip.range_wanted.connect(lambda first, _last: told.append(first))
    QTest.mousePress(strip, LEFT, SHIFT, spot(strip, 100))
    move(strip, 300, down=True, modifiers=SHIFT)
    QTest.keyClick(strip, Key.Key_Escape)
    QTest.mouseRelease(strip, LEFT, SHIFT, spot(strip, 300))
    assert told == []


def test_the_wheel_looks_nearer_at_the_pointer_and_back_again(strip: Scrubber) -> None:
    before = strip.strip.axis
    turn(strip, 400, 4)
    near = strip.strip.axis
    assert near.end - near.begin < (before.end - before.begin) / 4
    assert abs(near.day(400) - before.day(400)) < 1
    assert near.unit is Unit.DAY
    turn(strip, 400, 0, sideways=-2)
    assert strip.strip.axis.begin > near.begin
    turn(strip, 400, -9)
    assert strip.strip.axis == before


def test_arrows_go_by_months_and_ends_to_the_ends(strip: Scrubber) -> None:
    heard, days = listen(strip), strip.strip.days
    QTest.keyClick(strip, Key.Key_Home)
    assert int(days.moment(heard[-1])) == days.ordinals[0]
    strip.show_seen(heard[-1], heard[-1] + 3)
    months = []
    for _ in range(3):
        QTest.keyClick(strip, Key.Key_Right)
        strip.show_seen(heard[-1], heard[-1] + 3)
        months.append(date.fromordinal(int(days.moment(heard[-1]))).month)
    assert months == [4, 5, 6]
    QTest.keyClick(strip, Key.Key_Left)
    assert date.fromordinal(int(days.moment(heard[-1]))).month == 5
    QTest.keyClick(strip, Key.Key_End)
    assert heard[-1] == 0


def test_arrows_go_on_where_the_list_cannot_scroll_further(strip: Scrubber) -> None:
    heard, days = listen(strip), strip.strip.days
    strip.show_seen(days.total - 80, days.total - 1)
    for _ in range(4):
        QTest.keyClick(strip, Key.Key_Left)
    assert len(set(heard)) == len(heard)
    assert heard == sorted(heard)


def test_the_undated_are_one_click_away(strip: Scrubber) -> None:
    heard, days = listen(strip), strip.strip.days
    assert days.undated == 12
    QTest.mouseClick(strip, LEFT, pos=QPoint(strip.width() - 20, 20))
    assert heard == [days.total]


def test_a_typed_date_leads_to_the_nearest_photo(strip: Scrubber) -> None:
    heard, days = listen(strip), strip.strip.days
    strip.go_to(strip.meant("May 2012") or (0, 0))
    assert date.fromordinal(int(days.moment(heard[-1]))).strftime("%Y-%m") == "2012-05"
    assert heard[-1] == days.first_place(days.nearest_in(*strip.meant("May 2012") or (0, 0)))
    strip.go_to(strip.meant("1990") or (0, 0))
    assert int(days.moment(heard[-1])) == days.ordinals[0]
    assert strip.meant("sometime") is None


def test_the_action_opens_a_field_that_says_what_it_understood(
    strip: Scrubber, desk: Desk, qtbot: QtBot
) -> None:
    heard = listen(strip)
    desk.actions["go to date"].trigger()
    panel = strip.findChildren(GoToDate)[0]
    field = panel.findChildren(QLineEdit)[0]
    QTest.keyClicks(field, "3/4/2012")
    QTest.keyClick(field, Key.Key_Return)
    assert field.property("wrong") is True
    assert panel.isVisible()
    field.clear()
    QTest.keyClicks(field, "june")
    assert panel._told.text() == "June 2012"
    assert field.property("wrong") is False
    QTest.keyClick(field, Key.Key_Return)
    assert len(heard) == 1
    qtbot.waitUntil(lambda: not strip.findChildren(GoToDate))


def test_in_another_order_the_strip_counts_but_leads_nowhere(strip: Scrubber, desk: Desk) -> None:
    heard, troubles = listen(strip), list[Trouble]()
    desk.library.trouble.connect(troubles.append)
    total = strip.strip.days.total
    desk.stage.show(sort=Sort(By.RATING))
    desk.settle()
    assert strip.strip.days.total == total
    QTest.mouseClick(strip, LEFT, pos=spot(strip, 300))
    strip.go_to(strip.meant("2012") or (0, 0))
    assert heard == []
    assert [type(each) for each in troubles] == [Expected, Expected]


def test_another_search_shows_its_own_time_and_the_same_keeps_the_look(strip: Scrubber, desk: Desk) -> None:
    turn(strip, 300, 3)
    near = strip.strip.axis
    desk.stage.refresh()
    desk.settle()
    assert strip.strip.axis == near
    desk.stage.show(parse("taken:2012-05"))
    desk.settle()
    first, end = strip.strip.days.span
    assert date.fromordinal(first).month == date.fromordinal(end - 1).month == 5
    assert strip.strip.axis == strip.strip.whole


def test_what_the_grid_shows_is_marked(strip: Scrubber) -> None:
    total = strip.strip.days.total
    strip.show_seen(total - 20, total - 1)
    image = strip.grab().toImage()
    accent = current().accent
    lit = [x for x in range(image.width()) if image.pixelColor(x, strip._place.top() - 4).name() == accent]
    assert lit
    assert strip._place.left() - 3 <= lit[0] < lit[-1] < strip.width() / 2
    assert "2012" in strip.accessibleDescription()


def test_photos_without_any_date_are_told(strip: Scrubber, desk: Desk) -> None:
    troubles: list[Trouble] = []
    desk.library.trouble.connect(troubles.append)
    desk.stage.show(parse("is:undated"))
    desk.settle()
    assert strip._picture().hint == "No photo here has a date."
    strip.grab()
    for key in (Key.Key_Left, Key.Key_Home, Key.Key_Plus):
        QTest.keyClick(strip, key)
    QTest.mouseClick(strip, LEFT, pos=spot(strip, 200))
    move(strip, 100, down=False)
    strip.go_to(strip.meant("2012") or (0, 0))
    assert len(troubles) == 1


def test_a_list_of_nothing_is_a_quiet_strip(strip: Scrubber, desk: Desk) -> None:
    desk.stage.show(parse("nothingiscalledso"))
    desk.settle()
    strip.show_seen(-1, -1)
    assert strip._picture().hint == ""
    assert isinstance(strip.grab().toImage(), QImage)


def test_eighty_years_of_days_are_painted(qtbot: QtBot) -> None:
    strip = TimeStrip()
    qtbot.addWidget(strip)
    strip.resize(1200, 60)
    begin = date(1940, 1, 1)
    days = Days.of([(str(begin + timedelta(days=day)), day % 7 + 1) for day in range(30_000)])
    strip.show_days(days, is_other=True)
    strip.show_seen(5, 400)
    image = strip.grab().toImage()
    bottom = strip._place.bottom() - 1
    painted = {image.pixelColor(x, bottom).name() for x in range(20, 1180)}
    assert current().outline in painted
    assert len(strip.strip.bars) < 1200 / 2.5
