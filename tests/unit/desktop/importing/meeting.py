"""Things that a walk met, and what a catalog knows, without a disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path, PurePath

from imalink_core.errors import Problem
from imalink_core.formats.format import Kind
from imalink_core.pairing import Shot
from imalink_desktop.base.mounts import Mount
from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.grouping import kind_by_name
from imalink_desktop.importing.known import Place
from imalink_desktop.importing.left_out import HIDDEN
from imalink_desktop.importing.placing import Met
from imalink_desktop.importing.plan import Ending, Planner
from imalink_desktop.importing.scan import Candidate, Facts
from imalink_desktop.importing.volumes import Mounted

DISK = Mounted("uuid:disk", "Disk", Mount(Path("/d"), "ext4"))
CARD = Mounted("uuid:card", "Card", Mount(Path("/c"), "vfat"))
EVERYTHING = frozenset({("uuid:disk", ""), ("uuid:card", "")})
NOON = 1_700_000_000_000_000_000


def met(
    path: str,
    *,
    on: Mounted = DISK,
    size: int = 10,
    time: int = NOON,
    inode: int | None = None,
    code: str = "",
) -> Met:
    facts = Facts(size, time, inode, 1)
    candidate = Candidate(on.mount.root / path, Problem(code) if code else None, facts=facts)
    return Met(on, path, candidate)


def hidden(path: str, *, folder: bool = False) -> Met:
    return Met(DISK, path, Candidate(DISK.mount.root / path, skipped=HIDDEN, is_folder=folder))


def shut(path: str) -> Met:
    return Met(DISK, path, Candidate(DISK.mount.root / path, Problem("unreadable"), is_folder=True))


def known(one: Met, file: int = 1, state: str = "present") -> Known:
    """The catalog's row of a file that was met."""
    facts = one.candidate.facts
    assert facts is not None
    kept = (facts.size, facts.mtime_ns, facts.inode)
    return Known(one.volume.volume_id, one.path, *kept, None, file, file, state)


def elsewhere(file: Known, path: str) -> Known:
    return replace(file, path=path)


def plan(
    met: Iterable[Met],
    known: Iterable[Known],
    *,
    ground: Collection[Place],
    elsewhere: Iterable[Known] = (),
) -> Ending:
    """All that was met in one portion, and all that is said of it."""
    planner = Planner(known, elsewhere)
    settled = planner.meet(met)
    ending = planner.end(ground)
    return replace(ending, files=(*settled, *ending.files))


def named(path: PurePath) -> Shot | None:
    """What a file seems to be by its name; None where that says nothing."""
    kind = kind_by_name(path)
    return None if kind in (None, Kind.OTHER) else Shot(path, kind or Kind.OTHER)
