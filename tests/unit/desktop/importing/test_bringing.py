"""What is new, unchanged, changed, moved, gone or back: each file has its fate, and no photo is lost."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_core.errors import PROBLEMS
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.models import Author, Drive, Folder, ImportSession, Photo
from tests.drawing.jpeg import jpeg
from tests.drawing.photograph import scene
from tests.drawing.xmp import xmp_packet
from tests.unit.desktop.importing.studio import Studio, age, picture


def test_new_files_become_photos(studio: Studio, untouched: Callable[[Path], None]) -> None:
    studio.put_pictures(1, 2, 3)
    untouched(studio.card)
    report = studio.bring(title="Harbour")
    assert report.session.fates == {"imported": 3, "duplicate": 0, "unchanged": 0, "skipped": 0, "failed": 0}
    assert (report.found, report.session.photos, report.waiting, report.bursts) == (3, 3, 0, 0)
    assert (report.session.title, report.session.source) == ("Harbour", str(studio.card))
    assert report.session.ended_at is not None
    assert studio.photos() == [["DCIM/IMG_0001.JPG"], ["DCIM/IMG_0002.JPG"], ["DCIM/IMG_0003.JPG"]]
    row = studio.photo("DCIM/IMG_0002.JPG")
    assert (row.taken_at, row.name, row.width) == ("2024-06-01T12:02:00", "IMG_0002.JPG", 96)
    assert set(studio.files("reading").values()) == {"hatched"}


def test_a_second_import_adds_nothing(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.put("notes.txt", b"Battery 2 is weak.")
    studio.bring()
    before = studio.rows(Photo, "id", "uid", "hothash", "added_at")
    read = list(studio.hatchery.read)
    report = studio.bring()
    assert report.session.fates == {"imported": 0, "duplicate": 0, "unchanged": 2, "skipped": 1, "failed": 0}
    assert studio.rows(Photo, "id", "uid", "hothash", "added_at") == before
    assert studio.hatchery.read == read
    assert studio.told()["DCIM/IMG_0001.JPG"] == ("unchanged", None)


def test_an_edited_file_is_a_new_version_of_its_photo_and_keeps_what_was_decided(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.bring()
    deciding.rate(studio.catalog, [studio.number("DCIM/IMG_0001.JPG")], 5)
    before = studio.photo("DCIM/IMG_0001.JPG")
    studio.put("DCIM/IMG_0001.JPG", picture(77, minute=1), minutes_ago=5)
    report = studio.bring()
    after = studio.photo("DCIM/IMG_0001.JPG")
    assert (after.id, after.uid, after.rating) == (before.id, before.uid, 5)
    assert after.hothash != before.hothash
    assert report.session.fates == {"imported": 1, "duplicate": 0, "unchanged": 1, "skipped": 0, "failed": 0}
    assert studio.told()["DCIM/IMG_0001.JPG"] == ("imported", "changed")
    assert studio.bring().session.fates["unchanged"] == 2


def test_a_file_that_was_renamed_keeps_everything(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.bring()
    deciding.rate(studio.catalog, [studio.number("DCIM/IMG_0001.JPG")], 4)
    (studio.card / "2024").mkdir()
    (studio.card / "DCIM/IMG_0001.JPG").rename(studio.card / "2024/Harbour.JPG")
    report = studio.bring()
    assert studio.photos() == [["2024/Harbour.JPG"], ["DCIM/IMG_0002.JPG"]]
    assert (studio.photo("2024/Harbour.JPG").rating, studio.photo("2024/Harbour.JPG").name) == (
        4,
        "Harbour.JPG",
    )
    assert studio.told()["2024/Harbour.JPG"] == ("unchanged", "moved")
    assert (report.session.fates["imported"], report.gone.files) == (0, ())


def test_a_whole_folder_that_was_renamed_is_found_again(studio: Studio) -> None:
    studio.put_pictures(*range(1, 9))
    studio.bring()
    (studio.card / "DCIM").rename(studio.card / "2024-06-01 Harbour")
    report = studio.bring()
    assert not report.gone.files
    assert report.session.fates["unchanged"] == 8
    assert all(path.startswith("2024-06-01 Harbour/") for (path,) in studio.photos())
    assert set(studio.files("state").values()) == {"present"}


def test_where_files_have_no_lasting_numbers_a_renamed_one_is_known_by_its_bytes(studio: Studio) -> None:
    studio.kinds["uuid:card"] = "vfat"
    studio.put_pictures(1, 2)
    studio.bring()
    deciding.rate(studio.catalog, [studio.number("DCIM/IMG_0001.JPG")], 4)
    (studio.card / "DCIM/IMG_0001.JPG").rename(studio.card / "DCIM/Harbour.JPG")
    report = studio.bring()
    assert (report.session.fates["duplicate"], report.session.fates["imported"]) == (1, 0)
    assert studio.photo("DCIM/Harbour.JPG").rating == 4
    assert studio.files("state") == {
        "DCIM/IMG_0001.JPG": "missing",
        "DCIM/IMG_0002.JPG": "present",
        "DCIM/Harbour.JPG": "present",
    }


def test_a_file_that_left_one_source_is_known_again_in_another(studio: Studio) -> None:
    studio.put_pictures(1, 2, folder="in")
    (studio.card / "archive").mkdir()
    studio.bring(studio.card / "in")
    deciding.rate(studio.catalog, [studio.number("in/IMG_0001.JPG")], 3)
    (studio.card / "in/IMG_0001.JPG").rename(studio.card / "archive/IMG_0001.JPG")
    studio.bring(studio.card / "in")
    assert studio.files("state")["in/IMG_0001.JPG"] == "missing"
    studio.bring(studio.card / "archive")
    assert studio.photos() == [["archive/IMG_0001.JPG"], ["in/IMG_0002.JPG"]]
    assert studio.photo("archive/IMG_0001.JPG").rating == 3
    assert set(studio.files("state").values()) == {"present"}


def test_what_is_gone_is_missing_and_stays_a_photo(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.bring()
    away = studio.card.parent / "away.jpg"
    (studio.card / "DCIM/IMG_0001.JPG").rename(away)
    studio.bring()
    assert studio.files("state") == {"DCIM/IMG_0001.JPG": "missing", "DCIM/IMG_0002.JPG": "present"}
    away.rename(studio.card / "DCIM/IMG_0001.JPG")
    studio.bring()
    assert set(studio.files("state").values()) == {"present"}
    assert len(studio.photos()) == 2


def test_when_many_are_gone_at_once_nothing_is_assumed(studio: Studio) -> None:
    studio.put_pictures(*range(1, 21))
    studio.bring()
    for number in range(1, 6):
        (studio.card / f"DCIM/IMG_{number:04}.JPG").unlink()
    report = studio.bring()
    assert (len(report.gone.asked), report.gone.of) == (5, 20)
    assert set(studio.files("state").values()) == {"present"}


def test_who_is_told_that_they_are_gone_takes_them_for_missing(studio: Studio) -> None:
    studio.put_pictures(*range(1, 21))
    studio.bring()
    for number in range(1, 6):
        (studio.card / f"DCIM/IMG_{number:04}.JPG").unlink()
    report = studio.bring(accept_gone=True)
    assert not report.gone.files
    assert sorted(studio.files("state").values()) == ["missing"] * 5 + ["present"] * 15
    assert len(studio.photos()) == 20
    assert not studio.bring().gone.files


def test_an_empty_place_where_a_drive_was_says_nothing_of_the_drive(studio: Studio) -> None:
    studio.put_pictures(*range(1, 8))
    studio.bring()
    studio.card.rename(studio.card.parent / "pulled out")
    studio.card.mkdir()
    del studio.drives["uuid:card"]
    report = studio.bring()
    assert (report.found, report.gone.files) == (0, ())
    assert set(studio.files("state").values()) == {"present"}


def test_back_at_another_place_everything_is_as_it_was(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.bring()
    elsewhere = studio.card.parent / "other port"
    studio.card.rename(elsewhere)
    studio.drives["uuid:card"] = elsewhere
    report = studio.bring(elsewhere)
    assert report.session.fates["unchanged"] == 2
    assert len(studio.photos()) == 2
    assert ("uuid:card", str(elsewhere)) in studio.rows(Drive, "volume_id", "last_mount")


def test_a_copy_is_one_more_place_of_the_photo(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.put("backup/IMG_0001.JPG", picture(1))
    report = studio.bring()
    assert report.session.fates == {"imported": 1, "duplicate": 1, "unchanged": 0, "skipped": 0, "failed": 0}
    assert [sorted(files) for files in studio.photos()] == [["DCIM/IMG_0001.JPG", "backup/IMG_0001.JPG"]]
    assert report.session.photos == 1


def test_a_copy_of_what_an_earlier_import_brought_is_a_duplicate(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.bring()
    deciding.rate(studio.catalog, [1], 2)
    studio.put("backup/Copy.JPG", picture(1))
    report = studio.bring(studio.card / "backup")
    assert report.session.fates["duplicate"] == 1
    assert [len(files) for files in studio.photos()] == [2]
    assert studio.photo("backup/Copy.JPG").rating == 2


def test_a_single_file_can_be_imported_and_imported_again(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    one = studio.card / "DCIM/IMG_0001.JPG"
    assert studio.bring(one).session.fates["imported"] == 1
    assert studio.bring(one).session.fates["unchanged"] == 1
    studio.put("DCIM/IMG_0001.JPG", picture(50, minute=1), minutes_ago=1)
    assert studio.bring(one).session.fates["imported"] == 1
    assert studio.told()["DCIM/IMG_0001.JPG"] == ("imported", "changed")
    assert studio.photos() == [["DCIM/IMG_0001.JPG"]]


def test_a_file_that_is_dropped_twice_is_met_once(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    one = studio.card / "DCIM/IMG_0001.JPG"
    assert studio.bring(one, one, studio.card).found == 2


def test_what_cannot_be_had_is_told_with_the_reason(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.put("empty.jpg", b"")
    studio.put("letter.jpg", b"Dear Ada,\n" * 40)
    studio.put(".hidden.jpg", picture(2))
    studio.put(".git/config", b"x")
    (studio.card / "link.jpg").symlink_to(studio.card / "DCIM/IMG_0001.JPG")
    report = studio.bring()
    told = studio.told()
    assert told.pop("DCIM/IMG_0001.JPG") == ("imported", None)
    assert told == {
        ".git": ("skipped", "system"),
        ".hidden.jpg": ("skipped", "hidden"),
        "empty.jpg": ("failed", "empty"),
        "letter.jpg": ("skipped", "unknown"),
        "link.jpg": ("skipped", "link"),
    }
    assert report.found == sum(report.session.fates.values()) == 6
    assert {code for _, code in told.values()} <= PROBLEMS.keys() | {"system", "hidden"}


def test_a_broken_picture_is_kept_as_far_as_it_was_seen(studio: Studio) -> None:
    whole = picture(1)
    studio.put("cut.jpg", whole[: whole.index(b"\xff\xda") + 20])
    report = studio.bring()
    assert report.session.fates["failed"] == 1
    assert studio.told()["cut.jpg"][1] == "damaged"
    assert studio.photo("cut.jpg").taken_at == "2024-06-01T12:01:00"
    assert studio.bring().session.fates["unchanged"] == 1


def test_our_own_folders_are_never_walked(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.put("imalink/cache/cold/1.jpg", picture(2))
    report = studio.bring(ours=(studio.card / "imalink/cache", studio.card / "nowhere"))
    assert studio.photos() == [["DCIM/IMG_0001.JPG"]]
    assert studio.told()["imalink/cache"] == ("skipped", "ours")
    assert report.found == 2


def test_whom_the_photos_are_by_unless_they_say_it_themselves(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.put("signed.jpg", jpeg(scene(96, 64), xmp=xmp_packet(creator="Grace")))
    studio.bring(author="Ada")
    names = dict(studio.rows(Author, "id", "name"))
    assert names[studio.photo("DCIM/IMG_0001.JPG").author_id] == "Ada"
    assert names[studio.photo("signed.jpg").author_id] == "Grace"


def test_the_folders_that_were_chosen_are_marked(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.bring(studio.card / "DCIM")
    assert studio.rows(Folder, "path", "is_source") == [("DCIM", 1)]


def test_undoing_an_import_takes_back_what_it_brought_and_leaves_what_it_read_anew(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.bring()
    deciding.rate(studio.catalog, [studio.number("DCIM/IMG_0001.JPG")], 5)
    studio.put("DCIM/IMG_0001.JPG", picture(50, minute=1), minutes_ago=1)
    studio.put_pictures(3)
    report = studio.bring()
    undo_import(studio.catalog, report.session.id)
    assert studio.photos() == [["DCIM/IMG_0001.JPG"], ["DCIM/IMG_0002.JPG"]]
    assert studio.photo("DCIM/IMG_0001.JPG").rating == 5
    again = studio.bring()
    assert (again.session.fates["imported"], again.session.fates["unchanged"]) == (1, 2)


def test_an_import_that_was_undone_can_be_done_anew(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    undo_import(studio.catalog, studio.bring().session.id)
    assert studio.photos() == []
    report = studio.bring()
    assert (report.session.id, report.session.fates["imported"]) == (2, 2)
    assert [bool(undone) for (undone,) in studio.rows(ImportSession, "undone_at")] == [True, False]


@pytest.mark.parametrize("kind", ["ext4", "vfat"])
def test_a_new_time_alone_makes_no_new_photo(studio: Studio, kind: str) -> None:
    studio.kinds["uuid:card"] = kind
    studio.put_pictures(1)
    studio.bring()
    before = studio.photo("DCIM/IMG_0001.JPG")
    age(studio.card / "DCIM/IMG_0001.JPG", minutes_ago=7)
    studio.bring()
    assert studio.photo("DCIM/IMG_0001.JPG") == before
    os.utime(studio.card / "DCIM/IMG_0001.JPG")
