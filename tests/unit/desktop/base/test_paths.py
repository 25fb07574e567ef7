"""Everything the program writes has its place, all of it below `--data-dir` when that is given."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths, is_ours, private_folder

PLACES = ("catalog", "backups", "settings", "logs")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_data_dir_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "imalink_desktop.base.paths._LONGEST_ADDRESS", 1000
    )  # the tests' own folders are long
    paths = Paths.below(tmp_path / "elsewhere")
    places = [getattr(paths, name) for name in PLACES] + [getattr(paths, each.name) for each in fields(Paths)]
    assert len(set(places)) == len(places)
    assert all(place.is_relative_to(tmp_path / "elsewhere") for place in places)
    if os.name != "nt":
        assert Path(paths.socket).is_relative_to(tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists(), "nothing is made before it is needed"


def test_the_work_lies_apart_from_what_can_be_made_again(tmp_path: Path) -> None:
    for paths in (Paths.below(tmp_path), Paths.of_the_user()):
        assert not paths.catalog.is_relative_to(paths.cache)
        assert not paths.backups.is_relative_to(paths.cache)


def test_a_relative_data_dir_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = Paths.below(Path("here"))
    monkeypatch.chdir("/")
    assert paths.catalog.is_relative_to(tmp_path)


def test_two_catalogs_listen_at_two_addresses(tmp_path: Path) -> None:
    assert Paths.below(tmp_path / "a").socket != Paths.below(tmp_path / "b").socket


def test_a_file_where_a_folder_is_needed_is_named(tmp_path: Path) -> None:
    (tmp_path / "afile").touch()
    with pytest.raises(Expected, match=f"file afile in {re.escape(str(tmp_path))}"):
        private_folder(Paths.below(tmp_path / "afile").logs)


@pytest.mark.skipif(os.name == "nt", reason="a pipe lies in no folder")
def test_a_long_data_dir_has_an_address_that_the_system_takes(tmp_path: Path) -> None:
    one, other = (Paths.below(tmp_path / ("long " * 30) / name).socket for name in "ab")
    assert one != other
    for address in (one, other):
        assert len(os.fsencode(address)) <= 100
        assert not Path(address).is_relative_to(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out of a user's folders by itself")
def test_a_folder_in_a_place_for_everybody_must_be_our_own(tmp_path: Path) -> None:
    ours, open_to_all = tmp_path / "ours", tmp_path / "open"
    for folder in (ours, open_to_all):
        private_folder(folder)
    open_to_all.chmod(0o777)
    (tmp_path / "link").symlink_to(ours)
    assert is_ours(ours)
    assert not is_ours(open_to_all)
    assert not is_ours(tmp_path / "link"), "somebody else may have laid it there"
    assert not is_ours(tmp_path / "nowhere")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps others out of a user's folders by itself")
def test_folders_are_for_nobody_else(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir(mode=0o755)
    theirs.chmod(0o755)
    before = os.umask(0)
    try:
        assert private_folder(theirs / "one/two") == theirs / "one/two"
        private_folder(theirs / "one/two")
    finally:
        os.umask(before)
    assert [mode(theirs / "one"), mode(theirs / "one/two"), mode(theirs)] == [0o700, 0o700, 0o755]


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Expected, match="a file file in"):
        private_folder(tmp_path / "file" / "two")
