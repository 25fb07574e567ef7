"""What was done, in the past tense, whoever did it: the inspector, the tree, a key. With what was decided.

3 photos: ★★★★        2 photos: rejected        12 photos stacked        Undone: 3 photos rated
"""

from __future__ import annotations

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.decisions import Flag, Telling, Visibility
from imalink_desktop.catalog.reads.rows import Row
from imalink_desktop.catalog.wording import in_words
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.wording import _, many

_STAR = "\N{BLACK STAR}"

_BY_THE_MACHINE = frozenset(
    {
        *(Op.BEGIN_IMPORT, Op.ACCOUNT_FOR, Op.END_IMPORT, Op.REGISTER, Op.HATCH, Op.STACK),
        *(Op.SEE_DRIVE, Op.ADD_FOLDERS, Op.MARK_FOLDER, Op.RELOCATE, Op.SEE_FILES, Op.SIGN_IN, Op.SIGN_OUT),
        *(Op.PULL, Op.PUSH, Op.SPACE_GONE),
    }
)
"""What an import and the looking for drives do as well: said by those who were asked to do it, if at all."""


class Saying:
    """Hears of every change, and says those that somebody made."""

    def __init__(self, library: Library) -> None:
        self.said = Signal[str]("what was done, in words")
        self._connection = library.changed.connect(self._hear)

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def _hear(self, changes: Changes) -> None:
        if changes.op not in _BY_THE_MACHINE and (changes.count or changes.of is not None):
            self.said.emit(told(changes))


def told(changes: Changes, decided: str = "") -> str:
    """A change in words; with what was decided, where that is known."""
    if changes.of is not None:
        undone = _("Undone: {what}") if changes.op is Op.UNDO else _("Done again: {what}")
        return undone.format(what=in_words(changes.of, changes.count))
    if decided:
        return many("{n} photo: {decided}", "{n} photos: {decided}", changes.count, decided=decided)
    done = in_words(changes.op, changes.count)
    if changes.op is Op.PUT_INTO_SPACE and "visibility" in changes.fields.get("photo", ()):
        return _("{done}. What was private is seen by its members now.").format(done=done)
    return done


def already(decided: str) -> str:
    """What a key says that has changed nothing."""
    return _("It is so already: {decided}").format(decided=decided) if decided else _("Nothing has changed.")


def turned(changes: Changes, photo: Row) -> str:
    """A step of one photo that was undone or done again, with what that photo has by now."""
    done = told(changes)
    if photo.name is None:
        return done
    has = {
        Op.RATE: lambda: stars(photo.rating),
        Op.FLAG: lambda: flag(Flag(photo.flag)),
        Op.LABEL: lambda: label(photo.label),
        Op.SET_VISIBILITY: lambda: level(Visibility(photo.visibility)),
    }.get(changes.of or changes.op)
    if has is None:
        return _("{done} ({photo})").format(done=done, photo=photo.name)
    return _("{done} ({photo}: {has})").format(done=done, photo=photo.name, has=has())


def stars(count: int) -> str:
    """What was given."""
    return _STAR * count if count else _("no stars")


def flag(value: Flag) -> str:
    """What was decided."""
    return {
        Flag.PICKED: _("picked"),
        Flag.NONE: _("neither picked nor rejected"),
        Flag.REJECTED: _("rejected"),
    }[value]


def label(colour: str | None) -> str:
    """The colour that was given or taken away; one that came from elsewhere by its own name."""
    if colour is None:
        return _("no label")
    return {
        "red": _("red label"),
        "yellow": _("yellow label"),
        "green": _("green label"),
        "blue": _("blue label"),
        "purple": _("purple label"),
    }.get(colour, colour)


def level(value: Visibility) -> str:
    """Who may see it from now on."""
    return {
        Visibility.PRIVATE: _("seen by me only"),
        Visibility.SPACE: _("seen in my spaces"),
        Visibility.AUTHENTICATED: _("seen by everybody who is signed in"),
        Visibility.PUBLIC: _("seen by everybody"),
    }[value]


def tells(what: Telling, wanted: bool) -> str:
    """What others are told beside the picture from now on, or no more."""
    return {
        (Telling.PLACE, True): _("others also see the place"),
        (Telling.PLACE, False): _("others do not see the place"),
        (Telling.NAMES, True): _("others also see names"),
        (Telling.NAMES, False): _("others do not see names"),
    }[what, wanted]
