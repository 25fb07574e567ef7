"""From a container's parts to what the house knows of a file: metadata, opinions, EXIF, notes."""

from __future__ import annotations

from dataclasses import dataclass

from imalink_core.containers.orientation import upright_size
from imalink_core.containers.parts import Parts, VideoFacts
from imalink_core.egg import JsonObject, Metadata
from imalink_core.found import Found, Note
from imalink_core.limits import Limits
from imalink_core.metadata import gps, names
from imalink_core.metadata.dates import find_taken
from imalink_core.metadata.exif_dict import make_exif_dict
from imalink_core.metadata.exposure import read_exposure
from imalink_core.metadata.iptc import read_iptc
from imalink_core.metadata.opinions import find_opinions
from imalink_core.metadata.xmp import Xmp, read_xmp

_MAKE, _MODEL = 0x010F, 0x0110


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the parts mean: facts, opinions, and notes on what made no sense."""

    metadata: Metadata
    found: Found
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """All that a file says of itself."""

    metadata: Metadata
    found: Found
    exif_dict: JsonObject
    notes: tuple[Note, ...]


def describe(parts: Parts, limits: Limits) -> Description:
    """Read the parts, and lay the EXIF beside them as JSON."""
    meaning = understand(parts)
    exif_dict, notes = make_exif_dict(parts.exif, limits.exif_dict_bytes)
    return Description(meaning.metadata, meaning.found, exif_dict, meaning.notes + notes)


def understand(parts: Parts) -> Meaning:
    """Read the parts: metadata with the size upright, opinions, notes without repetition."""
    xmp, iptc = read_xmp(parts.xmp, parts.xmp_extended), read_iptc(parts.iptc)
    taken = find_taken(parts, xmp, iptc)
    place = _place(parts, xmp)
    exposure = read_exposure(parts.exif)
    make, model = _camera(parts, xmp)
    width, height = upright_size((parts.width, parts.height), parts.orientation)
    metadata = Metadata(
        taken_at=taken.at,
        camera_make=make,
        camera_model=model,
        lens_model=names.lens(parts.exif) or names.lens_named(xmp.lens),
        focal_length=exposure.focal_length,
        f_number=exposure.f_number,
        iso=exposure.iso,
        exposure_time=exposure.time,
        gps_latitude=place.latitude,
        gps_longitude=place.longitude,
        gps_altitude=place.altitude,
        width=width,
        height=height,
    )
    notes = parts.notes + xmp.notes + iptc.notes + taken.notes + place.notes + exposure.notes
    return Meaning(metadata, find_opinions(parts, xmp, iptc, taken), tuple(dict.fromkeys(notes)))


def _place(parts: Parts, xmp: Xmp) -> gps.Place:
    """EXIF's position; XMP's and the video's only where EXIF has none at all."""
    place = gps.from_exif(parts.exif.gps)
    if place == gps.Place():
        place = gps.from_xmp(xmp.latitude, xmp.longitude, xmp.altitude, xmp.below_sea)
    if place == gps.Place() and parts.video is not None:
        place = gps.from_iso_6709(parts.video.location_text)
    return place


def _camera(parts: Parts, xmp: Xmp) -> tuple[str | None, str | None]:
    image, video = parts.exif.image, parts.video or VideoFacts()
    make = image.get(_MAKE) or video.make or xmp.make
    return names.camera(make, image.get(_MODEL) or video.model or xmp.model)
