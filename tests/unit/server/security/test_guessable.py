"""A password is none that somebody would try among the first."""

from __future__ import annotations

import pytest

from imalink_server.security.guessable import why_guessable

NAMES = ("anna_m", "Anna.Martin@example.org")


@pytest.mark.parametrize(
    "password",
    [
        *("password", "Password1", "P@ssw0rd!", "passwordpassword", "letmein123", "Sommer2026", "trustno1"),
        *("12345678", "87654321", "1234567890", "abcdefgh", "qwertzui", "1qaz2wsx", "1q2w3e4r", "19840312"),
        *(
            "aaaaaaaa",
            " " * 8,
            "a a a a a a",
            "abababab",
            "abcabcabc",
            "asdfasdf",
            "ａａａａａａａａ",
            "hallohallo",
        ),
        *(
            "anna_m",
            "ANNA_M",
            "anna_m123",
            "anna.martin",
            "anna.martin@example.org",
            "anna_manna_m",
            "example.org",
        ),
    ],
)
def test_it_is_none_of_those_that_are_tried_first(password: str) -> None:
    assert why_guessable(password, NAMES)


@pytest.mark.parametrize(
    "password",
    [
        *(
            "a long enough one",
            "correct horse battery staple",
            "tr0ub4dor&3",
            "kx9$mvq2",
            "annas great garden",
        ),
        *(
            "пароль не для всех",
            "写真が好きです毎日",
            "password managers are fine",
            "31415926535897",
            "xkcdxkcd9",
        ),
    ],
)
def test_whatever_else_one_thinks_of_is_taken(password: str) -> None:
    assert why_guessable(password, NAMES) is None
