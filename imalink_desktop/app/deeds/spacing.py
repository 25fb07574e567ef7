"""`imalink space`: groups of people on the server, and the photos they are shown.

What is asked of the server is done at once; photos are put in and taken out here, and the next round says it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from imalink_desktop.app.deeds.answers import Json, as_json
from imalink_desktop.app.deeds.answers import line as say
from imalink_desktop.app.deeds.asking import understood
from imalink_desktop.app.deeds.reaching import at_the_server
from imalink_desktop.app.exits import Exit, WrongUse
from imalink_desktop.app.library import answered, drives_there, to_change, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.syncing import Spacing
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import spaces
from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.spaces import KnownSpace
from imalink_desktop.catalog.reads.spaces import spaces as known_spaces
from imalink_desktop.catalog.wording import counted, in_words
from imalink_desktop.sync.groups import Groups


@dataclass(frozen=True, slots=True)
class _Answer:
    """What came of it, for programs and for people."""

    document: dict[str, Json]
    words: tuple[str, ...]


def run(typed: Spacing) -> int:
    """Do what was asked for."""
    match typed.action:
        case "list":
            return _list(typed)
        case "put" | "take":
            return _on_photos(typed)
    if typed.query:
        raise WrongUse(f"“space {typed.action}” takes no photos.", f"imalink space {typed.action} NAME")
    deed = _DEEDS[typed.action]
    with _at_the_server(typed) as (catalog, groups):
        answer = deed(catalog, groups, _named(typed))
    if typed.json:
        as_json(answer.document)
    else:
        for words in answer.words:
            say(words)
    return Exit.DONE


def _list(typed: Spacing) -> int:
    """As they were when the server was last heard."""
    with to_look(typed.paths) as catalog, catalog.reading() as look:
        found = known_spaces(look)
    if typed.json:
        as_json({"spaces": [_document(one) for one in found]})
        return answered(catalog)
    for one in found:
        mine = "yours" if one.is_mine else "you were invited"
        photos = f"{counted(one.photos, 'photo')} of yours"
        say(f"{one.name}  ({mine}, {counted(one.members, 'member')}, {photos})")
    if not found:
        tell("No space yet: imalink space make NAME, or imalink space join CODE")
    return answered(catalog)


def _on_photos(typed: Spacing) -> int:
    name, text = _named(typed), " ".join(typed.query)
    query = understood(text)
    if query is None:
        return Exit.WRONG_USE
    if query == EVERYTHING:
        raise WrongUse("Say which photos, by a query.", f"imalink space {typed.action} {name} rating>=4")
    with to_change(typed.paths) as catalog:
        there = drives_there(catalog)
        with catalog.reading() as look:
            photos = ids(look, query, Sort(), online=there)
        one = _space(catalog, name)
        command = spaces.put_into if typed.action == "put" else spaces.take_out
        changes = command(catalog, photos, [one.id])
    shown = changes.count if "visibility" in changes.fields.get("photo", ()) else 0
    if typed.json:
        found: dict[str, Json] = {"op": changes.op.value, "space": one.name, "found": len(photos)}
        as_json({**found, "changed": changes.count, "shown": bool(shown)})
        return Exit.DONE
    if not photos:
        tell("The query finds no photo.")
    elif changes.count:
        say(f"{in_words(changes.op, changes.count)}: {one.name}.")
        if shown:
            say("What was private is seen by its members once it has been sent: imalink sync")
    else:
        say("Nothing to change: it is so already.")
    return Exit.DONE


def _make(_catalog: Catalog, groups: Groups, name: str) -> _Answer:
    made = groups.make(name)
    return _Answer({"id": made.key, "name": made.name}, (f"The space {made.name} is there.",))


def _invite(catalog: Catalog, groups: Groups, name: str) -> _Answer:
    one = _space(catalog, name)
    code = groups.invite(one.key)
    told = f"For one person, told once. They type: imalink space join {code}"
    return _Answer({"name": one.name, "code": code}, (code, told))


def _join(_catalog: Catalog, groups: Groups, code: str) -> _Answer:
    joined = groups.join(code)
    return _Answer({"id": joined.key, "name": joined.name}, (f"You are in {joined.name} now.",))


def _members(catalog: Catalog, groups: Groups, name: str) -> _Answer:
    one = _space(catalog, name)
    found = groups.members(one.key)
    listed: list[Json] = [{"id": each.key, "name": each.name, "owner": each.is_owner} for each in found]
    words = (f"{each.name} (made it)" if each.is_owner else each.name for each in found)
    return _Answer({"name": one.name, "members": listed}, tuple(words))


def _leave(catalog: Catalog, groups: Groups, name: str) -> _Answer:
    one = _space(catalog, name)
    if one.is_mine:
        raise Expected(f"{one.name} is yours.", f"Delete it: imalink space delete “{one.name}”")
    groups.leave(one.key)
    return _Answer({"name": one.name, "photos": one.photos}, (f"You have left {one.name}.", _unshown(one)))


def _delete(catalog: Catalog, groups: Groups, name: str) -> _Answer:
    one = _space(catalog, name)
    groups.delete(one.key)
    return _Answer({"name": one.name, "photos": one.photos}, (f"{one.name} is deleted.", _unshown(one)))


_DEEDS: dict[str, Callable[[Catalog, Groups, str], _Answer]] = {
    "make": _make,
    "invite": _invite,
    "join": _join,
    "members": _members,
    "leave": _leave,
    "delete": _delete,
}


@contextmanager
def _at_the_server(typed: Spacing) -> Iterator[tuple[Catalog, Groups]]:
    """The catalog and the account's spaces; afterwards the catalog knows which there are."""
    with at_the_server(typed.paths, password_stdin=typed.password_stdin) as reached:
        store, groups = reached.store, reached.server.groups
        store.hear_of_spaces(groups.listed())
        yield reached.catalog, groups
        if gone := store.hear_of_spaces(groups.listed()):
            store.let_go_of_spaces(gone)


def _space(catalog: Catalog, name: str) -> KnownSpace:
    with catalog.reading() as look:
        fitting = [one for one in known_spaces(look) if folded(one.name) == folded(name)]
    if len(fitting) != 1:
        raise Expected(
            f"There are {len(fitting)} spaces called {name}."
            if fitting
            else f"You are in no space called {name}.",
            "Call one of them otherwise first." if fitting else "“imalink space list” shows those there are.",
        )
    return fitting[0]


def _named(typed: Spacing) -> str:
    if typed.name is None or not typed.name.strip():
        what = "the code" if typed.action == "join" else "a name"
        raise WrongUse(f"“space {typed.action}” needs {what}.", f"imalink space {typed.action} NAME")
    return typed.name.strip()


def _unshown(space: KnownSpace) -> str:
    return f"{counted(space.photos, 'photo')} of yours no longer shown there."


def _document(space: KnownSpace) -> Json:
    return {
        "id": space.key,
        "name": space.name,
        "mine": space.is_mine,
        "members": space.members,
        "photos": space.photos,
    }
