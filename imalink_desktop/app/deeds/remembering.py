"""`imalink history`: what was done last, and can be taken back."""

from __future__ import annotations

from imalink_desktop.app.deeds.answers import as_json, line, moment
from imalink_desktop.app.library import answered, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.typed import Typed
from imalink_desktop.catalog.reads.steps import steps
from imalink_desktop.catalog.wording import in_words


def run(typed: Typed) -> int:
    """List it, the newest first."""
    with to_look(typed.paths) as catalog, catalog.reading() as look:
        found = steps(look)
    if typed.json:
        as_json(
            {
                "steps": [
                    {"op": step.op.value, "changed": step.count, "at": step.at, "done": step.done}
                    for step in found
                ]
            }
        )
        return answered(catalog)
    for step in found:
        state = "" if step.done else "  (taken back)"
        line(f"{moment(step.at)}  {in_words(step.op, step.count)}{state}")
    if not found:
        tell("Nothing has been done yet.")
    return answered(catalog)
