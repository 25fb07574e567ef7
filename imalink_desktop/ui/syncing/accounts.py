"""`AccountsDialog`: who is signed in where, signing in to a server of one's own, and out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import button, field_label, label
from imalink_desktop.ui.syncing.hub import SignedIn, SignIn, Syncing
from imalink_desktop.ui.syncing.lines import Matter, put
from imalink_desktop.ui.syncing.standing import Account
from imalink_desktop.ui.theme.space import DIALOG, SNUG, WIDE
from imalink_desktop.ui.theme.style import mark_wrong, primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _

_WIDTH = 520


class AccountsDialog(QDialog):
    """What was typed stays until somebody is in; the password is forgotten when the dialog is closed."""

    def __init__(self, hub: Syncing, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub = hub
        self._home: Account | None = None
        self._authority: Path | None = None
        self._accounts: list[Account] = []
        self.rows: list[AccountRow] = []
        self.setWindowTitle(_("Accounts"))
        self.setMinimumWidth(_WIDTH)
        self._list = QVBoxLayout()
        self._list.setSpacing(SNUG)
        self.address, self.username, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.email, self.invitation = QLineEdit(), QLineEdit()
        self.address.setPlaceholderText(_("https://photos.example"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData
        )
        self.invitation.setPlaceholderText(_("if the server asks for one"))
        self.is_new = QCheckBox(_("I have no account there yet: make one"))
        self.is_new.toggled.connect(lambda _on: self._arrange())
        self.certificate = button(_("Certificate…"), self._choose_certificate)
        self.certificate.setToolTip(
            _("Only for a server whose certificate was signed by an authority of your own (a PEM file)")
        )
        self._certificate = label(_("not needed as a rule"), quiet=True)
        self._mark, self.said = Mark("warning", "warning"), label()
        self._mark.hide()
        self.instead = label(quiet=True)
        self.go = button(_("Sign in"), self.sign_in)
        self.go.setDefault(True)
        primary(self.go)
        self.shut = button(_("Close"), self.close)
        self._lay_out()
        self._arrange()
        self._heard = hub.changed.connect(lambda _standing: self._tell_rows())
        self.refresh()

    def refresh(self) -> None:
        """See who is signed in."""
        self._hub.accounts(self._show_accounts)

    def sign_in(self) -> None:
        """With what was typed."""
        missing = next((each for each in self._needed() if not each.text().strip()), None)
        if missing is not None:
            missing.setFocus()
            self._complain(_("Something is missing: {what}").format(what=missing.accessibleName()), missing)
            return
        self._busy(is_busy=True)
        self._say(_("Signing in…"))
        new = self.is_new.isChecked()
        wish = SignIn(
            self.address.text(),
            self.username.text(),
            self.password.text(),
            email=self.email.text().strip() if new else None,
            invitation=(self.invitation.text().strip() or None) if new else None,
            authority=self._authority,
        )
        self._hub.sign_in(wish, self._signed_in, self._failed)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """No password stays in a field, and no complaint about what was typed."""
        super().hideEvent(event)
        self.password.clear()
        if self.go.isEnabled():
            self._say("")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Only now it is known how high words are."""
        super().showEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Words that are other ones may need more lines."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def close_down(self) -> None:
        """Hear no more."""
        self._heard.disconnect()

    def _signed_in(self, came: SignedIn) -> None:
        if not isValid(self):
            return
        self._busy(is_busy=False)
        self.is_new.setChecked(False)
        self.password.clear()
        kept = _("You stay signed in: the token is in this computer's keyring.")
        if not came.is_kept:
            kept = _("This computer has no keyring: you stay signed in until ImaLink closes.")
        words = _("{account}: signed in.").format(account=came.account.words)
        self._say("\n".join([f"{words} {kept}", *came.cannot]))
        self.refresh()
        self.shut.setFocus()

    def _failed(self, trouble: Trouble) -> None:
        if not isValid(self):
            return
        self._busy(is_busy=False)
        words = str(trouble) if isinstance(trouble, Expected) else _("Something went wrong inside ImaLink.")
        self._say(words, is_wrong=True)
        self.password.setFocus()
        self.password.selectAll()

    def _show_accounts(self, accounts: Sequence[Account]) -> None:
        """Rows stay while they are the same: somebody may be about to press one of their buttons."""
        if not isValid(self):
            return
        if self.rows and list(accounts) == self._accounts:
            self._tell_rows()
            return
        self._accounts = list(accounts)
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = []
        for account in accounts:
            row = AccountRow(account, self._hub)
            row.done.append(self.refresh)
            self.rows.append(row)
            self._list.addWidget(row)
        self._home = next((each for each in accounts if each.is_home), None)
        if self._home is not None and not self.address.text():
            self.address.setText(self._home.url)
            self.username.setText(self._home.username)
        self._arrange()

    def _arrange(self) -> None:
        new, home = self.is_new.isChecked(), self._home
        for field in (self.email, self.invitation):
            self._form.setRowVisible(field, new)
        self.go.setText(_("Make the account and sign in") if new else _("Sign in"))
        if home is not None:
            words = _("This library belongs to {account}. Whoever signs in as somebody else takes its place.")
            self.instead.setText(words.format(account=home.words))
        self.instead.setVisible(home is not None)

    def _tell_rows(self) -> None:
        if isValid(self):
            for row in self.rows:
                row.tell()

    def _fit(self) -> None:
        """As high as all that is said needs at this width, as far as the screen goes."""
        column = self.layout()
        if column is None:
            return
        column.activate()
        room = self.screen().availableGeometry().height()
        high = min(column.totalHeightForWidth(self.width()), room)
        if high != self.minimumHeight() or high != self.height():
            self.setMinimumHeight(high)
            self.resize(self.width(), high)

    def _needed(self) -> tuple[QLineEdit, ...]:
        return (
            self.address,
            self.username,
            self.password,
            *((self.email,) if self.is_new.isChecked() else ()),
        )

    def _busy(self, *, is_busy: bool) -> None:
        for each in (self.go, self.address, self.username, self.password, self.is_new, self.certificate):
            each.setEnabled(not is_busy)

    def _say(self, words: str, *, is_wrong: bool = False) -> None:
        for each in (*self._needed(), self.email):
            mark_wrong(each, is_wrong=False)
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self._mark.setVisible(is_wrong)

    def _complain(self, words: str, where: QLineEdit) -> None:
        self._say(words, is_wrong=True)
        mark_wrong(where, is_wrong=True)
        where.setFocus()
        where.selectAll()

    def _choose_certificate(self) -> None:
        chosen, _kind = QFileDialog.getOpenFileName(
            self, _("Certificate of an authority"), "", _("Certificates (*.pem *.crt *.cer);;All files (*)")
        )
        if chosen:
            self.trust(Path(chosen))

    def trust(self, certificate: Path) -> None:
        """Let this authority vouch for the server."""
        self._authority = certificate
        self._certificate.setText(certificate.name)

    def _lay_out(self) -> None:
        form = self._form = QFormLayout()
        form.setVerticalSpacing(SNUG)
        form.setHorizontalSpacing(WIDE)
        for name, field in (
            (_("Server"), self.address),
            (_("Name"), self.username),
            (_("Password"), self.password),
        ):
            field.setAccessibleName(name)
            form.addRow(field_label(name), field)
        form.addRow("", self.is_new)
        for name, field in ((_("E-mail"), self.email), (_("Invitation"), self.invitation)):
            field.setAccessibleName(name)
            form.addRow(field_label(name), field)
        trusted = put(QHBoxLayout(), self.certificate, self._certificate)
        trusted.setSpacing(SNUG)
        trusted.setStretch(1, 1)
        form.addRow(field_label(_("Own authority")), trusted)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(SNUG)
        column.addLayout(self._list)
        column.addSpacing(SNUG)
        column.addWidget(label(_("Sign in to a server of your own"), role=Role.TITLE))
        column.addWidget(
            label(
                _("Previews and what you say of photos go there. Originals stay on this computer."),
                quiet=True,
            )
        )
        column.addWidget(self.instead)
        column.addSpacing(SNUG)
        column.addLayout(form)
        said = QHBoxLayout()
        said.setSpacing(SNUG)
        said.addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.said, 1)
        column.addLayout(said)
        column.addSpacing(SNUG)
        column.addLayout(put(QHBoxLayout(), self.go, self.shut))
        column.addStretch(1)
        self.said.hide()


class AccountRow(Matter):
    """One account; signing out is asked once more, in place."""

    def __init__(self, account: Account, hub: Syncing) -> None:
        super().__init__("cloud-check" if account.is_home else "person", "icon", account.words)
        self._account, self._hub = account, hub
        self.done: list[Callable[[], object]] = []
        self.out = self.offer(_("Sign out…"), self._ask)
        self.yes = self.offer(_("Sign out"), self._sign_out)
        self.no = self.offer(_("Stay"), self._stay)
        self._stay()

    def tell(self) -> None:
        """How it stands with it, unless something is being asked."""
        if not self.out.isHidden():
            self._stay()

    def _ask(self) -> None:
        words = _("Photos and what you said of them stay here, and on the server.")
        waiting = self._hub.standing.waiting
        if self._account.is_home and waiting:
            words += " " + _("What still waits is not sent until you sign in again.")
        self._show(words, is_asking=True)
        self.no.setFocus()

    def _stay(self) -> None:
        more = _("This library belongs to it.") if self._account.is_home else _("Not this library's.")
        is_out = self._account.is_home and self._hub.standing.is_signed_out
        if is_out:
            more = _("Signed out: the server wants your password again. Type it below; nothing is lost.")
        name, tint = (
            ("lock", "warning") if is_out else ("cloud-check" if self._account.is_home else "person", "icon")
        )
        self.wear(name, tint)
        self._show(more, is_asking=False)

    def _sign_out(self) -> None:
        for each in (self.yes, self.no):
            each.setEnabled(False)
        self.more.setText(_("Signing out…"))
        self._hub.sign_out(self._account, self._gone, self._failed)

    def _gone(self) -> None:
        for tell in self.done:
            tell()

    def _failed(self, trouble: Trouble) -> None:
        if isValid(self):
            self._stay()
            self.more.setText(str(trouble))

    def _show(self, words: str, *, is_asking: bool) -> None:
        self.more.setText(words)
        self.more.show()
        self.out.setVisible(not is_asking)
        for each in (self.yes, self.no):
            each.setVisible(is_asking)
            each.setEnabled(True)
