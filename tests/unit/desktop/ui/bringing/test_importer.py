"""Imports run one at a time, wait in order, are stopped, and go on by themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest

from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.reads.unhatched import how_many_unhatched
from imalink_desktop.importing.copying.template import DEFAULT
from imalink_desktop.importing.foreseeing import Outlook
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.importer import Answer, Missing
from tests.unit.desktop.importing.studio import picture
from tests.unit.desktop.jobs.waiting import PATIENCE
from tests.unit.desktop.ui.bringing.bench import Bench


def unread(bench: Bench) -> int:
    with bench.studio.catalog.reading() as look:
        return how_many_unhatched(look)


@contextmanager
def held(bench: Bench) -> Iterator[None]:
    """No file is read to its end until all has been said."""
    let_through = Event()
    bench.studio.hatchery.read.clear()
    bench.studio.hatchery.meanwhile = lambda: let_through.wait(PATIENCE)
    try:
        yield
    finally:
        let_through.set()


def test_an_import_brings_what_lies_on_the_card(bench: Bench) -> None:
    bench.studio.put_pictures(1, 2, 3)
    bench.bring(title="Oslo", author="Ada")
    (ended,) = bench.ended
    assert ended.result is not None
    assert ended.result.report is not None
    assert ended.result.report.session.fates["imported"] == 3
    (session,) = bench.sessions()
    assert (session.title, session.author, session.photos) == ("Oslo", "Ada", 3)
    assert unread(bench) == 0


def test_imports_wait_in_order_and_what_is_asked_twice_is_done_once(bench: Bench) -> None:
    for name in ("a", "b", "c"):
        bench.studio.put_pictures(ord(name), folder=name)
    first, second, third = (Errand((bench.card / name,)) for name in ("a", "b", "c"))
    for errand in (first, second, third, third):
        bench.importer.bring(errand)
    assert (bench.importer.at, bench.importer.waiting) == (first, (second, third))
    bench.settle()
    assert [ended.errand for ended in bench.ended] == [first, second, third]


def test_an_import_that_waits_can_be_taken_off(bench: Bench) -> None:
    bench.studio.put_pictures(1, folder="a")
    bench.studio.put_pictures(2, folder="b")
    for name in ("a", "b"):
        bench.importer.bring(Errand((bench.card / name,)))
    bench.importer.take_off(bench.importer.waiting[0])
    bench.settle()
    assert bench.studio.photos() == [["a/IMG_0001.JPG"]]


def test_a_stopped_import_keeps_what_it_brought_and_the_next_goes_on(bench: Bench) -> None:
    bench.studio.put_pictures(*range(30))
    errand = Errand((bench.card,))
    with held(bench):
        bench.importer.bring(errand)
        bench.wait(lambda: bench.studio.hatchery.read)
        bench.importer.take_off(errand)
    bench.settle()
    assert bench.ended[0].result is None
    assert bench.sessions()[0].ended_at is None
    bench.bring()
    assert len(bench.sessions()) == 1
    assert bench.sessions()[0].ended_at is not None
    assert unread(bench) == 0


def test_what_was_interrupted_goes_on_after_the_next_start(bench: Bench) -> None:
    bench.studio.put_pictures(*range(20))
    bench.leave_unread()
    kept = json.loads(json.dumps(bench.importer.state()))
    assert kept["imports"] == []
    kept["imports"] = [Errand((bench.card,)).as_json()]
    bench.importer.restore(kept)
    bench.settle()
    (session,) = bench.sessions()
    assert (session.found, session.ended_at is not None) == (20, True)


def test_unread_files_are_read_when_nothing_else_runs(bench: Bench) -> None:
    bench.studio.put_pictures(*range(12))
    bench.leave_unread()
    assert unread(bench) > 0
    bench.importer.go_on()
    bench.settle()
    assert unread(bench) == 0
    assert bench.studio.without_preview() == []


def test_an_import_goes_before_the_reading_of_what_was_left(bench: Bench) -> None:
    bench.studio.put_pictures(*range(40), folder="old")
    bench.leave_unread()
    bench.studio.put_pictures(90, folder="new")
    with held(bench):
        bench.importer.go_on()
        bench.wait(lambda: bench.studio.hatchery.read)
        bench.importer.bring(Errand((bench.card / "new",)))
    bench.settle()
    assert [ended.errand.sources for ended in bench.ended] == [(bench.card / "new",)]
    assert unread(bench) == 0


def test_what_runs_when_the_window_closes_is_still_to_be_done(bench: Bench) -> None:
    bench.studio.put_pictures(*range(20))
    errand = Errand((bench.card,), title="Oslo")
    bench.importer.bring(errand)
    bench.importer.close()
    bench.wait(lambda: not bench.studio.room.tickets)
    assert bench.importer.state()["imports"] == [errand.as_json()]
    assert bench.ended == []


@pytest.mark.parametrize(
    "errand",
    [
        Errand((Path("/a"), Path("/b/\udcff.jpg")), "Title", "Ada", hidden=True),
        Errand((Path("/a"),), copying=CopyWish(Path("/c"), Path("/d"), "{year}/{name}")),
        Errand((Path("/a"),), copying=CopyWish(Path("/c"), None, DEFAULT), if_new=True, accept_gone=True),
    ],
)
def test_an_errand_can_be_written_down(errand: Errand) -> None:
    assert Errand.from_json(json.loads(json.dumps(errand.as_json()))) == errand


@pytest.mark.parametrize("kept", [None, 3, "x", {}, {"sources": "x"}, {"sources": []}, {"sources": [3]}])
def test_nonsense_is_no_errand(kept: int | str | dict[str, str] | None) -> None:
    assert Errand.from_json(kept) is None


def test_an_import_of_nothing_says_what_to_do(bench: Bench) -> None:
    bench.importer.bring(Errand(()))
    bench.settle()
    assert [str(trouble) for trouble in bench.troubles] == [
        "There is nothing to import. Name a folder or a file."
    ]
    assert bench.ended[0].error is bench.troubles[0]


def test_copies_are_proved_and_imported_from_where_they_are(bench: Bench, tmp_path: Path) -> None:
    bench.studio.put_pictures(1, 2)
    copies = tmp_path.resolve() / "copies"
    copies.mkdir()
    bench.studio.drives["uuid:copies"] = copies
    bench.bring(copying=CopyWish(copies, None, "{year}/{name}"))
    assert bench.studio.photos() == [["2024/IMG_0001.JPG"], ["2024/IMG_0002.JPG"]]


def test_a_great_part_that_is_gone_is_a_question(bench: Bench) -> None:
    bench.studio.put_pictures(*range(20))
    bench.bring()
    asked: list[Missing] = []
    bench.importer.asked.connect(asked.append)
    for number in range(12):
        (bench.card / f"DCIM/IMG_{number:04}.JPG").unlink()
    bench.bring()
    (missing,) = asked
    assert (len(missing.gone.files), missing.gone.of) == (12, 20)
    assert set(bench.studio.files("state").values()) == {"present"}
    bench.importer.answer(missing, Answer.LEAVE)
    bench.bring()
    assert len(asked) == 1
    bench.importer.answer(missing, Answer.GONE)
    bench.settle()
    assert list(bench.studio.files("state").values()).count("missing") == 12


def test_who_asks_later_is_asked_again(bench: Bench) -> None:
    bench.studio.put_pictures(*range(10))
    bench.bring()
    asked: list[Missing] = []
    bench.importer.asked.connect(asked.append)
    for number in range(8):
        (bench.card / f"DCIM/IMG_{number:04}.JPG").unlink()
    bench.bring()
    bench.importer.answer(asked[0], Answer.LATER)
    bench.bring()
    assert len(asked) == 2


def test_files_that_could_not_be_read_are_tried_again(bench: Bench) -> None:
    bad = bench.studio.put("DCIM/IMG_0001.JPG", picture(1)[:2000])
    empty = bench.studio.put("DCIM/IMG_0002.JPG", b"")
    bench.bring()
    assert bench.sessions()[0].fates["failed"] == 2
    state = bad.stat()
    bad.write_bytes(picture(1))
    assert state.st_size != bad.stat().st_size
    empty.write_bytes(picture(2))
    bench.importer.try_again([bench.studio.file("DCIM/IMG_0001.JPG")], [empty])
    bench.settle()
    assert bench.sessions()[-1].fates["failed"] == 1  # what the first import had to say of the empty one
    assert bench.sessions()[0].fates["imported"] == 1
    assert bench.studio.without_preview() == []


def test_nothing_new_begins_no_import(bench: Bench) -> None:
    bench.studio.put_pictures(1, 2)
    bench.studio.put("notes.txt", b"Battery 2 is weak.")
    bench.studio.put("DCIM/IMG_0009.JPG", b"")
    bench.bring()
    bench.bring(if_new=True)
    assert len(bench.sessions()) == 1
    assert bench.ended[-1].result is None
    bench.studio.put_pictures(3)
    bench.bring(if_new=True)
    assert len(bench.sessions()) == 2


@pytest.mark.parametrize("deed", ["changed", "moved", "gone", "back", "failing"])
def test_whatever_an_import_would_do_something_about_is_new(bench: Bench, deed: str) -> None:
    bench.studio.put_pictures(*range(10))
    bench.bring()
    one, away = bench.card / "DCIM/IMG_0001.JPG", bench.card.parent / "IMG_0001.JPG"
    match deed:
        case "changed":
            one.write_bytes(picture(99))
        case "moved":
            one.rename(bench.card / "DCIM/moved.JPG")
        case "gone":
            one.unlink()
        case "back":
            one.rename(away)
            bench.bring()
            away.rename(one)
        case "failing":
            bench.studio.put("DCIM/IMG_0099.JPG", b"")
    before = len(bench.sessions())
    bench.bring(if_new=True)
    assert len(bench.sessions()) == before + 1


def test_what_would_become_of_files_is_told_without_doing_it(bench: Bench) -> None:
    bench.studio.put_pictures(1, 2)
    ticket = bench.importer.foresee(Errand((bench.card,)))
    bench.wait(lambda: ticket.ended)
    assert len(ticket.result().files[Outlook.NEW]) == 2
    assert bench.sessions() == []


def test_who_is_busy_gets_half_of_the_machine_for_a_while(bench: Bench) -> None:
    traffic = bench.studio.room._lanes[Lane.HATCHING]
    bench.importer._busy.setInterval(1)
    bench.importer.user_is_busy()
    assert traffic._gently
    bench.wait(lambda: not traffic._gently)


def test_hidden_files_come_along_when_they_are_asked_for(bench: Bench) -> None:
    bench.studio.put(".hidden.JPG", picture(1))
    bench.bring()
    assert bench.studio.photos() == []
    bench.bring(hidden=True)
    assert bench.studio.photos() == [[".hidden.JPG"]]


def test_what_is_in_sight_is_read_first(bench: Bench) -> None:
    importer = bench.importer
    bench.studio.put_pictures(*range(60))
    bench.leave_unread()
    bench.studio.hatchery.read.clear()
    oldest = bench.studio.number("DCIM/IMG_0000.JPG")
    importer.wanted = [oldest]
    importer.go_on()
    bench.settle()
    assert bench.studio.hatchery.read.index("IMG_0000.JPG") < 30


@pytest.mark.expects_log("it is gone")
@pytest.mark.parametrize("moment", ["the next start", "a look at it", "the next import"])
def test_previews_that_were_thrown_away_are_made_again(bench: Bench, moment: str) -> None:
    bench.studio.put_pictures(*range(8))
    bench.bring()
    reports = bench.studio.fates()
    for file in (bench.studio.home / "cache").rglob("previews.db*"):
        file.unlink()
    assert len(bench.studio.without_preview()) == 8
    if moment == "a look at it":
        bench.importer.seek([photo for (photo,) in bench.studio.rows(Photo, "id")][:3])
    elif moment == "the next import":
        bench.bring()
    else:
        bench.importer.go_on()
    bench.settle()
    assert bench.studio.without_preview() == []
    assert unread(bench) == 0
    assert bench.studio.fates(1) == reports


def test_what_is_not_there_or_was_changed_is_not_read_again(bench: Bench) -> None:
    bench.studio.put_pictures(*range(3))
    bench.bring()
    bench.studio.previews.forget(uid for (uid,) in bench.studio.rows(Photo, "uid"))
    (bench.card / "DCIM/IMG_0000.JPG").unlink()
    bench.studio.put("DCIM/IMG_0001.JPG", picture(99))
    bench.importer.go_on()
    bench.settle()
    assert bench.studio.without_preview() == ["IMG_0000.JPG", "IMG_0001.JPG"]
    assert unread(bench) == 0
    assert set(bench.studio.files("reading").values()) == {"hatched"}
