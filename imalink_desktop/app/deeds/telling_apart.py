"""`imalink conflicts`: what has two values, in the words in which they are typed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.library import answered, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.typed import Typed
from imalink_desktop.catalog.decisions import FLAGS, TOLD, VISIBILITIES
from imalink_desktop.catalog.reads.conflicts import conflicts, how_many
from imalink_desktop.catalog.reads.organised import authors
from imalink_desktop.catalog.wording import counted

_WORDS: Mapping[str, Mapping[int, str]] = {
    "flag": {int(flag): word for word, flag in FLAGS.items()},
    "visibility": {int(level): word for word, level in VISIBILITIES.items()},
    **{what.field: {0: "no", 1: "yes"} for what in TOLD.values()},
}
_NOTHING = "–"


def run(typed: Typed) -> int:
    """List them."""
    with to_look(typed.paths) as catalog, catalog.reading() as look:
        total = how_many(look)
        found = conflicts(look, limit=max(total, 1))
        names = {author.id: author.name for author in authors(look)} if found else {}
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
        return answered(catalog)
    for each in found:
        mine, theirs = (in_words(each.field, kept, names) for kept in (each.mine, each.theirs))
        line(f"{each.photo_id:>8}  {each.field:<12}  mine: {mine}  theirs: {theirs}")
    tell(counted(total, "conflict"))
    return answered(catalog)


def in_words(field: str, kept: str | None, authors: Mapping[int, str]) -> str:
    """A value as it is kept, as it would be typed."""
    value = None if kept is None else json.loads(kept)
    match field, value:
        case (("trashed" | "trashed_at"), _value):
            return "in the trash" if value else "not in the trash"
        case "corrected_at", str():
            return value[:19].replace("T", " ")
        case "author_id", int():
            return authors.get(value, _NOTHING)
        case _field, bool():
            return "yes" if value else "no"
        case _field, int() if field in _WORDS:
            return _WORDS[field].get(value, str(value))
        case _field, list():
            return ", ".join(map(str, value)) or _NOTHING
        case _field, (None | ""):
            return _NOTHING
    return str(value)
