"""`bursts`: which photos were taken in one go. Give it the lead of each group that `pair` made."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from pathlib import PurePath

from imalink_core.formats.format import Kind
from imalink_core.pairing.bracket import bracket_at, in_quick_succession
from imalink_core.pairing.names import fold
from imalink_core.pairing.reasons import Reason
from imalink_core.pairing.shot import Shot, in_order

BURST_GAP_SECONDS = 1.0
FEWEST_FRAMES = 3
# Faster than any camera: these share one made-up date, as scans do.
_MOST_FRAMES_PER_SECOND = 120


class BurstKind(StrEnum):
    """What the frames of a burst differ in: the moment, or the exposure."""

    BURST = "burst"
    BRACKET = "bracket"


@dataclass(frozen=True, slots=True)
class Burst:
    """Photos taken in one go, in the order they were taken, and the one to show."""

    kind: BurstKind
    frames: tuple[Shot, ...]
    cover: Shot
    reason: Reason


_NAMINGS = tuple(
    re.compile(naming)
    for naming in (
        r"(?P<burst>pxl_\d{8}_\d{9})\.burst-\d+(?P<cover>\.cover)?",
        r".*burst(?P<burst>\d{14,17})(?P<cover>_cover)?",
        r"(?P<burst>.+)_burst\d{1,4}(?P<cover>_cover)?",
        r"(?P<burst>\d{8}_\d{6})_\d{3}(?P<cover>_cover)?",
    )
)
"""Google's phones of today and before, Sony's and others', Samsung's."""


def bursts(shots: Iterable[Shot]) -> tuple[Burst, ...]:
    """Find bursts by name, then brackets and bursts by time. No shot is in two of them."""
    pictures = sorted((shot for shot in shots if shot.kind in (Kind.PICTURE, Kind.RAW)), key=in_order)
    found, rest = _by_name(pictures)
    for reel in _reels(rest):
        left: list[Shot] = []
        found.extend(_brackets(reel, left))
        found.extend(_by_time(left))
    return tuple(sorted(found, key=lambda burst: in_order(burst.frames[0])))


def _by_name(pictures: list[Shot]) -> tuple[list[Burst], list[Shot]]:
    named: defaultdict[tuple[PurePath, str], list[Shot]] = defaultdict(list)
    rest: list[Shot] = []
    for shot in pictures:
        if name := _read_burst(shot):
            named[shot.path.parent, name["burst"]].append(shot)
        else:
            rest.append(shot)
    found: list[Burst] = []
    for frames in named.values():
        if len(frames) > 1:
            cover = next((shot for shot in frames if _is_cover(shot)), frames[0])
            found.append(Burst(BurstKind.BURST, tuple(frames), cover, Reason("burst_name")))
        else:
            rest.extend(frames)
    return found, rest


def _read_burst(shot: Shot) -> re.Match[str] | None:
    stem = fold(shot.path.stem)
    return next((match for naming in _NAMINGS if (match := naming.fullmatch(stem))), None)


def _is_cover(shot: Shot) -> bool:
    name = _read_burst(shot)
    return name is not None and name["cover"] is not None


def _reels(shots: list[Shot]) -> Iterator[list[Shot]]:
    """The dated shots of each camera in each folder, by time. Copies elsewhere are no burst."""
    reels: defaultdict[tuple[PurePath, str | None], list[Shot]] = defaultdict(list)
    for shot in shots:
        if shot.taken_at is not None:
            reels[shot.path.parent, shot.camera].append(shot)
    for reel in reels.values():
        yield sorted(reel, key=lambda shot: (shot.taken_at, in_order(shot)))


def _brackets(reel: Sequence[Shot], left: list[Shot]) -> Iterator[Burst]:
    """The brackets of a reel; what belongs to none is put into `left`."""
    at = 0
    while at < len(reel):
        bracket = bracket_at(reel, at)
        if bracket is None:
            left.append(reel[at])
            at += 1
        else:
            frames = tuple(reel[at : at + bracket.length])
            yield Burst(BurstKind.BRACKET, frames, bracket.middle, Reason("bracket_exposure"))
            at += bracket.length


def _by_time(reel: Sequence[Shot]) -> Iterator[Burst]:
    run: list[Shot] = []
    for shot in reel:
        if run and not in_quick_succession(run[-1], shot, BURST_GAP_SECONDS):
            yield from _as_burst(run)
            run = []
        run.append(shot)
    yield from _as_burst(run)


def _as_burst(run: list[Shot]) -> Iterator[Burst]:
    if len(run) >= FEWEST_FRAMES and len(run) <= _MOST_FRAMES_PER_SECOND * (_seconds(run) + 1):
        yield Burst(BurstKind.BURST, tuple(run), run[0], Reason("burst_time"))


def _seconds(run: list[Shot]) -> float:
    steps = ((a.taken_at, b.taken_at) for a, b in pairwise(run))
    return sum((b - a).total_seconds() for a, b in steps if a is not None and b is not None)
