"""A library to look at: photos of every kind a cell can show, with drawn previews."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from uuid import UUID

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo, Stack
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.catalog.touched import Row
from tests.drawing.photograph import scene

HERE, AWAY = 1, 2
"""The drive that is plugged in, and the one that is not."""
NO_PREVIEW, SMALL, OFFLINE, ELSEWHERE, DAMAGED, FILM, TWIN, RAW, LIVE = range(2, 11)
"""What is the matter with the first photos, by their numbers; those after them are plain."""
STACKED = range(11, 14)
_LABELS = (None, None, "red", None, "yellow", None, "green", None, "blue", "purple")


def uid(number: int) -> str:
    """The photo's name on every machine."""
    return str(UUID(int=number))


@cache
def drawn(seed: int, width: int, height: int) -> bytes:
    """A small landscape as JPEG."""
    stream = io.BytesIO()
    scene(width, height, seed=seed).save(stream, "JPEG", quality=85)
    return stream.getvalue()


def shape(number: int) -> tuple[int, int]:
    """Every fourth stands upright, now and then one is square or very wide."""
    return {3: (4000, 6000), 5: (5000, 5000), 10: (9000, 3000), 7: (4000, 6000)}.get(
        number % 12, (6000, 4000)
    )


def furnish(folder: Path, photos: int, *, previews: int, pictures: int = 12, grid: int = 512) -> None:
    """Make a catalog of so many photos, the first of which have previews."""
    with Catalog.open(folder) as catalog:
        catalog.transact(Op.REGISTER, lambda writer: _fill(writer, photos), by_machine=True)
    with Previews.open(folder, cold_budget=0) as store:
        store.put(
            _previews(number, pictures, grid) for number in range(1, previews + 1) if number != NO_PREVIEW
        )


def _previews(number: int, pictures: int, grid: int) -> Preview:
    width, height = (48, 32) if number == SMALL else shape(number)
    large, small = (
        drawn(
            number % pictures,
            max(1, width * side // max(width, height)),
            max(1, height * side // max(width, height)),
        )
        for side in (min(grid, max(width, height)), min(150, max(width, height)))
    )
    return Preview(uid(number), hot=small, grid=large)


def _fill(writer: Writer, photos: int) -> None:
    drives = ({"volume_id": name, "label": name} for name in ("Here", "Away"))
    writer.insert(Drive, [{**drive, "last_mount": None, "last_seen_at": None} for drive in drives])
    writer.insert(
        Folder,
        [{"drive_id": drive, "path": "Pictures", "is_source": 1, "is_watched": 0} for drive in (HERE, AWAY)],
    )
    writer.insert(Stack, [{"kind": "burst"}])
    for first in range(1, photos + 1, 10_000):
        part = range(first, min(first + 10_000, photos + 1))
        writer.insert(Photo, [_photo(number) for number in part])
        writer.insert(ImageFile, [file for number in part for file in _files(number)])


def _photo(number: int) -> Row:
    width, height = (48, 32) if number == SMALL else shape(number)
    return {
        "id": number,
        "uid": uid(number),
        "name": f"DSC_{number:04}.JPG",
        "taken_at": f"20{24 - number // 40 % 20:02}-06-15T10:{number % 60:02}:00",
        "added_at": "2024-06-20",
        "width": width,
        "height": height,
        "image_format": {FILM: "MP4", RAW: "NEF", NO_PREVIEW: "HEIC"}.get(number, "JPEG"),
        "is_valid_image": int(number != DAMAGED),
        "rating": number * 7 % 6,
        "flag": {0: -1, 3: 1, 4: 1}.get(number % 9, 0),
        "label": _LABELS[number % len(_LABELS)],
        "visibility": number % 7 % 4,
        "stack_id": 1 if number in STACKED else None,
        "stack_position": number if number in STACKED else None,
    }


def _files(number: int) -> list[Row]:
    roles = {
        ELSEWHERE: (),
        FILM: ("video",),
        TWIN: ("picture", "raw"),
        RAW: ("raw",),
        LIVE: ("picture", "video"),
    }.get(number, ("picture",))
    return [
        {
            "photo_id": number,
            "folder_id": AWAY if number == OFFLINE else HERE,
            "name": f"{number}.{role}",
            "size": 1000,
            "mtime_ns": 1,
            "format": "JPEG",
            "role": role,
            "state": "present",
        }
        for role in roles
    ]
