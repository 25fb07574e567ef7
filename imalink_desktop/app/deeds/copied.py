"""What copy mode tells: what became of each file of the card, and whether that may be formatted."""

from __future__ import annotations

from imalink_desktop.app.deeds.answers import Json, line
from imalink_desktop.base.names import kept_path
from imalink_desktop.importing.copying.report import CopyReport, Fate, FileFate

_WORDS = {
    Fate.COPIED: "copied and read back",
    Fate.THERE_ALREADY: "were there already, byte for byte",
    Fate.PARTLY: "are safe in one place only",
    Fate.FAILED: "could not be copied",
    Fate.NOT_REACHED: "were not reached",
    Fate.LEFT: "were left on the card",
    Fate.SYSTEM: "belong to the system of the card",
}
_FINE = (Fate.COPIED, Fate.THERE_ALREADY, Fate.LEFT, Fate.SYSTEM)


def told(report: CopyReport) -> None:
    """Tell it in lines."""
    for fate, count in report.counts.items():
        if count:
            line(f"{count:>8,} {_WORDS[fate]}")
            for file in report.files:
                if file.fate is fate and fate not in _FINE:
                    line(f"{'':>8} {kept_path(file.source)}: {file.reason}")
    for warning in report.warnings:
        line(warning)
    if report.stopped:
        line(report.stopped)
    why_not = report.why_not
    line(f"Do not format the card. {why_not}" if why_not else "The card may be formatted.")


def with_problems(report: CopyReport) -> bool:
    """Whether a file is less safe than it should be."""
    return any(file.fate not in _FINE for file in report.files)


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
