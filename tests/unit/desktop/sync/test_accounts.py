"""Signing in and out of a real server, and where the tokens are meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.settings.secrets import Secrets
from imalink_desktop.sync.accounts import Badge, checked_name, register
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.transport import Reply, Request, Unreachable
from imalink_desktop.sync.values import Accepted, ServerTrouble, SignInNeeded, Unintelligible
from tests.unit.desktop.sync.ours import PASSWORD, Purse, photo, somebody

slow = pytest.mark.slow


class Scripted:
    """A transport that answers as it is told, and remembers what it was asked."""

    def __init__(self, answer: Callable[[Request], Reply]) -> None:
        self.answer = answer
        self.asked: list[Request] = []

    def send(self, request: Request) -> Reply:
        self.asked.append(request)
        return self.answer(request)

    def close(self) -> None:
        """Nothing is open."""


def said(status: int, document: object) -> Reply:
    return Reply(status, {}, json.dumps(document).encode())


@slow
def test_who_registers_can_sign_in_and_out(address: str) -> None:
    purse = Purse()
    badge, way = somebody(address, purse, "bjarne")
    with way:
        server = Server(way, badge)
        assert server.me().username == "bjarne"
        taken = purse.kept[address, "bjarne"]
        badge.sign_out(way)
        assert purse.kept == {}
        purse.set(address, "bjarne", taken)  # somebody has copied it
        with pytest.raises(SignInNeeded):
            Server(way, badge).me()


@slow
def test_a_name_that_is_taken_and_a_wrong_password_are_said_in_words(address: str) -> None:
    with Http(address) as way:
        register(way, "cecilia", "cecilia@example.org", PASSWORD)
        with pytest.raises(ServerTrouble, match="makes no account"):
            register(way, "cecilia", "other@example.org", PASSWORD)
        purse = Purse()
        with pytest.raises(SignInNeeded, match="Incorrect username or password"):
            Badge(address, "cecilia", purse).sign_in(way, "wrong")
        assert purse.kept == {}


@slow
def test_a_token_that_ended_is_renewed_silently_and_nothing_is_lost(address: str) -> None:
    purse = Purse()
    badge, way = somebody(address, purse)
    kept = purse.kept[address, badge.username]
    access, refresh = kept.split("\n")
    purse.set(address, badge.username, f"{access}x\n{refresh}")
    new = photo()
    with way:
        (outcome,) = Server(way, badge).push([new], "push")
    assert isinstance(outcome, Accepted)
    again = purse.kept[address, badge.username].split("\n")
    assert again[0] != f"{access}x"
    assert again[1] != refresh


@slow
def test_without_a_token_that_holds_somebody_is_asked(address: str) -> None:
    badge, way = somebody(address, purse := Purse())
    with way:
        for kept in ("nonsense", "nonsense\nmore nonsense", ""):
            purse.set(address, badge.username, kept)
            with pytest.raises(SignInNeeded, match="nothing is lost"):
                Server(way, badge).me()


@slow
def test_with_the_password_at_hand_nobody_is_asked(address: str) -> None:
    badge, way = somebody(address)
    with way:
        known = Badge(address, badge.username, Purse(), PASSWORD)
        assert Server(way, known).me().username == badge.username


def test_secrets_of_the_settings_are_keys() -> None:
    secrets = Secrets(None)
    way = Scripted(lambda _: said(200, {"access_token": "abc", "refresh_token": "def"}))
    badge = Badge("https://photos.example", "anna", secrets)
    badge.sign_in(way, "right")
    assert badge.token == "abc"  # noqa: S105
    assert secrets.get("https://photos.example", "anna") == "abc\ndef"
    assert not secrets.is_lasting


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"access_token": 5},
        {"access_token": ""},
        {"access_token": "two\r\nlines"},
        {"access_token": "x" * 9_000},
        [],
        "token",
    ],
)
def test_a_token_that_makes_no_sense_is_not_kept(answer: object) -> None:
    purse = Purse()
    way = Scripted(lambda _: said(200, answer))
    with pytest.raises(Unintelligible):
        Badge("https://photos.example", "anna", purse).sign_in(way, "right")
    assert purse.kept == {}


def test_a_token_is_renewed_once_and_not_for_ever() -> None:
    purse = Purse()
    purse.set("https://photos.example", "anna", "old\nrefresh")

    def answer(request: Request) -> Reply:
        if request.path.endswith("/auth/refresh"):
            return said(200, {"access_token": "new", "refresh_token": "next"})
        return said(401, {"detail": "Not authenticated"})

    way = Scripted(answer)
    with pytest.raises(SignInNeeded):
        Server(way, Badge("https://photos.example", "anna", purse)).me()
    assert [request.path.rpartition("/")[2] for request in way.asked] == ["me", "refresh", "me"]


def test_signing_out_forgets_although_the_server_is_away() -> None:
    def away(_request: Request) -> Reply:
        raise Unreachable("away")

    purse = Purse()
    purse.set("https://photos.example", "anna", "abc")
    Badge("https://photos.example", "anna", purse).sign_out(Scripted(away))
    assert purse.kept == {}


def test_neither_tokens_nor_passwords_stand_in_a_repr() -> None:
    purse = Purse()
    purse.set("https://photos.example", "anna", "abc\ndef")
    badge = Badge("https://photos.example", "anna", purse, "secret")
    for shown in (repr(badge), repr(Server(Scripted(lambda _: said(200, {})), badge))):
        assert "abc" not in shown
        assert "secret" not in shown


def test_a_name_is_checked() -> None:
    assert checked_name(" anna@example.org ") == "anna@example.org"
    for bad in ("", "  ", "an\nna", "x" * 300):
        with pytest.raises(Expected):
            checked_name(bad)
