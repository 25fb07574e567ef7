"""Tokens hold for whom and as long as they say, and nobody else can make one."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import jwt
import pytest

from imalink_server.security.tokens import Access, Refresh, Tokens, new_code
from tests.unit.server.asking import Clock

KEY = b"a key of thirty-two bytes, or so."
ACCESS = Access("account", "device")
CLOCK = Clock()


def tokens(key: bytes = KEY, server: str = "server", clock: Clock = CLOCK) -> Tokens:
    return Tokens(key, server, timedelta(hours=1), clock)


def claims(**otherwise: object) -> dict[str, object]:
    at = int(CLOCK().timestamp())
    usual = {"iss": "server", "aud": "imalink", "sub": "account", "jti": "device", "iat": at, "exp": at + 60}
    return {name: value for name, value in {**usual, **otherwise}.items() if value is not None}


def signed(said: dict[str, object], key: bytes = KEY, algorithm: str = "HS256") -> str:
    return jwt.encode(said, key, algorithm=algorithm)


def by_hand(header: dict[str, object], said: dict[str, object], signature: str = "") -> str:
    parts = (
        base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode() for part in (header, said)
    )
    return ".".join([*parts, signature])


def test_a_token_says_who_is_asking() -> None:
    assert tokens().read(tokens().issue(ACCESS)) == ACCESS
    assert tokens().read(signed(claims())) == ACCESS


def test_a_token_ends() -> None:
    clock = Clock()
    token = tokens(clock=clock).issue(ACCESS)
    clock.go(minutes=59, seconds=59)
    assert tokens(clock=clock).read(token) == ACCESS
    clock.go(seconds=1)
    assert tokens(clock=clock).read(token) is None


@pytest.mark.parametrize(
    "otherwise",
    [
        {"iss": "another server"},
        {"iss": None},
        {"aud": "another purpose"},
        {"aud": None},
        {"sub": None},
        {"sub": 1},
        {"sub": ["account"]},
        {"jti": None},
        {"jti": 7},
        {"exp": None},
        {"exp": 1},
        {"exp": "tomorrow"},
        {"exp": 4e9},
        {"exp": int(CLOCK().timestamp() * 1000)},
        {"iat": None},
        {"iat": int(CLOCK().timestamp()) + 3600},
        {"nbf": 4_000_000_000},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_is_none(otherwise: dict[str, object]) -> None:
    try:
        token = signed(claims(**otherwise))
    except TypeError:  # PyJWT itself does not sign such a claim
        token = by_hand({"alg": "HS256", "typ": "JWT"}, claims(**otherwise))
    assert tokens().read(token) is None


@pytest.mark.parametrize("algorithm", ["none", "None", "nOnE", "NONE", ""])
def test_a_token_without_a_signature_is_none(algorithm: str) -> None:
    assert tokens().read(by_hand({"alg": algorithm, "typ": "JWT"}, claims())) is None


def test_a_token_of_another_algorithm_key_or_server_is_none() -> None:
    assert tokens().read(signed(claims(), key=KEY * 2, algorithm="HS512")) is None
    assert tokens().read(signed(claims(), key=KEY[::-1])) is None
    assert tokens(server="another").read(tokens().issue(ACCESS)) is None


@pytest.mark.parametrize("token", ["", ".", "..", "a.b.c", "x" * 1_000_000, "\N{SNOWMAN}", "ey.ey.ey"])
def test_nonsense_is_none(token: str) -> None:
    assert tokens().read(token) is None
    assert tokens().read_refresh(token) is None


def test_a_changed_letter_is_noticed() -> None:
    token = tokens().issue(ACCESS)
    for at in range(0, len(token) - 1, 7):
        other = "A" if token[at] != "A" else "B"
        assert tokens().read(token[:at] + other + token[at + 1 :]) is None


def test_a_refresh_token_is_numbered_and_always_the_same() -> None:
    first, second = Refresh("device", 1), Refresh("device", 2)
    assert tokens().refresh(first) == tokens().refresh(first) != tokens().refresh(second)
    assert tokens().read_refresh(tokens().refresh(second)) == second


def test_nobody_else_can_make_a_refresh_token() -> None:
    token = tokens().refresh(Refresh("device", 1))
    assert tokens().read_refresh(token.replace(".1.", ".2.")) is None
    assert tokens().read_refresh(token.replace("device", "defice")) is None
    assert tokens(key=KEY[::-1]).read_refresh(token) is None
    assert tokens(server="another").read_refresh(token) is None


def test_one_kind_is_no_other() -> None:
    assert tokens().read(tokens().refresh(Refresh("device", 1))) is None
    assert tokens().read_refresh(tokens().issue(ACCESS)) is None


def test_a_code_is_no_option_of_a_command() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(code.isascii() and code.isalnum() for code in codes)
