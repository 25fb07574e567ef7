"""Broken, lying and disguised files, by the thousand; the same for the same seed.

for path in hostile_files(folder, seed=1, count=3000): ...
"""

from __future__ import annotations

import functools
import io
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from tests.drawing.gallery import gallery
from tests.drawing.jpeg import jpeg, lying_size, scan_bomb
from tests.drawing.lies import lying_exifs
from tests.drawing.photograph import scene
from tests.drawing.png import png, png_bomb, text_bomb
from tests.drawing.webp import webp
from tests.drawing.xmp import endless_xmp, laughing_xmp, nested_xmp, peeking_xmp

Harm: TypeAlias = Callable[[bytes, np.random.Generator], bytes]

_EXTREMES = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEAD = 600


def hostile_files(folder: Path, seed: int = 0, count: int = 2000) -> list[Path]:
    """Write so many files into the folder: all intruders, the rest sound files come to harm."""
    paths = []
    for number, (name, data) in enumerate(hostile(seed, count)):
        path = folder / f"{number:05} {name}"
        path.write_bytes(data)
        paths.append(path)
    return paths


def hostile(seed: int = 0, count: int = 2000) -> Iterator[tuple[str, bytes]]:
    """The same as names and bytes, one at a time."""
    strangers = list(intruders().items())[:count]
    yield from strangers
    random = np.random.default_rng(seed)
    sound = list(gallery().items())
    for _ in range(count - len(strangers)):
        name, data = sound[random.integers(len(sound))]
        what = list(HARMS)[random.integers(len(HARMS))]
        suffix = Path(sound[random.integers(len(sound))][0] if random.random() < 0.1 else name).suffix
        yield f"{what} {Path(name).stem}{suffix}", HARMS[what](data, random)


def truncated(data: bytes, fraction: float) -> bytes:
    """The first part of a file, as a full card leaves it."""
    return data[: int(len(data) * fraction)]


def garbled(data: bytes, start: float = 0.5, length: int = 64, seed: int = 0) -> bytes:
    """The file with garbage in the middle; never a marker of JPEG, which would be something else."""
    at = int(len(data) * start)
    garbage = np.random.default_rng(seed).integers(0, 0xFF, min(length, len(data) - at), dtype=np.uint8)
    return data[:at] + garbage.tobytes() + data[at + len(garbage) :]


@functools.cache
def intruders() -> Mapping[str, bytes]:
    """Files that are not what their names say, bombs, and pictures that are other things too."""
    picture = jpeg(scene(64, 48))
    page = b"<!DOCTYPE html><script>alert(1)</script>"
    return MappingProxyType(
        {
            "empty.jpg": b"",
            "one byte.jpg": b"\xff",
            "text.jpg": b"This is not a picture.\n" * 40,
            "zip.jpg": _zip(),
            "pdf.jpg": b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
            "svg.jpg": b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
            "html.jpg": page,
            "program.jpg": b"\x7fELF\x02\x01\x01" + bytes(200),
            "zeros.jpg": bytes(4096),
            "jpeg.heic": picture,
            "jpeg.nef": picture,
            "png.jpg": png(scene(64, 48)),
            "zip behind.jpg": picture + _zip(),
            "pdf around.pdf": b"%PDF-1.7\n" + picture + b"\n%%EOF\n",
            "html inside.jpg": jpeg(scene(64, 48), comment=page),
            **{f"head of {name}": data[:16] for name, data in gallery().items()},
            **{f"exif {name}.jpg": jpeg(scene(64, 48), exif=blob) for name, blob in _that_fit().items()},
            **{f"exif {name}.png": png(scene(64, 48), exif=blob) for name, blob in lying_exifs().items()},
            **_bombs(picture),
        }
    )


def _bombs(picture: bytes) -> dict[str, bytes]:
    small = scene(64, 48)
    return {
        "huge.jpg": lying_size(picture),
        "nowhere.jpg": lying_size(picture, 0, 0),
        "scans.jpg": scan_bomb(),
        "pixels.png": png_bomb(),
        "words.png": text_bomb(),
        "laughing.jpg": jpeg(small, xmp=laughing_xmp()),
        "peeking.jpg": jpeg(small, xmp=peeking_xmp()),
        "endless.png": png(small, xmp=endless_xmp()),
        "nested.webp": webp(small, xmp=nested_xmp()),
    }


def _that_fit() -> dict[str, bytes]:
    return {name: blob for name, blob in lying_exifs().items() if len(blob) < 65_000}


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("word/document.xml"), "<document/>")
    return out.getvalue()


def _cut(data: bytes, random: np.random.Generator) -> bytes:
    return truncated(data, random.random())


def _flip(data: bytes, random: np.random.Generator) -> bytes:
    broken = bytearray(data)
    for at in random.integers(len(broken), size=int(random.integers(1, 20))):
        broken[at] ^= 1 << int(random.integers(8))
    return bytes(broken)


def _flip_head(data: bytes, random: np.random.Generator) -> bytes:
    return _flip(data[:_HEAD], random) + data[_HEAD:]


def _splice(data: bytes, random: np.random.Generator) -> bytes:
    others = list(gallery().values())
    other = others[random.integers(len(others))]
    return data[: random.integers(len(data))] + other[random.integers(len(other)) :]


def _repeat(data: bytes, random: np.random.Generator) -> bytes:
    start, end = sorted(int(at) for at in random.integers(len(data), size=2))
    return data[:end] + data[start:end] * int(random.integers(1, 8)) + data[end:]


def _remove(data: bytes, random: np.random.Generator) -> bytes:
    start = int(random.integers(len(data)))
    return data[:start] + data[start + int(random.integers(1, 64)) :]


def _blank(data: bytes, random: np.random.Generator) -> bytes:
    start = int(random.integers(len(data)))
    zeros = bytes(min(int(random.integers(1, 4096)), len(data) - start))
    return data[:start] + zeros + data[start + len(zeros) :]


def _lie(data: bytes, random: np.random.Generator) -> bytes:
    """Some number near the beginning, of 16 or 32 bits, becomes an extreme one."""
    letter, size = ("H", 2) if random.random() < 0.5 else ("I", 4)
    broken = bytearray(data)
    for _ in range(int(random.integers(1, 4))):
        extreme = _EXTREMES[random.integers(len(_EXTREMES))] & (0x100**size - 1)
        order = "<" if random.random() < 0.5 else ">"
        struct.pack_into(
            order + letter, broken, int(random.integers(min(_HEAD, len(broken) - size))), extreme
        )
    return bytes(broken)


HARMS: Mapping[str, Harm] = {
    "cut": _cut,
    "flipped": _flip,
    "flipped head": _flip_head,
    "spliced": _splice,
    "repeated": _repeat,
    "removed": _remove,
    "blanked": _blank,
    "lying": _lie,
}
"""What can happen to a sound file, by the word that stands in the names of the harmed."""
