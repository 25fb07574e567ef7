"""Stories: texts with photos, shown to others by the same four words as these."""

from __future__ import annotations

from collections.abc import Iterable

from imalink_server.base.errors import Code, Refused
from imalink_server.db import spaces
from imalink_server.services import things
from imalink_server.services.things import STORIES, Thing, Values
from imalink_server.services.writing import Writing


def make(w: Writing, values: Values, space_ids: Iterable[int], uid: str | None) -> Thing:
    """Make a story, which is shown in these spaces if its visibility says so too."""
    made = things.make(w, STORIES, values, uid)
    if made.is_new and space_ids:
        _show(w, made.values["id"], set(space_ids), set())
        return Thing({**made.values, "space_ids": sorted(set(space_ids))}, is_new=True)
    return made


def publish(w: Writing, id_: int, *, published: bool) -> None:
    """Note since when a story is meant to be read. To whom it is shown its visibility alone says."""
    things.change(w, STORIES, id_, {"published_at": w.at if published else None})


def show(w: Writing, id_: int, space_ids: Iterable[int]) -> None:
    """Show a story in these spaces and no others."""
    row, wanted = things.mine(w, STORIES, id_), set(space_ids)
    before = set(spaces.of_stories(w.session, [id_])[id_])
    if wanted != before:
        _show(w, id_, wanted, before)
        things.count(w, STORIES, row)


def _show(w: Writing, id_: int, wanted: set[int], before: set[int]) -> None:
    """What was named before may go on to be named, by who has left that space since."""
    new = wanted - before
    if spaces.of_member(w.session, w.me.account_id, new) != new:
        raise Refused(Code.INVALID_REQUEST, "space_ids: you have no such thing", {"where": "space_ids"})
    spaces.show_story(w.session, id_, wanted)
