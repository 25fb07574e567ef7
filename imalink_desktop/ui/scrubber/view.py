"""`Scrubber`: the strip for what is on the stage, and the way to a date that is typed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.reads.timeline import Granularity, Timeline, timeline
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.scrubber.dates import Stretch, find_dates
from imalink_desktop.ui.scrubber.days import Days
from imalink_desktop.ui.scrubber.going import GoToDate
from imalink_desktop.ui.scrubber.hands import TimeStrip
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.wording import _


class Scrubber(TimeStrip):
    """Shows the days of the list. Where that goes by something else, it counts them all the same."""

    def __init__(
        self,
        library: Library,
        stage: Stage,
        actions: Actions,
        parent: QWidget | None = None,
        *,
        clock: Clock = now,
    ) -> None:
        super().__init__(parent)
        self._library, self._clock = library, clock
        self._shown = Shown()
        self._connection = stage.listed.connect(self._listed)
        self.refused.connect(self._explain)
        actions.on("go to date", self.ask_for_date)
        if stage.answered:
            self._listed(stage.shown)

    def ask_for_date(self) -> None:
        """Open a small field for a date."""
        anchor = self if self.isVisible() else self.window()
        field = GoToDate(self.meant, anchor)
        field.wanted.connect(self.go_to)
        field.open_over(anchor)

    def meant(self, text: str) -> Stretch | None:
        """The days that somebody means who types this."""
        return find_dates(text, self._clock().astimezone().date())

    def go_to(self, stretch: Stretch) -> None:
        """Go to these days, or to the nearest that has photos."""
        if not self.strip.days.total:
            self._library.trouble.emit(
                Expected(_("No photo here has a date."), _("Show other photos first."))
            )
        else:
            self.go_to_day(self.strip.days.nearest_in(*stretch))

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()
        self._bubble.hide()

    def _listed(self, shown: Shown) -> None:
        is_other, self._shown = shown.query != self._shown.query, shown
        self._leads, self._has_photos = shown.days is not None, bool(shown.photos)
        self._is_bare = shown.query == EVERYTHING and not shown.photos
        if shown.days is not None:
            self.show_days(Days.of(shown.days), is_other=is_other)
        else:
            question = partial(
                timeline, granularity=Granularity.DAY, query=shown.query, online=self._library.online
            )
            self._library.ask(self, question, partial(self._take_timeline, is_other))

    def _take_timeline(self, is_other: bool, found: Timeline) -> None:
        if not self._leads:
            titles = [(bucket.name, bucket.count) for bucket in found.buckets]
            self.show_days(Days.of([*titles, ("", found.undated)]), is_other=is_other)

    def _explain(self) -> None:
        told = _("The photos are not sorted by time.")
        self._library.trouble.emit(Expected(told, _("Sort them by time to go to a date.")))
