"""`imalink import --dry-run`: what an import would do with every file."""

from __future__ import annotations

from imalink_desktop.app.deeds.answers import Json, as_json, line
from imalink_desktop.app.exits import Exit
from imalink_desktop.importing.accounting import report_path
from imalink_desktop.importing.foreseeing import Foreseen, Foresight, Outlook

_WITHOUT_PROBLEMS = (Outlook.NEW, Outlook.TWIN, Outlook.SIDECAR, Outlook.UNCHANGED)


def tell(foresight: Foresight, *, as_document: bool) -> int:
    """Tell it; 1 says that some files could not be read."""
    counts = foresight.counts
    if as_document:
        as_json(
            {
                "found": len(foresight.files),
                **{outlook.value: counts[outlook] for outlook in Outlook},
                "gone": len(foresight.gone.files),
                "files": [_file(one) for one in foresight.files],
            }
        )
    else:
        for one in foresight.files:
            if one.outlook not in _WITHOUT_PROBLEMS:
                line(f"{one.outlook:<12} {report_path(one.met)}: {one.reason}")
        line(
            ", ".join(f"{counts[outlook]:,} {outlook}" for outlook in Outlook if counts[outlook]) or "nothing"
        )
    return Exit.WITH_PROBLEMS if counts[Outlook.FAILED] else Exit.DONE


def _file(one: Foreseen) -> Json:
    return {
        "path": report_path(one.met),
        "outlook": one.outlook.value,
        "reason": one.reason,
        "of": one.of,
        "photo": one.photo,
    }
