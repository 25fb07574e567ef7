"""When and where the photos were taken, why we think so, and how to say otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.commands import correcting
from imalink_desktop.ui.inspector.coordinates import read_place
from imalink_desktop.ui.inspector.drafts import Draft
from imalink_desktop.ui.inspector.fields import LineField
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain, show_or_hide
from imalink_desktop.ui.inspector.section import Rows, Section
from imalink_desktop.ui.inspector.shifting import ShiftDialog
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.inspector.telling import days, moment, place
from imalink_desktop.ui.pieces import sign
from imalink_desktop.ui.theme.space import TIGHT
from imalink_desktop.ui.theme.style import mark_wrong
from imalink_desktop.ui.wording import _, many


class WhenAndWhere(Section):
    """Corrections stand beside what the camera said, so each can be taken back."""

    left = Signal()

    def __init__(self, hands: Hands) -> None:
        super().__init__("when", _("When and where"))
        self._hands = hands
        self._subject = Subject()
        self.taken, self._taken_why = plain(), plain(caption=True)
        self.shift = QPushButton(_("Shift time…"))
        self.believe_time = sign("undo", _("Show the time that the camera wrote"))
        self.place = LineField(_("Latitude and longitude"))
        self.place.setToolTip(_("Two numbers, or an address copied from a map"))
        self.wrong = plain(caption=True)
        self._place_why = plain(caption=True)
        self.believe_place = sign("undo", _("Show the place that the camera wrote"))
        rows = Rows()
        rows.add(_("Taken"), self.taken)
        rows.addWidget(self._taken_why, rows.rowCount(), 1)
        rows.addWidget(_side_by_side(self.shift, None, self.believe_time), rows.rowCount(), 1)
        rows.add(_("Place"), _side_by_side(self.place, self.believe_place)).setBuddy(self.place)
        for below in (self.wrong, self._place_why):
            rows.addWidget(below, rows.rowCount(), 1)
        self.body.addLayout(rows)
        self.wrong.hide()
        self.shift.clicked.connect(self.ask_shift)
        self.believe_time.clicked.connect(lambda: hands.change(partial(correcting.set_time, at=None)))
        self.believe_place.clicked.connect(lambda: hands.change(partial(correcting.set_place, place=None)))
        self.place.said.connect(self._say_place)
        self.place.textEdited.connect(self._check)
        self.place.left.connect(self.left)

    def show_subject(self, subject: Subject) -> None:
        """Show their time and place."""
        self._subject = subject
        summary, detail = subject.summary, subject.detail
        if detail is not None:
            taken = detail.taken
            zone = "" if taken.offset is None or taken.corrected else f" {_zone(taken.offset)}"
            self.taken.setToolTip("")
            self.taken.setText(_("No date") if taken.at is None else moment(taken.at) + zone)
        else:
            undated = summary.taken.of - summary.taken.known
            self.taken.setText(days(summary.taken) if subject.total else "")
            self.taken.setToolTip(
                many("{n} without a date", "{n} without a date", undated) if undated else ""
            )
        self.shift.setEnabled(bool(summary.taken.known))
        show_or_hide(self._taken_why, self._why("time", summary.times_corrected))
        self.believe_time.setVisible(bool(summary.times_corrected))
        self._show_place(subject)

    def ask_shift(self) -> None:
        """Ask by how much the time is to be moved, and for which photos."""
        if not self._subject.summary.taken.known:
            return
        dialog = ShiftDialog(self._subject, self._hands, self.window())
        dialog.open()

    def _show_place(self, subject: Subject) -> None:
        summary = subject.summary
        north, east = summary.latitude, summary.longitude
        if north.same and east.same:
            known = north.value is not None and east.value is not None
            text = place(north.value or 0.0, east.value or 0.0) if known else ""
            self.place.tell(Draft(text, photos=subject.photos), _("Latitude, longitude"))
        else:
            self.place.tell(Draft(is_mixed=True, photos=subject.photos), _("Different places"))
        if not self.place.isModified():
            self._mark(is_wrong=False)
        why = self._why("where", summary.places_corrected)
        name = summary.place.value or ""
        height = None if subject.detail is None else subject.detail.where.altitude
        high = "" if height is None else _("{n} m above the sea.").format(n=round(height))
        show_or_hide(self._place_why, " ".join(filter(None, (name and f"{name}.", why, high))))
        self.believe_place.setVisible(bool(summary.places_corrected))

    def _why(self, about: str, corrected: int) -> str:
        if self._subject.detail is not None:
            return self._subject.why.get(about, "")
        return many("{n} corrected", "{n} corrected", corrected) if corrected else ""

    def _say_place(self, text: str, which: Sequence[int]) -> None:
        found = read_place(text) if text else None
        if text and found is None:
            self._hands.library.trouble.emit(
                Expected(
                    _("That is no place on a map."), _("Type latitude and longitude: 59.91390, 10.75220.")
                )
            )
            self.show_subject(self._subject)
            return
        self._hands.change(partial(correcting.set_place, place=found), which)

    def _check(self, text: str) -> None:
        self._mark(is_wrong=bool(text.strip()) and read_place(text) is None)

    def _mark(self, *, is_wrong: bool) -> None:
        mark_wrong(self.place, is_wrong=is_wrong)
        show_or_hide(self.wrong, _("Two numbers, such as 59.91390, 10.75220") if is_wrong else "")


def _zone(offset: str) -> str:
    return f"UTC{offset}" if offset != "+00:00" else "UTC"


def _side_by_side(*widgets: QWidget | None) -> QWidget:
    """Widgets in a row; what is none is a gap."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(TIGHT)
    for widget in widgets:
        if widget is None:
            layout.addStretch()
        else:
            layout.addWidget(widget)
    return row
