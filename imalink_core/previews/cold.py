"""The larger previews, for the eye: true colours, no hidden metadata, as fast as they can be made.

Their bytes are ours to choose, unlike the hotpreview's.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import numpy as np
import simplejpeg
from PIL import Image, ImageCms

from imalink_core.containers.orientation import upright_size
from imalink_core.decode.raster import Raster
from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.previews.hot import eight_bits
from imalink_core.previews.shrink import fitted, upright

_QUALITY = 85
_NEARLY = 1.25
"""Up to this ratio bicubic and LANCZOS cannot be told apart, and bicubic is a third faster."""

_WITH_PROFILES = ("RGB", "L", "CMYK", "LAB")
_PAPER = (255, 255, 255)


def make_display(raster: Raster, sides: Sequence[int]) -> tuple[tuple[bytes, ...], tuple[Note, ...]]:
    """Previews of the given sides, largest first, each made from the one before; and what was odd."""
    image = eight_bits(raster.image)
    target = fitted(upright_size(image.size, raster.orientation), sides[0])
    stored = None if target is None else upright_size(target, raster.orientation)
    image = _plain_colours(_reduced(image, stored))
    if stored is not None:
        image = _resized(image, stored)
    image, notes = _to_srgb(image, raster.icc_profile)
    image = upright(image, raster.orientation)
    previews = [encode(image)]
    for side in sides[1:]:
        smaller = fitted(image.size, side)
        image = image if smaller is None else _resized(image.reduce(_factor(image.size, smaller)), smaller)
        previews.append(encode(image))
    return tuple(previews), notes


def encode(image: Image.Image) -> bytes:
    """A bare JPEG: pixels and nothing else."""
    return simplejpeg.encode_jpeg(np.asarray(image), _QUALITY, "RGB", "420")


def _factor(size: tuple[int, int], target: tuple[int, int]) -> int:
    return max(1, min(size[0] // target[0], size[1] // target[1]))


def _reduced(image: Image.Image, target: tuple[int, int] | None) -> Image.Image:
    """Average whole blocks first: cheap, and what is left to resample is small."""
    factor = 1 if target is None else _factor(image.size, target)
    if factor == 1 or image.mode in ("1", "P"):
        return image
    return image.reduce(factor)


def _resized(image: Image.Image, target: tuple[int, int]) -> Image.Image:
    nearly = image.width <= target[0] * _NEARLY and image.height <= target[1] * _NEARLY
    return image.resize(target, Image.Resampling.BICUBIC if nearly else Image.Resampling.LANCZOS)


def _plain_colours(image: Image.Image) -> Image.Image:
    """A mode that a colour profile can speak of; see-through parts on white paper."""
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
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
