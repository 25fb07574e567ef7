"""The golden pictures: drawn in whole numbers, so that every machine draws the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterator

import numpy as np
from PIL import Image, PngImagePlugin

_SIZES = (
    (1, 1), (5, 900), (7, 700), (150, 150), (151, 150), (100, 80), (302, 301), (377, 1203),
    (449, 1500), (600, 450), (801, 600), (900, 5), (1501, 997), (2999, 2000),
)  # fmt: skip
_MODES = ("1", "L", "LA", "P", "RGBA", "CMYK")
_ORIENTATIONS = range(1, 9)


def pattern(width: int, height: int) -> Image.Image:
    """Gradients, edges and a hash that looks like noise, in integers alone."""
    y, x = np.mgrid[0:height, 0:width].astype(np.uint64)
    noise = ((x * 2654435761 + y * 2246822519) >> 7) % 23
    red = (x * 255 // max(width - 1, 1) + noise) % 256
    green = (y * 255 // max(height - 1, 1) + noise) % 256
    blue = ((x // 37 + y // 23) % 2 * 160 + noise * 3) % 256
    return Image.fromarray(np.stack([red, green, blue], axis=-1).astype(np.uint8))


def golden_pictures() -> Iterator[tuple[str, bytes]]:
    """Every golden picture, as a file name and its bytes."""
    for width, height in _SIZES:
        picture = pattern(width, height)
        for orientation in _ORIENTATIONS:
            yield _file(f"{width}x{height}-{orientation}", picture, "PNG", orientation)
        yield _file(f"{width}x{height}-6", picture, "JPEG", 6)
    for mode in _MODES:
        for size in ((801, 600), (449, 1500), (5, 900)):
            picture = _in_mode(pattern(*size), mode)
            format_ = "TIFF" if mode == "CMYK" else "PNG"
            for orientation in (1, 6, 8):
                yield _file(f"{mode}-{size[0]}x{size[1]}-{orientation}", picture, format_, orientation)
    yield from _with_comments()


def _in_mode(picture: Image.Image, mode: str) -> Image.Image:
    """The picture in another mode; where that has alpha, it rises from left to right."""
    if mode in ("LA", "RGBA"):
        ramp = picture.getchannel("R")
        picture = picture.convert("L" if mode == "LA" else "RGB")
        picture.putalpha(ramp)
        return picture
    return picture.quantize(64, dither=Image.Dither.NONE) if mode == "P" else picture.convert(mode)


def _with_comments() -> Iterator[tuple[str, bytes]]:
    picture = pattern(600, 450)
    yield "comment.jpeg", _saved(picture, "JPEG", comment=b"Made by a camera")
    yield "comment.gif", _saved(picture.quantize(64, dither=Image.Dither.NONE), "GIF", comment=b"drawn")
    text = PngImagePlugin.PngInfo()
    text.add_text("comment", "as PNG has it")
    yield "comment.png", _saved(picture, "PNG", pnginfo=text)


def _file(name: str, picture: Image.Image, format_: str, orientation: int) -> tuple[str, bytes]:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return f"{name}.{format_.lower()}", _saved(picture, format_, exif=exif)


def _saved(picture: Image.Image, format_: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, format_, **options)
    return stream.getvalue()
