"""Files become photos: glanced at, registered, each accounted for."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from imalink_core import Found, Metadata
from imalink_core.pairing import Role
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, sessions
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.opinions import Opinion
from imalink_desktop.catalog.commands.sessions import FileFate
from imalink_desktop.catalog.models import (
    Author,
    Camera,
    Fate,
    ImageFile,
    ImportSession,
    Lens,
    Origin,
    PhotoTag,
    SessionFile,
    Tag,
)
from tests.unit.desktop.catalog.commands.cards import (
    DATED,
    DISK,
    all_of,
    arrive,
    counts,
    empty,
    file,
    files_of,
    photo,
    shot,
)

__all__ = ["empty"]


_KEYWORDS = ("Travel/Norway", "travel/norway", "sea", "/")


def test_a_photo_comes_with_all_that_its_file_says(empty: Catalog) -> None:
    (number,) = arrive(empty, "IMG_1.JPG")
    row = photo(empty, number)
    assert (row.name, row.image_format, row.file_size_bytes) == ("IMG_1.JPG", "JPEG", 1000)
    assert (row.taken_at, row.taken_offset) == ("2024-06-01T12:00:00", "+02:00")
    assert row.taken_source == "exif:DateTimeOriginal"
    assert (row.exposure_time, row.exposure_seconds, row.iso) == ("1/250", 0.004, 400)
    assert all_of(empty, Camera, "id", "make", "model") == [(row.camera_id, "Canon", "EOS R5")]
    assert all_of(empty, Lens, "id", "model") == [(row.lens_id, "RF 35mm")]
    assert len(row.uid) == 36


def test_nothing_is_invented(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    (number,) = register(empty, session, [Arrival((file("a.jpg"),))]).photos
    row = photo(empty, number)
    assert {row.taken_at, row.camera_id, row.lens_id, row.iso, row.width, row.hothash} == {None}
    assert all_of(empty, Camera, "id") == []


def test_half_a_camera_is_a_camera(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    model = Metadata(camera_model="Q2")
    register(empty, session, [Arrival((file(name),), model) for name in ("a.jpg", "b.jpg")])
    assert all_of(empty, Camera, "make", "model") == [("", "Q2")]


def test_a_raw_and_its_jpeg_are_one_photo_and_the_first_stands_for_it(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    twins = Arrival((file("a.jpg"), file("a.cr3", role=Role.RAW), file("a.xmp", role=Role.SIDECAR)))
    done = register(empty, session, [twins])
    assert len(done.photos) == 1
    assert list(done.files) == [(1, "a.jpg"), (1, "a.cr3"), (1, "a.xmp")]
    assert all_of(empty, ImageFile, "name", "leads", "reading") == [
        ("a.jpg", 1, "glanced"),
        ("a.cr3", 0, "glanced"),
        ("a.xmp", 0, "hatched"),  # there is nothing in it to hatch
    ]
    assert counts(empty, session) == {Fate.IMPORTED: 3}


def test_a_second_import_of_the_same_files_adds_nothing(empty: Catalog) -> None:
    before = arrive(empty, "a.jpg", "b.jpg")
    session = sessions.begin(empty, "card again")
    assert arrive(empty, "a.jpg", "b.jpg", session=session) == before
    assert len(all_of(empty, ImageFile, "id")) == 2
    assert counts(empty, session) == {Fate.UNCHANGED: 2}


def test_a_raw_that_comes_later_joins_its_jpeg(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    session = sessions.begin(empty, "card again")
    later = register(empty, session, [Arrival((file("a.cr3", role=Role.RAW), file("a.jpg")))])
    assert later.photos == (number,)
    assert files_of(empty, number) == ["1/a.cr3", "1/a.jpg"]
    assert [row[0] for row in all_of(empty, ImageFile, "leads")] == [1, 0]
    assert counts(empty, session) == {Fate.IMPORTED: 1, Fate.UNCHANGED: 1}


def test_a_file_cannot_come_twice_at_once(empty: Catalog) -> None:
    with pytest.raises(Bug):
        arrive(empty, "a.jpg", "a.jpg")
    with pytest.raises(Bug):
        register(empty, sessions.begin(empty, "card"), [Arrival(())])


def test_registering_is_no_step_and_leaves_redo_alone(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    deciding.rate(empty, [number], 3)
    empty.undo()
    arrive(empty, "b.jpg")
    assert empty.next_undo() is None
    assert empty.next_redo() == (Op.RATE, 1)


def test_what_others_said_is_taken_over_and_keeps_its_origin(empty: Catalog) -> None:
    said = Found(
        rating=4, label="Grey", title=" Fog ", keywords=("Travel/Norway", "travel/norway", "sea", "/")
    )
    (number,) = arrive(empty, "a.jpg", found=said)
    row = photo(empty, number)
    assert (row.rating, row.label, row.title) == (4, "gray", "Fog")
    assert [path for (path,) in all_of(empty, Tag, "path")] == ["Travel", "Travel/Norway", "sea"]
    assert len(all_of(empty, PhotoTag, "id")) == 2
    kept = all_of(empty, Origin, "field", "source", "value")
    origins = {field: (source, json.loads(value)) for field, source, value in kept}
    assert origins["rating"] == ("file", 4)
    assert origins["tags"] == ("file", ["Travel/Norway", "sea"])


def test_a_sidecar_is_believed_before_the_file(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    beside = (Opinion("sidecar a.xmp", Found(rating=5)),)
    arrival = Arrival((file("a.jpg"),), shot(0), Found(rating=2, title="Fog"), beside)
    (number,) = register(empty, session, [arrival]).photos
    assert (photo(empty, number).rating, photo(empty, number).title) == (5, "Fog")
    assert all_of(empty, Origin, "field", "source") == [("rating", "sidecar a.xmp"), ("title", "file")]


def test_what_was_rejected_elsewhere_is_rejected_here(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg", found=Found(rating=-1, label="approved"))
    row = photo(empty, number)
    assert (row.flag, row.rating, row.label) == (-1, 0, None)


def test_who_signed_a_photo_comes_before_the_author_of_the_import(empty: Catalog) -> None:
    session = sessions.begin(empty, "card", author="Ada")
    first = Arrival((file("a.jpg"),), found=replace(DATED, creator="Grace"))
    second = Arrival((file("b.jpg"),))
    third = Arrival((file("c.jpg"),), found=replace(DATED, creator="x" * 600))  # no name at all
    photos = register(empty, session, [first, second, third]).photos
    names = dict(all_of(empty, Author, "id", "name"))
    assert [names[photo(empty, number).author_id] for number in photos] == ["Grace", "Ada", "Ada"]


def test_every_file_has_one_fate(empty: Catalog) -> None:
    session = sessions.begin(empty, "card", title="  Norway ")
    (number,) = arrive(empty, "a.jpg", session=session)
    sessions.account_for(
        empty,
        session,
        [
            FileFate("1/b.txt", Fate.SKIPPED, "unsupported", "Not a photo."),
            FileFate("1/\udcff.jpg", Fate.FAILED, "unreadable", "It could not be opened."),
            FileFate("1/a.jpg", Fate.FAILED, "damaged", "Too damaged.", photo=number),
        ],
    )
    sessions.end(empty, session)
    assert counts(empty, session) == {Fate.SKIPPED: 1, Fate.FAILED: 2}
    fates = all_of(empty, SessionFile, "path", "fate", "code", "photo_id")
    assert ("1/a.jpg", "failed", "damaged", number) in fates
    ((title, ended),) = all_of(empty, ImportSession, "title", "ended_at")
    assert title == "Norway"
    assert ended is not None


def test_no_file_has_two_fates_at_once(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    with pytest.raises(Bug):
        sessions.account_for(empty, session, [FileFate("a", Fate.SKIPPED), FileFate("a", Fate.FAILED)])


def test_there_is_no_such_import(empty: Catalog) -> None:
    with pytest.raises(Expected):
        sessions.end(empty, 7)
    with pytest.raises(Expected):
        register(empty, 7, [Arrival((file("a.jpg", DISK),))])
