"""Stacks in the grid, opened and closed where they stand. What a closed one hides no key hits; it is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import stacking
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.window.folding import Opened
from imalink_desktop.ui.wording import _, many, number


class Stacks:
    """Carries out what is to be done with whole stacks."""

    def __init__(self, library: Library, stage: Stage, centre: Centre) -> None:
        self.said = Signal[str]("why nothing was done, in words")
        self.told = Signal[str]("what of the stacks a key will hit, in words; nothing where none is chosen")
        self._library = library
        self._stage = stage
        self._centre = centre
        self._connection = stage.chosen.connect(self._tell)

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        actions.on_decision("keep", self.keep)
        actions.on("open stack", self.turn)
        actions.on("open stacks", lambda: self._centre.open_stacks(Opened(all=True)))
        actions.on("close stacks", lambda: self._centre.open_stacks(Opened()))

    def turn(self) -> None:
        """Open the stack of the photo with the frame, or close it."""
        folded, place = self._centre.folded, self._centre.grid.selection.target
        pile = None if place is None else folded.pile_at(place)
        if pile is None:
            self.said.emit(_("No other photo of this list lies in a stack with this one."))
            return
        self._centre.open_stacks(self._centre.opened.turned(folded.piles.stacks[pile]))

    def keep(self, advance: bool = False) -> None:
        """Keep what is chosen and reject the rest of its stack; then on to what comes after that."""
        photos = self._stage.photos
        self._stage.touch()

        def done(changes: Changes | None) -> None:
            if changes is None or not changes.count:
                self.said.emit(_("No photo here lies in a stack."))

        self._library.do(lambda catalog: stacking.keep(catalog, photos), done)
        if advance:
            self._centre.leave_stack()

    def state(self) -> dict[str, Any]:
        """How it is left."""
        return {"all open": self._centre.opened.all}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was left."""
        self._centre.open_stacks(Opened(all=state.get("all open") is True))

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def _tell(self, _photos: Sequence[int]) -> None:
        """Who decides about a closed stack must know that only the top of it is hit."""
        centre = self._centre
        selection, target = centre.grid.selection, centre.grid.selection.target
        runs = selection.runs if centre.view == "grid" else ()
        if not runs and target is not None:
            runs = (range(target, target + 1),)
        sizes = centre.folded.closed_among(runs)
        if not sizes:
            self.told.emit("")
        elif len(sizes) == 1 and sum(map(len, runs)) == 1:
            self.told.emit(_("1 photo · stack of {n}").format(n=number(sizes[0])))
        else:
            self.told.emit(
                many("{n} stack: only its top is hit", "{n} stacks: only their tops are hit", len(sizes))
            )
