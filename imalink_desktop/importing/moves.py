"""Which of the files that nobody knows in their places are known ones from other places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from imalink_core.pairing.names import fold
from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.known import Place
from imalink_desktop.importing.placing import Met


class Traces:
    """What known files can be recognised by in another place: there may be a million of them."""

    def __init__(self, files: Iterable[Known]) -> None:
        self._marks = {hash((file.volume, file.size, file.mtime_ns)) for file in files}

    def lead_to(self, met: Met) -> bool:
        """Whether this could be one of them."""
        facts = met.candidate.facts
        return facts is not None and hash((met.volume.volume_id, facts.size, facts.mtime_ns)) in self._marks


def moves_among(
    strange: Sequence[Met], lost: Sequence[Known], elsewhere: Iterable[Known]
) -> dict[Place, Known]:
    """Which of the files that nobody knows in their places are known ones from another place.

    The same number, size and time on one volume say so. So do the same size and time under the same
    name in the same folder, where only capitals or the way of writing an accent differ.
    """
    free = {file.file: file for file in (*lost, *elsewhere)}
    moves = _matched(strange, free, _by_number, _number)
    rest = [one for one in strange if place_of(one) not in moves]
    return moves | _matched(rest, free, _by_spelling, _spelling)


def _matched(
    strange: Sequence[Met],
    free: dict[int, Known],
    key_of_known: Callable[[Known], tuple[object, ...] | None],
    key_of_met: Callable[[Met], tuple[object, ...] | None],
) -> dict[Place, Known]:
    """Pairs of equal keys; a known file is taken once, and is free no more."""
    waiting: defaultdict[tuple[object, ...], list[Known]] = defaultdict(list)
    for file in sorted(free.values(), key=lambda file: file.file, reverse=True):
        if key := key_of_known(file):
            waiting[key].append(file)
    matched: dict[Place, Known] = {}
    for one in strange:
        if (key := key_of_met(one)) and waiting.get(key):
            matched[place_of(one)] = file = waiting[key].pop()
            del free[file.file]
    return matched


def _by_number(file: Known) -> tuple[object, ...] | None:
    return None if file.inode is None else (file.volume, file.inode, file.size, file.mtime_ns)


def _number(met: Met) -> tuple[object, ...] | None:
    facts = met.candidate.facts
    if facts is None or facts.inode is None or not met.volume.habits.inodes_last:
        return None
    return met.volume.volume_id, facts.inode, facts.size, facts.mtime_ns


def _by_spelling(file: Known) -> tuple[object, ...] | None:
    return file.volume, fold(file.path), file.size, file.mtime_ns


def _spelling(met: Met) -> tuple[object, ...] | None:
    facts = met.candidate.facts
    return None if facts is None else (met.volume.volume_id, fold(met.path), facts.size, facts.mtime_ns)


def place_of(met: Met) -> Place:
    """Where something was met."""
    return met.volume.volume_id, met.path
