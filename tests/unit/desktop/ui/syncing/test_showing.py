"""Who sees what: a warning when photos become public, the eyes of others, and taking back at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.commands import correcting, deciding, resolving, shooting, tagging
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.reads.exposure import Exposure
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.ui.syncing.exposing import warning
from imalink_desktop.ui.syncing.standing import State
from tests.unit.desktop.sync.proxy import Fault, Proxy, before
from tests.unit.desktop.ui.syncing.conftest import PHOTOS, Desk
from tests.unit.desktop.ui.syncing.test_choosing import disagree
from tests.unit.desktop.ui.syncing.test_syncing import do

pytestmark = pytest.mark.slow


def choose_all(program: Program) -> None:
    program.actions["select all"].trigger()


def levels(program: Program) -> set[int]:
    with program.catalog.reading() as look:
        return {photo.visibility for photo in shown(look, program.stage.shown.photos).values()}


def test_what_is_doubtful_is_said_in_one_breath() -> None:
    assert warning(Exposure(public=3, placed=1)) == (
        "Everybody can see 3 photos now. Of 1 it is known where it was taken; the place is not shown."
    )
    assert warning(Exposure(public=3, placed=3, telling=2)) == (
        "Everybody can see 3 photos now. "
        "2 of them show where they were taken. "
        "Of 1 it is known where it was taken; the place is not shown."
    )
    assert "not shown" not in warning(Exposure(public=3, placed=2, telling=2))
    assert "2 of them are tagged private." in warning(Exposure(public=3, private=2))
    assert "1 of them was taken for a client." in warning(Exposure(public=3, clients=1))


def test_a_private_tag_is_warned_of_and_one_click_takes_it_back(desk: Desk) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    do(desk, program, partial(tagging.tag, photos=photos[:2], add=["Private/family"]))
    choose_all(program)
    program.actions["show to public"].trigger()
    desk.until(lambda: "2 of them are tagged private." in program.window.message.words)
    program.window.message._button.click()
    desk.until(lambda: levels(program) == {0})


def test_undoing_that_photos_were_made_private_is_warned_of(desk: Desk) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    do(desk, program, partial(tagging.tag, photos=photos[:2], add=["private"]))
    for level in (Visibility.PUBLIC, Visibility.PRIVATE):
        do(desk, program, partial(deciding.show_to, photos=photos, visibility=level))
    assert program.window.message.words == ""
    program.actions["undo"].trigger()
    desk.until(lambda: "2 of them are tagged private." in program.window.message.words)
    program.window.message._button.click()
    desk.until(lambda: levels(program) == {0})


def test_choosing_public_of_two_values_is_warned_of(desk: Desk) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    do(desk, program, partial(tagging.tag, photos=photos[:2], add=["private"]))
    disagree(program, "visibility", 3, 0, *photos)
    do(desk, program, partial(resolving.resolve_all, field="visibility", side=resolving.Side.MINE))
    desk.until(lambda: "2 of them are tagged private." in program.window.message.words)
    program.window.message._button.click()
    desk.until(lambda: levels(program) == {0})


def test_a_place_and_a_client_are_warned_of(desk: Desk) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    do(desk, program, partial(correcting.set_place, photos=photos[:1], place=(59.9, 10.7)))
    do(desk, program, partial(shooting.create, title="Wedding", client="Kari"))
    do(desk, program, partial(shooting.add, shoot=1, photos=photos[:3]))
    do(desk, program, partial(deciding.show_to, photos=photos, visibility=Visibility.PUBLIC))
    desk.until(lambda: "3 of them were taken for a client." in program.window.message.words)
    assert "Of 1 it is known where it was taken" in program.window.message.words


def test_photos_that_tell_nothing_are_shown_without_a_word(desk: Desk) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    do(desk, program, partial(deciding.show_to, photos=photos, visibility=Visibility.PUBLIC))
    assert program.window.message.words == ""


def test_a_warning_goes_when_something_else_is_done_so_that_undo_never_hits_that(desk: Desk) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    do(desk, program, partial(tagging.tag, photos=photos[:2], add=["private"]))
    do(desk, program, partial(deciding.show_to, photos=photos, visibility=Visibility.PUBLIC))
    desk.until(lambda: program.window.message.words != "")
    do(desk, program, partial(deciding.rate, photos=photos[:1], stars=3))
    assert program.window.message.words == ""


@pytest.mark.parametrize(
    ("name", "count", "words"),
    [
        ("seen as stranger", 1, "As it is set here, a stranger sees this 1 photo."),
        ("seen as signed in", 2, "As it is set here, somebody who is signed in sees these 2 photos."),
        ("seen as member", 2, "As it is set here, a member of your spaces sees these 2 photos."),
    ],
)
def test_the_library_can_be_seen_with_the_eyes_of_others(
    desk: Desk, name: str, count: int, words: str
) -> None:
    program = desk.window()
    photos = list(program.stage.shown.photos)
    for place, level in enumerate((Visibility.PUBLIC, Visibility.AUTHENTICATED, Visibility.SPACE)):
        do(desk, program, partial(deciding.show_to, photos=[photos[place]], visibility=level))
    program.actions[name].trigger()
    desk.until(lambda: program.syncs.seen_as.words == words)
    assert len(program.stage.shown.photos) == count
    program._remember()
    assert program._memory.of("place")["query"] == ""  # the next start is with one's own eyes
    program.actions["out"].trigger()
    desk.until(lambda: len(program.stage.shown.photos) == PHOTOS)
    assert program.syncs.seen_as.words == ""


def test_what_others_see_says_what_the_server_does_not_know_yet(desk: Desk, here: Program) -> None:
    desk.sync(here)
    here.syncer.pause()
    photos = list(here.stage.shown.photos)[:2]
    do(desk, here, partial(deciding.show_to, photos=photos, visibility=Visibility.PUBLIC))
    here.actions["seen as stranger"].trigger()
    said = "As it is set here, a stranger sees these 2 photos."
    more = "2 wait to be sent: the server still shows them as before."
    desk.until(lambda: here.syncs.seen_as.words == f"{said} {more}")
    here.syncer.resume()
    desk.until(lambda: here.syncs.seen_as.words == said)


@pytest.fixture
def cut_off(desk: Desk) -> Iterator[tuple[Program, Proxy]]:
    """A window whose photos are all public, and that cannot reach its server any more."""
    with before(desk.address) as proxy:
        program = desk.window()
        desk.sign_in(program, proxy.url)
        desk.reaches(program, State.IN_SYNC)
        photos = list(program.stage.shown.photos)
        do(desk, program, partial(deciding.show_to, photos=photos, visibility=Visibility.PUBLIC))
        desk.sync(program)
        proxy.choose = lambda: Fault.CUT_BEFORE
        yield program, proxy


def test_what_is_made_private_among_what_a_stranger_sees_is_gone_from_there_at_once(
    desk: Desk, cut_off: tuple[Program, Proxy]
) -> None:
    here, _proxy = cut_off
    all_of_them = f"As it is set here, a stranger sees these {PHOTOS} photos."
    here.actions["seen as stranger"].trigger()
    desk.until(lambda: here.syncs.seen_as.words == all_of_them)
    here.stage.choose(here.stage.shown.photos[:3], here.stage.shown.photos[0])
    here.actions["private now"].trigger()
    said = f"As it is set here, a stranger sees these {PHOTOS - 3} photos."
    more = "3 wait to be sent: the server still shows them as before."
    desk.until(lambda: here.syncs.seen_as.words == f"{said} {more}")
    assert len(here.stage.shown.photos) == PHOTOS - 3
    here.actions["undo"].trigger()
    desk.until(lambda: here.syncs.seen_as.words.startswith(all_of_them))


def test_what_a_stranger_is_told_waits_too(desk: Desk, here: Program) -> None:
    photos = list(here.stage.shown.photos)
    do(desk, here, partial(deciding.show_to, photos=photos[:5], visibility=Visibility.PUBLIC))
    desk.sync(here)
    here.syncer.pause()
    here.actions["seen as stranger"].trigger()
    desk.until(lambda: here.syncs.seen_as.words == "As it is set here, a stranger sees these 5 photos.")
    do(desk, here, partial(deciding.tell, photos=photos[:1], what=Telling.PLACE, wanted=True))
    desk.until(lambda: "1 waits to be sent" in here.syncs.seen_as.words)


def test_what_is_undone_is_not_said_to_be_taken_back(desk: Desk, cut_off: tuple[Program, Proxy]) -> None:
    here, proxy = cut_off
    said: list[str] = []
    here.syncs._taking_back.said.connect(said.append)
    choose_all(here)
    here.actions["private now"].trigger()
    desk.until(lambda: any("wait for the network" in words for words in said))
    here.actions["undo"].trigger()
    desk.until(lambda: levels(here) == {Visibility.PUBLIC})
    proxy.choose = lambda: Fault.NONE
    here.syncer.sync_now()
    desk.reaches(here, State.IN_SYNC)
    desk.settle(here)
    assert not any("taken back" in words for words in said)
    assert levels(here) == {Visibility.PUBLIC}


def test_who_looks_for_something_else_sees_with_their_own_eyes_again(desk: Desk) -> None:
    program = desk.window()
    program.actions["seen as stranger"].trigger()
    desk.until(lambda: program.syncs.seen_as.words != "")
    program.actions["everything"].trigger()
    desk.until(lambda: len(program.stage.shown.photos) == PHOTOS)
    assert program.syncs.seen_as.eyes is None


def test_taking_back_says_when_the_server_has_heard_it(desk: Desk, here: Program) -> None:
    photos = list(here.stage.shown.photos)
    do(desk, here, partial(deciding.show_to, photos=photos, visibility=Visibility.PUBLIC))
    desk.sync(here)
    choose_all(here)
    here.actions["private now"].trigger()
    desk.until(lambda: "taken back everywhere" in here.window.message.words)
    assert levels(here) == {0}
    desk.until(lambda: here.syncer.standing.waiting == 0)


def test_taking_back_works_without_a_network_and_says_what_waits(
    desk: Desk, cut_off: tuple[Program, Proxy]
) -> None:
    program, proxy = cut_off
    choose_all(program)
    program.actions["private now"].trigger()
    said = f"Private here. {PHOTOS} wait for the network, and go out first."
    desk.until(lambda: program.window.message.words == said)
    assert levels(program) == {0}
    proxy.choose = lambda: Fault.NONE
    program.syncer.sync_now()
    desk.until(lambda: "taken back everywhere" in program.window.message.words)


def test_without_an_account_private_is_private(desk: Desk) -> None:
    program = desk.window()
    choose_all(program)
    program.actions["private now"].trigger()
    desk.until(lambda: program.window.message.words == f"{PHOTOS} photos are private.")
