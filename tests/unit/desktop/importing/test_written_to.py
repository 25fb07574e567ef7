"""What lay in a place before: edited, replaced, renamed among others, or moved with its folder."""

from __future__ import annotations

from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.models import ImageFile, Photo
from tests.unit.desktop.importing.studio import Studio, picture


def rating(studio: Studio, path: str) -> int:
    return int(studio.photo(path).rating)


def rate_all(studio: Studio, *ratings: int) -> None:
    for number, stars in enumerate(ratings, 1):
        deciding.rate(studio.catalog, [studio.number(f"DCIM/IMG_{number:04}.JPG")], stars)


def test_a_card_that_is_used_again_brings_new_photos(studio: Studio) -> None:
    """The same names, weeks later, other pictures: the old ones are elsewhere, and keep what was decided."""
    studio.put_pictures(1, 2)
    studio.put_pictures(1, 2, folder="disk")
    studio.bring()
    rate_all(studio, 5, 5)
    for number in (1, 2):
        studio.put(f"DCIM/IMG_{number:04}.JPG", picture(100 + number), minutes_ago=5)
    studio.bring()
    assert [rating(studio, f"DCIM/IMG_{number:04}.JPG") for number in (1, 2)] == [0, 0]
    assert [rating(studio, f"disk/IMG_{number:04}.JPG") for number in (1, 2)] == [5, 5]
    assert len(studio.rows(Photo, "id")) == 4


def test_of_an_old_picture_that_is_nowhere_else_what_was_decided_stays(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.bring()
    rate_all(studio, 5)
    studio.put("DCIM/IMG_0001.JPG", picture(101), minutes_ago=5)
    studio.bring()
    assert sorted(studio.rows(Photo, "rating")) == [(0,), (5,)]


def test_a_photo_whose_clock_was_set_right_is_the_same_photo(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.bring()
    rate_all(studio, 4)
    studio.put("DCIM/IMG_0001.JPG", picture(1, minute=61), minutes_ago=5)
    studio.bring()
    assert rating(studio, "DCIM/IMG_0001.JPG") == 4
    assert len(studio.rows(Photo, "id")) == 1


def test_files_that_changed_names_among_each_other_keep_their_stars(studio: Studio) -> None:
    studio.put_pictures(1, 2, 3, 4)
    studio.bring()
    rate_all(studio, 1, 2, 3, 4)
    folder = studio.card / "DCIM"
    for number in (4, 3, 2, 1):
        (folder / f"IMG_{number:04}.JPG").rename(folder / f"IMG_{number + 1:04}.JPG")
    report = studio.bring()
    assert [rating(studio, f"DCIM/IMG_{number:04}.JPG") for number in (2, 3, 4, 5)] == [1, 2, 3, 4]
    assert len(studio.rows(Photo, "id")) == 4
    assert report.session.fates["unchanged"] == 4


def test_two_that_swapped_their_names_are_each_recognised(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.bring()
    rate_all(studio, 5, 1)
    folder = studio.card / "DCIM"
    (folder / "IMG_0001.JPG").rename(folder / "x.JPG")
    (folder / "IMG_0002.JPG").rename(folder / "IMG_0001.JPG")
    (folder / "x.JPG").rename(folder / "IMG_0002.JPG")
    studio.bring()
    assert (rating(studio, "DCIM/IMG_0001.JPG"), rating(studio, "DCIM/IMG_0002.JPG")) == (1, 5)


def test_a_folder_that_was_renamed_is_not_a_second_copy_of_its_photos(studio: Studio) -> None:
    studio.put_pictures(1, 2, folder="old")
    studio.bring(studio.card / "old")
    (studio.card / "old").rename(studio.card / "new")
    report = studio.bring(studio.card / "new")
    assert report.session.fates["unchanged"] == 2
    assert len(studio.rows(ImageFile, "id")) == 2


def test_what_was_edited_while_an_import_rested_is_taken_back_with_it(studio: Studio) -> None:
    studio.put_pictures(1, 2, 3)
    assert studio.stop_after(4)
    studio.put("DCIM/IMG_0001.JPG", picture(77, minute=1), minutes_ago=5)
    report = studio.bring()
    undo_import(studio.catalog, report.session.id)
    assert studio.rows(Photo, "id") == []
