"""`imalink verify`: whether the originals are still what was imported."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from imalink_desktop.app.deeds.answers import Json, as_json, line
from imalink_desktop.app.deeds.asking import understood
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import answered, drives_there, to_look
from imalink_desktop.app.telling import is_watched, tell
from imalink_desktop.app.watching import wipe
from imalink_desktop.app.words.keeping import Verifying
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Progress, run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.query.ast import EVERYTHING, Query
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.wording import counted
from imalink_desktop.importing.verifying import WORTH_NAMING, Finding, Verified, VerifyReport, verify

_MARKS = {Finding.DAMAGED: "DAMAGED", Finding.UNREADABLE: "UNREADABLE", Finding.MISSING: "MISSING"}


def run(typed: Verifying) -> int:
    """Read them, and name those that are not as they were. 1 says that some have to be seen to."""
    query = understood(" ".join(typed.query))
    if query is None:
        return Exit.WRONG_USE
    named: list[Json] = []

    def hear(verified: Verified) -> None:
        if verified.finding not in WORTH_NAMING:
            return
        if typed.json:
            named.append(_document(verified))
        else:
            _clear()
            line(_line(verified))

    with to_look(typed.paths) as catalog:
        report = run_here(verify(catalog, _photos(catalog, query), hear), _progress)
    _clear()
    if typed.json:
        counts: Json = {finding.value: count for finding, count in report.counts.items()}
        as_json({"counts": counts, "bytes": report.read, "files": named})
    else:
        tell(_summary(report))
    return answered(catalog) if report.is_well else Exit.WITH_PROBLEMS


def _photos(catalog: Catalog, query: Query) -> Sequence[int] | None:
    if query == EVERYTHING:
        return None
    with catalog.reading() as look:
        return ids(look, query, Sort(), online=drives_there(catalog))


def _document(verified: Verified) -> Json:
    return {
        "file": verified.file,
        "photo": verified.photo,
        "drive": verified.drive,
        "path": None if verified.place is None else kept_path(verified.place),
        "path_on_drive": verified.path,
        "finding": verified.finding.value,
        "reason": verified.reason,
    }


def _line(verified: Verified) -> str:
    mark = _MARKS.get(verified.finding, verified.finding.value)
    place = verified.path if verified.place is None else kept_path(verified.place)
    return f"{mark:<10}  {place}  {verified.reason}"


def _summary(report: VerifyReport) -> str:
    counts = [f"{count:,} {finding.value}" for finding, count in report.counts.items() if count]
    files = counted(sum(report.counts.values()), "original")
    return f"{files}: {', '.join(counts)}" if counts else files


def _progress(progress: Progress) -> None:
    """A running part, where somebody watches."""
    if is_watched() and progress.part is not None:
        wipe()
        tell(f"{progress.part:.1%}", end="")


def _clear() -> None:
    sys.stdout.flush()
    wipe()
