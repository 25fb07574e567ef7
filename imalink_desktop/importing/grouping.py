"""Which of the files that arrive are one photo, with each other and with files that are known already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from imalink_core import Glance
from imalink_core.formats.format import Kind
from imalink_core.formats.table import FORMATS
from imalink_core.pairing import Group, Shot, pair
from imalink_core.pairing.names import read_name
from imalink_desktop.catalog.commands.facts import seconds
from imalink_desktop.catalog.reads.files import Frame


@dataclass(frozen=True, slots=True)
class Together:
    """One photo: its files with the reasons, those of them that are new, and the photo they join, if any."""

    group: Group
    new: tuple[Shot, ...]
    photo: int | None


def together(new: Iterable[Shot], there: Mapping[Shot, int] | None = None) -> tuple[Together, ...]:
    """Put new files together, and to the photos of the known files beside them, given with their numbers.

    Only what has something new in it is answered. Where a group holds the files of two photos, its new ones
    join the photo of the file that comes first; the two stay apart, as the photographer has them.
    """
    known = there or {}
    arriving = frozenset(new)
    answer = []
    for group in pair([*arriving, *known]):
        files = [member.shot for member in group.members]
        if fresh := tuple(shot for shot in files if shot in arriving):
            answer.append(
                Together(group, fresh, next((known[shot] for shot in files if shot in known), None))
            )
    return tuple(answer)


def kind_by_name(path: PurePath) -> Kind | None:
    """What a photographer would take a file for by its extension. Its content may tell otherwise."""
    return _BY_EXTENSION.get(path.suffix[1:].lower())


def photo_by_name(path: PurePath) -> str:
    """What all files of one photo are called alike; `IMG.JPG.xmp` carries the full name of its file."""
    if kind_by_name(path) is Kind.SIDECAR and kind_by_name(file := PurePath(path.stem)) is not None:
        path = file
    return read_name(path).photo


def shot_by_glance(path: PurePath, seen: Glance) -> Shot:
    """What a glance tells of a file."""
    told = seen.metadata
    return Shot(
        path,
        seen.kind,
        taken_at=None if told.taken_at is None else told.taken_at.replace(tzinfo=None),
        camera=" ".join(filter(None, (told.camera_make, told.camera_model))) or None,
        size_bytes=seen.size_bytes,
        duration_seconds=seen.duration_seconds,
        exposure_seconds=seconds(told.exposure_time),
    )


def shot_by_frame(folder: PurePath, frame: Frame) -> Shot:
    """What the catalog tells of a file."""
    return Shot(
        folder / frame.name,
        _KINDS.get(frame.format, Kind.OTHER),
        taken_at=frame.taken_at,
        camera=frame.camera or None,
        size_bytes=frame.size,
        exposure_seconds=frame.exposure_seconds,
    )


_KINDS = {row.name: row.kind for row in FORMATS}
_BY_EXTENSION = {extension: row.kind for row in reversed(FORMATS) for extension in row.extensions}
