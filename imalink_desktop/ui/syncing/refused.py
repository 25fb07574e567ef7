"""What the server would not have: for each photo its fields and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.reads import things, waiting
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.ui.told import field_name
from imalink_desktop.ui.wording import _, many, marked

_MOST = 1_000
_OF_THINGS: Mapping[ThingKind, str] = marked(
    {
        ThingKind.COLLECTION: "The server will not have the collection “{name}” as it is",
        ThingKind.SEARCH: "The server will not have the saved search “{name}” as it is",
        ThingKind.SHOOT: "The server will not have the shoot “{name}” as it is",
        ThingKind.STACK: "The server will not have a stack as it is",
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Things that were refused for one reason."""

    rows: tuple[int, ...]
    photos: tuple[int, ...]
    words: str
    why: str


def refusals(look: Look) -> list[Refusal]:
    """Those of one reason together: a server that is full refuses everything for the same one."""
    home = waiting.home(look)
    if home is None:
        return []
    by_reason: dict[str, list[waiting.Parked]] = {}
    for one in waiting.parked(look, home.account, limit=_MOST):
        by_reason.setdefault(one.why, []).append(one)
    names = {
        photo: found.title or found.name or ""
        for photo, found in shown(look, {some[0].photo for some in by_reason.values()}).items()
    }
    of_photos = [_refusal(why, some, names.get(some[0].photo, "")) for why, some in by_reason.items()]
    return of_photos + [_of_thing(one) for one in things.parked_things(look, home.account)]


def _of_thing(one: things.ParkedThing) -> Refusal:
    """What is kept beside photos; its row is told from those of photos by its sign."""
    return Refusal((-one.row,), (), _(_OF_THINGS[one.kind]).format(name=one.name), one.why)


def _refusal(why: str, some: list[waiting.Parked], name: str) -> Refusal:
    photos = tuple(dict.fromkeys(one.photo for one in some))
    if len(photos) == 1:
        fields = ", ".join(dict.fromkeys(field_name(one.field) for one in some))
        words = _("The server will not have this of “{name}”: {fields}").format(name=name, fields=fields)
    else:
        words = many(
            "The server will not have something of {n} photo",
            "The server will not have something of {n} photos",
            len(photos),
        )
    return Refusal(tuple(one.row for one in some), photos, words, why)
