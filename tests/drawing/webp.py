"""WebP: lossy and lossless, still and moving."""

from __future__ import annotations

import io

from PIL import Image


def webp(
    image: Image.Image,
    *more: Image.Image,
    lossless: bool = False,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    icc: bytes | None = None,
    quality: int = 90,
) -> bytes:
    """A WebP of RGB or RGBA; with `more` pictures it moves."""
    options: dict[str, object] = {}
    if exif is not None:
        options["exif"] = exif
    if xmp is not None:
        options["xmp"] = xmp
    if icc is not None:
        options["icc_profile"] = icc
    if more:
        options |= {"save_all": True, "append_images": more, "duration": 100}
    out = io.BytesIO()
    image.save(out, "WEBP", lossless=lossless, quality=quality, method=0, **options)
    return out.getvalue()
