"""A walk meets every file once, follows nothing out of the source, and is silent about nothing."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest

from imalink_desktop.base.names import kept_name
from imalink_desktop.importing.left_out import FILES, FOLDERS, LeaveOut
from imalink_desktop.importing.scan import Candidate, scan

MEASURED = """
import sys, tracemalloc
from pathlib import Path
from imalink_desktop.importing.scan import scan

tracemalloc.start()
met = sum(candidate.facts is not None for candidate in scan([Path(sys.argv[1])]))
print(met, tracemalloc.get_traced_memory()[1])
"""
"""Walks a folder; prints how many files it met, and how much memory that took at most."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux lets a file be")


def names(candidates: list[Candidate], folder: Path) -> list[str]:
    return [candidate.path.relative_to(folder).as_posix() for candidate in candidates]


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_folder_by_folder_in_the_order_of_names(tmp_path: Path) -> None:
    in_order = [".hidden", "a.jpg", "b.jpg", "2023/c.jpg", "2023/trip/e.jpg", "2024/d.jpg"]
    touch(*(tmp_path / name for name in reversed(in_order)))
    met = list(scan([tmp_path]))
    assert names(met, tmp_path) == in_order
    assert all(candidate.problem is None for candidate in met)


def test_a_file_is_a_source_too(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert [candidate.path for candidate in scan([tmp_path / "b.jpg"])] == [tmp_path / "b.jpg"]


def open_handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def codes(candidates: Iterator[Candidate]) -> dict[str, str]:
    """The reasons of all that carry one, by name."""
    reasons = ((candidate.path.name, candidate.problem or candidate.skipped) for candidate in candidates)
    return {name: reason.code for name, reason in reasons if reason is not None}


@pytest.fixture
def shut(tmp_path: Path) -> Iterator[Path]:
    """A folder that may not be listed."""
    touch(tmp_path / "shut/a.jpg", tmp_path / "open/b.jpg")
    (tmp_path / "shut").chmod(0)
    if os.access(tmp_path / "shut", os.R_OK):
        (tmp_path / "shut").chmod(0o755)
        pytest.skip("nothing is shut for this user")
    yield tmp_path
    (tmp_path / "shut").chmod(0o755)


def test_what_is_not_there_is_met_with_the_reason(tmp_path: Path) -> None:
    sources = [tmp_path / "nothing", tmp_path / ("x" * 300)]
    met = list(scan(sources))
    assert [candidate.path for candidate in met] == sources
    assert [candidate.problem and candidate.problem.code for candidate in met] == ["missing", "unreadable"]


def test_a_source_inside_another_is_walked_once(tmp_path: Path) -> None:
    touch(tmp_path / "2024/a.jpg", tmp_path / "b.jpg")
    for sources in ([tmp_path, tmp_path / "2024"], [tmp_path / "2024", tmp_path], [tmp_path, tmp_path]):
        assert names(list(scan(sources)), tmp_path) == ["b.jpg", "2024/a.jpg"]


def test_links_are_told_of_and_not_followed(tmp_path: Path) -> None:
    touch(tmp_path / "source/a.jpg", tmp_path / "elsewhere/b.jpg")
    (tmp_path / "source/link.jpg").symlink_to(tmp_path / "elsewhere/b.jpg")
    (tmp_path / "source/loop").symlink_to(tmp_path / "source")
    (tmp_path / "source/broken").symlink_to(tmp_path / "nothing")
    told = {c.path.name: c.problem and c.problem.code for c in scan([tmp_path / "source"])}
    assert told == {"a.jpg": None, "broken": "link", "link.jpg": "link", "loop": "link"}


def test_a_deep_nest_is_walked_to_its_end(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(["d"] * 400))
    touch(deep / "a.jpg")
    assert [candidate.path for candidate in scan([tmp_path])] == [deep / "a.jpg"]


def test_size_time_and_number_are_told_without_opening(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg")
    state = (tmp_path / "a.jpg").stat()
    for source in (tmp_path, tmp_path / "a.jpg"):
        (met,) = scan([source])
        assert met.facts is not None
        assert (met.facts.size, met.facts.mtime_ns) == (1, state.st_mtime_ns)
        assert (met.facts.inode, met.facts.device) == (state.st_ino, state.st_dev)


def test_what_is_hidden_or_the_systems_is_left_out_with_a_reason(tmp_path: Path) -> None:
    touch(*(tmp_path / name for name in ("a.jpg", ".b.jpg", "Thumbs.db", "@eaDir/c.jpg", ".photos/d.jpg")))

    def left(leave_out: LeaveOut) -> dict[str, str]:
        return codes(scan([tmp_path], leave_out=leave_out))

    system = {"Thumbs.db": "system", "@eaDir": "system"}
    assert left(LeaveOut.NOTHING) == {}
    assert left(LeaveOut.SYSTEM) == system
    assert left(LeaveOut.HIDDEN) == system | {".b.jpg": "hidden", ".photos": "hidden"}
    assert names(list(scan([tmp_path], leave_out=LeaveOut.HIDDEN)), tmp_path)[-1] == "a.jpg"


def test_who_names_a_hidden_folder_means_it(tmp_path: Path) -> None:
    touch(tmp_path / ".photos/a.jpg")
    assert codes(scan([tmp_path / ".photos"], leave_out=LeaveOut.HIDDEN)) == {}


@pytest.mark.parametrize(
    "name",
    [
        *("$RECYCLE.BIN", ".Trash-1000", "System Volume Information", "found.000", "Catalog Previews.lrdata"),
        *(".git", "#recycle", "lost+found", "A.photoslibrary/resources", "Old.photolibrary/Data.noindex"),
    ],
)
def test_folders_of_systems_and_programs_are_known_by_name(tmp_path: Path, name: str) -> None:
    touch(tmp_path / name / "a.jpg")
    (met,) = scan([tmp_path], leave_out=LeaveOut.SYSTEM)
    assert (met.path, met.is_folder) == (tmp_path / name, True)
    assert met.skipped is not None
    assert met.skipped.message in FOLDERS.values()


@pytest.mark.parametrize(
    "name", ["Windows", "data", "resources", "Trash", "git", "A.photoslibrary/originals", "x/Data.noindex"]
)
def test_folders_that_only_sound_like_it_are_walked(tmp_path: Path, name: str) -> None:
    touch(tmp_path / name / "a.jpg")
    assert names(list(scan([tmp_path], leave_out=LeaveOut.HIDDEN)), tmp_path) == [f"{name}/a.jpg"]


def test_a_macs_half_files_are_left_out(tmp_path: Path) -> None:
    touch(tmp_path / "._IMG_1.JPG", tmp_path / ".DS_Store", tmp_path / "IMG_1.JPG")
    assert codes(scan([tmp_path], leave_out=LeaveOut.SYSTEM)) == {
        "._IMG_1.JPG": "system",
        ".DS_Store": "system",
    }


def test_the_table_is_in_small_letters_and_says_why() -> None:
    for name, why in (FOLDERS | FILES).items():
        assert name == name.casefold()
        assert why.endswith(".")


@on_linux
def test_what_is_no_file_is_told_of_and_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.jpg")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(tmp_path / "s.jpg"))
        assert codes(scan([tmp_path])) == {"fifo.jpg": "not_a_file", "s.jpg": "not_a_file"}
    assert codes(scan([tmp_path / "fifo.jpg"])) == {"fifo.jpg": "not_a_file"}


def test_a_folder_that_may_not_be_listed_is_told_of(shut: Path) -> None:
    met = {candidate.path.name: candidate for candidate in scan([shut])}
    assert set(met) == {"shut", "b.jpg"}
    assert met["shut"].is_folder
    assert met["shut"].problem is not None
    assert met["shut"].problem.message.startswith("The folder could not be opened. (")


def test_what_goes_away_during_the_walk_is_told_of(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "b.jpg", tmp_path / "folder/c.jpg")
    walk = scan([tmp_path])
    assert next(walk).path.name == "a.jpg"
    (tmp_path / "b.jpg").unlink()
    (tmp_path / "folder/c.jpg").unlink()
    (tmp_path / "folder").rmdir()
    rest = list(walk)
    assert [candidate.path.name for candidate in rest] == ["b.jpg", "folder"]
    assert [candidate.problem and candidate.problem.code for candidate in rest] == ["missing", "missing"]
    assert [candidate.is_folder for candidate in rest] == [False, True]


@on_linux
def test_a_folder_that_becomes_a_link_during_the_walk_is_not_followed(tmp_path: Path) -> None:
    touch(tmp_path / "source/a.jpg", tmp_path / "source/folder/b.jpg", tmp_path / "elsewhere/secret.jpg")
    walk = scan([tmp_path / "source"])
    next(walk)
    (tmp_path / "source/folder").rename(tmp_path / "away")
    (tmp_path / "source/folder").symlink_to(tmp_path / "elsewhere")
    assert codes(walk) == {"folder": "missing"}


def test_a_source_that_is_a_link_is_followed_and_a_folder_entered_once(tmp_path: Path) -> None:
    touch(tmp_path / "photos/a.jpg")
    (tmp_path / "link").symlink_to(tmp_path / "photos")
    met = list(scan([tmp_path / "link", tmp_path / "photos"]))
    assert names(met, tmp_path) == ["link/a.jpg", "photos"]
    assert met[1].skipped is not None
    assert met[1].skipped.code == "again"


def test_a_source_that_is_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    touch(folder / "photos/a.jpg")
    (folder / "link.jpg").symlink_to(folder / "photos/a.jpg")
    (folder / "broken.jpg").symlink_to(folder / "nothing")
    assert names(list(scan([folder / "link.jpg"])), folder) == ["photos/a.jpg"]
    assert names(list(scan([folder / "photos/a.jpg", folder / "link.jpg"])), folder) == ["photos/a.jpg"]
    assert names(list(scan([folder / "link.jpg", folder / "photos"])), folder) == ["photos/a.jpg"]
    assert codes(scan([folder / "broken.jpg"])) == {"broken.jpg": "missing"}


@on_linux
def test_a_path_longer_than_the_system_takes_is_told_of(tmp_path: Path) -> None:
    """Made by steps from inside, as such trees are."""
    start, step = os.open(tmp_path, os.O_RDONLY), "d" * 250
    here = start
    for _ in range(20):
        os.mkdir(step, dir_fd=here)
        inner = os.open(step, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(os.open("a.jpg", os.O_CREAT, dir_fd=here))
    os.close(here)
    (met,) = scan([tmp_path])
    assert met.is_folder
    assert met.problem is not None
    assert "too long" in met.problem.message
    shutil.rmtree(tmp_path / step)  # which goes by steps, too; not every program does


@on_linux
def test_a_file_whose_path_is_just_too_long_is_met_all_the_same(tmp_path: Path) -> None:
    """What lies in a folder that can be opened is looked at through that folder."""
    deep = tmp_path
    while len(str(deep)) < 3_600:
        deep /= "d" * 200
    deep.mkdir(parents=True)
    last = deep / ("e" * (4_094 - len(str(deep))))
    last = deep / last.name[:240]
    last.mkdir()
    long_name = "f" * 251 + ".jpg"
    handle = os.open(last, os.O_RDONLY)
    os.close(os.open(long_name, os.O_CREAT, dir_fd=handle))
    os.close(handle)
    (met,) = scan([tmp_path])
    assert met.path.name == long_name
    assert met.facts is not None


@on_linux
def test_twins_in_spelling_are_all_met(tmp_path: Path) -> None:
    twins = {"a.jpg", "A.JPG", "é.jpg", unicodedata.normalize("NFD", "é.jpg"), "x" * 251 + ".jpg"}
    try:
        touch(*(tmp_path / name for name in twins))
    except OSError:
        pytest.skip("this file system takes no such names")
    if len(list(tmp_path.iterdir())) != len(twins):
        pytest.skip("this file system takes some of these names for one")
    assert {candidate.path.name for candidate in scan([tmp_path])} == twins


@on_linux
def test_a_name_that_is_no_text_is_met_and_can_be_opened(tmp_path: Path) -> None:
    try:
        descriptor = os.open(os.fsencode(tmp_path) + b"/caf\xe9.jpg", os.O_CREAT | os.O_WRONLY)
    except OSError:
        pytest.skip("this file system takes no such name")
    os.close(descriptor)
    (met,) = scan([tmp_path])
    assert met.path.exists()
    assert kept_name(met.path.name) == r"caf\xe9.jpg"


@on_linux
def test_what_the_system_shows_of_itself_is_left_out() -> None:
    if not Path("/dev/pts").is_mount():
        pytest.skip("no such mount here")
    met = {str(candidate.path): candidate for candidate in scan([Path("/dev")], leave_out=LeaveOut.SYSTEM)}
    assert met["/dev/pts"].skipped is not None
    assert met["/dev/null"].problem is not None


@on_linux
def test_one_handle_is_open_at_a_time(tmp_path: Path) -> None:
    """However many folders there are, and also when a walk is left half-way."""
    touch(*(tmp_path / "/".join(["d"] * depth) / "a.jpg" for depth in range(1, 60)))
    before = open_handles()
    walk = scan([tmp_path])
    most = max(open_handles() for _ in walk)
    assert most <= before + 1
    half = scan([tmp_path])
    assert isinstance(half, Generator)
    next(half)
    half.close()
    assert open_handles() == before


def test_nothing_is_changed_by_a_walk(tmp_path: Path, untouched: Callable[[Path], None]) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "2024/b.jpg", tmp_path / ".c")
    untouched(tmp_path)
    assert len(list(scan([tmp_path], leave_out=LeaveOut.HIDDEN))) == 3


@pytest.mark.slow
@on_linux
def test_a_great_many_files_in_one_folder_stream(tmp_path: Path) -> None:
    """Names are sorted, so they are all held; what is known of each file is not."""
    many = 20_000
    for number in range(many):
        os.close(os.open(tmp_path / f"{number:06}.jpg", os.O_CREAT | os.O_WRONLY))
    # In a process of its own: Python's table of names, if large, is counted when it grows.
    words = [sys.executable, "-c", MEASURED, str(tmp_path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[4])
    met, peak = map(int, done.stdout.split())
    assert met == many
    assert peak < many * 300
