"""Passwords are kept so that nobody can read them, and checked in one time."""

from __future__ import annotations

import pytest

from imalink_server.security.passwords import Passwords


@pytest.fixture(scope="module")
def passwords() -> Passwords:
    return Passwords(19 * 1024, 2)


def test_the_right_one_is_right_and_no_other(passwords: Passwords) -> None:
    kept = passwords.hash("correct horse")
    assert passwords.check("correct horse", kept)
    assert not passwords.check("correct horsf", kept)
    assert not passwords.check("", kept)
    assert "horse" not in kept
    assert kept.startswith("$argon2id$")


def test_the_same_one_is_kept_differently_each_time(passwords: Passwords) -> None:
    assert passwords.hash("correct horse") != passwords.hash("correct horse")


def test_who_has_none_is_never_right(passwords: Passwords) -> None:
    assert not passwords.check("correct horse", None)


def test_who_has_none_costs_the_same(passwords: Passwords) -> None:
    # The same work, told from the hash and not from a clock.
    def cost(kept: str) -> str:
        return kept.split("$")[3]

    assert cost(passwords._nobodys) == cost(passwords.hash("correct horse")) == "m=19456,t=2,p=1"


def test_the_way_a_keyboard_writes_a_letter_does_not_matter(passwords: Passwords) -> None:
    assert passwords.check("cafe\N{COMBINING ACUTE ACCENT} au lait", passwords.hash("café au lait"))


def test_long_ones_are_not_cut(passwords: Passwords) -> None:
    kept = passwords.hash("a" * 200)
    assert not passwords.check("a" * 199, kept)


def test_a_hash_of_another_price_is_outdated_but_right(passwords: Passwords) -> None:
    kept = Passwords(20 * 1024, 2).hash("correct horse")
    assert passwords.check("correct horse", kept)
    assert passwords.is_outdated(kept)
    assert not passwords.is_outdated(passwords.hash("correct horse"))
