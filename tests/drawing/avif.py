"""AVIF, as Pillow writes it."""

from __future__ import annotations

import io

from PIL import Image


def avif(
    image: Image.Image,
    *,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    icc: bytes | None = None,
    quality: int = 80,
) -> bytes:
    """An AVIF of RGB or RGBA. An orientation in `exif` becomes the container's own turn."""
    options: dict[str, object] = {}
    if exif is not None:
        options["exif"] = b"Exif\0\0" + exif
    if xmp is not None:
        options["xmp"] = xmp
    if icc is not None:
        options["icc_profile"] = icc
    out = io.BytesIO()
    image.save(out, "AVIF", quality=quality, speed=10, **options)
    return out.getvalue()
