"""The bar under real keys and a real mouse: the box and the filters never disagree."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import rate
from imalink_desktop.catalog.commands.remembering import save
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Account, Outbox
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import count
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads.organised import saved_searches
from imalink_desktop.catalog.touched import Row
from imalink_desktop.ui.searching.bar import SearchBar
from imalink_desktop.ui.searching.choices import ChoiceButton
from imalink_desktop.ui.searching.floating import Floating
from imalink_desktop.ui.searching.ordering import OrderButton
from imalink_desktop.ui.searching.saving import SaveSearch
from imalink_desktop.ui.searching.toggles import Toggles
from tests.unit.desktop.ui.searching.conftest import PHOTOS, Desk
from tests.unit.desktop.ui.searching.hands import LEFT, Key, ask, click, floating, named, open_filters


def test_enter_shows_what_is_asked_and_how_many(bar: SearchBar, desk: Desk) -> None:
    assert bar._count.text() == f"{PHOTOS} photos"
    ask(bar, "rating:5")
    desk.settle()
    assert desk.stage.query == parse("rating:5")
    assert bar._count.text() == f"{len(desk.stage.shown.photos)} photos"
    assert 0 < len(desk.stage.shown.photos) < PHOTOS


def test_the_box_shows_what_others_asked_for(bar: SearchBar, desk: Desk) -> None:
    desk.stage.show(parse("tag:travel/norway rating>=2"))
    desk.settle()
    assert bar.box.text() == "tag:travel/norway rating>=2"
    open_filters(desk)
    assert bar.box.text() == "tag:travel/norway"
    assert bar.filters._filters.stars is not None
    desk.actions["filter bar"].setChecked(False)
    assert parse(bar.box.text()) == desk.stage.query


def test_a_star_narrows_the_search_and_the_same_star_again_widens_it(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    ask(bar, "travel")
    row = bar.filters._stars._row
    QTest.mouseClick(row, LEFT, pos=row.place(4).center())
    desk.settle()
    assert desk.stage.query == parse("rating>=4 travel")
    assert bar.box.text() == "travel"
    QTest.mouseClick(row, LEFT, pos=row.place(4).center())
    assert desk.stage.query == parse("travel")


def test_stars_go_by_arrows(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    row = bar.filters._stars._row
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left):
        QTest.keyClick(row, key)
    assert desk.stage.query == parse("rating>=1")
    QTest.keyClick(row, Key.Key_Left)
    assert desk.stage.query == EVERYTHING


def test_what_is_typed_for_a_filter_moves_into_the_bar(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    ask(bar, "rating>=2 flag:pick sun -flag:reject")
    assert bar.box.text() == "sun -flag:reject"
    assert desk.stage.query == parse("rating>=2 flag:pick sun -flag:reject")
    assert named(bar.filters, "Flag: Picked").isChecked()


def test_flags_are_joined_and_clear_takes_filters_away_and_leaves_the_search(
    bar: SearchBar, desk: Desk
) -> None:
    open_filters(desk)
    ask(bar, "sun")
    for name in ("Flag: Picked", "Flag: Rejected", "Label: No label"):
        click(named(bar.filters, name))
    assert desk.stage.query == parse("(flag:pick OR flag:reject) -has:label sun")
    click(bar.filters._clear)
    assert desk.stage.query == parse("sun")
    assert not bar.filters._clear.isEnabled()


def test_the_action_everything_takes_all_away(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    ask(bar, "rating>=2 sun")
    desk.actions["everything"].trigger()
    desk.settle()
    assert desk.stage.query == EVERYTHING
    assert bar.box.text() == ""
    assert len(desk.stage.shown.photos) == PHOTOS


def test_counts_stand_beside_the_filters_and_follow_changes(bar: SearchBar, desk: Desk, qtbot: QtBot) -> None:
    open_filters(desk)
    with desk.library.catalog.reading() as look:
        reds = count(look, parse("label:red"))
        best = count(look, parse("rating:5"))
    assert named(bar.filters, "Label: Red").toolTip() == f"Red: {reds} photos"
    assert bar.filters._stars._row.tips[5] == f"5 stars or more: {best} photos"
    unrated = next(iter(ids_with(desk, "rating:0")))
    desk.library.do(lambda catalog: rate(catalog, [unrated], 5))
    qtbot.waitUntil(lambda: bar.filters._stars._row.tips[5] == f"5 stars or more: {best + 1} photos")


def ids_with(desk: Desk, text: str) -> list[int]:
    from imalink_desktop.catalog.query.select import ids

    with desk.library.catalog.reading() as look:
        return list(ids(look, parse(text), Sort()))


def test_cameras_are_ticked_one_after_the_other(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    button = next(each for each in bar.filters.findChildren(ChoiceButton) if each.text() == "Camera")
    click(button)
    choices = floating(Floating, button)
    view = choices.findChildren(QListView)[0]
    names = [view.model().index(row, 0).data() for row in range(view.model().rowCount())]
    assert sorted(names) == ["Canon EOS R5", "Nikon Z 8", "Phone & more", "Sigma fp"]
    for name in ("Sigma fp", "Nikon Z 8"):
        index = view.model().index(names.index(name), 0)
        QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(index).center())
    desk.settle()
    assert choices.isVisible()
    assert desk.stage.query == parse('camera="Nikon Z 8" OR camera="SIGMA fp"')
    assert button.text() == "Nikon Z 8 +1"
    QTest.keyClick(view, Key.Key_Escape)
    assert not choices.isVisible()
    assert button.isChecked()


def test_kinds_are_counted_when_somebody_looks(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    button = named(bar.filters, "Type")
    click(button)
    desk.settle()
    view = floating(Floating, button).findChildren(QListView)[0]
    model = view.model()
    shown = {
        model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.UserRole + 1)
        for row in range(model.rowCount())
    }
    with desk.library.catalog.reading() as look:
        pairs = count(look, parse("is:raw format:jpeg"))
    assert list(shown)[:4] == ["JPEG", "RAW", "RAW + JPEG", "Video"]
    assert shown["RAW + JPEG"] == pairs > 0
    QTest.keyClick(view, Key.Key_Escape)


def test_a_search_is_saved_under_a_name_and_a_taken_name_is_told(
    bar: SearchBar, desk: Desk, qtbot: QtBot
) -> None:
    save(desk.library.catalog, "Best", "rating:5")
    assert not bar._save.isEnabled()
    ask(bar, "rating>=4 travel")
    click(bar._save)
    panel = floating(SaveSearch, bar)
    field, button = panel.findChildren(QLineEdit)[0], panel.findChildren(QPushButton)[0]
    assert not button.isEnabled()
    QTest.keyClicks(field, "best")
    click(button)
    qtbot.waitUntil(lambda: field.property("wrong") is True)
    assert panel.isVisible()
    QTest.keyClicks(field, "Best of travel")
    assert not field.property("wrong")
    QTest.keyClick(field, Key.Key_Return)
    desk.settle()

    def known(look: Look) -> list[tuple[str, str, str | None]]:
        return [(each.name, each.query, each.sort) for each in saved_searches(look)]

    with desk.library.catalog.reading() as look:
        assert ("Best of travel", "rating>=4 travel", "-time") in known(look)


def test_a_name_that_is_taken_is_told_though_the_panel_has_gone(
    bar: SearchBar, desk: Desk, qtbot: QtBot
) -> None:
    heard: list[Trouble] = []
    desk.library.trouble.connect(heard.append)
    save(desk.library.catalog, "Best", "rating:5")
    ask(bar, "travel")
    click(bar._save)
    panel = floating(SaveSearch, bar)
    QTest.keyClicks(panel.findChildren(QLineEdit)[0], "Best")
    click(panel.findChildren(QPushButton)[0])
    panel.close()
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], Expected)


def menu_of(bar: SearchBar) -> dict[str, QAction]:
    order = bar.findChildren(OrderButton)[0]
    return {action.text(): action for action in order.menu().actions()}


def test_the_order_is_chosen_and_turned_round(bar: SearchBar, desk: Desk) -> None:
    menu_of(bar)["Stars, then time"].trigger()
    desk.settle()
    assert desk.stage.sort == Sort(By.RATING)
    menu_of(bar)["Fewest stars first"].trigger()
    desk.settle()
    assert desk.stage.sort == Sort(By.RATING, descending=False)
    assert bar._order.text() == "Fewest stars first"
    menu_of(bar)["Name of the file"].trigger()
    desk.settle()
    assert bar._order.text() == "Names from A to Z"


def test_dice_are_thrown_anew(bar: SearchBar, desk: Desk) -> None:
    menu_of(bar)["As the dice fell; the same until they are thrown again"].trigger()
    desk.settle()
    assert desk.stage.sort.by is By.RANDOM
    assert desk.stage.sort.seed > 0
    assert menu_of(bar)["Throw the dice again"].isVisible()


def test_days_are_narrowed_to_and_stand_in_the_box(bar: SearchBar, desk: Desk) -> None:
    ask(bar, "travel taken:2012")
    bar.narrow_to_days("2012-04-01", "2012-04-30")
    desk.settle()
    assert bar.box.text() == "travel taken:2012-04-01..2012-04-30"


def test_a_colour_that_few_programs_have_is_there_when_a_photo_has_it(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    labels = next(each for each in bar.filters.findChildren(Toggles) if each.accessibleName() == "Label")
    assert not named(labels, "Label: Orange").isVisible()
    desk.stage.show(parse("label:orange"))
    desk.settle()
    assert named(labels, "Label: Orange").isVisible()


def test_a_narrow_bar_has_more_rows_and_cuts_nothing_off(bar: SearchBar, desk: Desk) -> None:
    open_filters(desk)
    wide = bar.filters.height()
    desk.window.resize(520, 400)
    assert bar.filters.height() > wide
    for part in bar.filters.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        assert bar.filters.rect().contains(part.geometry()), part


@pytest.mark.parametrize("name", ["Flag: Picked", "Camera", "Order of the photos"])
def test_every_control_is_reached_by_tab(bar: SearchBar, desk: Desk, name: str) -> None:
    open_filters(desk)
    bar.box.setFocus()
    for _ in range(40):
        focused = desk.window.focusWidget()
        assert focused is not None
        if focused.accessibleName() == name:
            return
        QTest.keyClick(focused, Key.Key_Tab)
    pytest.fail(f"{name} was not reached")


def test_how_photos_stand_with_a_server_is_asked_only_where_there_is_one(
    bar: SearchBar, desk: Desk, qtbot: QtBot
) -> None:
    open_filters(desk)
    button = named(bar.filters, "Server")
    assert button.isHidden()
    first, second = ids_with(desk, "")[:2]

    def keep(writer: Writer) -> None:
        [account] = writer.insert(Account, [{"url": "https://x.org", "username": "anna", "is_home": 1}])
        for photo, parked in ((first, None), (second, "no labels here")):
            waits: Row = {"account_id": account, "photo_id": photo, "field": "label", "parked": parked}
            writer.insert(Outbox, [{**waits, "urgency": 1, "tries": 0, "is_doubtful": 0}])

    desk.library.do(lambda catalog: catalog.transact(Op.SIGN_IN, keep))
    qtbot.waitUntil(button.isVisible)
    click(button)
    desk.settle()
    view = floating(Floating, button).findChildren(QListView)[0]
    model = view.model()
    counts = {
        model.index(row, 0).data(): model.index(row, 0).data(Qt.ItemDataRole.UserRole + 1)
        for row in range(model.rowCount())
    }
    assert counts == {
        "Waits to be sent": 2,
        "Refused by the server": 1,
        "In conflict": 0,
        "Original on another computer": 0,
    }
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(model.index(1, 0)).center())
    desk.settle()
    assert desk.stage.query == parse("is:refused")
    assert list(desk.stage.shown.photos) == [second]
    QTest.keyClick(view, Key.Key_Escape)
