"""What stands beside each other in the survey, and what the hands do there."""

from __future__ import annotations

from collections.abc import Sequence

from imalink_desktop.base.events import Signal
from imalink_desktop.ui.survey.choice import MOST, Choice, Pair, PlaceOf, Several, Way
from imalink_desktop.ui.survey.view import SurveyView


class Beside:
    """Begins with what is chosen in the grid, and ends when there is nothing left to choose from."""

    def __init__(self, view: SurveyView) -> None:
        self.target = Signal[int]("another photo has the frame")
        self.ended = Signal[None]("there is nothing left to choose from")
        self._view = view
        self._choice: Choice | None = None
        view.moved.connect(self._move)
        view.pointed.connect(self._point)
        view.left_out.connect(self.leave_out)

    def survey(self, photos: Sequence[int], target: int) -> None:
        """Look at these, as far as they can be judged at once."""
        chosen = tuple(photos[:MOST])
        self._take(Several(chosen, chosen.index(target) if target in chosen else 0))

    def compare(self, listed: Sequence[int], best: int, candidate: int) -> None:
        """Look at two places of the list."""
        self._take(Pair(listed, best, candidate))

    @property
    def compared(self) -> tuple[int, int] | None:
        """The best and its candidate, while two are compared."""
        return (self._choice.photos[0], self._choice.photos[1]) if isinstance(self._choice, Pair) else None

    def step(self, by: int) -> None:
        """To the next, or back."""
        self._move(Way.RIGHT if by > 0 else Way.LEFT)

    def leave_out(self) -> None:
        """Look no more at the one with the frame."""
        if self._choice is not None:
            self._take(self._choice.without(self._choice.photos[self._choice.at]))

    def relist(self, listed: Sequence[int], place_of: PlaceOf, rather: int | None = None) -> None:
        """Another list is shown; that photo has the frame, if it is one of those that are seen."""
        if self._choice is not None:
            choice = self._choice.among(listed, place_of)
            if choice is not None and rather in choice.photos:
                choice = choice.pointed(choice.photos.index(rather))
            self._take(choice)

    def end(self) -> None:
        """Nobody looks any more."""
        self._choice = None
        self._view.rest()

    def _move(self, way: Way) -> None:
        if self._choice is not None:
            self._take(self._choice.moved(way, self._view.columns))

    def _point(self, at: int) -> None:
        if self._choice is not None:
            self._take(self._choice.pointed(at))

    def _take(self, choice: Choice | None) -> None:
        self._choice = choice
        if choice is None:
            self.end()
            self.ended.emit(None)
        else:
            self._view.show_photos(choice.photos, choice.at)
            self.target.emit(choice.photos[choice.at])
