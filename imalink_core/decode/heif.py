"""HEIC and HEIF, by libheif. It turns the picture upright itself, so there is nothing left to turn."""

from __future__ import annotations

from imalink_core.containers.parts import Parts
from imalink_core.decode.raster import Raster, Tools, check_appetite
from imalink_core.errors import Problem
from imalink_core.original import Original

_BYTES_PER_PIXEL = 4


def decode_heif(original: Original, _parts: Parts, tools: Tools) -> Raster:
    """Decode the primary picture. Ten bits a colour are brought to eight."""
    import pi_heif  # only helper processes come here, and only they pay for it

    heif = pi_heif.open_heif(original.read())
    if heif.primary_index >= len(heif):
        raise Problem("damaged")
    picture = heif[heif.primary_index]
    check_appetite(picture.size, _BYTES_PER_PIXEL, tools.limits)
    image = picture.to_pillow()
    return Raster(image=image, size=image.size, icc_profile=image.info.get("icc_profile"))
