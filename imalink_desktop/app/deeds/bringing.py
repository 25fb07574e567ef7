"""`imalink import`: bring photos into the catalog, and tell what became of every file."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from imalink_core import Hatchery
from imalink_desktop.app.deeds import foretelling
from imalink_desktop.app.deeds.answers import Json, as_json
from imalink_desktop.app.deeds.recalling import fates_of, told_of, with_problems
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import previews_of, settings_of, to_change, to_look
from imalink_desktop.app.telling import is_watched, tell
from imalink_desktop.app.words.bringing import Importing
from imalink_desktop.base.progress import Job
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.wording import counted
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.foreseeing import foresee
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.report import Report
from imalink_desktop.importing.run import bring_in
from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.room import PlainRoom
from imalink_desktop.jobs.ticket import Status
from imalink_desktop.settings.schema import Settings

R = TypeVar("R")


def run(typed: Importing) -> int:
    """Import, and answer when the last file has been read."""
    settings = settings_of(typed.paths)
    wish = _wish(typed, settings)
    if typed.dry_run:
        with to_look(typed.paths) as catalog, _darkroom(catalog, typed, settings) as (darkroom, room):
            foresight = _waited_for(room, foresee(darkroom, wish))
            return foretelling.tell(foresight, as_document=typed.json)
    began = time.monotonic()
    with to_change(typed.paths) as catalog, _darkroom(catalog, typed, settings) as (darkroom, room):
        report = _waited_for(room, bring_in(darkroom, wish))
        seconds = round(time.monotonic() - began, 3)
        if typed.json:
            as_json(_document(report, fates_of(catalog, report.session.id), seconds))
        else:
            told_of(catalog, report.session)
    _tell_what_is_open(report)
    return Exit.WITH_PROBLEMS if with_problems(report.session) or report.waiting else Exit.DONE


def _waited_for(room: PlainRoom, job: Job[R]) -> R:
    """What comes of a job; how far it is, where somebody watches."""
    ticket = room.start(job, "import")
    ticket.listen(_show)
    try:
        return room.wait(ticket)
    finally:
        _clear()


def _wish(typed: Importing, settings: Settings) -> Wish:
    skip_hidden = settings.importing.skip_hidden and not typed.hidden
    return Wish(
        sources=tuple(source.absolute() for source in typed.sources),
        title=typed.title,
        author=typed.author,
        leave_out=LeaveOut.HIDDEN if skip_hidden else LeaveOut.SYSTEM,
        accept_gone=typed.gone,
        ours=(typed.paths.data, typed.paths.cache, typed.paths.config, typed.paths.state),
    )


@contextmanager
def _darkroom(catalog: Catalog, typed: Importing, settings: Settings) -> Iterator[tuple[Darkroom, PlainRoom]]:
    wanted = typed.workers or settings.importing.workers or WIDTHS[Lane.HATCHING]
    with ExitStack() as open_ones:
        previews = open_ones.enter_context(previews_of(typed.paths, settings))
        hatchery = open_ones.enter_context(Hatchery())
        room = open_ones.enter_context(PlainRoom({**WIDTHS, Lane.HATCHING: wanted}))
        cold = settings.importing.cold_side if settings.importing.cold_previews else None
        yield Darkroom(catalog, previews, hatchery, room.workers(), cold), room


def _document(report: Report, fates: dict[str, list[Json]], seconds: float) -> Json:
    counts = report.session.fates
    return {
        "session": report.session.id,
        "found": report.found,
        "imported": counts["imported"],
        "duplicates": counts["duplicate"],
        "unchanged": counts["unchanged"],
        "skipped": fates["skipped"],
        "failed": fates["failed"],
        "photos": report.session.photos,
        "bursts": report.bursts,
        "gone": len(report.gone.files),
        "waiting": report.waiting,
        "seconds": seconds,
    }


def _tell_what_is_open(report: Report) -> None:
    if report.gone.files:
        tell(
            f"Of {report.gone.of:,} files that were here, {len(report.gone.files):,} are no longer there. "
            "Nothing has been changed: they may have been moved, or a drive may be missing. "
            "If they are really gone, import once more with --gone."
        )
    if report.waiting:
        tell(
            f"A drive has gone: {counted(report.waiting, 'file')} still to be read. "
            "Plug it in and import again."
        )


def _show(status: Status[Any]) -> None:
    """A line that tells how far it is, where somebody watches."""
    progress = status.progress
    if progress is None or not is_watched():
        return
    of = f" of {progress.total:,}" if progress.total is not None else ""
    rate = f", {status.per_second:,.0f} a second" if status.per_second else ""
    left = f", {_left(status.seconds_left)} left" if status.seconds_left else ""
    tell(f"\r\x1b[K{progress.what}: {progress.done:,}{of}{rate}{left}", end="")


def _left(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02} min" if minutes else f"{rest} s"


def _clear() -> None:
    if is_watched():
        tell("\r\x1b[K", end="")
        sys.stderr.flush()
