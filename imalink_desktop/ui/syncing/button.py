"""`StateButton`: how it stands with the server, in the lowest line; a click leads to more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.syncing.hub import Syncing
from imalink_desktop.ui.syncing.standing import ICONS, Standing, State, sentence, short
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.theme.space import SMALL_ICON, TIGHT
from imalink_desktop.ui.wording import _

_REST = 300
"""Milliseconds: a round that finds nothing new is over by then, and nothing has flickered."""


class StateButton(QToolButton):
    """An icon and few words."""

    def __init__(self, hub: Syncing, keys: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._keys = hub, keys
        self.state = State.SIGNED_OUT
        self.setAutoRaise(True)
        # Wider than the icon is: with a style sheet Qt leaves no room between it and the words.
        self.setIconSize(QSize(SMALL_ICON - 2 + 2 * TIGHT, SMALL_ICON - 2))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._soon = soon(self, self.look, _REST)
        self._connection = hub.changed.connect(self._hear)
        self.look()

    def look(self) -> None:
        """Say how it stands now."""
        standing = self._hub.standing
        self.state = standing.state
        name, tint = ICONS[self.state]
        self.setIcon(icon(name, tint))
        self.setText(short(standing))
        account = "" if standing.account is None else standing.account.words
        more = _("Click to see more") if standing.account else _("Click to sign in to a server of your own")
        lines = [account, sentence(standing), f"{more} ({self._keys})" if self._keys else more]
        self.setToolTip(tip("\n".join(filter(None, lines))))
        self.setAccessibleName(_("Sync: {state}").format(state=short(standing)))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide in each state, but for counts: what stands beside it must not move with a round."""
        wide = self.fontMetrics().horizontalAdvance
        states = (short(Standing(), state) for state in State)
        more = max(wide(words) for words in states) - wide(self.text())
        return super().sizeHint() + QSize(max(0, more), 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The same."""
        return self.sizeHint()

    def close_down(self) -> None:
        """Hear no more."""
        self._soon.stop()
        self._connection.disconnect()

    def _hear(self, standing: Standing) -> None:
        if standing.state is not self.state and standing.state is not State.SYNCING:
            self._soon.stop()
            self.look()
        elif not self._soon.isActive():
            self._soon.start()
