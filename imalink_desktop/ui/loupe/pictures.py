"""`Pictures`: those around the photo that is looked at, asked for in the order in which they are wanted.

The last request wins: what is not wanted any more is not made, and what has been made of it is let go.
Previews come by one desk and originals by another, so that a slow file keeps no preview waiting.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from imalink_desktop.base.events import Signal
from imalink_desktop.base.workers import Answer, Done
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.reads.shown import Shown
from imalink_desktop.jobs.desk import Desk
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.loupe.ahead import BUDGET, Sharpness, Wanted, ahead, together
from imalink_desktop.ui.loupe.enlarger import BYTES_PER_PIXEL, Enlarger, Wish
from imalink_desktop.ui.loupe.shots import Nothing, Shot
from imalink_desktop.ui.loupe.zoom import Size

_Made: TypeAlias = Answer[Wish, Shot | Nothing]

_GLIMPSE_BYTES = 512 * 512 * 4
_SCREEN_PIXELS = 1920 * 1440
_LARGEST_SHARE = 0.85
"""Of the budget, for one original: it must leave room for the previews beside it."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Where the photographer looks: at which photo of which, going which way, how closely.

    `whole` asks for the original of this photo, `around` for those of its neighbours too.
    """

    photos: Sequence[int] = ()
    at: int = 0
    direction: int = 1
    view: Size = (1, 1)
    whole: bool = False
    around: bool = False
    on_screen: int | None = None
    """The photo that is painted at this moment, which may be another."""
    together: bool = False
    """Whether all of the photos are in sight, beside each other."""

    @property
    def photo(self) -> int | None:
        """The one that is meant."""
        return self.photos[self.at] if 0 <= self.at < len(self.photos) else None


class Pictures:
    """What is there by now of the photos in sight. For one view, in its thread."""

    def __init__(
        self,
        room: Room,
        enlarger: Enlarger,
        *,
        budget: int = BUDGET,
        originals_on: Lane = Lane.HATCHING,
    ) -> None:
        self.arrived = Signal[int]("there is something new of a photo in the loupe")
        self.changed_met = Signal[Path]("the original of the photo in sight was changed since the import")
        self._budget = budget
        self._sight = Sight()
        self._plan: tuple[Wanted, ...] = ()
        self._held: dict[Wanted, Shot] = {}
        self._facts: dict[int, Shown] = {}
        self._missing: dict[Wanted, Nothing] = {}
        self._asked: dict[Wanted, Desk[Wish, Shot | Nothing]] = {}
        self._stale: set[Wanted] = set()
        self._arranging = False
        self._again = False
        self._closed = False
        self._previews = room.desk(enlarger.from_preview, self._take)
        self._originals = room.desk(enlarger.from_original, self._take_original, originals_on)
        self._reader = room.desk(enlarger.facts, self._take_facts)

    @property
    def bytes(self) -> int:
        """The memory that pictures take; never more than the budget."""
        return sum(shot.bytes for shot in self._held.values())

    def look(self, sight: Sight) -> None:
        """Have ready what is seen from here, and let go of everything else."""
        if sight.view != self._sight.view:
            self._stale.update(wanted for wanted in self._held if wanted.sharpness is Sharpness.SCREEN)
        self._sight = sight
        self._arrange()

    def shots(self, photo: int) -> list[Shot]:
        """The pictures of a photo that are there, the sharpest first."""
        each = (self._held.get(Wanted(photo, sharpness)) for sharpness in reversed(Sharpness))
        return [shot for shot in each if shot is not None]

    def facts(self, photo: int) -> Shown | None:
        """What is known of a photo by now."""
        return self._facts.get(photo)

    def why_nothing(self, photo: int) -> str | None:
        """Why no picture of a photo is to be had; None while one may still come."""
        nothing = self._missing.get(Wanted(photo, Sharpness.SCREEN))
        return None if nothing is None else nothing.why

    def why_not_sharper(self, photo: int) -> str | None:
        """Why the original of a photo cannot be seen."""
        nothing = self._missing.get(Wanted(photo, Sharpness.WHOLE))
        if nothing is not None:
            return nothing.why
        return next((shot.why for shot in self.shots(photo)), self.why_nothing(photo))

    def changed(self, changes: Changes) -> None:
        """Show what a command did: stars at once, and another picture where there is one."""
        known = frozenset() if self._closed else changes.photos & self._facts.keys()
        if "image_file" in changes.fields:
            self.renew(known)
        for photo in known:
            self._reader.submit(photo, photo)

    def renew(self, photos: Collection[int]) -> None:
        """Previews have come or gone: make these again, and show the old ones meanwhile."""
        theirs = {Wanted(photo, sharpness) for photo in photos for sharpness in Sharpness}
        self._stale |= theirs & (self._held.keys() | self._asked.keys())
        for wanted in theirs:
            self._missing.pop(wanted, None)
        self._arrange()

    def renew_all(self) -> None:
        """As when a drive was connected, or taken away."""
        self.renew({wanted.photo for wanted in self._plan})

    def close(self) -> None:
        """Ask no more, and let go of all pictures; a view that lives on for a while may still look."""
        self._closed = True
        for desk in (self._previews, self._originals, self._reader):
            desk.close()
        self._held.clear()

    def _arrange(self) -> None:
        """Bring what is held and what is asked for in line with what is wanted.

        Where there is one thread only, answers come while this asks: then it looks again.
        """
        if self._arranging or self._closed:
            self._again = True
            return
        self._arranging = self._again = True
        try:
            while self._again:
                self._again = False
                self._arrange_once()
        finally:
            self._arranging = False

    def _arrange_once(self) -> None:
        sight = self._sight
        if sight.photo is None:
            self._plan = ()
        elif sight.together:
            self._plan = together(
                sight.photos, sight.at, whole=sight.whole, cost=self._cost, budget=self._budget
            )
        else:
            self._plan = ahead(
                sight.photos,
                sight.at,
                sight.direction,
                whole=sight.whole,
                around=sight.around,
                cost=self._cost,
                budget=self._budget,
                kept=[wanted for wanted in self._held if wanted.photo == sight.on_screen],
            )
        plan = set(self._plan)
        for kept in (self._held, self._missing):
            for wanted in kept.keys() - plan:
                del kept[wanted]
        self._stale &= plan
        photos = {wanted.photo for wanted in plan}
        for photo in self._facts.keys() - photos:
            del self._facts[photo]
        self._recall(plan)
        self._ask()

    def _recall(self, plan: Collection[Wanted]) -> None:
        for desk in (self._previews, self._originals):
            gone = [wanted for wanted, at in self._asked.items() if at is desk and wanted not in plan]
            for wish in desk.drop(gone):
                del self._asked[Wanted(wish.photo, wish.sharpness)]

    def _ask(self) -> None:
        for desk in (self._previews, self._originals):
            desk.prefer(self._plan)
        for wanted in self._plan:
            if self._is_missing(wanted):
                whole = wanted.sharpness is Sharpness.WHOLE
                self._submit(wanted, self._originals if whole else self._previews)

    def _is_missing(self, wanted: Wanted) -> bool:
        if wanted in self._asked or wanted in self._missing:
            return False
        if wanted in self._stale:
            return True
        better = Wanted(wanted.photo, Sharpness.SCREEN)
        return wanted not in self._held and not (wanted < better and better in self._held)

    def _submit(self, wanted: Wanted, desk: Desk[Wish, Shot | Nothing]) -> None:
        self._stale.discard(wanted)
        self._asked[wanted] = desk
        most = round(self._budget * _LARGEST_SHARE)
        desk.submit(wanted, Wish(wanted.photo, wanted.sharpness, self._sight.view, most))

    def _take(self, answer: _Made) -> None:
        """A preview, or where there is none for the screen, the original must do."""
        wanted = Wanted(answer.task.photo, answer.task.sharpness)
        made = answer.value if isinstance(answer, Done) else None
        on_screen = wanted.sharpness is Sharpness.SCREEN and wanted in self._plan
        if on_screen and isinstance(made, Nothing) and made.facts is not None:
            self._facts[wanted.photo] = made.facts
            self._submit(wanted, self._originals)
        else:
            self._take_original(answer)

    def _take_original(self, answer: _Made) -> None:
        wanted = Wanted(answer.task.photo, answer.task.sharpness)
        self._asked.pop(wanted, None)
        if wanted not in self._plan:
            return
        made = (
            answer.value if isinstance(answer, Done) else Nothing(None, wanted.sharpness, str(answer.error))
        )
        if made.facts is not None:
            self._facts[wanted.photo] = made.facts
        if isinstance(made, Shot):
            self._held[wanted] = made
        else:
            self._missing[wanted] = made
            self._held.pop(wanted, None)
        if answer.task.view != self._sight.view and wanted.sharpness is Sharpness.SCREEN:
            self._stale.add(wanted)
        self._arrange()
        self.arrived.emit(wanted.photo)
        if isinstance(made, Nothing) and made.changed is not None and wanted.photo == self._sight.photo:
            self.changed_met.emit(made.changed)

    def _take_facts(self, answer: Answer[int, Shown | None]) -> None:
        if isinstance(answer, Done) and answer.value is not None and answer.task in self._facts:
            self._facts[answer.task] = answer.value
            self.arrived.emit(answer.task)

    def _cost(self, wanted: Wanted) -> int:
        """The memory that a picture takes, or will take as far as one can tell."""
        if (shot := self._held.get(wanted)) is not None:
            return shot.bytes
        match wanted.sharpness:
            case Sharpness.GLIMPSE:
                return _GLIMPSE_BYTES
            case Sharpness.SCREEN:
                return (_SCREEN_PIXELS + self._sight.view[0] * self._sight.view[1]) * 4
            case Sharpness.WHOLE:
                facts = self._facts.get(wanted.photo)
                width, height = (facts and facts.size) or (6000, 4000)
                return round(min(width * height * BYTES_PER_PIXEL, self._budget * _LARGEST_SHARE))
