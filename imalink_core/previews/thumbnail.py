"""The camera's own thumbnail, made fit to be looked at before anybody has decoded the picture."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, JpegImagePlugin

from imalink_core.previews.cold import encode
from imalink_core.previews.shrink import fitted, upright

_MOST_PIXELS = 4_000_000
_SIDE = 512
_SLACK = 1.02
"""A difference in shape up to this comes from rounding; beyond it there are black bars."""


def upright_thumbnail(
    thumbnail: bytes, orientation: int, size: tuple[int | None, int | None]
) -> bytes | None:
    """A bare JPEG of the thumbnail, upright and without the bars that cameras put around it.

    `size` is that of the upright picture. None for one that is broken or not as small as it should be:
    the thumbnail is a stranger's, like the rest of the file.
    """
    try:
        with JpegImagePlugin.JpegImageFile(BytesIO(thumbnail)) as image:
            if image.width * image.height > _MOST_PIXELS:
                return None
            image.draft("RGB", (_SIDE, _SIDE))
            seen = upright(image.convert("RGB"), orientation)
    except Exception:  # noqa: BLE001 - a decoder raises anything at all
        return None
    seen = _without_bars(seen, size)
    smaller = fitted(seen.size, _SIDE)
    return encode(seen if smaller is None else seen.resize(smaller, Image.Resampling.BICUBIC))


def _without_bars(image: Image.Image, size: tuple[int | None, int | None]) -> Image.Image:
    """The middle of the thumbnail that has the picture's shape."""
    wide, high = size
    if not wide or not high or (image.width - image.height) * (wide - high) < 0:
        return image  # a thumbnail that lies otherwise than its picture is not cut
    width, height = image.size
    if width * high > height * wide * _SLACK:
        width = max(1, round(height * wide / high))
    elif height * wide > width * high * _SLACK:
        height = max(1, round(width * high / wide))
    left, top = (image.width - width) // 2, (image.height - height) // 2
    return image.crop((left, top, left + width, top + height))
