"""What an import is to do: the walk compared with the catalog, as data. Pure; no file is opened.

Names decide nothing: a file that is new stays new until a reader has looked at its content.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType

from imalink_core import Problem
from imalink_desktop.base.words import marked
from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.grouping import photo_by_name
from imalink_desktop.importing.known import Place, is_same
from imalink_desktop.importing.left_out import AGAIN
from imalink_desktop.importing.moves import Traces, moves_among, place_of
from imalink_desktop.importing.placing import Met

MOST_GONE = 0.2
FEWEST_GONE = 5
"""When more than that part of a source, and at least so many files or all of it, are gone at once, we ask."""


class Verdict(StrEnum):
    """What a file that was met is to the catalog."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    UNSUPPORTED = "unsupported"
    SKIPPED = "skipped"
    FAILED = "failed"


_UNSUPPORTED = ("unsupported", "unknown")
_SKIPPED = ("link", "not_a_file")

WORDS: Mapping[Verdict, str] = MappingProxyType(
    marked(
        {
            Verdict.NEW: "The catalog does not know it yet.",
            Verdict.UNCHANGED: "It is as it was.",
            Verdict.CHANGED: "It was written to since it was read.",
            Verdict.MOVED: "It was known in another place.",
        }
    )
)
"""The reason for each verdict that carries none of its own."""

_MET_TWICE = marked("This file has been met already, by another way.")


@dataclass(frozen=True, slots=True)
class Planned:
    """One thing that was met, what is to become of it, and why."""

    met: Met
    verdict: Verdict
    code: str
    reason: str
    known: Known | None = None


@dataclass(frozen=True, slots=True)
class Gone:
    """Known files that lie where we walked and were not met. `of` is how many should have been there.

    `asked` are those of sources from which so many are gone at once that only the photographer can say
    what it means.
    """

    files: tuple[Known, ...]
    of: int
    asked: tuple[Known, ...] = ()


@dataclass(frozen=True, slots=True)
class Ending:
    """What can be said only when the walk has ended: of the files that had to wait, and of those not met.

    `closed` are folders that could not be walked or were left out; of what the catalog knows inside
    them nothing is said.
    """

    files: tuple[Planned, ...]
    closed: tuple[Planned, ...]
    gone: Gone


class Planner:
    """Judges what is met while the walk still goes on, so that photos appear before it ends.

    A file that could be a known one from another place waits for the end of the walk: only then is it
    clear which known ones were not met. Whatever else has its photo's name waits with it, so the files of
    a photo have to be met in one portion.

    A place counts for more than a file's number: programs that keep the old version beside the new one
    rename the old one, and what the photographer thinks of a photo stays with its name. But where known files
    have changed places among each other, as when a folder is numbered anew, each is recognised.
    """

    def __init__(self, known: Iterable[Known], elsewhere: Iterable[Known] = ()) -> None:
        """`elsewhere` are files of other folders that are no longer in their places."""
        self._there = {(file.volume, file.path): file for file in known}
        self._elsewhere = tuple(elsewhere)
        self._traces = Traces((*self._there.values(), *self._elsewhere))
        self._found: set[Place] = set()
        self._closed: list[Met] = []
        self._waiting: dict[Place, Met] = {}
        self._displaced: dict[Place, Met] = {}

    def knows(self, met: Met) -> bool:
        """Whether there is a known file in this place."""
        return place_of(met) in self._there

    def add_elsewhere(self, files: Iterable[Known]) -> None:
        """These are no longer in their places either."""
        new = [file for file in files if (file.volume, file.path) not in self._there]
        self._elsewhere += tuple(new)
        self._traces.add(new)

    def meet(self, met: Iterable[Met]) -> list[Planned]:
        """What is to become of these files, as far as that can be said already."""
        settled: list[Planned] = []
        waiting: set[tuple[str, str, str]] = set()
        for one in met:
            place = place_of(one)
            if one.candidate.is_folder:
                self._closed.append(one)
            elif place in self._found:
                settled.append(Planned(one, Verdict.SKIPPED, AGAIN.code, _MET_TWICE))
            else:
                self._found.add(place)
                known = self._there.get(place)
                judged = _judge(one, known)
                leads = judged.verdict in (Verdict.NEW, Verdict.CHANGED) and self._traces.lead_to(one)
                if leads and known is not None:
                    self._displaced[place] = one
                    continue
                if leads:
                    waiting.add(_photo(place))
                settled.append(judged)
        return [one for one in settled if not waiting or not self._has_to_wait(one, waiting)]

    def _has_to_wait(self, planned: Planned, photos: Collection[tuple[str, str, str]]) -> bool:
        place = place_of(planned.met)
        if planned.verdict is not Verdict.NEW or _photo(place) not in photos:
            return False
        self._waiting[place] = planned.met
        return True

    def beside(self, new: Iterable[Met]) -> list[Known]:
        """Known files that have the photos' names of these, whether they were met or not."""
        photos = {_photo(place_of(one)) for one in new}
        folders = {(volume, folder) for volume, folder, _ in photos}
        return [
            file
            for (volume, path), file in self._there.items()
            if (volume, path.rpartition("/")[0]) in folders and _photo((volume, path)) in photos
        ]

    def end(self, ground: Collection[Place]) -> Ending:
        """What is still to be said when the walk has ended; `ground` are the folders that were walked."""
        walked, shut = _Folders(ground), _Folders(map(place_of, self._closed))
        expected = [file for file in self._there.values() if walked.hold(file) and not shut.hold(file)]
        lost = [file for file in expected if (file.volume, file.path) not in self._found]
        pushed_out = {place: self._there[place] for place in self._displaced}
        strange, displaced = list(self._waiting.values()), list(self._displaced.values())
        moves = moves_among(strange, lost, self._elsewhere, displaced, pushed_out)
        moved = {file.file for file in moves.values()}
        gone = tuple(file for file in lost if file.file not in moved and not file.is_missing)
        return Ending(
            files=(
                *(_judge(one, moved=moves.get(place)) for place, one in self._waiting.items()),
                *(
                    _judge(one, moved=moves[place]) if place in moves else _judge(one, self._there[place])
                    for place, one in self._displaced.items()
                ),
            ),
            closed=tuple(_judge(one) for one in self._closed),
            gone=_gone(gone, [file for file in expected if not file.is_missing], ground),
        )


def _gone(gone: Sequence[Known], expected: Sequence[Known], ground: Collection[Place]) -> Gone:
    """Which of the gone are a question is asked of each source by itself."""
    roots = _Folders(ground)
    of = Counter(map(roots.root_of, expected))
    lost = Counter(map(roots.root_of, gone))
    asked = {
        root
        for root, number in lost.items()
        if number > MOST_GONE * of[root] and (number >= FEWEST_GONE or number == of[root])
    }
    return Gone(tuple(gone), len(expected), tuple(file for file in gone if roots.root_of(file) in asked))


def _photo(place: Place) -> tuple[str, str, str]:
    """What the files of one photo have in common: the volume, the folder, and the photo's name."""
    volume, path = place
    return volume, path.rpartition("/")[0], photo_by_name(PurePosixPath(path))


def _judge(met: Met, known: Known | None = None, moved: Known | None = None) -> Planned:
    candidate = met.candidate
    if candidate.skipped is not None:
        return Planned(met, Verdict.SKIPPED, candidate.skipped.code, candidate.skipped.message, known)
    if (problem := candidate.problem) is not None:
        return Planned(met, verdict_of(problem), problem.code, problem.message, known)
    if known is not None:
        same = candidate.facts is not None and is_same(known, candidate.facts, met.volume.habits)
        verdict = Verdict.UNCHANGED if same else Verdict.CHANGED
    else:
        verdict = Verdict.NEW if moved is None else Verdict.MOVED
    return Planned(met, verdict, verdict.value, WORDS[verdict], known or moved)


def verdict_of(problem: Problem) -> Verdict:
    """What a file is to the catalog in whose way something stands."""
    if problem.code in _UNSUPPORTED:
        return Verdict.UNSUPPORTED
    return Verdict.SKIPPED if problem.code in _SKIPPED else Verdict.FAILED


class _Folders:
    """Folders on volumes, and the question whether a file lies in or below one of them."""

    def __init__(self, places: Iterable[Place]) -> None:
        self._places = frozenset(places)
        self._told: dict[Place, bool] = {}

    def hold(self, file: Known) -> bool:
        """Whether the file itself, or any folder above it, is one of them."""
        folder = (file.volume, file.path.rpartition("/")[0])
        if folder not in self._told:
            self._told[folder] = any((file.volume, above) in self._places for above in _up_from(folder[1]))
        return self._told[folder] or (file.volume, file.path) in self._places

    def root_of(self, file: Known) -> Place | None:
        """The nearest of them above a file."""
        above = ((file.volume, path) for path in _up_from(file.path))
        return next((place for place in above if place in self._places), None)


def _up_from(folder: str) -> Iterator[str]:
    """A folder, those above it, and the root."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""
