"""Guessing is limited, and nobody else suffers from it."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from limits.storage import MemoryStorage

from imalink_server.base.clock import now
from imalink_server.base.errors import Code, Refused
from imalink_server.security.attempts import Attempts


def make() -> Attempts:
    return Attempts(MemoryStorage(), now)


def wrong(attempts: Attempts, name: str, address: str) -> Code:
    """Try with a wrong password; tell what came of it."""
    with pytest.raises(Refused) as refused, attempts.attempt(name, address):
        raise Refused(Code.WRONG_CREDENTIALS, "wrong")
    return refused.value.code


def right(attempts: Attempts, name: str, address: str) -> None:
    with attempts.attempt(name, address):
        pass


def test_ten_may_fail_and_then_even_the_right_one_waits() -> None:
    attempts = make()
    assert {wrong(attempts, "anna", "192.0.2.1") for _ in range(10)} == {Code.WRONG_CREDENTIALS}
    assert wrong(attempts, "anna", "192.0.2.1") is Code.TOO_MANY_ATTEMPTS
    with pytest.raises(Refused) as refused:
        right(attempts, "anna", "192.0.2.1")
    wait = refused.value.details["retry_after"]
    assert isinstance(wait, int)
    assert 0 < wait <= 300


def test_others_are_let_in_and_so_is_the_victim_elsewhere() -> None:
    attempts = make()
    for _ in range(20):
        wrong(attempts, "anna", "192.0.2.1")
    right(attempts, "bert", "192.0.2.1")
    right(attempts, "anna", "192.0.2.2")


def test_success_is_not_counted() -> None:
    attempts = make()
    for _ in range(50):
        right(attempts, "anna", "192.0.2.1")


def test_one_address_cannot_try_everybody() -> None:
    attempts = make()
    said = [wrong(attempts, f"person {number}", "2001:db8::1") for number in range(101)]
    assert said == [Code.WRONG_CREDENTIALS] * 100 + [Code.TOO_MANY_ATTEMPTS]
    # Nor with another address of the same line.
    assert wrong(attempts, "anna", "2001:db8::2") is Code.TOO_MANY_ATTEMPTS
    assert wrong(attempts, "anna", "2001:db8:1::1") is Code.WRONG_CREDENTIALS


def test_a_thousand_addresses_cannot_try_one_account_forever() -> None:
    attempts = make()
    said = [wrong(attempts, "anna", f"10.0.{number // 250}.{number % 250}") for number in range(1001)]
    assert said[-2:] == [Code.WRONG_CREDENTIALS, Code.TOO_MANY_ATTEMPTS]


def test_many_at_once_are_counted_one_by_one() -> None:
    attempts = make()
    tried: list[int] = []

    def guess(number: int) -> None:
        with suppress(Refused), attempts.attempt("anna", "192.0.2.1"):
            tried.append(number)
            time.sleep(0.005)  # for the others to come in too, if they could
            raise Refused(Code.WRONG_CREDENTIALS, "wrong")

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(guess, range(64)))
    assert len(tried) == 10


def test_a_bug_is_no_attempt() -> None:
    attempts = make()
    for _ in range(20):
        with suppress(ZeroDivisionError), attempts.attempt("anna", "192.0.2.1"):
            _ = 1 / 0
    right(attempts, "anna", "192.0.2.1")
