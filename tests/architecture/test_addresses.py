"""No file tells on which machine it was written, or where that machine gets its packages."""

from __future__ import annotations

import re

import pytest

from tests.architecture import tree

# In pieces, so that this file does not find itself.
FORBIDDEN = {
    "a folder of one machine": re.compile(r"(?<![\w.~-])/(?:wor" + r"k|roo" + r"t)/\w"),
    "a package index": re.compile(r"py" + r"pi\.|python" + r"hosted|/sim" + r"ple/", re.IGNORECASE),
    "a setting with an index": re.compile(r"(?:index-url|find-links|trusted-host)[ =]+[^\s\"',]*[:/]"),
}


def complaints(text: str) -> list[str]:
    """Say what in this text tells of a machine."""
    return [f"{what}: {match[0]}" for what, pattern in FORBIDDEN.items() for match in pattern.finditer(text)]


def test_no_file_tells_of_a_machine() -> None:
    found = {}
    for path in tree.files():
        try:
            found[tree.name_of(path)] = complaints(path.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            continue  # a picture has no words
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_the_list_of_versions_holds_no_address() -> None:
    text = (tree.ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert "://" not in text
    assert " @ " not in text
    assert "--index" not in text
    assert "--find-links" not in text


@pytest.mark.parametrize(
    "text",
    [
        "/wor" + "k/main/x.py",
        "cd /roo" + "t/x",
        "--index-" + "url https://x.example",
        "find-" + "links = /opt",
        "https://py" + "pi.example",
    ],
)
def test_an_address_is_found(text: str) -> None:
    assert complaints(text)


@pytest.mark.parametrize(
    "text", ["pictures/wor" + "k/2024", "the root / of it", "--no-emit-index-url", "~/wor" + "k/a"]
)
def test_other_words_are_let_through(text: str) -> None:
    assert not complaints(text)
