"""Everything the program writes has its place, all of it below `--data-dir` when that is given."""

from __future__ import annotations

import os
import stat
from dataclasses import fields
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths, private_folder

PLACES = ("catalog", "lock", "backups", "previews", "cold_previews", "settings", "logs")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_data_dir_holds_everything(tmp_path: Path) -> None:
    paths = Paths.below(tmp_path / "elsewhere")
    places = [getattr(paths, name) for name in PLACES] + [getattr(paths, each.name) for each in fields(Paths)]
    assert len(set(places)) == len(places)
    assert all(place.is_relative_to(tmp_path / "elsewhere") for place in places)
    if os.name != "nt":
        assert Path(paths.socket).is_relative_to(tmp_path / "elsewhere")
    assert not (tmp_path / "elsewhere").exists(), "nothing is made before it is needed"


def test_what_can_be_made_again_lies_apart_from_the_work(tmp_path: Path) -> None:
    for paths in (Paths.below(tmp_path), Paths.of_the_user()):
        for derived in (paths.previews, paths.cold_previews):
            assert derived.is_relative_to(paths.cache)
        assert not paths.catalog.is_relative_to(paths.cache)
        assert not paths.backups.is_relative_to(paths.cache)
        assert paths.lock.parent == paths.catalog.parent


def test_a_relative_data_dir_stays_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    paths = Paths.below(Path("here"))
    monkeypatch.chdir("/")
    assert paths.catalog.is_relative_to(tmp_path)


def test_two_catalogs_listen_at_two_addresses(tmp_path: Path) -> None:
    assert Paths.below(tmp_path / "a").socket != Paths.below(tmp_path / "b").socket


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
    with pytest.raises(Expected, match="two"):
        private_folder(tmp_path / "file" / "two")
