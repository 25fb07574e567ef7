"""How a photo was exposed, as a photographer says it: 1/250, f/2.8, ISO 400, 50 mm."""

from __future__ import annotations

from dataclasses import dataclass

from imalink_core.containers.parts import Exif, TagValue
from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.metadata.figures import number

_TIME, _F_NUMBER, _ISO, _FOCAL_LENGTH = 0x829A, 0x829D, 0x8827, 0x920A
_APEX_TIME, _APEX_APERTURE = 0x9201, 0x9202
_LARGER_ISOS = (0x8832, 0x8831, 0x8833)
"""Where a speed stands that is too large for the old tag: recommended, standard output, ISO."""

_FULL = 65535
_LONGEST = 7 * 24 * 3600.0
_SHORTEST = 1e-7


@dataclass(frozen=True, slots=True)
class Exposure:
    """The numbers of one exposure; unknown ones are `None`."""

    time: str | None = None
    f_number: float | None = None
    iso: int | None = None
    focal_length: float | None = None
    notes: tuple[Note, ...] = ()


def read_exposure(exif: Exif) -> Exposure:
    """Read the exposure; where the plain tags are missing, from the logarithmic (APEX) ones."""
    photo = exif.photo
    notes: list[Note] = []
    seconds = _sensible(
        _either(photo.get(_TIME), exif.image.get(_TIME)), _SHORTEST, _LONGEST, "ExposureTime", notes
    )
    if seconds is None:
        seconds = _apex(photo.get(_APEX_TIME), -1.0, 20.0)
    f_number = _sensible(
        _either(photo.get(_F_NUMBER), exif.image.get(_F_NUMBER)), 0.1, 1000, "FNumber", notes
    )
    if f_number is None:
        f_number = _apex(photo.get(_APEX_APERTURE), 0.5, 20.0)
    focal_length = _sensible(photo.get(_FOCAL_LENGTH), 0.1, 20_000, "FocalLength", notes)
    return Exposure(
        time=None if seconds is None else written(seconds),
        f_number=None if f_number is None else round(f_number, 2),
        iso=_iso(exif, notes),
        focal_length=None if focal_length is None else round(focal_length, 2),
        notes=tuple(notes),
    )


def written(seconds: float) -> str:
    """`1/250`, `1/2`, `0.8`, `2.5`, `30`: a fraction where one comes close, else decimals."""
    if seconds < 1:
        below = round(1 / seconds)
        if below > 1 and abs(seconds * below - 1) < 0.05:
            return f"1/{below}"
        return f"{seconds:.2g}"
    return f"{seconds:.1f}".removesuffix(".0")


def _iso(exif: Exif, notes: list[Note]) -> int | None:
    value = _either(exif.photo.get(_ISO), exif.image.get(_ISO))
    if number(value) in (None, 0, _FULL):
        larger = (exif.photo.get(tag) for tag in _LARGER_ISOS)
        value = next((speed for speed in larger if number(speed)), value)
    speed = _sensible(value, 1, 100_000_000, "ISO", notes)
    return None if speed is None or speed == _FULL else round(speed)


def _either(value: TagValue, other: TagValue) -> TagValue:
    return other if value is None else value


def _sensible(value: TagValue, least: float, most: float, name: str, notes: list[Note]) -> float | None:
    """The value if it can be true. Zero is how cameras say that they do not know."""
    figure = number(value)
    if figure is None or figure == 0:
        return None
    if least <= figure <= most:
        return figure
    notes.append(note("bad_value", f"({name})"))
    return None


def _apex(value: TagValue, power: float, most: float) -> float | None:
    steps = number(value)
    # An infinite or absurd number of steps is a camera's way of not knowing; so is 0 for an aperture.
    if steps is None or abs(steps) > most or (power > 0 and steps <= 0):
        return None
    return float(2.0 ** (power * steps))
