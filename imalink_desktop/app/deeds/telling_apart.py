"""`imalink conflicts`: what has two values."""

from __future__ import annotations

from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.typed import Typed
from imalink_desktop.catalog.reads.conflicts import conflicts, how_many
from imalink_desktop.catalog.wording import counted


def run(typed: Typed) -> int:
    """List them."""
    with to_look(typed.paths) as catalog, catalog.reading() as look:
        total = how_many(look)
        found = conflicts(look, limit=max(total, 1))
    if typed.json:
        as_json(
            {
                "total": total,
                "conflicts": [
                    {"id": each.photo_id, "field": each.field, "mine": each.mine, "theirs": each.theirs}
                    for each in found
                ],
            }
        )
        return Exit.DONE
    for each in found:
        line(f"{each.photo_id:>8}  {each.field:<12}  mine: {each.mine or '–'}  theirs: {each.theirs or '–'}")
    tell(counted(total, "conflict"))
    return Exit.DONE
