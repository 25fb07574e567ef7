"""Addresses of servers: one way to write each, and none where a password must not go."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.base.errors import Expected
from imalink_desktop.sync.address import canonical, is_forbidden, origin


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("photos.example", "https://photos.example"),
        ("  HTTPS://Photos.Example/ ", "https://photos.example"),
        ("https://photos.example:443/imalink//", "https://photos.example/imalink"),
        ("https://photos.example:8443/a/b", "https://photos.example:8443/a/b"),
        ("photos.example:8000", "https://photos.example:8000"),
        ("https://photos.example.", "https://photos.example"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
        ("https://192.168.1.7:8000", "https://192.168.1.7:8000"),
        ("https://[2001:DB8::1]/x", "https://[2001:db8::1]/x"),
        ("http://localhost:8000/", "http://localhost:8000"),
        ("localhost:8000", "http://localhost:8000"),
        ("127.0.0.1:8000/imalink", "http://127.0.0.1:8000/imalink"),
        ("[::1]:8000", "http://[::1]:8000"),
        ("localhost", "http://localhost"),
        ("localhost:443", "https://localhost"),
        ("https://localhost:8000", "https://localhost:8000"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://photos.example/%7Eanna/Photos", "https://photos.example/%7Eanna/Photos"),
        ("https://nas", "https://nas"),
    ],
)
def test_an_address_is_written_in_one_way(typed: str, kept: str) -> None:
    assert canonical(typed) == kept
    assert canonical(kept) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "https://",
        "https:///path",
        "ftp://photos.example",
        "file:///etc/passwd",
        "javascript://photos.example",
        "http://photos.example",
        "http://192.168.1.7",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "https://anna@photos.example",
        "https://anna:secret@photos.example",
        "https://photos.example?x=1",
        "https://photos.example/#there",
        "https://photos.example/?",
        "https://photos.example:0",
        "https://photos.example:99999",
        "https://photos.example:port",
        "https://photos.example/../admin",
        "https://photos.example/%2e%2e/admin",
        "https://photos.example/a%2fb",
        "https://photos.example\\@evil.example",
        "https://photos.example/\nHost: evil.example",
        "https://photos .example",
        "https://-photos.example",
        "https://photos..example",
        "https://0x7f.1",
        "https://2130706433",
        "https://127.1",
        "https://[fe80::1%25eth0]",
        "https://" + "a" * 3000,
    ],
)
def test_what_is_no_address_of_a_server_is_refused(typed: str) -> None:
    with pytest.raises(Expected):
        canonical(typed)


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "169.254.170.2",
        "[fd00:ec2::254]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "[fe80::1]",
        "[fd20:ce::254]",
        "100.100.100.200",
        "168.63.129.16",
        "metadata.google.internal",
        "METADATA",
        "0.0.0.0",  # noqa: S104 - nobody listens there
        "[::]",
        "224.0.0.1",
        "255.255.255.255",
    ],
)
def test_nothing_goes_to_where_clouds_keep_their_secrets(host: str) -> None:
    with pytest.raises(Expected, match="No photo server"):
        canonical(f"https://{host}/latest")


def test_an_address_that_a_name_led_to_is_judged_too() -> None:
    assert is_forbidden("169.254.169.254")
    assert is_forbidden("::ffff:169.254.169.254")
    assert is_forbidden("fe80::1%eth0")
    assert not is_forbidden("192.168.1.7")
    assert not is_forbidden("::1")
    assert not is_forbidden("photos.example")


def test_another_port_or_scheme_is_another_server() -> None:
    assert origin("https://photos.example/a") == origin("https://photos.example:443/b")
    assert origin("https://photos.example") != origin("http://photos.example")
    assert origin("https://photos.example") != origin("https://photos.example:8443")


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z0-9.@:\[\]%/-]{1,40}", fullmatch=True))
def test_whatever_is_typed_is_an_address_or_refused_in_words(typed: str) -> None:
    with suppress(Expected):
        kept = canonical(typed)
        assert canonical(kept) == kept
        assert "@" not in kept.partition("://")[2].partition("/")[0]
        assert kept.isascii()
        assert kept.startswith(("https://", "http://"))
