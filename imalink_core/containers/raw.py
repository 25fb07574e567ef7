"""Camera RAW built as a TIFF file: the first picture is often a thumbnail, so the largest one counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from imalink_core.containers.directories import JPEG_FROM_RAW, Directory, chain, open_walker
from imalink_core.containers.jpeg import read_jpeg
from imalink_core.containers.parts import Parts, Tags
from imalink_core.containers.previews_in_raw import small_preview
from imalink_core.containers.source import Source, within
from imalink_core.containers.tiff import HEIGHT, WIDTH, read_tiff

_CROP_SIZE = 0xC620
_PHOTO_WIDTH, _PHOTO_HEIGHT = 0xA002, 0xA003
_SENSOR_WIDTH, _SENSOR_HEIGHT, _TOP, _LEFT, _BOTTOM, _RIGHT = range(2, 8)


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read the parts of a RAW."""
    source = Source(file)
    parts = read_tiff(source.fetch, most)
    walker = open_walker(source.fetch)
    directories = list(chain(walker)) if walker else []
    if not parts.exif.photo:
        parts = _told_by_jpeg(source, directories, parts, most)
    width, height = _size(directories, parts.exif.photo)
    thumbnail = parts.thumbnail or small_preview(source, most)
    return replace(parts, width=width, height=height, thumbnail=thumbnail)


def _told_by_jpeg(source: Source, directories: list[Directory], parts: Parts, most: int) -> Parts:
    """Panasonic leaves the EXIF to the JPEG inside."""
    place = next((d.places[JPEG_FROM_RAW] for d in directories if JPEG_FROM_RAW in d.places), None)
    if place is None:
        return parts
    inner = read_jpeg(within(source.fetch, *place), most)
    image = {**inner.exif.image, **parts.exif.image}
    return replace(inner, orientation=parts.orientation, exif=replace(inner.exif, image=image))


def _size(directories: list[Directory], photo: Tags) -> tuple[int | None, int | None]:
    """DNG's and Panasonic's own word on what is shown of the sensor; else the largest picture there is."""
    crops = [crop for directory in directories if (crop := _crop(directory) or _borders(directory))]
    sizes = crops or [*_sizes(directories, photo)]
    return max(sizes, key=lambda size: size[0] * size[1], default=(None, None))


def _sizes(directories: list[Directory], photo: Tags) -> Iterator[tuple[int, int]]:
    told = Directory(dict(photo))
    for directory, wide, high in [
        (told, _PHOTO_WIDTH, _PHOTO_HEIGHT),
        *((d, WIDTH, HEIGHT) for d in directories),
    ]:
        width, height = directory.side(wide), directory.side(high)
        if width and height:
            yield width, height


def _crop(directory: Directory) -> tuple[int, int] | None:
    value = directory.tags.get(_CROP_SIZE)
    if not isinstance(value, tuple) or len(value) != 2:
        return None
    sides = [int(side) for side in value if not isinstance(side, str | bytes | tuple | None) and side >= 1]
    return (sides[0], sides[1]) if len(sides) == 2 else None


def _borders(directory: Directory) -> tuple[int, int] | None:
    """Panasonic counts the sensor's pixels and says between which of them the picture lies."""
    if WIDTH in directory.tags:
        return None
    width, height = directory.number(_SENSOR_WIDTH), directory.number(_SENSOR_HEIGHT)
    top, left = directory.number(_TOP) or 0, directory.number(_LEFT) or 0
    bottom, right = directory.number(_BOTTOM) or height, directory.number(_RIGHT) or width
    if right is None or bottom is None or right <= left or bottom <= top:
        return None
    return right - left, bottom - top
