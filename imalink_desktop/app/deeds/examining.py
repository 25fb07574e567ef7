"""`imalink doctor`: what is wrong with the catalog, or may become so."""

from __future__ import annotations

from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import backup_policy, has_library, no_library, to_change
from imalink_desktop.app.preferred import settings_of
from imalink_desktop.app.words.keeping import Examining
from imalink_desktop.catalog.guard import trust
from imalink_desktop.catalog.health import Report, Severity, examine

_MARKS = {Severity.FINE: "ok", Severity.NOTE: "note", Severity.WARNING: "warning", Severity.DAMAGE: "DAMAGE"}


def run(typed: Examining) -> int:
    """Tell it in words. 1 says that something is wrong."""
    if not has_library(typed.paths):
        raise no_library(typed.paths)
    if typed.trust:
        trust(typed.paths.catalog)
    if typed.recount:
        with to_change(typed.paths) as catalog:
            catalog.count_anew()
    policy = backup_policy(typed.paths, settings_of(typed.paths))
    report = examine(typed.paths.data, cache=typed.paths.cache, backup_policy=policy)
    if typed.json:
        as_json(
            {
                "worst": report.worst.name.lower(),
                "findings": [
                    {
                        "code": finding.code,
                        "severity": finding.severity.name.lower(),
                        "message": finding.sentence,
                        "next_step": finding.next_step,
                    }
                    for finding in report.findings
                ],
            }
        )
    else:
        _tell(report)
    return Exit.WITH_PROBLEMS if report.worst >= Severity.WARNING else Exit.DONE


def _tell(report: Report) -> None:
    for finding in report.findings:
        line(f"{_MARKS[finding.severity]:<8} {finding.sentence}")
        if finding.next_step:
            line(f"{'':<8} {finding.next_step}")
