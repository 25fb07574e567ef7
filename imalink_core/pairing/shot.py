"""What pairing is given, and what it answers: plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import PurePath

from imalink_core.formats.format import Kind
from imalink_core.pairing.reasons import Reason


@dataclass(frozen=True, slots=True)
class Shot:
    """One file as the glance saw it. What is not known is None and never stands in the way.

    `taken_at` is the wall clock, without a zone, as fine as the file says.
    """

    path: PurePath
    kind: Kind
    taken_at: datetime | None = None
    camera: str | None = None
    size_bytes: int = 0
    duration_seconds: float | None = None
    exposure_seconds: float | None = None


def in_order(shot: Shot) -> tuple[str, ...]:
    """A key to sort by that tells any two different shots apart, whatever is unknown."""
    return (str(shot.path), *(repr(value) for value in _rest(shot)))


def _rest(shot: Shot) -> tuple[object, ...]:
    return (
        shot.kind,
        shot.taken_at,
        shot.camera,
        shot.size_bytes,
        shot.duration_seconds,
        shot.exposure_seconds,
    )


class Role(StrEnum):
    """What a file is to its photo, the one to show first."""

    PICTURE = "picture"
    RAW = "raw"
    EDITED = "edited"
    VIDEO = "video"
    SIDECAR = "sidecar"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a photo, and what it is to it."""

    shot: Shot
    role: Role


@dataclass(frozen=True, slots=True)
class Group:
    """One photo: its files, the one to show first, and every reason for it being one photo.

    Of several sidecars the one to believe comes first: `IMG.EXT.xmp` before `IMG.xmp`.
    """

    members: tuple[Member, ...]
    reasons: tuple[Reason, ...]

    @property
    def lead(self) -> Shot:
        """The file that stands for the photo."""
        return self.members[0].shot

    @property
    def reason(self) -> Reason:
        """The reason to tell first."""
        return self.reasons[0]
