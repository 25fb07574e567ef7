"""What copy mode tells: what became of each file of the card, and whether that may be formatted."""

from __future__ import annotations

from collections.abc import Sequence

from imalink_desktop.app.deeds.answers import Json, line
from imalink_desktop.base.names import kept_path
from imalink_desktop.importing.copying.report import CopyReport, Fate, FileFate

_WORDS = {
    Fate.COPIED: ("copied and read back", "copied and read back"),
    Fate.THERE_ALREADY: ("was there already, byte for byte", "were there already, byte for byte"),
    Fate.PARTLY: ("is safe in one place only", "are safe in one place only"),
    Fate.FAILED: ("could not be copied", "could not be copied"),
    Fate.NOT_REACHED: ("was not reached", "were not reached"),
    Fate.AWAY: ("still to be read", "still to be read"),
    Fate.LEFT: ("was left on the card", "were left on the card"),
    Fate.SYSTEM: ("belongs to the system of the card", "belong to the system of the card"),
}
"""Of one, and of more."""


def told(report: CopyReport) -> None:
    """Tell it in lines."""
    for fate in Fate:
        theirs = [file for file in report.files if file.fate is fate]
        _sum([file for file in theirs if not file.is_folder], ("", ""), fate)
        _sum([file for file in theirs if file.is_folder], ("folder ", "folders "), fate)
    for warning in report.warnings:
        line(warning)
    if report.stopped:
        line(report.stopped)
    why_not = report.why_not
    line(f"Do not format the card. {why_not}" if why_not else "The card may be formatted.")


def _sum(files: Sequence[FileFate], kind: tuple[str, str], fate: Fate) -> None:
    """How many there are of a fate, and where it is a bad one, which and why."""
    if not files:
        return
    form = 0 if len(files) == 1 else 1
    line(f"{len(files):>8,} {kind[form]}{_WORDS[fate][form]}")
    if not fate.is_fine:
        for file in files:
            if file.reason:
                line(f"{'':>8} {kept_path(file.source)}: {file.reason}")


def document(report: CopyReport) -> Json:
    """Tell it as data."""
    return {
        **{fate.value: count for fate, count in report.counts.items()},
        "safe_to_format": report.safe_to_format,
        "why_not": report.why_not,
        "warnings": list(report.warnings),
        "stopped": report.stopped,
        "files": [_file(file) for file in report.files],
    }


def _file(file: FileFate) -> Json:
    return {
        "path": kept_path(file.source),
        "fate": file.fate.value,
        "reason": file.reason or None,
        "sha256": file.sha256,
        "copies": [kept_path(copy.path) for copy in file.copies],
    }
