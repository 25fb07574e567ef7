"""`imalink PATH…` opens the window with what is to be imported; a word that is a command is a command."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from imalink_desktop.app.desktop import start
from imalink_desktop.base.paths import Paths
from tests.unit.desktop.app.conftest import Run

Opened = list[tuple[Paths, list[Path]]]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """What windows would have been opened with."""
    windows: Opened = []

    def open_it(paths: Paths, to_import: Sequence[Path] = ()) -> int:
        windows.append((paths, list(to_import)))
        return 0

    monkeypatch.setattr(start, "run", open_it)
    return windows


def test_paths_are_given_to_the_window(run: Run, opened: Opened, tmp_path: Path) -> None:
    (tmp_path / "one.jpg").touch()
    (tmp_path / "card").mkdir()
    home = tmp_path / "home"
    assert run("--data-dir", home, tmp_path / "one.jpg", tmp_path / "card")[0] == 0
    assert run(tmp_path / "card", "--data-dir", home)[0] == 0
    assert opened == [
        (Paths.below(home), [tmp_path / "one.jpg", tmp_path / "card"]),
        (Paths.below(home), [tmp_path / "card"]),
    ]


def test_a_command_stays_a_command_though_a_folder_is_called_so(
    run: Run, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("import", "2024"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    assert run("import", "--data-dir", home)[0] == 2, "the command lacks its path"
    assert run("./import", "--data-dir", home)[0] == 0
    assert run("2024", "--data-dir", home)[0] == 0
    assert [paths for _, paths in opened] == [[tmp_path / "import"], [tmp_path / "2024"]]


def test_a_slip_of_the_keys_opens_nothing(run: Run, opened: Opened, tmp_path: Path) -> None:
    code, _, said = run("lsit", "--data-dir", tmp_path)
    assert code == 2
    assert "lsit" in said
    code, _, said = run(tmp_path / "nowhere")
    assert code == 2
    assert f"there is no {tmp_path / 'nowhere'}" in said
    assert opened == []


@pytest.mark.parametrize("words", [("list",), ("egg", ""), (), ("backup", "--to", "")])
def test_an_empty_word_is_no_folder(
    run: Run, opened: Opened, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, said = run(*words, "--data-dir", "" if "" not in words else tmp_path / "home")
    assert code == 2
    assert "names no folder" in said
    assert opened == []
    assert list(tmp_path.iterdir()) == []


def test_the_help_says_that_paths_can_be_typed_and_where_more_is_told(run: Run, opened: Opened) -> None:
    code, out, _ = run("--help")
    assert code == 0
    assert out.startswith("usage: imalink [-h] [--data-dir DIR] [--version] [COMMAND … | PATH…]\n")
    assert "“imalink COMMAND --help”" in " ".join(out.split())
    assert run("doctor", "--help")[1].startswith("usage: imalink doctor [-h]")
    assert opened == []
