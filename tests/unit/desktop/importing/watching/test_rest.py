"""When a folder has come to rest: with a clock of our own and files that lie nowhere."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.watching.happened import Happened, Kind, Sieve
from imalink_desktop.importing.watching.rest import LONGEST, MOST_FOLDERS, PAUSE, QUIET, Look, Rest

ROOT = Path("/photos")
TOUCHED, WRITTEN, CLOSED, GONE = Kind.TOUCHED, Kind.WRITTEN, Kind.CLOSED, Kind.GONE


class Desk:
    """A `Rest`, the files it may look at, and the moment."""

    def __init__(self) -> None:
        self.files: dict[Path, Look] = {}
        self.now = 100.0
        self.looks = 0
        self.rest = Rest(self._look)

    def _look(self, path: Path) -> Look:
        self.looks += 1
        return self.files.get(path)

    def note(self, name: str, kind: Kind = TOUCHED, *, folder: bool = False) -> None:
        self.rest.note(Happened(ROOT, ROOT / name, kind, self.now, folder))

    def write(self, name: str, size: int, kind: Kind | None = TOUCHED) -> None:
        self.files[ROOT / name] = (size, int(self.now))
        if kind is not None:
            self.note(name, kind)

    def after(self, seconds: float) -> list[str]:
        """What is due, asking twice a second as a window would."""
        told: list[Path] = []
        for _ in range(int(seconds * 2)):
            self.now += 0.5
            told += self.rest.due(self.now)
        return [path.relative_to(ROOT).as_posix() for path in told]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_a_folder_is_due_once_when_nothing_has_happened_for_a_while(desk: Desk) -> None:
    desk.write("2024/a.jpg", 10)
    assert desk.after(QUIET - 0.5) == []
    assert desk.after(1.0) == ["2024"]
    assert desk.after(LONGEST * 2) == []
    assert len(desk.rest) == 0


def test_every_event_begins_the_waiting_anew(desk: Desk) -> None:
    for number in range(10):
        desk.write(f"2024/{number}.jpg", 10)
        assert desk.after(QUIET - 0.5) == []
    assert desk.after(QUIET) == ["2024"]


def test_a_file_that_grows_without_an_event_is_waited_for(desk: Desk) -> None:
    desk.write("2024/a.mov", 10)
    for size in range(20, 30):
        assert desk.after(1.5) == []
        desk.write("2024/a.mov", size, kind=None)
    assert desk.after(PAUSE) == []
    assert desk.after(QUIET + 1.0) == ["2024"]


def test_a_copy_with_pauses_is_waited_for_until_it_is_closed(desk: Desk) -> None:
    desk.write("2024/a.mov", 10)
    desk.write("2024/a.mov", 20, WRITTEN)
    assert desk.after(LONGEST / 2) == []
    desk.write("2024/a.mov", 30, WRITTEN)
    desk.note("2024/a.mov", CLOSED)
    assert desk.after(QUIET + 1.0) == ["2024"]


def test_what_never_rests_is_told_of_as_it_is_and_again_later(desk: Desk) -> None:
    desk.write("2024/a.mov", 10, WRITTEN)
    told: list[str] = []
    for size in range(20, 20 + int(LONGEST)):
        desk.write("2024/a.mov", size, WRITTEN)
        told += desk.after(1.0)
    assert told == ["2024"]
    desk.note("2024/a.mov", CLOSED)
    assert desk.after(QUIET + 1.0) == ["2024"]


def test_a_folder_waits_for_what_lies_below_it(desk: Desk) -> None:
    desk.write("a.jpg", 1)
    desk.write("trip/day/b.mov", 1, WRITTEN)
    desk.write("other/c.jpg", 1)
    assert desk.after(QUIET + 1.0) == ["other"]
    desk.note("trip/day/b.mov", CLOSED)
    assert desk.after(QUIET + 1.0) == ["."]
    assert len(desk.rest) == 0


def test_a_file_that_is_gone_makes_its_folder_due(desk: Desk) -> None:
    desk.note("2024/a.jpg", GONE)
    assert desk.after(QUIET) == ["2024"]


def test_a_file_that_was_written_and_thrown_away_is_not_waited_for(desk: Desk) -> None:
    desk.write("2024/a.tmp", 10, WRITTEN)
    desk.note("2024/a.tmp", GONE)
    assert desk.after(QUIET) == ["2024"]


def test_a_folder_that_is_gone_is_looked_for_from_above(desk: Desk) -> None:
    desk.write("2024/june/a.mov", 1, WRITTEN)
    desk.note("2024/june", GONE, folder=True)
    assert desk.after(QUIET) == ["2024"]


def test_a_folder_that_moved_is_due_where_it_is_and_missed_where_it_was(desk: Desk) -> None:
    desk.write("old/sub/a.jpg", 1, WRITTEN)
    desk.note("old/sub", GONE, folder=True)
    desk.note("new/sub", folder=True)
    assert desk.after(QUIET) == ["new/sub", "old"]


def test_the_watched_folder_itself_can_be_due(desk: Desk) -> None:
    desk.note("", folder=True)
    assert desk.after(QUIET) == ["."]


def test_a_burst_costs_little_memory_and_few_looks(desk: Desk) -> None:
    names = [f"2024/{number}.jpg" for number in range(30_000)]
    names += [f"tree/{number}/a.jpg" for number in range(3_000)]
    # Made before, and kept: Python's own table of names grows when it likes, and since 3.12 a path keeps
    # what it is asked for the first time, as its place and its hash are here.
    burst = {path: path.parent for path in (ROOT / name for name in names)}
    tracemalloc.start()
    for path in burst:
        desk.rest.note(Happened(ROOT, path, TOUCHED, desk.now))
    grown, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 1 << 20
    assert len(desk.rest) <= MOST_FOLDERS
    assert desk.after(QUIET + 1.0) == ["."]
    assert desk.looks < 100


def test_after_a_burst_folders_are_told_apart_again(desk: Desk) -> None:
    for number in range(MOST_FOLDERS + 1):
        desk.note(f"{number}/a.jpg")
    assert desk.after(QUIET + 1.0) == ["."]
    desk.note("2024/a.jpg")
    assert desk.after(QUIET + 1.0) == ["2024"]


_names = st.sampled_from(["a", "b", "a/b", "a/b/c", "b/c"])
_events = st.lists(
    st.tuples(_names, st.sampled_from(Kind), st.booleans(), st.sampled_from([0.0, 0.5, 3.0, 20.0])),
    max_size=30,
)


@given(_events)
def test_whatever_happens_all_of_it_is_told_and_nothing_inside_another(
    events: list[tuple[str, Kind, bool, float]],
) -> None:
    desk = Desk()
    owed: set[Path] = set()
    for name, kind, is_folder, wait in events:
        desk.note(name, kind, folder=is_folder)
        path = ROOT / name
        owed.add(path if is_folder and kind is not GONE else path.parent)
        desk.now += wait
        owed = _paid(owed, desk)
    while len(desk.rest):
        desk.now += 1.0
        owed = _paid(owed, desk)
    assert owed == set()


def _paid(owed: set[Path], desk: Desk) -> set[Path]:
    """What is still owed. A folder that is gone is told by one above it."""
    told = desk.rest.due(desk.now)
    assert not any(one in other.parents for one in told for other in told)
    return {path for path in owed if not any(path.is_relative_to(one) for one in told)}


@pytest.mark.parametrize(
    ("path", "passes"),
    [
        ("/photos/2024/a.jpg", True),
        ("/photos/.hidden/a.jpg", False),
        ("/photos/2024/.a.jpg.x7Kq", False),
        ("/photos/@eaDir/a.jpg", False),
        ("/photos/Thumbs.db", False),
        ("/photos/data/catalog.db-wal", False),
        ("/elsewhere/a.jpg", False),
    ],
)
def test_what_an_import_leaves_out_nobody_waits_for(path: str, passes: bool) -> None:
    sieve = Sieve(LeaveOut.HIDDEN, ROOT / "data")
    assert sieve.passes(ROOT, Path(path)) == passes
    assert Sieve(LeaveOut.HIDDEN).passes(Path(path).parent, Path("/photos/2024/a.jpg")) == (
        Path(path).parent in (ROOT / "2024", ROOT)
    )
