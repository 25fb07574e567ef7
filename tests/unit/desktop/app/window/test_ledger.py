"""What is thrown away is what we drew, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from imalink_desktop.app.desktop.sample.job import draw_all
from imalink_desktop.app.desktop.sample.ledger import Ledger, throw_away
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import run_here
from imalink_desktop.base.workers import Workers
from imalink_desktop.jobs.crew import NoWorkers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "photos" / "sample"


@pytest.fixture
def ledger(tmp_path: Path, folder: Path) -> Ledger:
    made = Ledger(tmp_path / "state" / "drawn.jsonl")
    workers: Workers = NoWorkers()
    run_here(draw_all(folder, made, workers, count=4, size=96))
    return made


def files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_what_was_drawn_is_ours(folder: Path, ledger: Ledger) -> None:
    assert not ledger.is_empty
    assert sorted(ledger.ours(folder)) == files(folder)
    assert len(files(folder)) == 4


def test_drawing_again_adds_nothing(folder: Path, ledger: Ledger) -> None:
    before = {file: file.stat().st_mtime_ns for file in files(folder)}
    run_here(draw_all(folder, ledger, NoWorkers(), count=4, size=96))
    assert {file: file.stat().st_mtime_ns for file in files(folder)} == before


def test_a_folder_with_nothing_else_in_it_goes_whole(folder: Path, ledger: Ledger) -> None:
    assert throw_away(folder, ledger) == 0
    assert not folder.exists()
    assert ledger.is_empty
    assert throw_away(folder, ledger) == 0


def test_files_of_others_stay_and_so_do_ours_that_somebody_changed(folder: Path, ledger: Ledger) -> None:
    changed, *_rest, moved = files(folder)
    changed.write_bytes(changed.read_bytes() + b"edited")
    own = changed.parent / "my own.jpg"
    own.write_bytes(b"mine")
    away = folder / "kept.jpg"
    moved.rename(away)
    assert throw_away(folder, ledger) == 3
    assert files(folder) == sorted([changed, own, away])


def test_a_link_is_nobodys_to_take(folder: Path, ledger: Ledger, tmp_path: Path) -> None:
    first = files(folder)[0]
    elsewhere = tmp_path / "elsewhere.jpg"
    first.rename(elsewhere)
    first.symlink_to(elsewhere)
    throw_away(folder, ledger)
    assert elsewhere.exists()
    assert first.is_symlink()


def test_a_spoilt_ledger_takes_nothing(folder: Path, ledger: Ledger, tmp_path: Path) -> None:
    before = files(folder)
    (tmp_path / "state" / "drawn.jsonl").write_bytes(b'\xff\n["x"]\n{}\nnot json\n')
    assert throw_away(folder, ledger) == len(before)
    assert files(folder) == before


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything may be moved by such a user")
def test_where_there_is_no_trash_the_folder_is_named(folder: Path, ledger: Ledger) -> None:
    folder.parent.chmod(0o500)
    try:
        with pytest.raises(Expected, match=r"delete that folder yourself") as caught:
            throw_away(folder, ledger)
    finally:
        folder.parent.chmod(0o700)
    assert str(folder) in str(caught.value)
    assert not ledger.is_empty
