"""Photos are read whole: in the right order, with patience for drives, and no file kills twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from imalink_desktop.base.progress import Progress, run_here
from imalink_desktop.catalog.commands import deciding, discarding, hatched
from imalink_desktop.catalog.models import ImportSession, Photo, Reading
from imalink_desktop.catalog.previews import Kind
from imalink_desktop.importing.folding import FOLDING
from imalink_desktop.importing.hatching import Hatching
from imalink_desktop.jobs.room import PlainRoom
from tests.unit.desktop.importing.studio import Studio, picture, studio_at


def name(number: int) -> str:
    return f"DCIM/IMG_{number:04}.JPG"


def brought(studio: Studio, *numbers: int) -> None:
    """Bring pictures, and stop before any of them has been read."""
    studio.put_pictures(*numbers)
    job = studio.job()
    while next(job).what != FOLDING:
        pass
    job.close()
    assert set(studio.files("reading").values()) == {"glanced"}


def note_as_begun(studio: Studio, reading: Reading, *numbers: int) -> None:
    """Leave the catalog as a program that dies leaves it."""
    hatched.begin(studio.catalog, [studio.file(name(number)) for number in numbers], reading)


def test_every_photo_has_its_previews(studio: Studio) -> None:
    studio.put_pictures(1, 2, 3)
    studio.bring()
    assert {kind: studio.without_preview(kind) for kind in Kind} == {kind: [] for kind in Kind}
    uids = [uid for (uid,) in studio.rows(Photo, "uid")]
    hashes = dict(studio.rows(Photo, "uid", "hothash"))
    assert studio.previews.hot_to_send(hashes).keys() == set(uids)


def test_the_newest_are_read_first(studio: Studio) -> None:
    studio.put_pictures(*range(1, 6))
    studio.bring()
    assert studio.hatchery.read == [f"IMG_{number:04}.JPG" for number in (5, 4, 3, 2, 1)]


def test_what_somebody_looks_at_is_read_first(studio: Studio) -> None:
    brought(studio, *range(1, 41))
    studio.wanted[:] = [studio.number(name(3)), studio.number(name(7))]
    studio.bring()
    assert studio.hatchery.read[:3] == ["IMG_0007.JPG", "IMG_0003.JPG", "IMG_0040.JPG"]
    assert sorted(studio.hatchery.read) == [f"IMG_{number:04}.JPG" for number in range(1, 41)]


def test_what_is_looked_at_later_comes_before_the_rest(studio: Studio) -> None:
    brought(studio, *range(1, 61))

    def scroll(_: Progress) -> None:
        if studio.hatchery.read and not studio.wanted:
            studio.wanted.append(studio.number(name(1)))

    studio.bring(tell=scroll)
    assert "IMG_0001.JPG" in studio.hatchery.read[:20]
    assert len(studio.hatchery.read) == 60


def test_what_lies_in_the_trash_is_read_all_the_same(studio: Studio) -> None:
    """It may be taken out again, and its bytes have to be known."""
    brought(studio, 1, 2)
    discarding.discard(studio.catalog, [studio.number(name(1))])
    assert studio.bring().waiting == 0
    assert set(studio.files("reading").values()) == {"hatched"}


def test_stars_given_before_the_reading_stay(studio: Studio) -> None:
    brought(studio, 1)
    deciding.rate(studio.catalog, [1], 5)
    studio.bring()
    assert (studio.photo(name(1)).rating, studio.photo(name(1)).width) == (5, 96)


def test_a_photo_that_is_purged_meanwhile_is_no_trouble(studio: Studio) -> None:
    brought(studio, *range(1, 31))
    going = [studio.number(name(number)) for number in (1, 2, 30)]
    job = studio.job()
    while not studio.hatchery.read:
        next(job)
    discarding.discard(studio.catalog, going)
    discarding.purge(studio.catalog, going)
    run_here(job)
    assert len(studio.photos()) == 27


@pytest.mark.parametrize("reading", [Reading.HATCHING, Reading.ALONE])
def test_a_file_over_which_the_program_died_is_read_alone_and_last(studio: Studio, reading: Reading) -> None:
    brought(studio, 1, 2, 3)
    note_as_begun(studio, reading, 3)
    report = studio.bring()
    assert studio.hatchery.alone == ["IMG_0003.JPG"]
    assert studio.hatchery.read == ["IMG_0002.JPG", "IMG_0001.JPG", "IMG_0003.JPG"]
    assert (report.session.fates["imported"], report.waiting) == (3, 0)
    assert set(studio.files("reading").values()) == {"hatched"}


@pytest.mark.parametrize(
    ("before", "during"),
    [(Reading.HATCHING, "alone"), (Reading.ALONE, "last try"), (Reading.GLANCED, "hatching")],
)
def test_the_catalog_knows_what_is_being_read(studio: Studio, before: Reading, during: str) -> None:
    brought(studio, 1)
    note_as_begun(studio, before, 1)
    told: list[str] = []
    studio.hatchery.meanwhile = lambda: told.append(studio.files("reading")[name(1)])
    studio.bring()
    assert told == [during]


def test_after_the_last_try_a_file_is_set_aside_with_the_reason(studio: Studio) -> None:
    brought(studio, 1, 2)
    note_as_begun(studio, Reading.LAST_TRY, 2)
    report = studio.bring()
    assert studio.hatchery.read == ["IMG_0001.JPG"]
    assert (report.session.fates["failed"], report.waiting) == (1, 0)
    assert studio.told()[name(2)] == ("failed", "crashed")
    assert studio.files("problem")[name(2)] == "crashed"
    assert studio.bring().session.fates["unchanged"] == 2
    assert len(studio.hatchery.read) == 1


def test_who_stops_makes_nobody_a_suspect(studio: Studio) -> None:
    brought(studio, *range(1, 41))
    job = studio.job()
    while "hatching" not in studio.files("reading").values():
        next(job)
    job.close()
    assert "hatching" not in studio.files("reading").values()
    studio.bring()
    assert studio.hatchery.alone == []


def test_a_problem_that_has_passed_is_tried_again_at_the_next_import(studio: Studio) -> None:
    brought(studio, 1, 2)
    away = studio.card / "away"
    (studio.card / name(1)).rename(away)
    with_it_away = run_here(Hatching(studio.darkroom, 1).run())
    assert with_it_away.waiting == 0
    assert studio.told(1)[name(1)] == ("failed", "missing")
    away.rename(studio.card / name(1))
    report = studio.bring()
    assert studio.fates()[name(1)] == "imported"
    assert report.session.fates["failed"] == 0
    assert set(studio.files("reading").values()) == {"hatched"}
    assert set(studio.files("problem").values()) == {None}


def test_a_problem_that_stays_is_not_tried_again(studio: Studio) -> None:
    whole = picture(1)
    studio.put(name(1), whole[: whole.index(b"\xff\xda") + 20])
    studio.bring()
    tried = len(studio.hatchery.read)
    studio.bring()
    assert len(studio.hatchery.read) == tried
    assert studio.fates()[name(1)] == "unchanged"


def pull_out(studio: Studio) -> Path:
    """Unplug the card; answer where its files are, for nobody to see."""
    away = studio.card.parent / "in a pocket"
    studio.card.rename(away)
    del studio.drives["uuid:card"]
    return away


@pytest.mark.parametrize("read_before", [0, 5])
def test_a_drive_that_goes_while_it_is_read_is_waited_for(studio: Studio, read_before: int) -> None:
    brought(studio, *range(1, 31))
    pulled: list[Path] = []

    def pull(_: Progress) -> None:
        if not pulled and len(studio.hatchery.read) >= read_before:
            pulled.append(pull_out(studio))

    report = studio.bring(tell=pull)
    assert report.session.fates["failed"] == 0
    assert report.away == {"uuid:card"}
    assert report.session.ended_at is None
    assert 0 < report.waiting == sorted(studio.files("reading").values()).count("glanced")
    assert set(studio.files("state").values()) == {"present"}
    pulled[0].rename(studio.card)
    studio.drives["uuid:card"] = studio.card
    again = studio.bring()
    assert (again.session.id, again.waiting, again.session.fates["imported"]) == (1, 0, 30)
    assert set(studio.files("reading").values()) == {"hatched"}


def test_back_at_another_mount_point_it_goes_on(studio: Studio) -> None:
    brought(studio, *range(1, 31))
    job = studio.job()
    while next(job).what != FOLDING:
        pass
    elsewhere = pull_out(studio)
    assert run_here(job).waiting == 30
    studio.drives["uuid:card"] = elsewhere
    again = studio.bring(elsewhere)
    assert (again.waiting, again.session.fates["failed"], len(studio.photos())) == (0, 0, 30)
    assert set(studio.files("reading").values()) == {"hatched"}
    assert again.found == 30


def test_a_drive_that_goes_while_it_is_walked_loses_nothing(studio: Studio) -> None:
    studio.put_pictures(*range(1, 81))
    studio.bring()
    studio.put_pictures(*range(81, 101))
    job = studio.job()
    next(job)
    away = pull_out(studio)
    report = run_here(job)
    assert not report.gone.files
    assert set(studio.files("state").values()) == {"present"}
    away.rename(studio.card)
    studio.drives["uuid:card"] = studio.card
    assert studio.bring().waiting == 0
    assert len(studio.photos()) == 100


def test_what_an_import_left_unread_is_read_by_the_next_that_meets_it(studio: Studio) -> None:
    brought(studio, 1, 2)
    report = studio.bring(studio.card / "DCIM")
    assert report.session.id == 2
    assert set(studio.files("reading").values()) == {"hatched"}
    assert studio.told()[name(1)] == ("imported", "unread")


def test_everything_that_waits_can_be_read_without_an_import(studio: Studio) -> None:
    brought(studio, 1, 2)
    rest = run_here(Hatching(studio.darkroom).run())
    assert (rest.waiting, rest.away) == (0, frozenset())
    assert set(studio.files("reading").values()) == {"hatched"}


def test_several_threads_read_as_one_does(tmp_path: Path) -> None:
    card = tmp_path.resolve() / "card"
    with studio_at(tmp_path / "home", card, PlainRoom) as studio:
        studio.put_pictures(*range(1, 41))
        studio.put("backup/one.jpg", picture(1))
        assert isinstance(studio.room, PlainRoom)
        report = studio.room.wait(studio.room.start(studio.job(), "import"))
        assert report.session.fates == {
            **dict.fromkeys(("unchanged", "skipped", "failed"), 0),
            "imported": 40,
            "duplicate": 1,
        }
        assert studio.without_preview() == []
        assert studio.rows(ImportSession, "id") == [(1,)]
