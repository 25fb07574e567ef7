"""No secret and no user's name is left in a text, however it was written there."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.base.redaction import redact

HOME = Path("/home/anna")
CANARY = "k4n4ri-Vogel"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    "text",
    [
        f"Authorization: Bearer {CANARY}",
        f"Proxy-Authorization: Basic {CANARY}",
        f"headers {{'authorization': 'Bearer {CANARY}', 'x': 1}}",
        f"[(b'Authorization', b'Bearer {CANARY}'), (b'accept', b'*/*')]",
        f"set-cookie: session={CANARY}; Path=/",
        f"access_token={CANARY}",
        f"GET /photos?token={CANARY}&page=2",
        f'{{"password": "{CANARY} with \\" and spaces {CANARY}"}}',
        f"password='a {CANARY}",
        f"password = {CANARY}",
        f"X-Upload-Token: {CANARY}",
        f"client_secret={CANARY!r}",
        f"API-Key: {CANARY}",
        f"the server said bearer {CANARY}",
        f"https://anna:{CANARY}@photos.example.org/x",
        f"https://{CANARY}@photos.example.org",
        f"https://anna:p@{CANARY}@photos.example.org",
    ],
)
def test_a_secret_is_gone(text: str) -> None:
    assert CANARY not in redact(f"before {text} after", HOME)
    assert redact(f"before {text}", HOME).startswith("before ")


def test_a_bare_token_is_known_by_its_look() -> None:
    assert redact(f"got {JWT}.", HOME) == "got ***."


@given(st.text())
def test_any_password_in_json_or_in_a_field_is_gone(password: str) -> None:
    secret = f"{CANARY}{password}{CANARY}"
    assert CANARY not in redact(json.dumps({"user": "anna", "password": secret, "x": 1}), HOME)
    assert CANARY not in redact(f"signing in user='anna' password={secret!r} x=1", HOME)


@pytest.mark.parametrize(
    "text",
    [
        "imported 12 photos from /media/anna/Blue/DCIM",
        "https://photos.example.org/api?page=2",
        "anna@example.org wrote",
        "the basic settings",
    ],
)
def test_other_words_stay(text: str) -> None:
    assert redact(text, HOME) == text


def test_the_home_folder_is_shortened() -> None:
    assert redact("read '/home/anna/Pictures/a.jpg' and /home/anna", HOME) == "read '~/Pictures/a.jpg' and ~"
    assert redact("/home/anna-maria/x", HOME) == "/home/anna-maria/x"
    assert redact("/home/anna/x", Path("/")) == "/home/anna/x"


@pytest.mark.parametrize(
    "piece", ["a", "token", "token=", "'", '\\"', "://", "a://", "eyJa", "authorization:", "b'"]
)
def test_no_text_takes_long(piece: str) -> None:
    begun = time.process_time()
    redact(piece * (20_000 // len(piece)), HOME)
    assert time.process_time() - begun < 2
