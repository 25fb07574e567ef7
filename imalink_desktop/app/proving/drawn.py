"""One small picture in each still format that is read: drawn on the spot, or shipped if nothing here can."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from imalink_resources import folder

_SIZE = (96, 64)
_BY_PILLOW = {
    "JPEG": "jpg",
    "PNG": "png",
    "TIFF": "tif",
    "WEBP": "webp",
    "GIF": "gif",
    "BMP": "bmp",
    "AVIF": "avif",
}
_SHIPPED = {"HEIC": "sample.heic", "DNG": "sample.dng"}

FORMATS = (*_BY_PILLOW, *_SHIPPED)


def drawn(format_name: str, into: Path) -> Path:
    """Give a picture of this format, in a folder of ours."""
    if format_name in _SHIPPED:
        return folder("samples") / _SHIPPED[format_name]
    made = into / f"drawn.{_BY_PILLOW[format_name]}"
    slope = Image.linear_gradient("L").resize(_SIZE)
    Image.merge("RGB", (slope, slope.rotate(180), slope)).save(made, format_name)
    return made
