"""`imalink rate`, `tag`, `visibility`, `tell`, `edit`, `discard`, `bring-back`, `resolve`, `undo`, `redo`."""

from __future__ import annotations

from imalink_desktop.app.typed import Commands, Typed, number, takes_json, takes_photos
from imalink_desktop.catalog.decisions import FLAGS, MOST_STARS, TOLD, VISIBILITIES


class Rating(Typed):
    """What `rate` was asked for."""

    stars: int


class Tagging(Typed):
    """What `tag` was asked for."""

    add: list[str]
    remove: list[str]


class Showing(Typed):
    """What `visibility` was asked for."""

    level: str


class Telling(Typed):
    """What `tell` was asked for."""

    what: str
    no_more: bool


class Editing(Typed):
    """What `edit` was asked for; what was not named stays."""

    title: str | None
    description: str | None
    flag: str | None
    label: str | None
    author: str | None


class Resolving(Typed):
    """What `resolve` was asked for."""

    id: int
    field: str
    choice: str


def add(commands: Commands) -> None:
    """Say what can be typed."""
    rate = commands.add("rate", "give photos stars; 0 takes them away", _rate)
    rate.add_argument("stars", type=_stars, metavar="STARS", help="0 to 5")
    takes_photos(rate)

    tag = commands.add("tag", "give tags to photos and take tags from them", _tag)
    takes_photos(tag)
    for name, words in (("--add", "give, such as travel/norway"), ("--remove", "take away")):
        told = f"a tag to {words}; may be repeated"
        tag.add_argument(name, action="append", default=[], metavar="T", help=told)

    visibility = commands.add("visibility", "say who may see photos", _show_to)
    visibility.add_argument("level", choices=VISIBILITIES, metavar="LEVEL", help=", ".join(VISIBILITIES))
    takes_photos(visibility)

    tell = commands.add("tell", "let others also see the place of photos, or names", _tell)
    tell.add_argument("what", choices=TOLD, metavar="WHAT", help=", ".join(TOLD))
    takes_photos(tell)
    tell.add_argument("--no-more", action="store_true", help="do not show it, or no more")

    edit = commands.add("edit", "change what is said of photos, in one step", _edit)
    takes_photos(edit)
    for name in ("title", "description", "author", "label"):
        edit.add_argument(f"--{name}", metavar="WORDS", help=f"the {name}; an empty one takes it away")
    edit.add_argument("--flag", choices=FLAGS, help="picked, rejected or neither")

    discard = commands.add("discard", "put photos into the trash; the files stay", _discard)
    bring_back = commands.add("bring-back", "take photos out of the trash", _bring_back)
    takes_photos(discard)
    takes_photos(bring_back)

    resolve = commands.add("resolve", "choose one of two values that are in conflict", _resolve)
    resolve.add_argument("id", type=_number, metavar="ID", help="the photo")
    resolve.add_argument("field", metavar="FIELD", help="what has two values, such as title")
    resolve.add_argument("choice", choices=("mine", "theirs"), help="which one to keep")

    undo = commands.add("undo", "take the last step back", _undo)
    redo = commands.add("redo", "do again what was taken back", _redo)
    for parser in (rate, tag, visibility, tell, edit, discard, bring_back, resolve, undo, redo):
        takes_json(parser)


def _rate(typed: Rating) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.rate(typed)


def _tag(typed: Tagging) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.tag(typed)


def _show_to(typed: Showing) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.show_to(typed)


def _tell(typed: Telling) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.tell_others(typed)


def _edit(typed: Editing) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.edit(typed)


def _discard(typed: Typed) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.discard(typed)


def _bring_back(typed: Typed) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.bring_back(typed)


def _resolve(typed: Resolving) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.resolve(typed)


def _undo(typed: Typed) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.undo(typed)


def _redo(typed: Typed) -> int:
    from imalink_desktop.app.deeds import changing

    return changing.redo(typed)


def _stars(word: str) -> int:
    return number(word, 0, MOST_STARS)


def _number(word: str) -> int:
    return number(word, 1, 2**53)
