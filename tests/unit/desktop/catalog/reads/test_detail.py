"""The detail of a photo, and why it is as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import correcting, crediting, deciding, discarding, stacking, tagging
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Account, Conflict, Origin, Photo, PhotoExif, RemotePhoto
from imalink_desktop.catalog.reads.detail import detail
from imalink_desktop.catalog.reads.parts import Detail, Named
from imalink_desktop.catalog.reads.reasons import SENTENCES, Why, reasons
from imalink_desktop.catalog.touched import Row
from tests.unit.desktop.catalog.reads.album import BLUE, RED


def seen(catalog: Catalog, photo: int, *online: int) -> Detail:
    with catalog.reading() as look:
        found = detail(look, photo, online=online)
    assert found is not None
    return found


def why(catalog: Catalog, photo: int, *online: int) -> Mapping[str, Why]:
    """The reasons by what they are about; of several about one thing, the last."""
    found = reasons(seen(catalog, photo, *online))
    assert all("{" not in each.sentence for each in found)
    return {each.about: each for each in found}


def by_machine(catalog: Catalog, work: Callable[[Writer], object]) -> None:
    def done(writer: Writer) -> None:
        work(writer)

    catalog.transact(Op.REGISTER, done, by_machine=True)


def from_file(catalog: Catalog, photo: int, field: str, value: object) -> None:
    row: Row = {"photo_id": photo, "field": field, "source": "sidecar a.xmp", "value": json.dumps(value)}
    by_machine(catalog, lambda writer: writer.insert(Origin, [row]))


def test_a_photo_is_told_whole(album: Catalog) -> None:
    photo = seen(album, 1, BLUE)
    assert (photo.id, photo.rating, photo.hothash, photo.taken.at) == (1, 5, "b", "2024-06-15T10:00:00")
    assert (photo.gear.camera, photo.gear.lens) == ("Canon EOS R5", "RF50mm")
    assert (photo.author, photo.session) == (Named(1, "Kari"), Named(1, "Holidays"))
    assert photo.tags == ("travel/norway",)
    assert photo.collections == (Named(1, "Best"), Named(2, "Of 2024"))
    assert photo.shoots == (Named(1, "Wedding"),)
    assert photo.stack is not None
    assert photo.stack.members == (2, 1, 3)
    assert [(file.path, file.drive, file.at_hand) for file in photo.files] == [
        ("Pictures/2024/June/a.jpg", "Blue", True),
        ("Pictures/2024/June/a.cr3", "Blue", True),
        ("a.jpg", "Red", False),
    ]


def test_a_photo_of_which_nothing_is_known_is_told_too(album: Catalog) -> None:
    photo = seen(album, 7)
    assert (photo.taken.at, photo.where.at, photo.gear.camera, photo.author) == (None, None, None, None)
    assert (photo.files, photo.tags, photo.exif, photo.stack) == ((), (), {}, None)
    with album.reading() as look:
        assert detail(look, 4711) is None


def test_exif_conflicts_and_the_other_side_are_told(album: Catalog) -> None:
    def work(writer: Writer) -> None:
        writer.insert(PhotoExif, [{"photo_id": 7, "exif": json.dumps({"Make": "Canon"})}])
        row = {"field": "title", "mine": "a", "theirs": "b", "noticed_at": "2024"}
        writer.insert(Conflict, [{"photo_id": 7, **row}])
        writer.insert(Account, [{"url": "https://example.org", "username": "kari", "is_home": 1}])
        writer.insert(
            RemotePhoto,
            [{"account_id": 1, "photo_id": 7, "server_photo_id": "12", "base": "{}", "machine": "laptop"}],
        )

    by_machine(album, work)
    deciding.rate(album, [7], 3)
    photo = seen(album, 7)
    assert photo.exif == {"Make": "Canon"}
    assert [(each.field, each.mine, each.theirs) for each in photo.conflicts] == [("title", "a", "b")]
    assert [(each.account, each.machine) for each in photo.remote] == [
        ("kari @ https://example.org", "laptop")
    ]
    assert photo.waiting == ("rating",)
    assert why(album, 7)["files"].code == "elsewhere"


def test_why_this_time(album: Catalog) -> None:
    assert why(album, 1)["time"].code == "time_read"
    correcting.shift_time(album, [1], timedelta(hours=1, seconds=5))
    assert why(album, 1)["time"] == Why(
        "time",
        "time_corrected",
        {"by": "+1:00:05", "seconds": 3605.0, "file": "2024-06-15T10:00:00", "source": ""},
    )
    correcting.shift_time(album, [1], -timedelta(hours=3))
    assert why(album, 1)["time"].values["by"] == "-1:59:55"
    assert why(album, 6)["time"].code == "time_unknown"
    correcting.set_time(album, [6], datetime(1999, 1, 1))
    assert why(album, 6)["time"].code == "time_given"


def test_a_corrected_clock_is_told_until_somebody_sets_the_time(album: Catalog) -> None:
    correcting.shift_time(album, [1], timedelta(hours=1))
    from_file(album, 1, "corrected_at", "2024-06-15T11:00:00")
    assert why(album, 1)["time"].code == "time_by_clock"
    correcting.set_time(album, [1], datetime(2024, 1, 1))
    assert why(album, 1)["time"].code == "time_corrected"


def test_why_this_place(album: Catalog) -> None:
    assert why(album, 1)["where"].code == "place_unknown"
    correcting.set_place(album, [1], (59.9, 10.7))
    assert why(album, 1)["where"].code == "place_given"
    assert seen(album, 1).where.at == (59.9, 10.7)


def test_whose_opinion_it_is(album: Catalog) -> None:
    from_file(album, 1, "rating", 5)
    assert why(album, 1)["rating"].sentence == "Found at the import: sidecar a.xmp."
    deciding.rate(album, [1], 2)
    assert why(album, 1)["rating"].sentence == "Chosen by you; the import had found 5: sidecar a.xmp."
    from_file(album, 1, "tags", ["travel/norway"])
    from_file(album, 1, "author_id", "Kari")
    assert (why(album, 1)["tags"].code, why(album, 1)["author_id"].code) == ("found", "found")
    tagging.tag(album, [1], ["home"], ["travel/norway"])
    crediting.credit(album, [1], "Ola")
    assert why(album, 1)["tags"].values["value"] == "travel/norway"
    assert why(album, 1)["author_id"].values["value"] == "Kari"
    assert why(album, 4)["label"].code == "chosen"
    assert "label" not in why(album, 1)


def test_why_in_this_stack(album: Catalog) -> None:
    assert why(album, 1)["stack"].sentence == "Seen as a burst of 3. Within a second."
    stacking.stack(album, [4, 5])
    assert why(album, 4)["stack"].sentence == "You stacked these 2."


def test_why_these_files(album: Catalog) -> None:
    about_files = [each.code for each in reasons(seen(album, 1, BLUE)) if each.about == "files"]
    assert about_files == ["twins", "copies"]
    assert why(album, 1)["files"].sentence == "None of its files can be reached now. Drives: Blue, Red."
    assert why(album, 3, BLUE, RED)["files"].sentence == "1 of its files are no longer where they were."


def test_why_it_looks_like_this(album: Catalog) -> None:
    correcting.turn(album, [1], 90)
    assert why(album, 1)["view"].sentence == "Turned by you, 90 degrees clockwise."
    correcting.crop(album, [1], correcting.Crop(0, 0, 0.5, 1))
    assert why(album, 1)["view"].code == "cropped"
    assert seen(album, 1).crop == (0, 0, 0.5, 1)


def test_a_photo_says_that_another_looks_just_the_same(album: Catalog) -> None:
    by_machine(album, lambda writer: writer.set(Photo, [1, 4], hothash="same", name="a.jpg"))
    assert why(album, 4)["view"].sentence == "Another photo looks just the same: a.jpg."
    discarding.discard(album, [1])
    assert "view" not in why(album, 4)


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_ends_like_one(code: str) -> None:
    assert SENTENCES[code].endswith((".", "{reason}"))
