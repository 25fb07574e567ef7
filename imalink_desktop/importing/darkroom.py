"""What an import works with, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.workers import Workers
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.volumes import Mounted, all_mounted

if TYPE_CHECKING:
    from imalink_core import Hatchery


def _nobody() -> Sequence[int]:
    return ()


@dataclass(frozen=True, slots=True)
class Darkroom:
    """The catalog and its previews, the engine, and hands to do the work."""

    catalog: Catalog
    previews: Previews
    hatchery: Hatchery
    workers: Workers
    cold_side: int | None = 1920
    """The longest side of cold previews; None makes none."""
    wanted: Callable[[], Sequence[int]] = _nobody
    """Tells which photos somebody is looking at: these are read first. Any thread may ask."""
    mounted: Callable[[], Sequence[Mounted]] = all_mounted
    clock: Clock = now


@dataclass(frozen=True, slots=True)
class Wish:
    """What to import, and how."""

    sources: tuple[Path, ...]
    title: str | None = None
    author: str | None = None
    """Whom the photos are by that do not say it themselves."""
    leave_out: LeaveOut = LeaveOut.HIDDEN
    called: str | None = None
    """How the report calls the sources, if not by their paths."""
    ours: tuple[Path, ...] = ()
    """The folders that the program itself writes to: there are pictures in them, and none is the user's."""
    accept_gone: bool = False
    """Whether files that are no longer there are really gone, however many at once."""
