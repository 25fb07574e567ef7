"""The larger previews, for the eye: true colours, no hidden metadata, as fast as they can be made.

Their bytes are ours to choose, unlike the hotpreview's.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageCms

from imalink_core.containers.orientation import upright_size
from imalink_core.decode.raster import Raster
from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.previews.shrink import eight_bits, fitted, upright

_QUALITY = 85
_NEARLY = 1.25
"""Up to this ratio bicubic and LANCZOS cannot be told apart, and bicubic is a third faster."""

_WITH_PROFILES = ("RGB", "L", "CMYK", "LAB")
_BAND_PIXELS = 4_000_000
_PALETTE = 256
_PAPER = (255, 255, 255)


def make_display(raster: Raster, sides: Sequence[int]) -> tuple[tuple[bytes, ...], tuple[Note, ...]]:
    """Previews of the given sides, largest first, each made from the one before; and what was odd."""
    image, notes = to_be_shown(raster, sides[0])
    previews = [encode(image)]
    for side in sides[1:]:
        smaller = fitted(image.size, side)
        image = image if smaller is None else _resized(image.reduce(_factor(image.size, smaller)), smaller)
        previews.append(encode(image))
    return tuple(previews), notes


def to_be_shown(raster: Raster, side: int | None) -> tuple[Image.Image, tuple[Note, ...]]:
    """The picture upright and in sRGB, whole or fitted into a square; and what was odd.

    It may lie in the thread's kept buffer, as the raster does.
    """
    image = eight_bits(raster.image)
    target = None if side is None else fitted(upright_size(image.size, raster.orientation), side)
    stored = None if target is None else upright_size(target, raster.orientation)
    image = _reduced(image, stored)
    if stored is not None:
        image = _resized(image, stored)
    image, notes = _to_srgb(image, raster.icc_profile)
    return upright(image, raster.orientation), notes


def encode(image: Image.Image) -> bytes:
    """A bare JPEG: pixels and nothing else."""
    import numpy as np  # slow to import, as this is
    import simplejpeg

    return simplejpeg.encode_jpeg(np.asarray(image), _QUALITY, "RGB", "420")


def _factor(size: tuple[int, int], target: tuple[int, int]) -> int:
    return max(1, min(size[0] // target[0], size[1] // target[1]))


def _reduced(image: Image.Image, target: tuple[int, int] | None) -> Image.Image:
    """Average whole blocks first, in plain colours: cheap, and what is left to resample is small."""
    factor = 1 if target is None else _factor(image.size, target)
    if image.mode in _WITH_PROFILES and "transparency" not in image.info:
        return image if factor == 1 else image.reduce(factor)
    # Colours are made plain a band at a time: of the whole picture, it would take several copies.
    width, height = image.size
    rows = factor * max(1, _BAND_PIXELS // (width * factor))
    bands = [
        _plain_colours(image.crop((0, top, width, min(top + rows, height)))).reduce(factor)
        for top in range(0, height, rows)
    ]
    small = Image.new(bands[0].mode, (bands[0].width, sum(band.height for band in bands)))
    top = 0
    for band in bands:
        small.paste(band, (0, top))
        top += band.height
    return small


def _resized(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    nearly = image.width <= target[0] * _NEARLY and image.height <= target[1] * _NEARLY
    return image.resize(target, Image.Resampling.BICUBIC if nearly else Image.Resampling.LANCZOS)


def _plain_colours(image: Image.Image) -> Image.Image:
    """A mode that a colour profile can speak of; see-through parts on white paper."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        clear = image.info.get("transparency")
        if isinstance(clear, bytes):  # a broken one has more entries than the palette
            image.info["transparency"] = clear[:_PALETTE]
        seen = image.convert("RGBA")
        paper = Image.new("RGB", image.size, _PAPER)
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    return image if image.mode in _WITH_PROFILES else image.convert("RGB")


def _to_srgb(image: Image.Image, profile: bytes | None) -> tuple[Image.Image, tuple[Note, ...]]:
    """The colours a screen without colour management should show."""
    notes: tuple[Note, ...] = ()
    if profile is not None:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            notes = (note("bad_profile"),)
        else:
            if converted is not None:
                return converted, ()
    return (image if image.mode == "RGB" else image.convert("RGB")), notes
