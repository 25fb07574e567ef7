"""What a round through a folder finds that the last one did not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.scan import Candidate, scan
from imalink_desktop.importing.watching import rounds as room
from imalink_desktop.importing.watching.rounds import EVERY, RESTING, Changed, Rounds


class Trips:
    """Rounds, and a clock that each look at it moves on."""

    def __init__(self, root: Path) -> None:
        self.now = 0.0
        self.rounds = Rounds(root, LeaveOut.HIDDEN, lambda: self.now)

    def round(self) -> list[Changed]:
        found = self.rounds.step()
        while not self.rounds.is_between:
            found += self.rounds.step()
        return found


@pytest.fixture
def trips(tmp_path: Path) -> Trips:
    for name in ("a.jpg", "2023/b.jpg", "2024/c.jpg", "2024/june/d.jpg"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"photo")
    trips = Trips(tmp_path)
    assert trips.round() == []
    return trips


def edit(path: Path) -> None:
    """Write a file anew in its place, with the same size."""
    path.write_bytes(path.read_bytes()[::-1])
    os.utime(path, ns=(1, 1))


@pytest.mark.parametrize(
    ("deed", "where"),
    [
        (lambda folder: (folder / "2024/new.jpg").write_bytes(b""), "2024"),
        (lambda folder: (folder / "2023/b.jpg").unlink(), "2023"),
        (lambda folder: (folder / "2024/c.jpg").rename(folder / "2024/e.jpg"), "2024"),
        (lambda folder: edit(folder / "2024/june/d.jpg"), "2024/june"),
    ],
)
def test_a_folder_is_told_of_once_when_its_files_are_others(
    trips: Trips, tmp_path: Path, deed: Callable[[Path], object], where: str
) -> None:
    deed(tmp_path)
    assert [changed.folder for changed in trips.round()] == [tmp_path / where]
    assert trips.round() == []


def test_the_files_that_were_written_last_are_named(trips: Trips, tmp_path: Path) -> None:
    os.utime(tmp_path / "2024/c.jpg", ns=(1, 1))
    (tmp_path / "2024/new.jpg").write_bytes(b"")
    (changed,) = trips.round()
    assert changed.newest == (tmp_path / "2024/new.jpg", tmp_path / "2024/c.jpg")


def test_a_round_in_steps_finds_the_same(
    trips: Trips, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "STEP", 1)
    assert trips.round() == []
    (tmp_path / "2024/june/d.jpg").unlink()
    edit(tmp_path / "2024/c.jpg")
    assert {changed.folder.name for changed in trips.round()} == {"2024", "june"}


def test_what_cannot_be_opened_is_not_gone(trips: Trips, tmp_path: Path) -> None:
    aside = tmp_path.with_name("aside")
    tmp_path.rename(aside)
    assert trips.round() == []
    aside.rename(tmp_path)
    assert trips.round() == []


def test_what_is_hidden_is_not_looked_at(trips: Trips, tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache/a.jpg").write_bytes(b"")
    (tmp_path / ".a.jpg.part").write_bytes(b"")
    assert trips.round() == []


def test_a_long_round_is_followed_by_a_longer_rest(trips: Trips, monkeypatch: pytest.MonkeyPatch) -> None:
    times = [trips.rounds.is_time]
    trips.now += EVERY
    times.append(trips.rounds.is_time)
    walk = scan

    def slow(sources: Iterable[Path], *, leave_out: LeaveOut) -> Iterator[Candidate]:
        for candidate in walk(sources, leave_out=leave_out):
            trips.now += EVERY
            yield candidate

    monkeypatch.setattr(room, "scan", slow)
    trips.round()
    trips.now += EVERY * RESTING
    times.append(trips.rounds.is_time)
    trips.now += EVERY * RESTING * 3
    times.append(trips.rounds.is_time)
    assert times == [False, True, False, True]
