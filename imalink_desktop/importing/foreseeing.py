"""What an import would do with every file, without doing it, for whoever wants to see that first.

Only what may be a copy of another file is read whole: those of equal size.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from imalink_core import Problem
from imalink_core.original import open_original
from imalink_core.pairing import Role, Shot
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import marked
from imalink_desktop.base.workers import Crew
from imalink_desktop.catalog.reads.files import known_of_size
from imalink_desktop.importing.accounting import report_path
from imalink_desktop.importing.bundles import bundled, bundles
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.grouping import Together, shot_by_glance, together
from imalink_desktop.importing.looking import LOOKING, Seen, look_at, look_at_all
from imalink_desktop.importing.placing import Met, ground, place
from imalink_desktop.importing.plan import Gone, Planned, Verdict, verdict_of
from imalink_desktop.importing.planning import known_beside, planner_for
from imalink_desktop.importing.registering import shots_of
from imalink_desktop.importing.scan import scan

COMPARING = marked("comparing files of equal size")
_SAME_BYTES = marked("Another file has the very same bytes.")


class Outlook(StrEnum):
    """What a file would be."""

    NEW = "new"
    TWIN = "twin"
    """A part of a photo that another file stands for."""
    SIDECAR = "sidecar"
    """What another program wrote about a photo."""
    DUPLICATE = "duplicate"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    MOVED = "moved"
    UNSUPPORTED = "unsupported"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would become of one file, and why. `of` is the file it belongs to or copies."""

    met: Met
    outlook: Outlook
    reason: str
    of: str | None = None
    photo: int | None = None
    """The photo in the catalog that it belongs to or is a copy of."""


@dataclass(frozen=True, slots=True)
class Foresight:
    """What an import would do."""

    files: tuple[Foreseen, ...]
    gone: Gone

    @property
    def counts(self) -> dict[Outlook, int]:
        """How many files there are of each kind."""
        counted = Counter(file.outlook for file in self.files)
        return {outlook: counted[outlook] for outlook in Outlook}


def foresee(darkroom: Darkroom, wish: Wish) -> Job[Foresight]:
    """Walk, plan and glance; nothing is written."""
    mounted = darkroom.mounted()
    before = ground(wish.sources, mounted)
    planner = planner_for(darkroom.catalog, wish.sources, mounted)
    in_part = not all(map(os.path.isdir, wish.sources))
    found: list[Foreseen] = []
    with darkroom.workers.crew(look_at) as crew:
        walk = scan(wish.sources, leave_out=wish.leave_out, ours=wish.ours)
        for portion in bundles(place(walk, mounted)):
            files = planner.meet(portion)
            there = shots_of(darkroom.catalog, known_beside(files, planner, in_part=in_part))
            found += yield from _foreseen(files, there, crew, len(found))
        rest = planner.end(before & ground(wish.sources, darkroom.mounted()))
        for late in bundled(rest.files, lambda planned: planned.met):
            there = shots_of(darkroom.catalog, known_beside(late, planner, in_part=True))
            found += yield from _foreseen(late, there, crew, len(found))
    found += [_as_planned(closed) for closed in rest.closed]
    copies = yield from _copies(darkroom, found)
    return Foresight(tuple(copies.get(report_path(one.met), one) for one in found), rest.gone)


def _foreseen(
    portion: Sequence[Planned], there: Mapping[Shot, int], crew: Crew[Planned, Seen], met: int
) -> Job[list[Foreseen]]:
    new = [planned for planned in portion if planned.verdict is Verdict.NEW]
    found = [_as_planned(planned) for planned in portion if planned.verdict is not Verdict.NEW]
    seen = yield from look_at_all(new, crew, met)
    shots: dict[Shot, Planned] = {}
    for one in seen:
        if one.problem is not None:
            outlook = Outlook(verdict_of(one.problem).value)
            found.append(Foreseen(one.planned.met, outlook, one.problem.message))
        elif one.glance is not None:
            shots[shot_by_glance(one.planned.met.candidate.path, one.glance)] = one.planned
    for group in together(shots, there):
        found += _as_photo(group, shots)
    yield Progress(LOOKING, met + len(found))
    return found


def _as_photo(photo: Together, shots: Mapping[Shot, Planned]) -> Iterator[Foreseen]:
    """The new files of one photo: one stands for it, unless it is known; the others are its twins."""
    group, why = photo.group, photo.group.reason.sentence
    for member in group.members:
        planned = shots.get(member.shot)
        if planned is None:
            continue
        is_sidecar = member.role is Role.SIDECAR
        if photo.photo is None and group.members[0].role is Role.SIDECAR:
            yield Foreseen(planned.met, Outlook.SKIPPED, why)
        elif photo.photo is None and member.shot is group.lead:
            yield Foreseen(planned.met, Outlook.NEW, planned.reason)
        else:
            of = kept_path(Path(group.lead.path))
            outlook = Outlook.SIDECAR if is_sidecar else Outlook.TWIN
            yield Foreseen(planned.met, outlook, why, of, photo.photo)


def _as_planned(planned: Planned) -> Foreseen:
    photo = None if planned.known is None else planned.known.photo
    return Foreseen(planned.met, Outlook(planned.verdict.value), planned.reason, photo=photo)


def _copies(darkroom: Darkroom, found: Sequence[Foreseen]) -> Job[dict[str, Foreseen]]:
    """Which of the new files are copies, of each other or of what the catalog has."""
    by_size: defaultdict[int, list[Foreseen]] = defaultdict(list)
    for one in found:
        facts = one.met.candidate.facts
        if one.outlook in (Outlook.NEW, Outlook.TWIN) and facts is not None:
            by_size[facts.size].append(one)
    with darkroom.catalog.reading() as look:
        known = known_of_size(look, by_size)
    sizes = {size for size, _ in known} | {size for size, alike in by_size.items() if len(alike) > 1}
    suspects = [one for size in by_size if size in sizes for one in by_size[size]]
    first: dict[tuple[int, str], str] = {}
    copies: dict[str, Foreseen] = {}
    for number, one in enumerate(suspects, 1):
        if mark := _mark(one):
            photo, path = known.get(mark), report_path(one.met)
            if photo is not None or first.setdefault(mark, path) != path:
                of = first.get(mark) if photo is None else None
                copies[path] = Foreseen(one.met, Outlook.DUPLICATE, _SAME_BYTES, of, photo)
        yield Progress(COMPARING, number, len(suspects))
    return copies


def _mark(one: Foreseen) -> tuple[int, str] | None:
    """What two copies of one file have in common. What cannot be read says so when it is imported."""
    try:
        with open_original(one.met.candidate.path) as original:
            return original.size, original.sha256()
    except Problem:
        return None
