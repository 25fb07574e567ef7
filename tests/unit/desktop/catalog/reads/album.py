"""A catalog with a little of everything to look at, and a way to fill it anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import collecting, crediting, discarding, shooting, stacking, tagging
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Camera, Drive, Folder, ImageFile, ImportSession, Lens, Photo
from imalink_desktop.catalog.touched import Row

Plain: TypeAlias = dict[str, str | int | float | None]

BLUE, RED = 1, 2
"""The two drives."""

PHOTOS: Sequence[Plain] = (
    {"taken_at": "2024-06-15T10:00:00", "rating": 5, "camera_id": 1, "lens_id": 1, "hothash": "b"},
    {"taken_at": "2024-06-15T10:00:01", "rating": 3, "camera_id": 1, "lens_id": 1, "hothash": "c"},
    {"taken_at": "2024-06-15T10:00:02", "rating": 0, "camera_id": 1, "flag": -1, "hothash": "d"},
    {
        "taken_at": "2024-06-16T09:30:00",
        "rating": 4,
        "camera_id": 2,
        "flag": 1,
        "label": "red",
        "hothash": "e",
    },
    {"taken_at": "2023-01-01T00:00:00", "rating": 0, "camera_id": 2, "visibility": 3, "hothash": "a"},
    {"taken_at": None, "rating": 2, "label": "blue", "image_format": "PNG"},
    {"taken_at": None, "rating": 0},
    {"taken_at": "2023-01-01T08:00:00", "rating": 5, "hothash": "z"},
)
"""Numbered from 1. The last lies in the trash."""

TRASHED = 8
IN_SIGHT = range(1, TRASHED)


def _file(photo: int, folder: int, name: str, role: str = "picture", **other: str | int | None) -> Row:
    form = {"raw": "CR3", "video": "MOV", "sidecar": "XMP"}.get(role, "JPEG")
    row: Row = {"photo_id": photo, "folder_id": folder, "name": name, "size": 1000, "mtime_ns": 1}
    return {**row, "format": form, "role": role, "state": "present", "sha256": None, **other}


FILES: Sequence[Row] = (
    _file(1, 2, "a.jpg", sha256="aa"),
    _file(1, 2, "a.cr3", "raw", sha256="ab"),
    _file(1, 3, "a.jpg", sha256="aa"),
    _file(2, 2, "b.jpg", sha256="bb"),
    _file(3, 2, "c.jpg", state="missing"),
    _file(4, 3, "d.mov", "video", sha256="dd"),
    _file(5, 1, "e.jpg", sha256="ee"),
    _file(5, 3, "e.xmp", "sidecar"),
    _file(8, 1, "z.jpg", sha256="zz"),
)
"""On Blue lie the folders Pictures (1) and Pictures/2024/June (2), on Red its very root (3)."""


def furnish(folder: Path) -> None:
    """Eight photos with files on two drives, some of them tagged, collected, stacked."""
    with Catalog.open(folder) as catalog:
        catalog.transact(Op.REGISTER, _fill, by_machine=True)
        tagging.tag(catalog, [1, 2], ["travel/norway"])
        tagging.tag(catalog, [2, 3, 8], ["travel/sweden"])
        tagging.tag(catalog, [3], ["travel"])
        tagging.tag(catalog, [5], ["home"])
        collecting.create(catalog, "Best")
        collecting.create(catalog, "Of 2024", parent=1)
        collecting.add(catalog, 1, [4, 1])
        collecting.add(catalog, 2, [1, 2])
        shooting.create(catalog, "Wedding", client="Ada")
        shooting.add(catalog, 1, [1, 4, 8])
        crediting.credit(catalog, [1, 2], "Kari")
        stacking.stack(catalog, [2, 1, 3], kind=stacking.StackKind.BURST, reason="Within a second.")
        discarding.discard(catalog, [TRASHED])


def _fill(writer: Writer) -> None:
    writer.insert(Camera, [{"make": "Canon", "model": "EOS R5"}, {"make": "", "model": "X100V"}])
    writer.insert(Lens, [{"model": "RF50mm"}])
    drives = ({"volume_id": name, "label": name} for name in ("Blue", "Red"))
    writer.insert(Drive, [{**drive, "last_mount": None, "last_seen_at": None} for drive in drives])
    places = ((BLUE, "Pictures"), (BLUE, "Pictures/2024/June"), (RED, ""))
    writer.insert(
        Folder,
        [
            {"drive_id": on, "path": path, "is_source": int(path != ""), "is_watched": 0}
            for on, path in places
        ],
    )
    writer.insert(ImportSession, [{"title": "Holidays", "source": "card", "started_at": "2024-06-20"}])
    writer.insert(
        Photo, [rowed({"session_id": 1, **photo}, number) for number, photo in enumerate(PHOTOS, 1)]
    )
    writer.insert(ImageFile, FILES)


_NEW: Row = {
    "hothash": None,
    "look": None,
    "taken_at": None,
    "corrected_at": None,
    "trashed_at": None,
    "camera_id": None,
    "lens_id": None,
    "label": None,
    "image_format": "JPEG",
    "file_size_bytes": None,
    "rating": 0,
    "flag": 0,
    "visibility": 0,
    "session_id": None,
    "added_at": "2024",
}


def rowed(photo: Plain, number: int) -> Row:
    """A photo as a row; whatever is not said is as with a new one."""
    return {**_NEW, "id": number, "uid": f"photo {number}", "name": f"{number}.jpg", **photo}


def refill(catalog: Catalog, photos: Sequence[Plain]) -> None:
    """Let these be the photos of a catalog in which nothing hangs on photos; numbered from 1."""

    def work(writer: Writer) -> None:
        writer.delete(Photo, [row[0] for row in writer.read(select(Photo.id))])
        writer.insert(Photo, [rowed(photo, number) for number, photo in enumerate(photos, 1)])

    catalog.transact(Op.REGISTER, work, by_machine=True)
