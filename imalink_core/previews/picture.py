"""A picture for a screen: the pixels themselves, for whoever looks at the original and not at a preview.

No JPEG comes between: made anew, it would blur the very grain that one looks for.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image

from imalink_core.decode.raster import Raster
from imalink_core.errors import Problem
from imalink_core.found import Note
from imalink_core.limits import DEFAULT_LIMITS
from imalink_core.previews.cold import to_be_shown

BYTES_PER_PIXEL = 4
_LAYOUT = "BGRX"
_BAND = 64
"""Rows copied at once: Python's lock is held for each, and a window must not wait for the whole."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Upright and in sRGB: blue, green, red and a byte that says nothing, row after row without gaps.

    `size` is that of the upright photo. It is larger than the picture where less was asked
    for, and where a RAW is shown by the preview that its camera embedded.
    """

    width: int
    height: int
    pixels: bytes | bytearray = field(repr=False)
    size: tuple[int, int]
    notes: tuple[Note, ...] = ()

    def halved(self) -> Picture:
        """The same at half the size, each pixel the mean of four; the notes stay with the larger."""
        return self._of(self._image().reduce(2))

    def resized(self, width: int, height: int) -> Picture:
        """The same in another size, every pixel of it the mean of what lies under it."""
        return self._of(self._image().resize((width, height), Image.Resampling.HAMMING, reducing_gap=2.0))

    def _image(self) -> Image.Image:
        """On the same memory. Which colour is which plays no part here."""
        return Image.frombuffer("RGBX", (self.width, self.height), self.pixels, "raw", "RGBX", 0, 1)

    def _of(self, image: Image.Image) -> Picture:
        return Picture(image.width, image.height, image.tobytes(), self.size)


def decode_preview(jpeg: bytes) -> Picture:
    """A preview as it is kept beside an egg: a JPEG that stands upright, in sRGB. Raises `Problem`.

    It may have come from somebody else's server, so it is not believed either.
    """
    import simplejpeg  # slow to import: numpy comes with it

    try:
        height, width, *_ = simplejpeg.decode_jpeg_header(jpeg)
        length = width * height * BYTES_PER_PIXEL
        if length > DEFAULT_LIMITS.decoding_bytes:
            raise Problem("too_large", f"({width} × {height} pixels)")
        pixels = bytearray(length)
        simplejpeg.decode_jpeg(jpeg, _LAYOUT, buffer=memoryview(pixels))
    except ValueError:
        raise Problem("damaged") from None
    return Picture(width, height, pixels, (width, height))


def make_picture(raster: Raster, side: int | None) -> Picture:
    """All of the picture's pixels, or as many as fit into a square."""
    image, notes = to_be_shown(raster, side)
    row = image.width * BYTES_PER_PIXEL
    pixels = bytearray(row * image.height)
    for top in range(0, image.height, _BAND):
        bottom = min(top + _BAND, image.height)
        band = image.crop((0, top, image.width, bottom))
        pixels[top * row : bottom * row] = band.tobytes("raw", _LAYOUT)
    return Picture(image.width, image.height, pixels, raster.size, raster.notes + notes)
