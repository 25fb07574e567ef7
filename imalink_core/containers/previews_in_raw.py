"""The JPEGs that a camera embeds in its RAW files: where they are and how large."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from imalink_core.containers import cr3, raf
from imalink_core.containers.directories import JPEG_FROM_RAW, Directory, chain, open_walker
from imalink_core.containers.segments import SHOWN_FRAMES, frame_size, segments
from imalink_core.containers.source import Fetch, Source, within
from imalink_core.containers.thumbnail import complete_jpeg

_STRIP, _STRIP_LENGTH, _COMPRESSION = 0x0111, 0x0117, 0x0103
_JPEG_OFFSET, _JPEG_LENGTH = 0x0201, 0x0202
_OLD_JPEG, _NEW_JPEG = 6, 7
_MOST_PREVIEWS = 16
_LEAST_SIDE = 120
_LARGEST_THUMBNAIL = 1 << 20


@dataclass(frozen=True, slots=True)
class EmbeddedPreview:
    """One JPEG inside a RAW: `file[offset : offset + length]`."""

    offset: int
    length: int
    width: int
    height: int


def embedded_previews(file: BinaryIO) -> list[EmbeddedPreview]:
    """All embedded JPEGs that begin as a JPEG does and tell their size, largest first."""
    return _previews(Source(file))


def small_preview(source: Source, most: int) -> bytes | None:
    """The smallest one that is still a thumbnail, and whole."""
    most = min(most, _LARGEST_THUMBNAIL)
    fitting = [p for p in _previews(source) if p.length <= most and max(p.width, p.height) >= _LEAST_SIDE]
    if not fitting:
        return None
    return complete_jpeg(source.fetch(fitting[-1].offset, fitting[-1].length))


def _previews(source: Source) -> list[EmbeddedPreview]:
    found: dict[int, EmbeddedPreview] = {}
    for offset, length in _places(source):
        preview = _looked_at(source, offset, length)
        if preview is not None:
            found[offset] = preview
        if len(found) == _MOST_PREVIEWS:
            break
    return sorted(found.values(), key=lambda preview: preview.width * preview.height, reverse=True)


def _places(source: Source) -> Iterator[tuple[int, int]]:
    if place := raf.jpeg_place(source.fetch):
        yield place
    elif cr3.is_cr3(source.fetch):
        yield from cr3.jpeg_places(source)
    elif walker := open_walker(source.fetch):
        for directory in chain(walker):
            yield from _places_in(directory)


def _places_in(directory: Directory) -> Iterator[tuple[int, int]]:
    if JPEG_FROM_RAW in directory.places:
        yield directory.places[JPEG_FROM_RAW]
    offset, length = directory.number(_JPEG_OFFSET), directory.number(_JPEG_LENGTH)
    if offset and length:
        yield offset, length
    strip, size = directory.tags.get(_STRIP), directory.tags.get(_STRIP_LENGTH)
    packed = directory.number(_COMPRESSION) in (_OLD_JPEG, _NEW_JPEG)
    # A picture in several strips is not one JPEG.
    if packed and isinstance(strip, int) and isinstance(size, int):
        yield strip, size


def _looked_at(source: Source, offset: int, length: int) -> EmbeddedPreview | None:
    if not 0 < length <= source.size - offset or offset <= 0:
        return None
    fetch: Fetch = within(source.fetch, offset, length)
    if fetch(0, 3) != b"\xff\xd8\xff":
        return None
    for marker, at, _ in segments(fetch):
        if marker in SHOWN_FRAMES:
            width, height = frame_size(fetch(at, 5))
            return EmbeddedPreview(offset, length, width, height) if width and height else None
    return None
