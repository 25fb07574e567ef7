"""Signing in and out in the window."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui.syncing.accounts import AccountsDialog
from imalink_desktop.ui.syncing.standing import State
from imalink_desktop.ui.theme.space import TIGHT
from tests.unit.desktop.sync.ours import PASSWORD
from tests.unit.desktop.sync.raw import saying, whole
from tests.unit.desktop.ui.syncing.conftest import PHOTOS, Desk

pytestmark = pytest.mark.slow


def dialog_of(program: Program) -> AccountsDialog:
    program.actions["accounts"].trigger()
    dialog = program.window.findChild(AccountsDialog)
    assert dialog is not None
    return dialog


def type_in(dialog: AccountsDialog, address: str, name: str, password: str) -> None:
    dialog.address.setText(address)
    dialog.username.setText(name)
    dialog.password.setText(password)


def room_after_the_icon(button: QToolButton) -> int:
    """The widest empty room in the part where the icon ends and the words begin."""
    drawn = button.grab(QRect(0, 0, 3 * button.iconSize().height(), button.height())).toImage()
    ground = drawn.pixel(0, 0)
    inked = [any(drawn.pixel(x, y) != ground for y in range(drawn.height())) for x in range(drawn.width())]
    places = [place for place, is_inked in enumerate(inked) if is_inked]
    return max(after - before - 1 for before, after in pairwise(places))


def test_who_is_not_signed_in_is_told_quietly_and_led_to_where_it_is_done(desk: Desk) -> None:
    program = desk.window()
    button = program.syncs.button
    assert button.text() == "Not signed in"
    assert room_after_the_icon(button) >= TIGHT - 1
    program.syncs.button.click()
    dialog = program.window.findChild(AccountsDialog)
    assert dialog is not None
    assert dialog.isVisible()


def test_an_account_is_made_and_all_photos_are_sent(desk: Desk) -> None:
    program = desk.window()
    dialog = dialog_of(program)
    assert not dialog.email.isVisibleTo(dialog)
    dialog.is_new.setChecked(True)
    assert dialog.email.isVisibleTo(dialog)
    type_in(dialog, f"{desk.address.removeprefix('http://')}/", desk.name, PASSWORD)
    dialog.email.setText(f"{desk.name}@example.org")
    dialog.go.click()
    desk.until(lambda: "signed in" in dialog.said.text())
    assert "no keyring: you stay signed in until ImaLink closes" in dialog.said.text()
    assert dialog.password.text() == ""
    desk.until(lambda: [row.words.text() for row in dialog.rows] == [_account(desk)])
    desk.reaches(program, State.IN_SYNC)
    assert program.syncer.standing.rounds[-1].pushed == PHOTOS


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://photos.example", "Over http anybody on the way could read your password."),
        ("https://169.254.169.254", "No photo server can be at that address."),
        ("https://anna:x@photos.example", "The address has a name or a password in it."),
        ("http://127.0.0.1:9", "The server cannot be reached."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk: Desk, address: str, words: str) -> None:
    dialog = dialog_of(desk.window())
    type_in(dialog, address, "anna", PASSWORD)
    dialog.go.click()
    desk.until(lambda: words in dialog.said.text())
    assert (dialog.address.text(), dialog.password.text()) == (address, PASSWORD)
    assert dialog.go.isEnabled()
    dialog.close()
    assert dialog.password.text() == ""


def test_a_field_that_is_missing_is_marked(desk: Desk) -> None:
    dialog = dialog_of(desk.window())
    type_in(dialog, desk.address, "", "")
    dialog.go.click()
    assert "Name" in dialog.said.text()
    marked = [each for each in dialog.findChildren(QLineEdit) if each.property("wrong")]
    assert marked == [dialog.username]


def test_a_complaint_is_gone_when_the_dialog_is_opened_again(desk: Desk) -> None:
    program = desk.window()
    dialog = dialog_of(program)
    dialog.is_new.setChecked(True)
    type_in(dialog, desk.address, desk.name, PASSWORD)
    dialog.go.click()
    assert dialog.said.text() == "Something is missing: E-mail"
    dialog.reject()  # which Esc does
    again = dialog_of(program)
    assert again is dialog
    assert (dialog.said.isVisibleTo(dialog), dialog.said.text()) == (False, "")
    assert not dialog._mark.isVisibleTo(dialog)
    assert [each for each in dialog.findChildren(QLineEdit) if each.property("wrong")] == []


def test_the_dialog_grows_with_what_it_says_so_that_nothing_is_squeezed(desk: Desk) -> None:
    program = desk.window()
    desk.sign_in(program)
    dialog = dialog_of(program)

    def is_whole() -> bool:
        shown = [each for each in dialog.findChildren(QWidget) if each.isVisibleTo(dialog)]
        column = dialog.layout()
        return (
            column is not None
            and all(
                each.height() >= each.heightForWidth(each.width())
                if isinstance(each, QLabel)
                else each.height() >= each.minimumSizeHint().height()
                for each in shown
            )
            and dialog.height() >= column.totalHeightForWidth(dialog.width())
        )

    desk.until(lambda: len(dialog.rows) == 1 and is_whole())
    type_in(dialog, desk.address, desk.name, PASSWORD)
    dialog.go.click()
    desk.until(lambda: "signed in" in dialog.said.text() and is_whole())
    dialog.is_new.setChecked(True)
    desk.until(is_whole)


def test_a_wrong_password_lets_nobody_in_and_changes_nothing(desk: Desk, here: Program) -> None:
    dialog = dialog_of(here)
    type_in(dialog, desk.address, desk.name, "wrong")
    dialog.go.click()
    desk.until(lambda: "does not let" in dialog.said.text())
    assert here.syncer.standing.account is not None


def test_what_is_no_photo_server_gets_no_password(desk: Desk) -> None:
    with saying(whole("200 OK", b"<html>Hello", "Content-Type: text/html")) as there:
        dialog = dialog_of(desk.window())
        type_in(dialog, there.url, "anna", PASSWORD)
        dialog.go.click()
        desk.until(lambda: "web page" in dialog.said.text())
        assert all(PASSWORD.encode() not in each for each in there.heard)


def test_a_certificate_that_is_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_text("no certificate")
    dialog = dialog_of(desk.window())
    type_in(dialog, "https://photos.example", "anna", PASSWORD)
    dialog.trust(tmp_path / "own.pem")
    dialog.go.click()
    desk.until(lambda: "The certificate own.pem cannot be read." in dialog.said.text())


def test_signing_out_is_asked_once_more_and_leaves_the_photos(desk: Desk, here: Program) -> None:
    dialog = dialog_of(here)
    desk.until(lambda: len(dialog.rows) == 1)
    row = dialog.rows[0]
    row.out.click()
    assert "stay here, and on the server" in row.more.text()
    row.no.click()
    assert here.syncer.standing.account is not None
    row.out.click()
    row.yes.click()
    desk.reaches(here, State.SIGNED_OUT)
    desk.until(lambda: dialog.rows == [])
    assert len(here.stage.shown.photos) == PHOTOS


def test_after_a_restart_without_a_keyring_the_password_is_asked_for_and_nothing_is_lost(
    desk: Desk, here: Program
) -> None:
    here.close()
    again = desk.window()
    desk.reaches(again, State.NEEDS_YOU)
    assert again.syncer.standing.is_signed_out
    assert "nothing is lost" in again.syncer.standing.trouble
    dialog = dialog_of(again)
    desk.until(lambda: "wants your password again" in dialog.rows[0].more.text() if dialog.rows else False)
    desk.sign_in(again)
    desk.reaches(again, State.IN_SYNC)
    desk.until(lambda: dialog.rows[0].more.text() == "This library belongs to it.")


def _account(desk: Desk) -> str:
    return f"{desk.name} on {desk.address.partition('://')[2]}"
