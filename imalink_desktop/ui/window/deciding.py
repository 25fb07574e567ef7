"""Decisions: one key, one decision about what is chosen; shown at once, kept beside, undone by one key.

Nothing asks back: everything can be undone, and says what it did and to how many.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import correcting, deciding, discarding, stacking
from imalink_desktop.catalog.decisions import MOST_STARS, VISIBILITIES, Flag
from imalink_desktop.catalog.reads.rows import Row
from imalink_desktop.catalog.wording import in_words
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.facts import Facts
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.wording import _

_FLAGS = {"pick": Flag.PICKED, "reject": Flag.REJECTED, "unflag": Flag.NONE}
_LABELS = ("red", "yellow", "green", "blue", "purple")


class Deciding:
    """Carries out what the keys say."""

    def __init__(self, library: Library, stage: Stage, facts: Facts, advance: Callable[[], object]) -> None:
        self.said = Signal[str]("what was done, in words")
        self._library = library
        self._stage = stage
        self._facts = facts
        self._advance = advance

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        for stars in range(MOST_STARS + 1):
            actions.on_decision(f"rate {stars}", partial(self.rate, stars))
        for name, flag in _FLAGS.items():
            actions.on_decision(name, partial(self.flag, flag))
        for colour in _LABELS:
            actions.on_decision(f"label {colour}", partial(self.label, colour))
        actions.on("star up", partial(self.shift_stars, 1))
        actions.on("star down", partial(self.shift_stars, -1))
        for level, visibility in VISIBILITIES.items():
            show = partial(deciding.show_to, visibility=visibility)
            foreseen: Callable[[Row], Row] = partial(_with_visibility, level=int(visibility))
            actions.on(f"show to {level}", partial(self._decide, show, foreseen))
        actions.on("rotate left", partial(self.turn, -90))
        actions.on("rotate right", partial(self.turn, 90))
        actions.on("stack", lambda: self._decide(stacking.stack))
        actions.on("unstack", lambda: self._decide(stacking.unstack))
        actions.on("cover", lambda: self._decide(stacking.set_cover))
        actions.on("discard", lambda: self._decide(discarding.discard))
        actions.on("bring back", lambda: self._decide(discarding.bring_back))
        actions.on("undo", self.undo)
        actions.on("redo", self.redo)

    def rate(self, stars: int, advance: bool = False) -> None:
        """Give stars."""
        self._decide(
            partial(deciding.rate, stars=stars), lambda row: replace(row, rating=stars), advance=advance
        )

    def flag(self, flag: Flag, advance: bool = False) -> None:
        """Pick, reject, or neither."""
        self._decide(
            partial(deciding.flag, value=flag), lambda row: replace(row, flag=int(flag)), advance=advance
        )

    def label(self, colour: str, advance: bool = False) -> None:
        """Give a colour; the same once more takes it away."""
        first = None if self._stage.current is None else self._facts.get(self._stage.current)
        wanted = None if first is not None and first.label == colour else colour
        self._decide(
            partial(deciding.label, colour=wanted), lambda row: replace(row, label=wanted), advance=advance
        )

    def shift_stars(self, by: int) -> None:
        """One star more, or less, each from what it has."""

        def becoming(row: Row) -> Row:
            return replace(row, rating=max(0, min(row.rating + by, MOST_STARS)))

        self._decide(partial(deciding.shift_stars, by=by), becoming)

    def turn(self, degrees: int) -> None:
        """Turn what is chosen."""
        self._decide(
            partial(correcting.turn, degrees=degrees),
            lambda row: replace(row, rotation=(row.rotation + degrees) % 360),
        )

    def undo(self) -> None:
        """Take back the last step, whoever looks at what by now."""
        self._library.do(
            Catalog.undo, lambda changes: self._say_turn(changes, _("There is nothing to undo."))
        )

    def redo(self) -> None:
        """Do it again."""
        nothing = _("There is nothing to do again.")
        self._library.do(Catalog.redo, lambda changes: self._say_turn(changes, nothing))

    def _decide(
        self,
        command: Callable[[Catalog, Sequence[int]], Changes],
        becoming: Callable[[Row], Row] | None = None,
        *,
        advance: bool = False,
    ) -> None:
        photos = self._stage.photos
        if not photos:
            self.said.emit(_("Choose a photo first."))
            return
        if becoming is not None:
            self._facts.foresee(photos, becoming)

        def done(changes: Changes | None) -> None:
            self._facts.settle(photos)
            if changes is not None and changes.count:
                self.said.emit(_sentence(in_words(changes.op, changes.count)))

        def failed(trouble: Trouble) -> None:
            self._facts.settle(photos)
            self._library.trouble.emit(trouble)

        self._library.do(lambda catalog: command(catalog, photos), done, failed)
        if advance:
            self._advance()

    def _say_turn(self, changes: Changes | None, nothing: str) -> None:
        if changes is None or changes.of is None:
            self.said.emit(nothing)
            return
        what = in_words(changes.of, changes.count)
        words = _("Undone: {what}.") if changes.op.value == "undo" else _("Done again: {what}.")
        self.said.emit(words.format(what=what))


def _with_visibility(row: Row, level: int) -> Row:
    return replace(row, visibility=level)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
