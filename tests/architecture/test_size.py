"""A file that does not fit in one's head is two files."""

from __future__ import annotations

from tests.architecture import tree

MOST = 400


def test_no_file_is_longer_than_400_lines() -> None:
    lengths = {
        tree.name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in tree.sources()
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > MOST} == {}
