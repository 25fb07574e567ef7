"""Spaces in the window: made, filled, shared and left, without anything waiting for the server."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.commands import deciding, spaces
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.catalog.reads.spaces import KnownSpace
from imalink_desktop.catalog.reads.spaces import spaces as known_spaces
from imalink_desktop.ui.searching.suggesting import known
from imalink_desktop.ui.syncing.spaces import SpacesDialog
from imalink_desktop.ui.syncing.standing import Round
from imalink_desktop.ui.window.menus import LEVELS
from tests.unit.desktop.sync.ours import signed_in
from tests.unit.desktop.ui.syncing.conftest import PHOTOS, Desk
from tests.unit.desktop.ui.syncing.test_syncing import do

pytestmark = pytest.mark.slow


def there(program: Program) -> list[KnownSpace]:
    with program.catalog.reading() as look:
        return known_spaces(look)


def opened_dialog(desk: Desk, program: Program) -> SpacesDialog:
    program.actions["spaces"].trigger()
    desk.settle(program)
    found = program.syncs._spaces
    assert found is not None
    return found


def made(desk: Desk, program: Program, name: str) -> SpacesDialog:
    dialog = opened_dialog(desk, program)
    dialog.name.setText(name)
    dialog.make.click()
    desk.until(lambda: name in [row.space.name for row in dialog.rows])
    return dialog


def choose(program: Program, *places: int) -> list[int]:
    grid = program.centre.grid
    chosen = grid.selection.only(places[0])
    for place in places[1:]:
        chosen = chosen.toggled(place)
    grid.choose(chosen)
    return [program.stage.shown.photos[place] for place in places]


def test_who_is_not_signed_in_is_told_what_a_space_is_and_where_to_sign_in(desk: Desk) -> None:
    program = desk.window()
    dialog = opened_dialog(desk, program)
    assert dialog.empty.isVisible()
    assert "group of people" in dialog.empty.text()
    assert not dialog.make.isEnabled()
    dialog.sign_in.click()
    assert program.syncs._accounts is not None
    assert program.syncs._accounts.isVisible()


def test_a_space_is_made_called_otherwise_and_deleted(desk: Desk, here: Program) -> None:
    dialog = made(desk, here, "Family")
    (row,) = dialog.rows
    assert row.more.text() == "Yours · 1 member · none of your photos"
    row.call.click()
    row.name.setText("The family")
    row.rename.click()
    desk.until(lambda: row.words.text() == "The family")
    do(desk, here, partial(spaces.put_into, photos=list(here.stage.shown.photos)[:2], spaces=[row.space.id]))
    desk.until(lambda: "2 of your photos" in row.more.text())
    row.out.click()
    assert "2 of your photos are no longer shown there." in row.more.text()
    row.yes.click()
    desk.until(lambda: dialog.rows == [])
    assert there(here) == []


def test_somebody_comes_in_by_a_code_is_seen_and_sent_away(desk: Desk, here: Program) -> None:
    dialog = made(desk, here, "Family")
    (row,) = dialog.rows
    row.invite.click()
    desk.until(row.code.isVisible)
    row.copy.click()
    code = QApplication.clipboard().text()
    assert code == row.code.text()
    with signed_in(desk.address) as bert:
        bert.groups.join(code)
        row.who.click()
        desk.until(lambda: len(row.members) == 2)
        assert [away is not None for _name, away in row.members] == [False, True]
        away = row.members[1][1]
        assert away is not None
        away.click()
        desk.until(lambda: len(row.members) == 1)
        assert bert.spaces() == ()


def test_one_joins_by_a_code_and_leaves_again(desk: Desk, here: Program) -> None:
    with signed_in(desk.address) as bert:
        club = bert.groups.make("Club")
        dialog = opened_dialog(desk, here)
        dialog.code.setText("no such code")
        dialog.join.click()
        desk.until(lambda: "does not hold" in dialog.said.text())
        dialog.code.setText(bert.groups.invite(club.key))
        dialog.join.click()
        desk.until(lambda: [row.space.name for row in dialog.rows] == ["Club"])
        (row,) = dialog.rows
        assert not row.invite.isVisible()
        row.out.click()
        row.yes.click()
        desk.until(lambda: dialog.rows == [])


def test_offline_it_says_so_and_shows_what_is_known(desk: Desk, here: Program) -> None:
    made(desk, here, "Family").close()
    here.syncer._leaving.now()
    dialog = opened_dialog(desk, here)
    desk.until(lambda: bool(dialog.said.text()))
    assert [row.space.name for row in dialog.rows] == ["Family"]


def test_the_menu_ticks_spaces_and_stays_open(desk: Desk, here: Program) -> None:
    made(desk, here, "Family").close()
    photos = choose(here, 0, 1)
    here.actions["visibility"].trigger()
    menu = here.window.findChild(QMenu, "who sees")
    assert menu is not None
    name = f"space {there(here)[0].id}"
    desk.until(lambda: name in [line.objectName() for line in menu.actions()])
    line = next(line for line in menu.actions() if line.objectName() == name)
    menu.setActiveAction(line)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.until(lambda: there(here)[0].photos == 2)
    assert menu.isVisible()
    assert line.text().startswith("In Family\t")
    with here.catalog.reading() as look:
        assert {one.visibility for one in shown(look, photos).values()} == {Visibility.SPACE}
    desk.until(lambda: "seen by its members" in here.window.status.said)
    menu.setActiveAction(line)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    desk.until(lambda: "nobody but you" in here.window.status.said)
    menu.close()


def test_the_menu_of_a_photo_has_the_spaces_too(desk: Desk, here: Program) -> None:
    made(desk, here, "Family & friends").close()
    choose(here, 0)
    here.window._open_menu(here.window.mapToGlobal(QPoint(200, 200)))
    levels = here.window.findChild(QMenu, LEVELS)
    assert levels is not None
    name = f"space {there(here)[0].id}"
    desk.until(lambda: name in [line.objectName() for line in levels.actions()])
    line = next(line for line in levels.actions() if line.objectName() == name)
    assert line.text() == "In Family && friends"
    line.trigger()
    desk.until(lambda: there(here)[0].photos == 1)


def test_a_new_space_takes_what_was_chosen(desk: Desk, here: Program) -> None:
    choose(here, 0, 2)
    here.actions["new space"].trigger()
    dialog = here.syncs._spaces
    assert dialog is not None
    assert dialog.waiting.text() == "2 photos go into the new space."
    dialog.name.setText("Wedding")
    dialog.make.click()
    desk.until(lambda: [(one.name, one.photos) for one in there(here)] == [("Wedding", 2)])


def test_the_inspector_says_where_photos_are_shown_and_where_nobody_sees_them(
    desk: Desk, here: Program
) -> None:
    made(desk, here, "Family").close()
    photos = choose(here, 0, 1)
    (space,) = there(here)
    do(desk, here, partial(spaces.put_into, photos=photos[:1], spaces=[space.id]))
    deciding_part = here._inspector.deciding
    desk.until(lambda: deciding_part.shown_in.boxes[space.id].checkState() is Qt.CheckState.PartiallyChecked)
    deciding_part.shown_in.boxes[space.id].click()
    desk.until(lambda: there(here)[0].photos == 2)
    choose(here, 4)
    here.actions["show to space"].trigger()
    desk.until(lambda: "nobody but you sees it" in here.window.status.said)
    desk.until(lambda: deciding_part._who.text() == "In no space yet: nobody but you")


def test_a_member_sees_nothing_that_is_in_no_space(desk: Desk, here: Program) -> None:
    made(desk, here, "Family").close()
    photos = list(here.stage.shown.photos)
    (space,) = there(here)
    do(desk, here, partial(deciding.show_to, photos=photos[:3], visibility=Visibility.SPACE))
    do(desk, here, partial(spaces.put_into, photos=photos[:1], spaces=[space.id]))
    do(desk, here, partial(deciding.show_to, photos=photos[5:], visibility=Visibility.AUTHENTICATED))
    here.actions["seen as member"].trigger()
    desk.until(lambda: sorted(here.stage.shown.photos) == sorted([photos[0], *photos[5:]]))
    assert "2 photos" in here.syncs.seen_as.words


def test_spaces_are_suggested_and_found(desk: Desk, here: Program) -> None:
    made(desk, here, "Family").close()
    do(
        desk,
        here,
        partial(spaces.put_into, photos=list(here.stage.shown.photos)[:2], spaces=[there(here)[0].id]),
    )
    with here.catalog.reading() as look:
        assert known(look)["space"] == {"Family": 2}
    assert PHOTOS > 2


def test_another_window_knows_what_was_put_where(desk: Desk, here: Program) -> None:
    made(desk, here, "Family").close()
    do(
        desk,
        here,
        partial(spaces.put_into, photos=list(here.stage.shown.photos)[:3], spaces=[there(here)[0].id]),
    )
    desk.sync(here)
    other = desk.window("two", photos=False)
    desk.sign_in(other)
    desk.sync(other)
    desk.until(lambda: [(one.name, one.photos) for one in there(other)] == [("Family", 3)])


def test_the_history_tells_of_a_space_that_is_gone() -> None:
    assert (
        Round("2024-06-15T12:00:00", spaces_gone=("Club",)).words == "you are no longer in the space “Club”"
    )


def test_the_history_tells_of_a_collection_that_two_computers_named() -> None:
    said = Round("2024-06-15T12:00:00", overruled=("Best",)).words
    assert said == "“Best” was changed on another computer too, and is now as it is there"
