"""Commands that change photos. Each answers with what was done, and to how many."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from imalink_desktop.app.caller import out
from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.exits import Exit, Unheard, WrongUse
from imalink_desktop.app.library import to_change
from imalink_desktop.app.telling import tell
from imalink_desktop.app.typed import Typed
from imalink_desktop.app.words.changing import Editing, Rating, Resolving, Showing, Tagging, Telling
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import deciding, discarding, resolving, tagging
from imalink_desktop.catalog.commands.deciding import label_known
from imalink_desktop.catalog.commands.editing import UNSAID, Edit, Unsaid
from imalink_desktop.catalog.commands.editing import edit as edit_photos
from imalink_desktop.catalog.decisions import FLAGS, TOLD, VISIBILITIES
from imalink_desktop.catalog.reads.known import unknown
from imalink_desktop.catalog.wording import counted, in_words

_NAMED = 10
"""So many photos that are not there are named; of more, the rest is counted."""


def rate(typed: Rating) -> int:
    """Give stars."""
    return _on_photos(typed, lambda catalog, photos: deciding.rate(catalog, photos, typed.stars))


def show_to(typed: Showing) -> int:
    """Say who may see them."""
    level = VISIBILITIES[typed.level]
    return _on_photos(typed, lambda catalog, photos: deciding.show_to(catalog, photos, level))


def tell_others(typed: Telling) -> int:
    """Say what they are told."""
    what, wanted = TOLD[typed.what], not typed.no_more
    return _on_photos(typed, lambda catalog, photos: deciding.tell(catalog, photos, what, wanted=wanted))


def tag(typed: Tagging) -> int:
    """Give and take tags."""
    if not typed.add and not typed.remove:
        raise WrongUse("There is no tag to give or to take.", "Name it by --add or --remove.")
    return _on_photos(typed, lambda catalog, photos: tagging.tag(catalog, photos, typed.add, typed.remove))


def edit(typed: Editing) -> int:
    """Change what is said of them, in one step."""
    wanted = Edit(
        title=_said(typed.title),
        description=_said(typed.description),
        flag=UNSAID if typed.flag is None else FLAGS[typed.flag],
        label=_label(typed.label),
        author=_said(typed.author),
    )
    if wanted == Edit():
        raise WrongUse("There is nothing to change.", "Say what the photos should have, such as --title.")
    return _on_photos(typed, lambda catalog, photos: edit_photos(catalog, photos, wanted))


def discard(typed: Typed) -> int:
    """Put them into the trash."""
    return _on_photos(typed, discarding.discard)


def bring_back(typed: Typed) -> int:
    """Take them out of it."""
    return _on_photos(typed, discarding.bring_back)


def resolve(typed: Resolving) -> int:
    """End a conflict."""
    with to_change(typed.paths) as catalog:
        side = resolving.Side(typed.choice)
        _told(resolving.resolve(catalog, typed.id, typed.field, side), as_document=typed.json)
    return Exit.DONE


def undo(typed: Typed) -> int:
    """Take the last step back."""
    return _turn(typed, Catalog.undo, "There is nothing to undo.")


def redo(typed: Typed) -> int:
    """Do it again."""
    return _turn(typed, Catalog.redo, "There is nothing to do again.")


def _on_photos(typed: Typed, command: Callable[[Catalog, Sequence[int]], Changes]) -> int:
    """Do it to the photos that are there, and name those that are not."""
    with to_change(typed.paths) as catalog:
        photos = typed.photos
        with catalog.reading() as look:
            strangers = unknown(look, photos)
        if typed.json or len(strangers) < len(photos):
            _told(command(catalog, photos), as_document=typed.json)
    if strangers:
        named = ", ".join(map(str, strangers[:_NAMED]))
        rest = f" and {len(strangers) - _NAMED:,} more" if len(strangers) > _NAMED else ""
        tell(f"There is no photo {named}{rest}.")
        return Exit.WITH_PROBLEMS
    return Exit.DONE


def _turn(typed: Typed, turn: Callable[[Catalog], Changes | None], nothing: str) -> int:
    with to_change(typed.paths) as catalog:
        changes = turn(catalog)
        if changes is None:
            raise Expected(nothing)
        _told(changes, as_document=typed.json)
        if left := sum(map(len, changes.kept.values())):
            tell(f"{counted(left, 'thing')} stayed: somebody has changed what was done to them.")
    return Exit.DONE


def _told(changes: Changes, *, as_document: bool) -> None:
    """Say what was done. That it cannot be said does not undo it."""
    try:
        _answer(changes, as_document=as_document)
        out().flush()
    except OSError as error:
        raise Unheard(error.strerror or error) from error


def _answer(changes: Changes, *, as_document: bool) -> None:
    if as_document:
        of = {} if changes.of is None else {"of": changes.of.value}
        as_json({"op": changes.op.value, **of, "changed": changes.count})
    elif changes.of is not None:
        line(f"{changes.op.value.capitalize()}: {in_words(changes.of, changes.count)}.")
    elif changes.count:
        line(f"{in_words(changes.op, changes.count)}.")
    else:
        line("Nothing to change: it is so already.")


def _label(colour: str | None) -> str | Unsaid | None:
    label = _said(colour)
    if isinstance(label, str):
        try:
            return label_known(label)
        except Expected as error:
            raise WrongUse(error.sentence, error.next_step) from None
    return label


def _said(words: str | None) -> str | Unsaid | None:
    """What was not named stays; an empty text takes away."""
    return UNSAID if words is None else words.strip() or None
