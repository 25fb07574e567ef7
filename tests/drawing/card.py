"""A photographer's card: folders of photos as they come from real days, with all that makes an import hard.

Twins of RAW and JPEG, bursts and brackets, sidecars of both namings, copies, edits, notes that are no
photos. The same for the same arguments; drawn fast, since a card holds thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from tests.drawing.dng import dng
from tests.drawing.exif import Ratio, camera_directory, camera_exif
from tests.drawing.jpeg import jpeg, segment, thumbnail_jpeg, with_segments
from tests.drawing.photograph import scene
from tests.drawing.xmp import xmp_packet

BEGAN = datetime(2024, 5, 1, 9)

_SCENES = 12
_SIZE = (480, 320)
_IN_A_FOLDER = 200
_COMMENT, _EXIF = 0xFE, 0xE1


def draw_card(folder: Path, photos: int, *, size: tuple[int, int] = _SIZE) -> int:
    """Draw so many photos, and what lies beside them; answer how many files there are."""
    files = 0
    for number in range(photos):
        home = folder / "DCIM" / f"{100 + number // _IN_A_FOLDER}IMAGE"
        home.mkdir(parents=True, exist_ok=True)
        for name, data in _photo(number, size):
            (home / name).write_bytes(data)
            files += 1
    (folder / "NOTES.TXT").write_text("Battery 2 is weak.\n")
    return files + 1


def photo(number: int, at: datetime, size: tuple[int, int] = _SIZE, exposure: Ratio = (1, 250)) -> bytes:
    """One photo of a camera; no two numbers give the same bytes, nor the same hothash."""
    base, thumbnail = _scene(number % _SCENES, size)
    exif = camera_exif(
        thumbnail=thumbnail,
        taken_at=f"{at:%Y:%m:%d %H:%M:%S}",
        digitized=f"{at:%Y:%m:%d %H:%M:%S}",
        subsec=f"{at.microsecond // 10_000:02}",
        exposure=exposure,
    )
    return with_segments(base, segment(_EXIF, b"Exif\0\0" + exif), segment(_COMMENT, b"number %d" % number))


def _photo(number: int, size: tuple[int, int]) -> Iterator[tuple[str, bytes]]:
    """The files of the photo with this number: some belong to bursts, some have others beside them."""
    name, at = f"IMG_{number:04}", _moment(number)
    data = photo(number, at, size, _exposure(number))
    yield f"{name}.JPG", data
    match number % 50:
        case 7:
            small = scene(96, 64, seed=number)
            at_text = f"{at:%Y:%m:%d %H:%M:%S}"
            yield f"{name}.DNG", dng(small, preview=small, camera=camera_directory(taken_at=at_text))
        case 13:
            yield f"{name}.JPG.xmp", xmp_packet(rating=4, keywords=["people"], wrapped=False)
        case 17:
            yield f"{name}.xmp", xmp_packet(rating=-1, hierarchical=["travel|norway"], wrapped=False)
        case 23:
            yield f"Copy of {name}.JPG", data
        case 29:
            yield f"{name}-edited.JPG", photo(10_000_000 + number, at, size)


def _moment(number: int) -> datetime:
    """Forty seconds between photos, but half of one within a burst, and one within a bracket."""
    at = BEGAN + timedelta(seconds=40 * number)
    within, first = _burst(number)
    return at if within is None else BEGAN + timedelta(seconds=40 * first + within / 2)


def _burst(number: int) -> tuple[int | None, int]:
    """The place in a burst of four, of which each forty photos have one; and its first photo."""
    place = number % 40 - 30
    return (place, number - place) if 0 <= place < 4 else (None, number)


def _exposure(number: int) -> Ratio:
    return 1, 250 + number % 3


@cache
def _scene(number: int, size: tuple[int, int]) -> tuple[bytes, bytes]:
    """Encoded once: thousands of photos share a few pictures."""
    picture = scene(*size, seed=number)
    return jpeg(picture, jfif=False, comment=None), thumbnail_jpeg(picture)
