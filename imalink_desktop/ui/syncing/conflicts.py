"""`ConflictsDialog`: of two values that were kept, one is chosen: by 1 and 2, or by arrows and Enter."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.resolving import Side, resolve, resolve_all
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.resting import Rest
from imalink_desktop.ui.syncing.differing import differing
from imalink_desktop.ui.syncing.doubts import Doubt, Doubts, doubts
from imalink_desktop.ui.syncing.lines import put
from imalink_desktop.ui.syncing.offer import Offer
from imalink_desktop.ui.theme.space import DIALOG, SNUG, WIDE
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, many

_SIZE = QSize(760, 520)
_PICTURE = 150
_LONGEST = 160
"""Signs of what the photo has now; the values to choose of are shown whole."""
_LINES = 3
"""So far an arrow scrolls."""


class ConflictsDialog(QDialog):
    """One at a time; what was chosen can be undone, here and later."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self._library = library
        self._doubts = Doubts()
        self._skipped: dict[int, int] = {}
        """What was left for later: each conflict, and the one it belongs to."""
        self._steps: list[int] = []
        """What was chosen here, as the numbers of steps."""
        self._is_asking = False
        self.setWindowTitle(_("Two values"))
        self.resize(_SIZE)
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE, _PICTURE)
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.count, self.name = label(quiet=True), label(role=Role.HEADING)
        self.day, self.field = label(quiet=True), label(role=Role.TITLE)
        self.noticed, self.now, self.said = label(quiet=True), label(), label()
        self.mine, self.theirs = (
            Offer(key, where, partial(self.choose, side), partial(self.choose_all, side))
            for key, where, side in (
                ("1", _("This computer"), Side.MINE),
                ("2", _("Another computer"), Side.THEIRS),
            )
        )
        self.later = button(_("Not now"), self.skip, _("Both values stay; the next one is shown"))
        self.again = button(_("Show them again"), self._look_again)
        self.undo = button(_("Undo"), self._undo, _("Take back what was chosen last here (Ctrl+Z)"))
        self.shut = button(_("Close"), self.close)
        self._lay_out()
        self._listen()
        self._rest = Rest(self.look)
        self._heard = library.changed.connect(self._hear)
        self.look()

    @property
    def shown(self) -> Doubt | None:
        """The one that is asked about."""
        return next((one for one in self._doubts.first if self._skipped.keys().isdisjoint(one.rows)), None)

    def look(self) -> None:
        """See what there is to choose."""
        self._rest.begin()
        previews, but = self._library.previews, frozenset(self._skipped)
        self._library.ask(self, lambda look: doubts(look, previews, but), self._take)

    def choose(self, side: Side) -> None:
        """Have this one stay."""
        if (doubt := self.shown) is not None:
            self._do(partial(_resolve, doubt=doubt, side=side), self._chosen)

    def choose_all(self, side: Side) -> None:
        """Have this side's stay for all photos that have two values of this kind."""
        if (doubt := self.shown) is not None:
            self._do(partial(_resolve_all, field=doubt.field, side=side), self._chosen)

    def skip(self) -> None:
        """Leave both values as they are, for now."""
        if (doubt := self.shown) is None or self._is_asking:
            return
        self._skipped |= dict.fromkeys(doubt.rows, doubt.rows[0])
        if self.shown is None:
            self.look()
        else:
            self._show()

    def close_down(self) -> None:
        """Hear no more."""
        self._rest.close()
        self._heard.disconnect()

    def _do(
        self, command: Callable[[Catalog], Changes | None], then: Callable[[Changes | None], object]
    ) -> None:
        if self._is_asking:
            return
        self._is_asking = True
        self._say("")
        self._enable()
        self._library.do(command, then, self._failed)

    def _chosen(self, done: Changes | None) -> None:
        if done is not None and done.step is not None:
            self._steps.append(done.step)
        self.look()

    def _failed(self, trouble: Exception) -> None:
        self._say(str(trouble))
        self.look()

    def _undo(self) -> None:
        """What was chosen here, and no other step that came since."""
        if self._steps:
            self._do(partial(Catalog.undo, only=self._steps[-1]), self._undone)

    def _undone(self, _done: Changes | None) -> None:
        self._steps.pop()
        self.look()

    def _look_again(self) -> None:
        self._skipped.clear()
        self.look()

    def _hear(self, changes: Changes) -> None:
        if "conflict" in changes.rows and self.isVisible():
            self._rest.wish()

    def _take(self, found: Doubts) -> None:
        self._rest.end()
        self._is_asking = False
        self._doubts = found
        if found.first and self.shown is None:
            self.look()  # all of these were left for later while they were looked up
        else:
            self._show()

    def _show(self) -> None:
        doubt = self.shown
        self._enable()
        skipped = min(len(set(self._skipped.values())), self._doubts.count)
        left = self._doubts.count - skipped
        if doubt is None:
            self.count.setText(
                many("{n} is left for later.", "{n} are left for later.", skipped)
                if skipped
                else _("Nothing is left to choose.")
            )
            for words in (self.name, self.day, self.field, self.noticed, self.now):
                words.setText("")
            self._picture.clear()
            (self.again if skipped else self.shut).setFocus()
            return
        self.count.setText(many("{n} left to choose", "{n} left to choose", left))
        self.name.setText(doubt.name)
        self.day.setText(doubt.day)
        self.field.setText(doubt.about)
        self.noticed.setText(doubt.noticed)
        is_other = doubt.is_now is None and bool(doubt.now)
        now = _("The photo has now: {value}").format(value=doubt.now) if is_other else ""
        self.now.setText(now if len(now) <= _LONGEST else now[:_LONGEST] + "…")
        self.now.setToolTip(tip(now))
        self.now.setVisible(is_other)
        for offer, value, spans, side in zip(
            (self.mine, self.theirs),
            (doubt.mine, doubt.theirs),
            differing(doubt.mine, doubt.theirs),
            (Side.MINE, Side.THEIRS),
            strict=True,
        ):
            offer.tell(value, spans, is_now=doubt.is_now is side, alike=doubt.alike)
            offer.now.setVisible(not is_other)
        if self.focusWidget() is None or not self.focusWidget().isVisibleTo(self):
            self.mine.take.setFocus()
        picture = QPixmap()
        if doubt.picture is not None and picture.loadFromData(doubt.picture):
            fit, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            self._picture.setPixmap(picture.scaled(_PICTURE, _PICTURE, fit, smooth))
        else:
            self._picture.clear()

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _enable(self) -> None:
        is_there = self.shown is not None
        for offer in (self.mine, self.theirs):
            offer.setVisible(is_there)
            offer.enable(is_enabled=not self._is_asking)
        self.later.setVisible(is_there)
        self.later.setEnabled(not self._is_asking)
        self.again.setVisible(not is_there and bool(self._skipped))
        self.undo.setEnabled(bool(self._steps) and not self._is_asking)

    def _listen(self) -> None:
        for keys, do in (
            ("1", partial(self.choose, Side.MINE)),
            ("2", partial(self.choose, Side.THEIRS)),
            ("Left", self.mine.take.setFocus),
            ("Right", self.theirs.take.setFocus),
            ("Up", partial(self._scroll, -_LINES)),
            ("Down", partial(self._scroll, _LINES)),
            ("Ctrl+Z", self.undo.click),
        ):
            QShortcut(QKeySequence(keys), self, do)
        self.now.hide()
        self.said.hide()

    def _scroll(self, by: int) -> None:
        for offer in (self.mine, self.theirs):
            offer.scroll_by(by)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(SNUG)
        for each in (self.name, self.day, self.field, self.noticed, self.now):
            words.addWidget(each)
        words.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(WIDE)
        top.addWidget(self._picture, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        both = QHBoxLayout()
        both.setSpacing(SNUG)
        both.addWidget(self.mine, 1)
        both.addWidget(self.theirs, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(SNUG)
        column.addWidget(self.count)
        column.addLayout(top)
        column.addLayout(both, 1)
        column.addWidget(self.said)
        column.addSpacing(SNUG)
        column.addLayout(put(QHBoxLayout(), self.later, self.again, self.undo, self.shut))


def _resolve(catalog: Catalog, doubt: Doubt, side: Side) -> Changes:
    return resolve(catalog, doubt.photo, doubt.field, side)


def _resolve_all(catalog: Catalog, field: str, side: Side) -> Changes:
    return resolve_all(catalog, field, side)
