"""Files that were glanced at are put together and come into the catalog as photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from imalink_core.pairing import Role, Shot
from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import arriving
from imalink_desktop.catalog.commands.arriving import Arrival, ArrivingFile
from imalink_desktop.catalog.commands.opinions import Opinion
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.previews import Preview
from imalink_desktop.catalog.reads.files import frames_of
from imalink_desktop.importing.accounting import Account, report_path
from imalink_desktop.importing.darkroom import Darkroom
from imalink_desktop.importing.grouping import Together, shot_by_frame, shot_by_glance, together
from imalink_desktop.importing.looking import Seen
from imalink_desktop.importing.shelving import Shelves, folder_of, name_of


class Register:
    """Where an import enters its photos."""

    def __init__(self, darkroom: Darkroom, session: int, shelves: Shelves, account: Account) -> None:
        self._darkroom = darkroom
        self._session = session
        self._shelves = shelves
        self._account = account

    def enter(self, seen: Sequence[Seen], there: Mapping[int, Path]) -> None:
        """Enter what was seen; `there` are files beside it that the catalog knows, by number."""
        shots = {
            shot_by_glance(one.planned.met.candidate.path, one.glance): one for one in seen if one.glance
        }
        groups = [
            group
            for group in together(shots, shots_of(self._darkroom.catalog, there) if shots else {})
            if not self._is_lonely(group, shots)
        ]
        if not groups:
            return
        folders = self._shelves.folders_of(one.planned.met for one in seen)
        arrivals = [_arrival(group, shots, folders) for group in groups]
        self._darkroom.previews.put(
            Preview(arrival.uid, grid=thumbnail)
            for arrival, group in zip(arrivals, groups, strict=True)
            if group.photo is None and (thumbnail := shots[group.group.lead].thumbnail)
        )
        arriving.register(self._darkroom.catalog, self._session, arrivals, clock=self._darkroom.clock)

    def _is_lonely(self, group: Together, shots: Mapping[Shot, Seen]) -> bool:
        """A sidecar without its photo is no photo. It is met again when there is one."""
        if group.photo is not None or group.group.members[0].role is not Role.SIDECAR:
            return False
        why = group.group.reason
        for shot in group.new:
            self._account.tell(shots[shot].planned.met, Fate.SKIPPED, (why.code, why.sentence))
        return True


def shots_of(catalog: Catalog, there: Mapping[int, Path]) -> dict[Shot, int]:
    """Known files, given by number with their paths, and the photo of each."""
    with catalog.reading() as look:
        frames = frames_of(look, list(there))
    return {shot_by_frame(there[file].parent, frame): frame.photo for file, frame in frames.items()}


def _arrival(group: Together, shots: Mapping[Shot, Seen], folders: Mapping[tuple[str, str], int]) -> Arrival:
    """One photo, or what comes to a known one."""
    new = [member for member in group.group.members if member.shot in shots]
    files = tuple(_file(shots[member.shot], member.role, folders) for member in new)
    beside = tuple(
        Opinion(f"sidecar {file.name}", seen.glance.found)
        for file, member in zip(files, new, strict=True)
        if member.role is Role.SIDECAR and (seen := shots[member.shot]).glance is not None
    )
    if group.photo is not None:
        return Arrival(files, beside=beside, joins=group.photo)
    lead = shots[group.group.lead].glance
    if lead is None:
        raise Bug("a photo is led by a file that nobody has seen")
    return Arrival(files, lead.metadata, lead.found, beside)


def _file(seen: Seen, role: Role, folders: Mapping[tuple[str, str], int]) -> ArrivingFile:
    met, facts = seen.planned.met, seen.planned.met.candidate.facts
    if facts is None or seen.glance is None:
        raise Bug("a file is entered that nobody has seen")
    return ArrivingFile(
        folder=folders[folder_of(met)],
        name=name_of(met),
        size=facts.size,
        mtime_ns=facts.mtime_ns,
        inode=facts.inode,
        format=seen.glance.format,
        role=role,
        path=report_path(met),
    )
