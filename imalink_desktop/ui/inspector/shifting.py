"""The dialog that sets a wrong clock right: by hours and minutes, for these photos or all of one camera's."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from imalink_core.metadata.names import as_said
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.commands import correcting
from imalink_desktop.catalog.reads.counts import Kind
from imalink_desktop.catalog.reads.facets import Facet, facets
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.inspector.telling import moment
from imalink_desktop.ui.theme import style
from imalink_desktop.ui.theme.space import DIALOG, SNUG, WIDE
from imalink_desktop.ui.wording import _, many

_MOST_HOURS = 24 * 366 * 30
_FORMAT = "yyyy-MM-dd HH:mm:ss"


class ShiftDialog(QDialog):
    """Shows what becomes of the first photo while somebody still turns the numbers."""

    def __init__(self, subject: Subject, hands: Hands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Shift time"))
        self._hands = hands
        self._photos = subject.photos
        taken = subject.summary.taken
        self._first, self._last = taken.low or "", taken.high or ""
        self._camera = next(iter(subject.summary.cameras), None)
        self.chosen = QRadioButton(many("The selected {n} photo", "The selected {n} photos", subject.total))
        self.all_of = QRadioButton(_("All that one camera took"))
        self.chosen.setChecked(True)
        self.camera = QComboBox()
        self.since, self.until = _moment_field(_("From"), self._first), _moment_field(_("To"), self._last)
        self.way = QComboBox()
        self.way.addItems([_("Later by"), _("Earlier by")])
        self.way.setAccessibleName(_("Later or earlier"))
        self.hours = _amount(_("Hours"), _(" h"), _MOST_HOURS)
        self.minutes = _amount(_("Minutes"), _(" min"), 59)
        self.seconds = _amount(_("Seconds"), _(" s"), 59)
        self.preview = plain(quiet=True)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        shift = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        shift.setText(_("Shift"))
        style.primary(shift)
        self._lay_out()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.chosen.toggled.connect(self._changed)
        self.way.currentIndexChanged.connect(self._changed)
        for box in (self.hours, self.minutes, self.seconds):
            box.valueChanged.connect(self._changed)
        self.camera.currentIndexChanged.connect(self._changed)
        self._changed()
        hands.library.ask(("cameras", id(self)), _cameras, self._take)

    @property
    def by(self) -> timedelta:
        """How much later; earlier is less than nothing."""
        amount = timedelta(
            hours=self.hours.value(), minutes=self.minutes.value(), seconds=self.seconds.value()
        )
        return -amount if self.way.currentIndex() else amount

    def accept(self) -> None:
        """Do it, as one step."""
        if self.chosen.isChecked():
            self._hands.change(partial(correcting.shift_time, by=self.by), self._photos)
        else:
            camera = int(self.camera.currentData())
            since, until = _read(self.since), _read(self.until) + timedelta(seconds=1)
            by = self.by
            self._hands.change(
                lambda catalog, _photos: correcting.shift_camera(catalog, camera, since, until, by),
                self._photos,
            )
        super().accept()

    def _take(self, cameras: list[Facet]) -> None:
        if not isValid(self):
            return  # Closed before the answer came.
        for camera in sorted(cameras, key=lambda each: each.name.casefold()):
            self.camera.addItem(as_said(camera.name), camera.key)
            if camera.name == self._camera:
                self.camera.setCurrentIndex(self.camera.count() - 1)
        self.all_of.setEnabled(bool(cameras))
        self._changed()

    def _changed(self) -> None:
        by_camera = self.all_of.isChecked()
        for widget in (self.camera, self.since, self.until):
            widget.setEnabled(by_camera)
        ready = bool(self.by) and (not by_camera or self.camera.currentIndex() >= 0)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
        self.preview.setText(self._preview())

    def _preview(self) -> str:
        try:
            after = datetime.fromisoformat(self._first) + self.by
        except (ValueError, OverflowError):
            return ""
        now, then = moment(self._first), moment(after.isoformat())
        return _("{now}\nbecomes {then}").format(now=now, then=then)

    def _lay_out(self) -> None:
        amount = QHBoxLayout()
        amount.setSpacing(SNUG)
        for part in (self.way, self.hours, self.minutes, self.seconds):
            amount.addWidget(part)
        amount.addStretch()
        camera = QGridLayout()
        camera.setContentsMargins(DIALOG, 0, 0, 0)
        camera.setHorizontalSpacing(SNUG)
        fields: tuple[tuple[str, QWidget], ...] = (
            *((_("Camera"), self.camera), (_("From"), self.since), (_("To"), self.until)),
        )
        for row, (words, widget) in enumerate(fields):
            label = QLabel(words)
            label.setBuddy(widget)
            camera.addWidget(label, row, 0)
            camera.addWidget(widget, row, 1)
        camera.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(DIALOG, DIALOG, DIALOG, WIDE)
        layout.setSpacing(SNUG)
        layout.addLayout(amount)
        layout.addWidget(self.preview)
        layout.addSpacing(SNUG)
        layout.addWidget(self.chosen)
        layout.addWidget(self.all_of)
        layout.addLayout(camera)
        layout.addSpacing(SNUG)
        layout.addWidget(plain(_("The files stay as they are. It can be undone."), caption=True))
        layout.addWidget(self.buttons)
        self.setMinimumWidth(400)


def _amount(name: str, unit: str, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(0, most)
    box.setSuffix(unit)
    box.setAccessibleName(name)
    return box


def _moment_field(name: str, at: str) -> QDateTimeEdit:
    field = QDateTimeEdit()
    field.setDisplayFormat(_FORMAT)
    field.setCalendarPopup(True)
    field.setAccessibleName(name)
    field.setDateTime(QDateTime.fromString(at[:19], Qt.DateFormat.ISODate))
    return field


def _read(field: QDateTimeEdit) -> datetime:
    return datetime.fromisoformat(field.dateTime().toString(Qt.DateFormat.ISODate))


def _cameras(look: Look) -> list[Facet]:
    return facets(look, Kind.CAMERA)
