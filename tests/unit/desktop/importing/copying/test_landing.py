"""A name is taken only where it is free, whatever the file system can do."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_desktop.importing.copying import landing
from imalink_desktop.importing.copying.landing import land

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the system refuses by itself")

WAYS = [land, landing._by_link, landing._by_rename, landing._by_claim]


@pytest.mark.parametrize("way", WAYS)
def test_a_free_name_is_taken(way: Callable[[Path, Path], None], tmp_path: Path) -> None:
    part, target = tmp_path / "part", tmp_path / "a.jpg"
    part.write_bytes(b"new")
    way(part, target)
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("what", ["a file", "a folder", "a link to nothing"])
def test_a_name_that_is_taken_stays_with_its_file(
    way: Callable[[Path, Path], None], what: str, tmp_path: Path
) -> None:
    part, target = tmp_path / "part", tmp_path / "a.jpg"
    part.write_bytes(b"new")
    if what == "a file":
        target.write_bytes(b"old")
    elif what == "a folder":
        target.mkdir()
    else:
        target.symlink_to(tmp_path / "nothing")
    before = target.lstat()
    with pytest.raises(FileExistsError):
        way(part, target)
    assert part.read_bytes() == b"new"
    assert os.path.samestat(target.lstat(), before)
    assert target.is_file() is (what == "a file")


@pytest.mark.parametrize("missing", [["_by_link"], ["_by_link", "_by_rename"]])
def test_a_disk_without_links_is_served_in_another_way(
    missing: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(*_: Path) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    for way in missing:
        monkeypatch.setattr(landing, way, cannot)
    (tmp_path / "part").write_bytes(b"new")
    (tmp_path / "old.jpg").write_bytes(b"old")
    with pytest.raises(FileExistsError):
        land(tmp_path / "part", tmp_path / "old.jpg")
    land(tmp_path / "part", tmp_path / "a.jpg")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "a.jpg": b"new",
        "old.jpg": b"old",
    }


def test_a_server_that_made_the_link_and_said_otherwise_is_understood(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"new")
    os.link(tmp_path / "part", tmp_path / "a.jpg")
    land(tmp_path / "part", tmp_path / "a.jpg")
    assert [path.name for path in tmp_path.iterdir()] == ["a.jpg"]


def test_where_nothing_can_be_written_that_is_what_is_told(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"new")
    with pytest.raises(FileNotFoundError):
        land(tmp_path / "part", tmp_path / "nothing" / "a.jpg")
    assert (tmp_path / "part").read_bytes() == b"new"
