"""An original is opened for reading, and what changes meanwhile is refused."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from imalink_core.errors import Problem
from imalink_core.original import open_original


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(bytes(range(256)) * 10_000)
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    with open_original(path) as in_pieces:
        assert in_pieces.sha256() == expected
    with open_original(path) as whole:
        assert (whole.read(), whole.sha256()) == (path.read_bytes(), expected)


def test_a_file_that_grows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(b"half")
    with open_original(path) as original:
        original.check_unchanged()
        path.write_bytes(b"half and the other half")
        with pytest.raises(Problem) as told:
            original.check_unchanged()
        assert told.value.code == "changing"
        with pytest.raises(Problem):
            original.read()


def test_it_cannot_be_written_to(tmp_path: Path) -> None:
    (tmp_path / "photo").write_bytes(b"precious")
    with open_original(tmp_path / "photo") as original, pytest.raises(OSError, match="write"):
        original.file.write(b"x")
