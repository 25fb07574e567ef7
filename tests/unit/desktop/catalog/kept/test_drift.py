"""Whatever is written, in whatever order: what is kept is what counting says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from imalink_desktop.catalog import kept
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import (
    Camera,
    Drive,
    Folder,
    ImageFile,
    ImportSession,
    Photo,
    PhotoTag,
    Tag,
)
from imalink_desktop.catalog.touched import Row

Deed: TypeAlias = Callable[[Writer], None]

PHOTOS, TAGS, FOLDERS, FILES = 8, 3, 4, 10
WHEN = (
    None,
    "2023-12-31T23:59:59",
    "2024-01-01T00:00:00",
    "2024-01-01T00:00:00.5",
    "2024-01-01T00:20:00",
    "2024-06-15T14:30:00",
    "2024-06-15T14:30:00.250000",
    "2024-06-15T15:00:00",
    "0999-02-03T04:05:06",
)

photos = st.integers(1, PHOTOS)
crowds = st.lists(photos, unique=True, max_size=PHOTOS)


def _set(field: str, values: st.SearchStrategy[str | int | None]) -> st.SearchStrategy[Deed]:
    return st.builds(
        lambda who, value: lambda writer: writer.set(Photo, who, **{field: value}), crowds, values
    )


def _tag(photo: int, tag: int) -> Deed:
    def work(writer: Writer) -> None:
        has = (PhotoTag.photo_id == photo) & (PhotoTag.tag_id == tag)
        there = [row[0] for row in writer.read(select(PhotoTag.id).where(has))]
        if there:
            writer.delete(PhotoTag, there)
        elif writer.read(select(Photo.id).where(Photo.id == photo)):
            writer.insert(PhotoTag, [{"photo_id": photo, "tag_id": tag}])

    return work


def _move(file: int, photo: int, folder: int) -> Deed:
    def work(writer: Writer) -> None:
        if writer.read(select(Photo.id).where(Photo.id == photo)):
            writer.set(ImageFile, [file], photo_id=photo, folder_id=folder)

    return work


def _carry(folder: int, drive: int) -> Deed:
    return lambda writer: writer.set(Folder, [folder], drive_id=drive)


def _remove(photo: int, *, itself_first: bool) -> Deed:
    def work(writer: Writer) -> None:
        if itself_first:
            writer.delete(Photo, [photo])
        for model in (PhotoTag, ImageFile):
            hanging = writer.read(select(model.id).where(model.photo_id == photo))
            writer.delete(model, [row[0] for row in hanging])
        writer.delete(Photo, [photo])

    return work


deeds: st.SearchStrategy[Deed] = st.one_of(
    _set("rating", st.integers(0, 5)),
    _set("flag", st.integers(-1, 1)),
    _set("label", st.sampled_from([None, "red", "blue"])),
    _set("visibility", st.integers(0, 3)),
    _set("camera_id", st.sampled_from([None, 1, 2])),
    _set("session_id", st.sampled_from([None, 1])),
    _set("image_format", st.sampled_from([None, "JPEG", "CR3"])),
    _set("taken_at", st.sampled_from(WHEN)),
    _set("corrected_at", st.sampled_from(WHEN)),
    _set("hothash", st.sampled_from([None, "a" * 64, "b" * 64])),
    _set("trashed_at", st.sampled_from([None, "2024-06-01T12:00:00"])),
    st.builds(_tag, photos, st.integers(1, TAGS)),
    st.builds(_move, st.integers(1, FILES), photos, st.integers(1, FOLDERS)),
    st.builds(lambda photo, first: _remove(photo, itself_first=first), photos, st.booleans()),
    st.builds(_carry, st.integers(1, FOLDERS), st.integers(1, 2)),
)
sequences = st.lists(st.one_of(deeds, st.sampled_from(["undo", "redo"])), max_size=25)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight photos with dates, tags, and ten files in four folders of two drives."""

    def fill(writer: Writer) -> None:
        writer.insert(Camera, [{"make": "Canon", "model": "R5"}, {"make": "", "model": "X100"}])
        writer.insert(ImportSession, [{"source": "/card", "started_at": "2024-06-01T12:00:00"}])
        writer.insert(Drive, [{"volume_id": name, "label": name} for name in ("blue", "red")])
        writer.insert(
            Folder, [{"drive_id": 1 + number % 2, "path": f"/{number}"} for number in range(FOLDERS)]
        )
        writer.insert(Tag, [{"path": name, "folded": name} for name in "abc"])
        rows: list[Row] = [
            {
                "uid": f"photo {number}",
                "added_at": "2024-06-01T12:00:00",
                "taken_at": WHEN[number % len(WHEN)],
                "rating": number % 6,
            }
            for number in range(PHOTOS)
        ]
        writer.insert(Photo, rows)
        files: list[Row] = [
            {
                "photo_id": 1 + number % PHOTOS,
                "folder_id": 1 + number % FOLDERS,
                "name": f"{number}.jpg",
                "size": 1,
                "mtime_ns": 1,
                "format": "JPEG",
                "role": "main",
            }
            for number in range(FILES)
        ]
        writer.insert(ImageFile, files)

    folder = tmp_path_factory.mktemp("library")
    with Catalog.open(folder) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
    return folder


def drift(catalog: Catalog) -> list[str]:
    with catalog.reading() as look:
        return list(kept.drift(look))


@given(sequence=sequences)
def test_nothing_that_is_done_makes_the_numbers_wrong(
    tmp_path_factory: pytest.TempPathFactory, library: Path, sequence: list[Deed | str]
) -> None:
    with Catalog.open(copytree(library, tmp_path_factory.mktemp("kept") / "copy")) as catalog:
        for deed in sequence:
            if isinstance(deed, str):
                catalog.undo() if deed == "undo" else catalog.redo()
            else:
                catalog.transact(Op.RATE, deed)
            assert drift(catalog) == []


def test_numbers_that_somebody_changed_are_noticed_and_counted_anew(tmp_path: Path, library: Path) -> None:
    with Catalog.open(copytree(library, tmp_path / "copy")) as catalog:
        with catalog._access.writing() as connection:
            connection.execute(text("UPDATE facet SET count = count + 1 WHERE kind = 'rating' AND key = 0"))
            connection.execute(text("DELETE FROM bucket WHERE name = '2023'"))
            connection.execute(text("INSERT INTO bucket VALUES (4, '1871', 1, '1871', '1871', 1)"))
            connection.execute(text("INSERT INTO stale_hour VALUES ('2024-01-01T00')"))
        told = drift(catalog)
        assert [sentence.partition(":")[0] for sentence in told] == [
            "rating 0",
            "1 hours of the timeline wait to be counted.",
            "2023",
            "1871",
        ]
        with catalog._access.writing() as connection:
            kept.recount(connection)
        assert drift(catalog) == []
