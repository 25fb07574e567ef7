"""`imalink alike`: photos that look alike, each group with the oldest of it first."""

from __future__ import annotations

from collections.abc import Sequence

from imalink_desktop.app.deeds.answers import Json, as_json, line
from imalink_desktop.app.deeds.listing import line_of
from imalink_desktop.app.library import answered, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.typed import Typed
from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.duplicates import Alike, Lookalikes, lookalikes
from imalink_desktop.catalog.reads.listing import Listed, listed
from imalink_desktop.catalog.wording import counted

_WHY = {
    Alike.SAME_PREVIEW: "the same preview",
    Alike.SAME_LOOK: "the same look",
    Alike.NEAR_LOOK: "nearly the same look",
}
_AT_ONCE = 500


def run(typed: Typed) -> int:
    """List them; nothing is done about them."""
    with to_look(typed.paths) as catalog:
        groups = run_here(lookalikes(catalog))
        if typed.json:
            as_json({"groups": [_document(group) for group in groups]})
            return answered(catalog)
        for begin in range(0, len(groups), _AT_ONCE):
            _tell_of(catalog, groups[begin : begin + _AT_ONCE])
    tell(counted(len(groups), "group") if groups else "No two photos look alike.")
    return answered(catalog)


def _tell_of(catalog: Catalog, groups: Sequence[Lookalikes]) -> None:
    wanted = [number for group in groups for number in _numbers(group)]
    with catalog.reading() as look:
        photos = {photo.id: photo for photo in listed(look, wanted)}
    for group in groups:
        line(_line(photos, group.photo_id))
        for other in group.others:
            line(f"{_line(photos, other.photo_id)}  ({_WHY[other.why]})")
        line()


def _line(photos: dict[int, Listed], number: int) -> str:
    return line_of(photos[number]) if number in photos else f"{number:>8}"


def _numbers(group: Lookalikes) -> list[int]:
    return [group.photo_id, *(other.photo_id for other in group.others)]


def _document(group: Lookalikes) -> Json:
    others: list[Json] = [
        {"id": other.photo_id, "why": other.why.value, "bits": other.bits} for other in group.others
    ]
    return {"id": group.photo_id, "others": others}
