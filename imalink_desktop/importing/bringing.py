"""The first of the two speeds: what is met is glanced at and comes into the catalog, portion by portion.

What is brought is accounted for in the same transaction. So an import that died goes on where it stood
when it is begun again: what it had brought is found there, unchanged.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import marked
from imalink_desktop.base.workers import Crew
from imalink_desktop.catalog.commands import drives, hatched, moving
from imalink_desktop.catalog.commands.hearing import hear_again
from imalink_desktop.catalog.commands.moving import FileState
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.reads.files import likenesses
from imalink_desktop.catalog.reads.sessions import files_told_of
from imalink_desktop.importing.accounting import FATES, Account
from imalink_desktop.importing.bundles import bundled, bundles
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.looking import LOOKING, Seen, look_at, look_at_all
from imalink_desktop.importing.placing import ground, place
from imalink_desktop.importing.plan import Gone, Planned, Verdict, verdict_of
from imalink_desktop.importing.planning import known_beside, planner_for, recall_moved
from imalink_desktop.importing.registering import Register
from imalink_desktop.importing.scan import scan
from imalink_desktop.importing.shelving import Shelves, folder_of, name_of
from imalink_desktop.importing.volumes import Spot, spot_of
from imalink_desktop.importing.written_to import as_new, is_another, said_by_sidecars

PASSING = frozenset(("missing", "unreadable", "changing", "stopped", "no_frame_maker"))
"""Problems that may have passed when a file is met the next time."""

_AGAIN = "again", marked("It could not be read before, and is tried once more.")
_UNREAD = "unread", marked("It has been met before, and is read whole now.")
_AT_ONCE = 10_000


class Bringing:
    """One walk through the sources of an import."""

    def __init__(self, darkroom: Darkroom, session: int, wish: Wish) -> None:
        self._darkroom = darkroom
        self._catalog = darkroom.catalog
        self._session = session
        self._wish = wish
        self._account = Account(darkroom.catalog, session)
        self._shelves = Shelves(darkroom.catalog)
        self._register = Register(darkroom, session, self._shelves, self._account)
        self._told: set[int] = set()
        self._back: list[int] = []
        self._again: list[int] = []
        self._met = 0

    def run(self) -> Job[Gone]:
        """Walk; answer what was not met again, if only the photographer can say what that means."""
        sources, mounted = self._wish.sources, self._darkroom.mounted()
        before = ground(sources, mounted)
        self._mark_sources()
        planner = planner_for(self._catalog, sources, mounted)
        in_part = not all(os.path.isdir(source) for source in sources)  # noqa: PTH112
        with self._catalog.reading() as look:
            self._told = files_told_of(look, self._session)
        try:
            with self._darkroom.workers.crew(look_at) as crew:
                walk = scan(sources, leave_out=self._wish.leave_out, ours=self._wish.ours)
                for portion in bundles(place(walk, mounted)):
                    recall_moved(self._catalog, planner, portion, mounted)
                    files = planner.meet(portion)
                    beside = known_beside(files, planner, in_part=in_part)
                    yield from self._take_in(files, beside, crew)
                rest = planner.end(before & ground(sources, self._darkroom.mounted()))
                # All at once, for some may have changed places with each other.
                self._take_moved([planned for planned in rest.files if planned.verdict is Verdict.MOVED])
                for late in bundled(rest.files, lambda planned: planned.met):
                    beside = known_beside(late, planner, in_part=True)
                    yield from self._take_in(late, beside, crew)
            for closed in rest.closed:
                self._account.note(closed)
        finally:
            self._account.write()
        self._note(self._back, FileState.PRESENT)
        hatched.put_back(self._catalog, self._again)
        asked = () if self._wish.accept_gone else rest.gone.asked
        missing = {file.file for file in rest.gone.files} - {file.file for file in asked}
        self._note(sorted(missing), FileState.MISSING)
        return Gone(asked, rest.gone.of, asked)

    def _mark_sources(self) -> None:
        """The folders that the photographer chose, unlike those that lie in them."""
        mounted = self._darkroom.mounted()
        by_volume: dict[str, list[Spot]] = {}
        for source in self._wish.sources:
            if os.path.isdir(source):  # noqa: PTH112 - which says no, where Path would raise
                spot = spot_of(source, mounted)
                by_volume.setdefault(spot.volume.volume_id, []).append(spot)
        for spots in by_volume.values():
            chosen = self._shelves.add(spots[0].volume, [spot.path for spot in spots])
            drives.mark(self._catalog, chosen, source=True, by_machine=True)

    def _take_in(
        self, portion: Sequence[Planned], beside: Mapping[int, Path], crew: Crew[Planned, Seen]
    ) -> Job[None]:
        by_verdict: dict[Verdict, list[Planned]] = {verdict: [] for verdict in Verdict}
        for planned in portion:
            by_verdict[planned.verdict].append(planned)
        self._met += len(portion)
        for planned in by_verdict[Verdict.UNCHANGED]:
            self._take_unchanged(planned)
        known = [planned.known.file for planned in by_verdict[Verdict.UNCHANGED] if planned.known is not None]
        if known:
            hatched.found_again(self._catalog, known)
        for verdict in (Verdict.SKIPPED, Verdict.UNSUPPORTED, Verdict.FAILED):
            for planned in by_verdict[verdict]:
                self._account.note(planned)
        replaced = yield from self._take_changed(by_verdict[Verdict.CHANGED], crew)
        if new := [*by_verdict[Verdict.NEW], *replaced]:
            yield from self._take_new(new, beside, crew)
        yield Progress(LOOKING, self._met)

    def _take_unchanged(self, planned: Planned) -> None:
        known = planned.known
        if known is not None and known.state != FileState.PRESENT:
            self._back.append(known.file)
        if known is not None and known.problem in PASSING:
            self._again.append(known.file)
            self._account.tell(planned.met, Fate.IMPORTED, _AGAIN, anew=known)
        elif known is None or known.file not in self._told:
            # What this import brought before it was interrupted has been told of.
            self._note_known(planned)

    def _note_known(self, planned: Planned) -> None:
        """Nothing is to be done with a known file, unless an import that never came to it was to read it."""
        known = planned.known
        if known is None or known.is_read or known.file in self._told:
            self._account.note(planned)
        else:
            self._account.tell(planned.met, Fate.IMPORTED, _UNREAD, anew=known)

    def _take_moved(self, moved: Sequence[Planned]) -> None:
        """The fates first, here and for what has changed: once it is done, all is as the catalog knows it."""
        if not moved:
            return
        for planned in moved:
            self._note_known(planned)
        self._account.write()
        folders = self._shelves.folders_of(planned.met for planned in moved)
        moving.relocate(
            self._catalog,
            {
                planned.known.file: (folders[folder_of(planned.met)], name_of(planned.met))
                for planned in moved
                if planned.known is not None
            },
        )

    def _take_changed(self, changed: Sequence[Planned], crew: Crew[Planned, Seen]) -> Job[list[Planned]]:
        """Edited files are new versions of their photos; answer those that hold another picture by now."""
        if not changed:
            return []
        seen = yield from look_at_all(changed, crew, self._met - len(changed))
        with self._catalog.reading() as look:
            known = likenesses(look, [planned.known.file for planned in changed if planned.known])
        others = {one.planned.known.file for one in seen if one.planned.known and is_another(one, known)}
        edited = [planned for planned in changed if planned.known and planned.known.file not in others]
        for planned in edited:
            # What this import brought before it was interrupted has been told of, and stays its own.
            if planned.known is not None and planned.known.file not in self._told:
                self._account.note(planned)
        self._account.write()
        moving.changed(
            self._catalog,
            {
                planned.known.file: moving.Seen(facts.size, facts.mtime_ns, facts.inode)
                for planned in edited
                if planned.known is not None and (facts := planned.met.candidate.facts) is not None
            },
        )
        if told := said_by_sidecars(seen):
            hear_again(self._catalog, told)
        if others:
            moving.replaced(self._catalog, others)
        return [as_new(planned) for planned in changed if planned.known and planned.known.file in others]

    def _take_new(
        self, new: Sequence[Planned], beside: Mapping[int, Path], crew: Crew[Planned, Seen]
    ) -> Job[None]:
        seen = yield from look_at_all(new, crew, self._met - len(new))
        for one in seen:
            if one.problem is not None:
                why = one.problem.code, one.problem.message
                self._account.tell(one.planned.met, FATES[verdict_of(one.problem)], why)
        self._register.enter(seen, beside)

    def _note(self, files: Sequence[int], state: FileState) -> None:
        for start in range(0, len(files), _AT_ONCE):
            moving.note(self._catalog, files[start : start + _AT_ONCE], state)
