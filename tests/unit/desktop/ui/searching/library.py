"""A library to search in: cameras, lenses, tags, photos of every kind, a few of them without a date."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Camera, Drive, Folder, ImageFile, Lens, Photo, PhotoTag, Tag
from imalink_desktop.catalog.query.folding import fold
from imalink_desktop.catalog.touched import Row

CAMERAS = (("Canon", "EOS R5"), ("Nikon", "Z 8"), ("", "Phone & more"), ("SIGMA", "fp"))
LENSES = ("RF24-70mm F2.8 L IS USM", "NIKKOR Z 50mm f/1.8 S", "Weitwinkelobjektiv für große Häuser 14mm")
TAGS = ("travel", "travel/norway", "travel/norway/tromsø", "family", "New York", "שמש", "Äpfel & Öl")
FIRST = datetime(2012, 3, 1, 9, 0, 0)
LABELS = (None, None, None, "red", None, "green", None, None, "blue")
EVERY_DAYS = 3


def furnish(folder: Path, photos: int, *, tags: int = len(TAGS), days: float = EVERY_DAYS) -> None:
    """Make a catalog of so many photos, `days` apart; of every tenth nobody knows when it was taken."""
    with Catalog.open(folder) as catalog:
        catalog.transact(Op.REGISTER, lambda writer: _fill(writer, photos, tags, days), by_machine=True)


def _fill(writer: Writer, photos: int, tags: int, days: float) -> None:
    writer.insert(Drive, [{"volume_id": "here", "label": "Here", "last_mount": None, "last_seen_at": None}])
    writer.insert(Folder, [{"drive_id": 1, "path": "Pictures", "is_source": 1, "is_watched": 0}])
    writer.insert(Camera, [{"make": make, "model": model} for make, model in CAMERAS])
    writer.insert(Lens, [{"model": model} for model in LENSES])
    names = [*TAGS, *(f"topic {number}" for number in range(len(TAGS), tags))]
    writer.insert(Tag, [{"path": name, "folded": fold(name), "parent_id": None} for name in names])
    for first in range(1, photos + 1, 10_000):
        part = range(first, min(first + 10_000, photos + 1))
        writer.insert(Photo, [_photo(number, days) for number in part])
        writer.insert(ImageFile, [file for number in part for file in _files(number)])
        writer.insert(
            PhotoTag,
            [{"photo_id": number, "tag_id": number * 7 % len(names) + 1} for number in part if number % 2],
        )


def _photo(number: int, days: float) -> Row:
    # Most of what is taken is taken on some days.
    shift = timedelta(days=days * number - days * (number % 5) * 0.9)
    return {
        "id": number,
        "uid": str(UUID(int=number)),
        "name": f"DSC_{number:04}.JPG",
        "taken_at": None if number % 10 == 0 else (FIRST + shift).isoformat(timespec="seconds"),
        "added_at": "2024-06-20",
        "width": 6000,
        "height": 4000,
        "image_format": _format(number),
        "is_valid_image": 1,
        "rating": number * 7 % 6,
        "flag": {0: -1, 3: 1, 4: 1}.get(number % 9, 0),
        "label": LABELS[number % len(LABELS)],
        "visibility": number % 7 % 4,
        "camera_id": None if number % 11 == 0 else number % len(CAMERAS) + 1,
        "lens_id": None if number % 4 == 3 else number % len(LENSES) + 1,
    }


def _format(number: int) -> str:
    return {0: "NEF", 1: "MP4", 2: "HEIC"}.get(number % 12, "JPEG")


def _files(number: int) -> list[Row]:
    """Every twelfth JPEG has its RAW beside it."""
    formats = [_format(number), *(["NEF"] if number % 12 == 5 else [])]
    return [
        {
            "photo_id": number,
            "folder_id": 1,
            "name": f"DSC_{number:04}.{name}",
            "size": 1000,
            "mtime_ns": 1,
            "format": name,
            "role": {"NEF": "raw", "MP4": "video"}.get(name, "picture"),
            "state": "present",
        }
        for name in formats
    ]
