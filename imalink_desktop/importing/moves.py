"""Which of the files that nobody knows in their places are known ones from other places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from imalink_core.pairing.names import fold
from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.known import Place
from imalink_desktop.importing.placing import Met


class Traces:
    """What known files can be recognised by in another place: there may be a million of them."""

    def __init__(self, files: Iterable[Known]) -> None:
        self._marks: set[int] = set()
        self.add(files)

    def add(self, files: Iterable[Known]) -> None:
        """These as well."""
        self._marks.update(hash((file.volume, file.size, file.mtime_ns)) for file in files)

    def lead_to(self, met: Met) -> bool:
        """Whether this could be one of them."""
        facts = met.candidate.facts
        return facts is not None and hash((met.volume.volume_id, facts.size, facts.mtime_ns)) in self._marks


def moves_among(
    strange: Sequence[Met],
    lost: Sequence[Known],
    elsewhere: Iterable[Known],
    displaced: Sequence[Met] = (),
    pushed_out: Mapping[Place, Known] = MappingProxyType({}),
) -> dict[Place, Known]:
    """Which of the files that nobody knows in their places are known ones from another place.

    The same number, size and time on one volume say so. So do the same size and time under the same
    name in the same folder, where only capitals or the way of writing an accent differ.

    `displaced` were met where another file is known, which they have `pushed_out`. They have moved there
    only if that one is found in a place of its own.
    """
    free = {file.file: file for file in (*lost, *elsewhere, *pushed_out.values())}
    moves = _in_agreement(_matched([*strange, *displaced], free, _by_number, _number), pushed_out)
    taken = {file.file for file in moves.values()}
    left = {file.file: file for file in (*lost, *elsewhere) if file.file not in taken}
    rest = [one for one in strange if place_of(one) not in moves]
    return moves | _matched(rest, left, _by_spelling, _spelling)


def _in_agreement(moves: dict[Place, Known], pushed_out: Mapping[Place, Known]) -> dict[Place, Known]:
    """Without what cannot be: a file stays in its place unless it and what is there now have both moved."""
    while True:
        gone_from = {file.file for file in moves.values()}
        staying = {file.file for place, file in pushed_out.items() if place not in moves}
        agreed = {
            place: file
            for place, file in moves.items()
            if file.file not in staying
            and (place not in pushed_out or pushed_out[place].file in gone_from)
            and (place not in pushed_out or pushed_out[place].file != file.file)
        }
        if len(agreed) == len(moves):
            return moves
        moves = agreed


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
