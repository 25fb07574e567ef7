"""`SyncPanel`: what goes on between library and server, what needs somebody, and how it went lately."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.syncing import try_again
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import button, label
from imalink_desktop.ui.resting import Rest
from imalink_desktop.ui.syncing.history import History
from imalink_desktop.ui.syncing.hub import Syncing
from imalink_desktop.ui.syncing.lines import Matter, put
from imalink_desktop.ui.syncing.questions import asked
from imalink_desktop.ui.syncing.refused import Refusal, refusals
from imalink_desktop.ui.syncing.standing import ICONS, Question, Standing, sentence, short
from imalink_desktop.ui.theme.space import DIALOG, LARGE_ICON, SNUG, WIDE
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _, many

_SIZE = QSize(520, 560)
_MOST_SHOWN = 20


class SyncPanel(QDialog):
    """Stays beside the window as long as one likes."""

    accounts_wanted = Signal()
    conflicts_wanted = Signal()
    waiting_wanted = Signal()
    """Show the photos of which something waits."""

    def __init__(self, library: Library, hub: Syncing, parent: QWidget) -> None:
        super().__init__(parent)
        self._library, self._hub = library, hub
        self._refusals: list[Refusal] = []
        self.setWindowTitle(_("Sync"))
        self.resize(_SIZE)
        self._mark, self.title = Mark(side=LARGE_ICON), label(role=Role.TITLE)
        self.account, self.said = label(quiet=True), label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(_("Syncing"))
        self.now = button(_("Sync now"), hub.sync_now)
        primary(self.now)
        self.hold = button(_("Pause"), self._hold)
        self.stop = button(_("Stop"), hub.cancel, _("What has been done stays done"))
        self.sign_in = button(_("Accounts…"), self.accounts_wanted.emit)
        self.waiting = button(_("Show what waits"), self.waiting_wanted.emit)
        self.cannot = label(quiet=True)
        self._matters = QVBoxLayout()
        self._matters.setSpacing(SNUG)
        self.history = History()
        self._lay_out()
        self._rest = Rest(self._ask)
        self._heard = (hub.changed.connect(self._hear), library.changed.connect(self._changed))
        self._shown: tuple[object, ...] = ()
        self._hear(hub.standing)
        self._ask()

    @property
    def matters(self) -> list[Matter]:
        """What needs somebody, as it is shown."""
        items = (self._matters.itemAt(place) for place in range(self._matters.count()))
        found = [None if item is None else item.widget() for item in items]
        return [one for one in found if isinstance(one, Matter)]

    def close_down(self) -> None:
        """Hear no more."""
        self._rest.close()
        for connection in self._heard:
            connection.disconnect()

    def _hold(self) -> None:
        if self._hub.standing.is_paused:
            self._hub.resume()
        else:
            self._hub.pause()

    def _hear(self, standing: Standing) -> None:
        state = standing.state
        self._mark.wear(*ICONS[state])
        self.title.setText(short(standing))
        self.account.setText("" if standing.account is None else standing.account.words)
        self.account.setVisible(standing.account is not None)
        self.said.setText(sentence(standing))
        is_home = standing.account is not None
        policy = self.bar.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.bar.setSizePolicy(policy)
        self.bar.setVisible(standing.is_syncing)
        self.now.setVisible(is_home and not standing.is_syncing)
        self.stop.setVisible(standing.is_syncing)
        self.hold.setVisible(is_home)
        self.hold.setText(_("Go on") if standing.is_paused else _("Pause"))
        self.sign_in.setText(_("Accounts…") if is_home else _("Sign in…"))
        self.waiting.setVisible(standing.waiting > 0)
        self.cannot.setText("\n".join(standing.cannot))
        self.cannot.setVisible(bool(standing.cannot) and is_home)
        self.history.show_rounds(standing.rounds)
        self._show_matters(standing)

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and "outbox" in changes.rows:
            self._rest.wish()

    def _ask(self) -> None:
        self._rest.begin()
        self._library.ask((self, "refused"), refusals, self._take)

    def _take(self, found: list[Refusal]) -> None:
        self._rest.end()
        self._refusals = found
        self._show_matters(self._hub.standing)

    def _show_matters(self, standing: Standing) -> None:
        """Made anew only when they are others: what has the keyboard keeps it."""
        left = set(self._hub.left)
        refused = [one for one in self._refusals if not left.issuperset(one.rows)]
        shown = (standing.asks, standing.is_signed_out, standing.conflicts, refused, standing.account)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._matters.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if standing.account is None:
            return
        if standing.is_signed_out:
            self._put_in(self._signed_out(standing))
        if standing.asks is not Question.NONE:
            self._put_in(self._question(standing.asks))
        if standing.conflicts:
            self._put_in(self._conflicts(standing.conflicts))
        for one in refused[:_MOST_SHOWN]:
            self._put_in(self._refused(one))

    def _put_in(self, matter: Matter) -> None:
        self._matters.addWidget(matter)

    def _signed_out(self, standing: Standing) -> Matter:
        matter = Matter("lock", "warning", _("The server wants your password again."), standing.trouble)
        matter.offer(_("Sign in…"), self.accounts_wanted.emit)
        return matter

    def _question(self, question: Question) -> Matter:
        told = asked(question)
        matter = Matter("warning", "warning", told.words, told.more)
        for answer, words, hint in told.answers:
            matter.offer(words, partial(self._hub.answer, answer), hint)
        return matter

    def _conflicts(self, count: int) -> Matter:
        words = many(
            "Two computers disagree about {n} thing",
            "Two computers disagree about {n} things",
            count,
        )
        matter = Matter("compare", "accent", words, _("Both were kept. You choose which one stays."))
        matter.offer(_("Choose…"), self.conflicts_wanted.emit)
        return matter

    def _refused(self, one: Refusal) -> Matter:
        matter = Matter("warning", "warning", one.words, one.why)
        again = partial(try_again, photos=one.photos)
        matter.offer(
            _("Try again"),
            lambda: self._library.do(again, lambda _done: self._hub.sync_now()),
            _("Send it once more, at once"),
        )
        matter.offer(
            _("Leave it"), partial(self._leave, one), _("It stays here, and nothing asks about it any more")
        )
        return matter

    def _leave(self, one: Refusal) -> None:
        self._hub.leave(one.rows)
        self._show_matters(self._hub.standing)

    def _lay_out(self) -> None:
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(self.title)
        heading.addWidget(self.account)
        top = QHBoxLayout()
        top.setSpacing(SNUG)
        top.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(heading, 1)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(WIDE)
        inner.addLayout(self._matters)
        inner.addWidget(self.cannot)
        inner.addWidget(self.history)
        inner.addStretch(1)
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setFrameShape(QScrollArea.Shape.NoFrame)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(SNUG)
        column.addLayout(top)
        column.addWidget(self.said)
        column.addWidget(self.bar)
        column.addLayout(put(QHBoxLayout(), self.now, self.stop, self.hold, self.waiting, self.sign_in))
        column.addSpacing(SNUG)
        column.addWidget(page, 1)
