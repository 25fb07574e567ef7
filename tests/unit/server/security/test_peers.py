"""From where a question comes: no header of anybody's can tell otherwise."""

from __future__ import annotations

from ipaddress import ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_server.security.peers import UNKNOWN, counted_as, lies_in, peer

PROXIES = (ip_network("10.0.0.0/8"), ip_network("fd00::/8"))


@pytest.mark.parametrize(
    ("connection", "said", "who"),
    [
        ("192.0.2.1", [], "192.0.2.1"),
        ("192.0.2.1", ["198.51.100.7"], "192.0.2.1"),  # nobody trusts this one
        ("10.0.0.1", [], "10.0.0.1"),
        ("10.0.0.1", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.1", ["1.1.1.1, 198.51.100.7"], "198.51.100.7"),  # the first is hearsay
        ("10.0.0.1", ["1.1.1.1", "198.51.100.7"], "198.51.100.7"),  # two headers are one list
        ("10.0.0.1", ["198.51.100.7, 10.0.0.2"], "198.51.100.7"),  # two proxies
        ("10.0.0.1", ["10.0.0.3, 10.0.0.2"], "10.0.0.3"),  # nobody else was there
        ("10.0.0.1", ["1.1.1.1, nonsense"], "10.0.0.1"),
        ("10.0.0.1", [""], "10.0.0.1"),
        ("10.0.0.1", ["[2001:db8::1]"], "2001:db8::1"),
        ("fd00::1", ["2001:db8::1"], "2001:db8::1"),
        ("::ffff:10.0.0.1", ["::ffff:198.51.100.7"], "198.51.100.7"),
        ("fe80::1%eth0", [], "fe80::1"),
        ("", [], UNKNOWN),
        ("a socket's path", ["1.1.1.1"], UNKNOWN),
    ],
)
def test_only_what_a_trusted_proxy_added_is_believed(connection: str, said: list[str], who: str) -> None:
    assert peer(connection, said, PROXIES) == who


@given(st.lists(st.text(max_size=40), max_size=5))
def test_without_a_trusted_proxy_no_header_changes_anything(said: list[str]) -> None:
    assert peer("192.0.2.1", said, ()) == "192.0.2.1"
    assert peer("192.0.2.1", said, PROXIES) == "192.0.2.1"


@given(st.lists(st.text(max_size=40), max_size=5))
def test_behind_a_proxy_what_stands_before_the_last_changes_nothing(said: list[str]) -> None:
    assert peer("10.0.0.1", [*said, "198.51.100.7"], PROXIES) == "198.51.100.7"


def test_whoever_has_one_address_of_the_new_kind_has_them_all() -> None:
    assert counted_as("2001:db8::1") == counted_as("2001:db8::ffff:1") == "2001:db8::/64"
    assert counted_as("2001:db8:0:1::1") != counted_as("2001:db8::1")
    assert counted_as("192.0.2.1") == counted_as("::ffff:192.0.2.1") == "192.0.2.1"
    assert counted_as("who knows") == UNKNOWN


def test_an_address_lies_in_a_network() -> None:
    assert lies_in("10.1.2.3", PROXIES)
    assert not lies_in("11.1.2.3", PROXIES)
    assert not lies_in(UNKNOWN, PROXIES)
