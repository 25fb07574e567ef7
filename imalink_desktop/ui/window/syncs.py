"""What belongs to syncing, opened over the window: accounts, the panel, conflicts; and the state below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from shiboken6 import isValid

from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.syncing.button import StateButton
from imalink_desktop.ui.syncing.exposing import Caution, TakingBack, Warner, WayBack
from imalink_desktop.ui.syncing.hub import Syncing
from imalink_desktop.ui.syncing.seen_as import SeenAs
from imalink_desktop.ui.window.once import to_the_front
from imalink_desktop.ui.window.window import MainWindow
from imalink_desktop.ui.wording import _

if TYPE_CHECKING:
    from imalink_desktop.ui.syncing.accounts import AccountsDialog
    from imalink_desktop.ui.syncing.conflicts import ConflictsDialog
    from imalink_desktop.ui.syncing.panel import SyncPanel
    from imalink_desktop.ui.syncing.spaces import SpacesDialog


class Syncs:
    """Each dialog is made when it is asked for, and comes to the front when it is there."""

    def __init__(self, library: Library, stage: Stage, hub: Syncing, window: MainWindow) -> None:
        self._library, self._stage, self._hub, self._window = library, stage, hub, window
        self._accounts: AccountsDialog | None = None
        self._panel: SyncPanel | None = None
        self._conflicts: ConflictsDialog | None = None
        self._spaces: SpacesDialog | None = None
        self._warning = ""
        actions: Actions = window.deeds
        keys = actions["sync panel"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.button = StateButton(hub, keys)
        self.button.clicked.connect(lambda _checked=False: self.show())
        window.status.add_state(self.button)
        self.seen_as = SeenAs(library, stage, actions)
        window.ways_out.append(self.seen_as.leave)
        self._taking_back = TakingBack(library, stage, hub)
        self._taking_back.connect(actions)
        self._taking_back.said.connect(window.message.say)
        self._warner = Warner(library, hub)
        self._warner.warned.connect(self._warn)
        self._warner.overtaken.connect(self._forget_warning)
        actions.on("accounts", self.show_accounts)
        actions.on("spaces", self.show_spaces)
        actions.on("new space", self._new_space)
        actions.on("sync panel", self.show)
        actions.on("sync now", self._sync_now)

    def show(self) -> None:
        """The panel; who is not signed in is led to where that is done."""
        if self._hub.standing.account is None:
            self.show_accounts()
        else:
            self.show_panel()

    def show_panel(self) -> None:
        """What goes on."""
        if self._panel is None or not isValid(self._panel):
            from imalink_desktop.ui.syncing.panel import SyncPanel

            panel = self._panel = SyncPanel(self._library, self._hub, self._window)
            panel.accounts_wanted.connect(self.show_accounts)
            panel.conflicts_wanted.connect(self.show_conflicts)
            panel.waiting_wanted.connect(lambda: self._stage.show(parse("is:waiting")))
        to_the_front(self._panel)

    def show_accounts(self) -> None:
        """Who is signed in where."""
        if self._accounts is None or not isValid(self._accounts):
            from imalink_desktop.ui.syncing.accounts import AccountsDialog

            self._accounts = AccountsDialog(self._hub, self._window)
        else:
            self._accounts.refresh()
        to_the_front(self._accounts)

    def show_spaces(self) -> SpacesDialog:
        """The groups of people one shows photos to."""
        if self._spaces is None or not isValid(self._spaces):
            from imalink_desktop.ui.syncing.spaces import SpacesDialog

            self._spaces = SpacesDialog(self._library, self._hub, self._window)
            self._spaces.accounts_wanted.connect(self.show_accounts)
        self._spaces.look()
        to_the_front(self._spaces)
        return self._spaces

    def _new_space(self) -> None:
        """One for the photos that are chosen."""
        self.show_spaces().begin_new(self._stage.photos)

    def show_conflicts(self) -> None:
        """Two values of which one is to be chosen."""
        if self._conflicts is None or not isValid(self._conflicts):
            from imalink_desktop.ui.syncing.conflicts import ConflictsDialog

            self._conflicts = ConflictsDialog(self._library, self._window)
        self._conflicts.look()
        to_the_front(self._conflicts)

    def close_down(self) -> None:
        """Hear no more."""
        for part in (self._panel, self._conflicts, self._spaces, self._accounts):
            if part is not None and isValid(part):
                part.close_down()
        self._warner.close_down()
        self._taking_back.close_down()
        self.seen_as.close_down()
        self.button.close_down()

    def _sync_now(self) -> None:
        if self._hub.standing.account is None:
            self.show_accounts()
        else:
            self._hub.sync_now()

    def _warn(self, caution: Caution) -> None:
        self._warning = caution.words
        way_back = self._window.deeds[caution.way_back]
        called = _("Undo") if caution.way_back is WayBack.UNDO else _("Redo")
        self._window.message.warn(caution.words, (called, way_back.trigger))

    def _forget_warning(self, _told: None) -> None:
        if self._window.message.words == self._warning:
            self._window.message.hide()
