"""Files of one photo become one photo, whenever they come; and what others wrote of it is taken over once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.models import ImageFile, Origin, PhotoTag, Tag
from tests.drawing.dng import dng
from tests.drawing.exif import camera_directory
from tests.drawing.photograph import scene
from tests.drawing.xmp import xmp_packet
from tests.unit.desktop.importing.studio import NOON, SIZE, Studio, picture

JPG, RAW = "DCIM/IMG_0001.JPG", "DCIM/IMG_0001.DNG"
SAME = 20_000
"""A size for two different files; what follows the end of a JPEG is no part of the picture."""


def raw(number: int, seed: int = 0) -> bytes:
    """The RAW beside the picture of this number."""
    at = NOON + timedelta(minutes=number)
    camera = camera_directory(taken_at=f"{at:%Y:%m:%d %H:%M:%S}", digitized=f"{at:%Y:%m:%d %H:%M:%S}")
    return dng(scene(*SIZE, seed=seed), preview=scene(*SIZE, seed=seed), camera=camera)


def roles(studio: Studio) -> dict[str, tuple[str, int]]:
    """What each file is to its photo, and whether it stands for it."""
    return {name: (role, lead) for name, role, lead in studio.rows(ImageFile, "name", "role", "leads")}


def tags(studio: Studio) -> list[str]:
    paths = dict(studio.rows(Tag, "id", "path"))
    return sorted(paths[tag] for (tag,) in studio.rows(PhotoTag, "tag_id"))


def test_raw_and_jpeg_are_one_photo_that_the_jpeg_stands_for(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put(RAW, raw(1))
    report = studio.bring()
    assert studio.photos() == [[JPG, RAW]]
    assert roles(studio) == {"IMG_0001.JPG": ("picture", 1), "IMG_0001.DNG": ("raw", 0)}
    assert (report.session.fates["imported"], report.session.photos) == (2, 1)
    assert set(studio.files("reading").values()) == {"hatched"}
    assert None not in studio.files("sha256").values()


@pytest.mark.parametrize("first", [JPG, RAW])
def test_a_twin_that_arrives_later_joins_its_photo(studio: Studio, first: str) -> None:
    files = {JPG: picture(1), RAW: raw(1)}
    studio.put(first, files[first])
    studio.bring()
    deciding.rate(studio.catalog, [1], 4)
    for name, data in files.items():
        studio.put(name, data)
    report = studio.bring()
    assert [sorted(photo) for photo in studio.photos()] == [[RAW, JPG]]
    assert (report.session.fates["imported"], report.session.fates["unchanged"]) == (1, 1)
    assert studio.photo(RAW).rating == 4


def test_a_twin_that_is_dropped_by_itself_joins_its_photo_too(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put(RAW, raw(1))
    studio.bring(studio.card / JPG)
    studio.bring(studio.card / RAW)
    assert studio.photos() == [[JPG, RAW]]


def test_the_same_name_at_another_time_is_another_photo(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put(RAW, raw(9))
    studio.bring()
    assert studio.photos() == [[RAW], [JPG]]


def test_the_twin_of_a_file_that_could_be_an_old_one_waits_for_it(studio: Studio) -> None:
    """It has the size and time of a missing file, and is another one: that is known only at the end."""
    studio.put("old/IMG_0007.JPG", picture(1).ljust(SAME))
    studio.bring()
    (studio.card / "old/IMG_0007.JPG").rename(studio.card.parent / "away.jpg")
    studio.bring()
    studio.put(JPG, picture(2, minute=1).ljust(SAME))
    studio.put(RAW, raw(1))
    studio.bring()
    assert studio.photos() == [[JPG, RAW], ["old/IMG_0007.JPG"]]


def test_a_new_twin_joins_a_photo_that_was_moved_meanwhile(studio: Studio) -> None:
    studio.put("old/IMG_0001.JPG", picture(1))
    studio.bring()
    deciding.rate(studio.catalog, [1], 5)
    (studio.card / "DCIM").mkdir()
    (studio.card / "old/IMG_0001.JPG").rename(studio.card / JPG)
    studio.put(RAW, raw(1))
    studio.bring()
    assert studio.photos() == [[JPG, RAW]]
    assert studio.photo(RAW).rating == 5


@pytest.mark.parametrize("name", ["DCIM/IMG_0001.xmp", "DCIM/IMG_0001.JPG.xmp"])
def test_a_sidecar_is_heard_in_both_namings(studio: Studio, name: str) -> None:
    packet = xmp_packet(
        rating=4,
        label="Red",
        title="Fjord",
        description="Early",
        keywords=["sea"],
        hierarchical=["travel|norway"],
        digikam=["people/Ada"],
        wrapped=False,
    )
    studio.put(JPG, picture(1))
    studio.put(name, packet)
    report = studio.bring()
    row = studio.photo(JPG)
    assert (row.rating, row.label, row.title, row.description) == (4, "red", "Fjord", "Early")
    assert tags(studio) == ["people/Ada", "sea", "travel/norway"]
    assert {source for (source,) in studio.rows(Origin, "source")} == {f"sidecar {name[5:]}"}
    assert (report.session.fates["imported"], report.session.photos) == (2, 1)


def test_the_sidecar_of_the_full_name_is_believed_first(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=1, title="Old", wrapped=False))
    studio.put("DCIM/IMG_0001.JPG.xmp", xmp_packet(rating=5, wrapped=False))
    studio.bring()
    assert (studio.photo(JPG).rating, studio.photo(JPG).title) == (5, "Old")


def test_minus_one_star_is_rejected(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=-1, wrapped=False))
    studio.bring()
    assert (studio.photo(JPG).rating, studio.photo(JPG).flag) == (0, -1)


def test_a_sidecar_that_comes_later_fills_the_blanks_and_overwrites_nothing(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.bring()
    deciding.rate(studio.catalog, [1], 2)
    studio.put("DCIM/IMG_0001.JPG.xmp", xmp_packet(rating=5, title="Fjord", wrapped=False))
    studio.bring()
    assert (studio.photo(JPG).rating, studio.photo(JPG).title) == (2, "Fjord")
    assert len(studio.photos()) == 1


def test_what_was_taken_over_and_taken_away_stays_away(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=5, wrapped=False))
    studio.bring()
    deciding.rate(studio.catalog, [1], 0)
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=4, wrapped=False), minutes_ago=1)
    report = studio.bring()
    assert report.session.fates["imported"] == 1
    assert studio.photo(JPG).rating == 0


def test_a_lone_sidecar_is_skipped_until_its_photo_comes(studio: Studio) -> None:
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=5, wrapped=False))
    report = studio.bring()
    assert (report.session.photos, studio.photos()) == (0, [])
    assert studio.told() == {"DCIM/IMG_0001.xmp": ("skipped", "lone_sidecar")}
    studio.put(JPG, picture(1))
    studio.bring()
    assert studio.photos() == [[JPG, "DCIM/IMG_0001.xmp"]]
    assert studio.photo(JPG).rating == 5


def test_an_edited_copy_with_its_photos_name_is_part_of_it(studio: Studio) -> None:
    studio.put(JPG, picture(1))
    studio.put("DCIM/IMG_0001-edited.JPG", picture(50, minute=1))
    studio.bring()
    assert studio.photos() == [[JPG, "DCIM/IMG_0001-edited.JPG"]]
    assert roles(studio)["IMG_0001-edited.JPG"] == ("edited", 0)


def test_a_photo_can_be_seen_before_it_has_been_read(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    job = studio.job()
    while not studio.photos():
        next(job)
    assert studio.without_preview() == []
    assert set(studio.files("reading").values()) == {"glanced"}
    job.close()
