"""Decisions: one key, one decision about what is chosen; shown at once, and kept beside.

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
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.facts import Facts
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.listing import Shown, brought_back, discarded, piled
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window import saying
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
            actions.on(f"show to {level}", partial(self._decide, show, foreseen, saying.level(visibility)))
        actions.on("rotate left", partial(self.turn, -90))
        actions.on("rotate right", partial(self.turn, 90))
        actions.on("stack", lambda: self._decide(stacking.stack, listed=piled))
        alone = _("No photo here lies in a stack.")
        actions.on("unstack", lambda: self._decide(stacking.unstack, nothing=alone))
        on_top = _("There is no stack, or it lies on top already.")
        actions.on("cover", lambda: self._decide(stacking.set_cover, nothing=on_top))
        lies, stays = _("It lies in the trash already."), _("It does not lie in the trash.")
        actions.on("discard", lambda: self._decide(discarding.discard, listed=discarded, nothing=lies))
        actions.on(
            "bring back", lambda: self._decide(discarding.bring_back, listed=brought_back, nothing=stays)
        )

    def rate(self, stars: int, advance: bool = False) -> None:
        """Give stars."""
        self._decide(
            partial(deciding.rate, stars=stars),
            lambda row: replace(row, rating=stars),
            saying.stars(stars),
            advance=advance,
        )

    def flag(self, flag: Flag, advance: bool = False) -> None:
        """Pick, reject, or neither."""
        self._decide(
            partial(deciding.flag, value=flag),
            lambda row: replace(row, flag=int(flag)),
            saying.flag(flag),
            advance=advance,
        )

    def label(self, colour: str, advance: bool = False) -> None:
        """Give a colour; the same once more takes it away."""
        first = None if self._stage.current is None else self._facts.get(self._stage.current)
        wanted = None if first is not None and first.label == colour else colour
        self._decide(
            partial(deciding.label, colour=wanted),
            lambda row: replace(row, label=wanted),
            saying.label(wanted),
            advance=advance,
        )

    def shift_stars(self, by: int) -> None:
        """One star more, or less, each from what it has."""

        def becoming(row: Row) -> Row:
            return replace(row, rating=max(0, min(row.rating + by, MOST_STARS)))

        more = _("one star more") if by > 0 else _("one star less")
        end = _("There are no more stars to give.") if by > 0 else _("There are no stars to take away.")
        self._decide(partial(deciding.shift_stars, by=by), becoming, more, nothing=end)

    def turn(self, degrees: int) -> None:
        """Turn what is chosen."""
        self._decide(
            partial(correcting.turn, degrees=degrees),
            lambda row: replace(row, rotation=(row.rotation + degrees) % 360),
            _("turned to the right") if degrees > 0 else _("turned to the left"),
        )

    def _decide(
        self,
        command: Callable[[Catalog, Sequence[int]], Changes],
        becoming: Callable[[Row], Row] | None = None,
        decided: str = "",
        *,
        listed: Callable[[Shown, Sequence[int]], Shown] | None = None,
        nothing: str = "",
        advance: bool = False,
    ) -> None:
        photos = self._stage.photos
        if not photos:
            self.said.emit(_("Select a photo first."))
            return
        self._stage.touch()
        if becoming is not None:
            self._facts.foresee(photos, becoming)
        over = None
        if (foreseen := listed) is not None:
            over = self._stage.foresee(lambda shown: foreseen(shown, photos))

        def done(changes: Changes | None) -> None:
            self._facts.settle(photos)
            if over is not None:
                over(changes is not None and changes.count == len(photos))
            if changes is not None and changes.count:
                self.said.emit(saying.told(changes, decided))
            else:
                # Said all the same: else the sentence about the photo before would stand for this one.
                self.said.emit(nothing or saying.already(decided))

        def failed(trouble: Trouble) -> None:
            self._facts.settle(photos)
            if over is not None:
                over(False)
            self._library.trouble.emit(trouble)

        self._library.do(lambda catalog: command(catalog, photos), done, failed)
        if advance:
            self._advance()


def _with_visibility(row: Row, level: int) -> Row:
    return replace(row, visibility=level)
