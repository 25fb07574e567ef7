"""When the window syncs by itself, what it says meanwhile, and what it asks."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.backup import restore
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import collecting, deciding, syncing, things
from imalink_desktop.catalog.models import Collection
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.ui.syncing.conflicts import ConflictsDialog
from imalink_desktop.ui.syncing.panel import SyncPanel
from imalink_desktop.ui.syncing.standing import Answer, Question, State
from tests.unit.desktop.sync.ours import PASSWORD, Purse
from tests.unit.desktop.sync.proxy import Fault, before
from tests.unit.desktop.ui.syncing.conftest import PHOTOS, Desk

pytestmark = pytest.mark.slow


def do(desk: Desk, program: Program, command: partial[Changes]) -> None:
    def run(catalog: Catalog) -> Changes:
        return command(catalog)

    program.library.do(run)
    desk.settle(program)


def panel_of(program: Program) -> SyncPanel:
    program.syncs.show_panel()
    panel = program.window.findChild(SyncPanel)
    assert panel is not None
    return panel


def first(program: Program) -> int:
    return program.stage.shown.photos[0]


def uid_of(program: Program, photo: int) -> str:
    with program.catalog.reading() as look:
        return shown(look, [photo])[photo].uid


def same_photo(there: Program, uid: str) -> int:
    with there.catalog.reading() as look:
        found = shown(look, there.stage.shown.photos)
    return next(number for number, photo in found.items() if photo.uid == uid)


def title_of(program: Program, photo: int) -> str | None:
    with program.catalog.reading() as look:
        return shown(look, [photo])[photo].title


@pytest.fixture
def there(desk: Desk, here: Program) -> Program:
    """Another computer of the same person, empty until it has synced."""
    del here
    program = desk.window("other", photos=False)
    desk.sign_in(program)
    desk.until(lambda: len(program.stage.shown.photos) == PHOTOS)
    desk.reaches(program, State.IN_SYNC)
    desk.settle(program)
    return program


def test_another_computer_gets_the_photos_and_says_where_the_originals_are(
    desk: Desk, there: Program
) -> None:
    there.stage.choose([first(there)], first(there))
    desk.until(lambda: there._inspector.subject.detail is not None)
    detail = there._inspector.subject.detail
    assert detail is not None
    assert detail.files == ()
    assert detail.remote[0].machine


def test_a_change_goes_out_by_itself_after_a_short_rest(desk: Desk, here: Program, there: Program) -> None:
    photo = first(here)
    do(desk, here, partial(deciding.rate, photos=[photo], stars=5))
    desk.until(lambda: any(one.pushed == 1 for one in here.syncer.standing.rounds))
    desk.reaches(here, State.IN_SYNC)
    desk.sync(there)
    with there.catalog.reading() as look:
        other = same_photo(there, uid_of(here, photo))
        assert shown(look, [other])[other].rating == 5
    assert there.window.status.said == ""  # nobody did that here


def test_while_it_is_paused_nothing_goes_out_and_that_outlives_a_restart(desk: Desk, here: Program) -> None:
    panel = panel_of(here)
    panel.hold.click()
    do(desk, here, partial(deciding.rate, photos=[first(here)], stars=5))
    assert here.syncer.standing.state is State.PAUSED
    desk.until(lambda: here.syncs.button.text() == "Sync paused · 1 waiting")
    assert here.syncer.state()["paused"] is True
    panel.hold.click()
    desk.reaches(here, State.IN_SYNC)


def test_a_network_that_costs_money_is_left_alone_unless_somebody_asks(desk: Desk, here: Program) -> None:
    here.syncer.network.tell(is_there=True, is_metered=True)
    do(desk, here, partial(deciding.rate, photos=[first(here)], stars=5))
    assert here.syncer.standing.state is State.PAUSED
    assert "costs money" in panel_of(here).said.text()
    here.syncer.sync_now()
    desk.until(lambda: here.syncer.standing.waiting == 0)
    here.syncer.network.tell(is_there=True, is_metered=False)
    desk.reaches(here, State.IN_SYNC)


def test_a_server_that_is_away_is_tried_again_when_the_network_is_back(desk: Desk) -> None:
    with before(desk.address) as proxy:
        program = desk.window()
        desk.sign_in(program, proxy.url)
        desk.reaches(program, State.IN_SYNC)
        proxy.choose = lambda: Fault.CUT_BEFORE
        do(desk, program, partial(deciding.rate, photos=[first(program)], stars=2))
        desk.reaches(program, State.OFFLINE)
        desk.until(lambda: program.syncs.button.text() == "Offline · 1 waiting")
        program.syncer.network.tell(is_there=False, is_metered=False)
        assert program.syncer.standing.trouble == "There is no network."
        proxy.choose = lambda: Fault.NONE
        program.syncer.network.tell(is_there=True, is_metered=False)
        desk.reaches(program, State.IN_SYNC)


def test_a_server_that_stalls_does_not_hold_up_closing(desk: Desk) -> None:
    with before(desk.address) as proxy:
        program = desk.window()
        desk.sign_in(program, proxy.url)
        desk.reaches(program, State.IN_SYNC)
        proxy.choose = lambda: Fault.STALL
        heard = len(proxy.heard)
        program.syncer.sync_now()
        desk.until(lambda: len(proxy.heard) > heard)
        program.close()
        assert program.left == ()


def test_of_two_titles_one_is_chosen_by_a_key_and_that_can_be_undone(
    desk: Desk, here: Program, there: Program
) -> None:
    for program in (here, there):
        program.syncer.pause()
    photo = first(here)
    other = same_photo(there, uid_of(here, photo))
    do(desk, here, partial(deciding.entitle, photos=[photo], title="Harbour"))
    do(desk, there, partial(deciding.entitle, photos=[other], title="Port"))
    desk.sync(here, there)
    desk.until(lambda: there.syncs.button.text() == "Sync paused · 1 to decide")
    assert "Two computers disagree about 1 thing" in [each.words.text() for each in panel_of(there).matters]
    there.syncs.show_conflicts()
    dialog = there.window.findChild(ConflictsDialog)
    assert dialog is not None
    desk.until(lambda: dialog.shown is not None)
    assert (dialog.mine.text, dialog.theirs.text) == ("Port", "Harbour")
    assert (dialog.mine.now.text(), dialog.theirs.now.text()) == ("", "The photo has this now")
    QTest.keyClick(dialog, Qt.Key.Key_1)
    desk.until(lambda: dialog.count.text() == "Nothing is left to choose.")
    assert title_of(there, other) == "Port"
    QTest.keyClick(dialog, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.until(lambda: dialog.shown is not None)
    assert title_of(there, other) == "Harbour"
    dialog.skip()
    assert dialog.shown is None


def test_a_collection_that_the_server_will_not_have_is_shown_with_its_reason(
    desk: Desk, here: Program
) -> None:
    here.syncer.pause()
    do(desk, here, partial(collecting.create, name="Best"))
    with here.catalog.reading() as look:
        home = waiting.home(look)
        uid = look.execute(select(Collection.uid)).scalar_one()
    assert home is not None
    assert uid is not None
    refusing = partial(things.refused, account=home.account, kind=ThingKind.COLLECTION, uid=uid)
    do(desk, here, partial(refusing, why="name: is too long", for_ever=True))
    panel = panel_of(here)
    desk.until(lambda: len(panel.matters) == 1)
    assert "collection “Best”" in panel.matters[0].words.text()
    assert panel.matters[0].more.text() == "name: is too long"
    panel._leave(panel._refusals[0])
    desk.until(lambda: here.syncer.standing.parked == 0)
    here.syncer._left = frozenset()
    do(desk, here, partial(collecting.rename, collection=1, name="Better"))
    desk.until(lambda: here.syncer.standing.parked == 0)


def test_what_the_server_will_not_have_is_shown_with_its_reason(desk: Desk, here: Program) -> None:
    here.syncer.pause()
    do(desk, here, partial(deciding.entitle, photos=[first(here)], title="Too long"))
    account = waiting_rows(here)
    do(desk, here, partial(syncing.refused, reasons={account: "Titles are shorter."}, for_ever=[account]))
    panel = panel_of(here)
    desk.until(lambda: len(panel.matters) == 1)
    assert panel.matters[0].more.text() == "Titles are shorter."
    desk.until(lambda: here.syncs.button.text() == "Sync paused · 1 to decide")
    panel._leave(panel._refusals[0])
    desk.until(lambda: here.syncer.standing.parked == 0)
    assert panel.matters == []
    kept = here.syncer.state()
    assert kept["left"] == [account]
    here.syncer._left = frozenset()
    here.syncer._count()
    desk.until(lambda: here.syncer.standing.parked == 1)
    panel._show_matters(here.syncer.standing)
    again = panel.matters[0].findChildren(type(panel.now))[0]
    again.click()
    desk.until(lambda: here.syncer.standing.parked == 0 and here.syncer.standing.waiting == 0)


def waiting_rows(program: Program) -> int:
    with program.catalog.reading() as look:
        home = waiting.home(look)
        assert home is not None
        (one,) = waiting.waiting(look, home.account, ["title"], most=5)
    return one.row


@pytest.mark.parametrize("place", [0, 1], ids=["send them again", "let them go"])
def test_when_much_has_gone_from_the_server_somebody_is_asked(desk: Desk, here: Program, place: int) -> None:
    with Http(desk.address) as way:
        badge = Badge(desk.address, desk.name, Purse())
        badge.sign_in(way, PASSWORD)
        server = Server(way, badge)
        for photo in list(here.stage.shown.photos)[:4]:
            server.delete(uid_of(here, photo), f"delete-of-photo-{photo}")
    desk.sync(here)
    assert here.syncer.standing.state is State.NEEDS_YOU
    panel = panel_of(here)
    (matter,) = panel.matters
    assert "deleted on the server" in matter.words.text()
    assert len(here.stage.shown.photos) == PHOTOS
    matter.findChildren(type(panel.now))[place].click()
    desk.reaches(here, State.IN_SYNC)
    desk.until(lambda: len(here.stage.shown.photos) == (PHOTOS, 2)[place])


def test_the_last_rounds_are_told_and_remembered(desk: Desk, here: Program) -> None:
    told = [what.text() for _when, what in panel_of(here).history.lines]
    assert f"{PHOTOS} photos sent" in told
    rounds = here.syncer.standing.rounds
    here.close()
    again = desk.window()
    assert again.syncer.standing.rounds[-1] == rounds[-1]


def test_a_library_that_was_put_back_waits_until_somebody_says_to_go_on(desk: Desk, here: Program) -> None:
    photo = first(here)
    here.syncer.pause()
    do(desk, here, partial(deciding.rate, photos=[photo], stars=5))
    backup, catalog = here.catalog.back_up(), here.catalog.path
    here.close()
    restore(backup, catalog)
    again = desk.window()
    desk.sign_in(again)  # nothing remembers the password here
    again.syncer.resume()
    desk.until(lambda: again.syncer.standing.asks is Question.PUT_BACK)
    assert again.syncer.standing.state is State.NEEDS_YOU
    assert again.syncer.standing.waiting == 1
    panel = panel_of(again)
    assert any("put back from a backup" in label.text() for label in panel.findChildren(QLabel))
    again.syncer.sync_now()
    desk.settle(again)
    assert again.syncer.standing.waiting == 1
    again.syncer.answer(Answer.GO_ON)
    desk.reaches(again, State.IN_SYNC)
    assert again.syncer.standing.waiting == 0
