"""What goes wrong with one file, or with one drive, costs nothing else; and no half of a file has a name."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Job, run_here
from imalink_desktop.importing.copying import part
from imalink_desktop.importing.copying.report import CopyReport, Fate
from tests.unit.desktop.importing.copying.cards import Desk, advance, fates, files_in, noise, reasons

DAY = "2024/2024-01-15"
CARD = {f"{letter}.jpg": noise(2_500_000, seed) for seed, letter in enumerate("abc")}


def finished(job: Job[CopyReport]) -> CopyReport:
    return run_here(job)


def letters(folder: Path) -> str:
    """The copies that have a name; each has to be whole."""
    found = files_in(folder)
    assert found.items() <= {f"{DAY}/{name}": content for name, content in CARD.items()}.items()
    return "".join(sorted(Path(name).stem for name in found))


@pytest.fixture
def mount() -> Iterator[Callable[[Path], None]]:
    """Mount a drive of four megabytes at a folder."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can make a small drive")
    made: list[Path] = []

    def make(folder: Path) -> None:
        folder.mkdir(parents=True)
        command = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True).returncode != 0:
            pytest.skip("nothing may be mounted here")
        made.append(folder)

    yield make
    for folder in made:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture
def small(tmp_path: Path, mount: Callable[[Path], None]) -> Path:
    """A drive of four megabytes."""
    mount(tmp_path / "disk")
    return tmp_path / "disk"


def on_small(small: Path) -> Desk:
    desk = Desk(small.parent / "card", small, small.parent / "backup", small.parent)
    desk.card.mkdir()
    desk.backup.mkdir()
    desk.fill(CARD)
    return desk


def test_room_is_looked_for_before_the_first_byte(small: Path) -> None:
    desk = on_small(small)
    with pytest.raises(Expected, match=r"has 4\.2 MB free, and the copies need 7\.5 MB\.") as told:
        run_here(desk.job())
    assert told.value.next_step
    assert files_in(small) == {}
    assert files_in(desk.backup) == {}


def test_what_is_there_already_needs_no_room(small: Path) -> None:
    desk = on_small(small)
    (desk.card / "c.jpg").unlink()
    (desk.card / "b.jpg").unlink()
    desk.copied()
    assert set(fates(desk.copied()).values()) == {Fate.THERE_ALREADY}


def test_a_drive_that_gets_full_stops_with_one_sentence(small: Path) -> None:
    desk = on_small(small)
    (desk.card / "c.jpg").write_bytes(b"")
    (desk.card / "b.jpg").write_bytes(b"b")
    job = desk.job(to_backup=False)
    next(job)
    (small / "of somebody else").write_bytes(bytes(2_600_000))
    report = finished(job)
    assert report.stopped == f"The disk {small} is full. Make room on it and try again."
    assert set(fates(report).values()) == {Fate.NOT_REACHED}
    assert reasons(report) == {}
    assert report.why_not == "3 files are still to be copied."
    assert list(files_in(small)) == ["of somebody else"]
    (small / "of somebody else").unlink()
    assert set(fates(desk.copied(to_backup=False)).values()) == {Fate.COPIED}


@pytest.fixture
def full_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, int], None]:
    """Let a folder be full after so many bytes."""

    def fill(folder: Path, room: int) -> None:
        left = [room]
        write = part._write

        def scarce(file: int, piece: memoryview) -> int:
            if not Path(f"/proc/self/fd/{file}").readlink().is_relative_to(folder):
                return write(file, piece)
            if left[0] <= 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            written = write(file, piece[: left[0]])
            left[0] -= written
            return written

        monkeypatch.setattr(part, "_write", scarce)

    return fill


on_linux = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux which file is open")


@on_linux
@pytest.mark.parametrize("room", [0, 1, 1 << 20, 2_499_999, 2_500_000, 5_000_001])
def test_wherever_the_room_ends_nothing_half_has_a_name(
    desk: Desk, full_after: Callable[[Path, int], None], room: int
) -> None:
    desk.fill(CARD)
    full_after(desk.disk, room)
    report = desk.copied(to_backup=False)
    copied = room // 2_500_000
    assert letters(desk.disk) == "abc"[:copied]
    told = [Fate.COPIED] * copied + [Fate.NOT_REACHED] * (3 - copied)
    assert list(fates(report).values()) == told
    assert report.stopped is not None
    assert "is full." in report.stopped
    assert reasons(report) == {}


@on_linux
def test_a_full_backup_does_not_keep_the_other_copy_from_being_made(
    desk: Desk, full_after: Callable[[Path, int], None]
) -> None:
    desk.fill(CARD)
    full_after(desk.backup, 3_000_000)
    report = desk.copied()
    assert (letters(desk.disk), letters(desk.backup)) == ("abc", "a")
    assert list(fates(report).values()) == [Fate.COPIED, Fate.PARTLY, Fate.PARTLY]
    assert all(file.copies for file in report.files)
    assert report.stopped is not None
    assert reasons(report) == {}
    assert report.why_not == "2 files are not safe, the first is b.jpg."


def test_nothing_more_is_written_to_a_drive_that_was_full(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.fill({"a.jpg": CARD["a.jpg"], "b.jpg": b"would fit"})
    write = part._write

    def no_room_for_large_ones(file: int, piece: memoryview) -> int:
        if len(piece) > 1000:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, piece)

    monkeypatch.setattr(part, "_write", no_room_for_large_ones)
    assert list(fates(desk.copied()).values()) == [Fate.NOT_REACHED, Fate.NOT_REACHED]
    assert files_in(desk.disk) == {}


@on_linux
def test_what_is_there_is_found_on_a_full_drive_and_new_files_are_not_tried(
    desk: Desk, full_after: Callable[[Path, int], None]
) -> None:
    desk.fill({"c.jpg": b"there"})
    desk.copied()
    desk.fill(CARD | {"c.jpg": b"there", "d.jpg": b""})
    full_after(desk.backup, 0)
    told = fates(desk.copied())
    assert told == {
        "a.jpg": Fate.PARTLY,
        "b.jpg": Fate.PARTLY,
        "c.jpg": Fate.THERE_ALREADY,
        "d.jpg": Fate.PARTLY,
    }
    assert sorted(files_in(desk.backup)) == [f"{DAY}/c.jpg"]


def test_another_drive_inside_the_destination_is_not_written_to(
    desk: Desk, mount: Callable[[Path], None]
) -> None:
    desk.fill({"a.jpg": b"one"})
    mount(desk.disk / "2024")
    report = desk.copied()
    assert fates(report) == {"a.jpg": Fate.PARTLY}
    assert "is no folder on the disk of the destination" in reasons(report)["a.jpg"]
    assert files_in(desk.disk) == {}


def test_a_destination_that_is_unplugged_fails_what_is_left(desk: Desk) -> None:
    desk.fill(CARD)
    job = desk.job()
    advance(job, "b.jpg")
    desk.backup.rename(desk.root / "unplugged")
    report = finished(job)
    assert letters(desk.disk) == "abc"
    assert not desk.backup.exists()
    assert list(fates(report).values()) == [Fate.COPIED, Fate.PARTLY, Fate.PARTLY]
    assert "is no longer there" in reasons(report)["c.jpg"]


def test_an_empty_mount_point_is_not_taken_for_the_drive(desk: Desk) -> None:
    desk.fill(CARD)
    job = desk.job(to_backup=False)
    advance(job, "b.jpg")
    desk.disk.rename(desk.root / "unplugged")
    desk.disk.mkdir()
    report = finished(job)
    assert files_in(desk.disk) == {}
    assert list(fates(report).values()) == [Fate.COPIED, Fate.FAILED, Fate.FAILED]


@on_linux
def test_a_file_that_cannot_be_read_to_its_end_fails_alone(desk: Desk) -> None:
    desk.fill(CARD)
    job = desk.job()
    advance(job, "b.jpg")
    (open_now,) = (
        handle for handle in Path("/proc/self/fd").iterdir() if handle.resolve() == desk.card / "b.jpg"
    )
    folder = os.open(desk.root, os.O_RDONLY)
    os.dup2(folder, int(open_now.name))  # from here on the system refuses to read
    os.close(folder)
    report = finished(job)
    assert list(fates(report).values()) == [Fate.COPIED, Fate.FAILED, Fate.COPIED]
    assert reasons(report)["b.jpg"] == "The file could not be read. (Is a directory)"
    assert (letters(desk.disk), letters(desk.backup)) == ("ac", "ac")


@pytest.mark.parametrize("change", ["grows", "shrinks", "is replaced", "is gone", "becomes empty"])
def test_a_file_that_changes_while_it_is_read_fails_alone(desk: Desk, change: str) -> None:
    desk.fill(CARD)
    job = desk.job()
    advance(job, "b.jpg")
    path = desk.card / "b.jpg"
    if change == "grows":
        with path.open("ab") as file:
            file.write(b"more")
    elif change == "shrinks":
        os.truncate(path, 2_000_000)
    elif change == "is replaced":
        path.unlink()
        path.write_bytes(CARD["b.jpg"])
    elif change == "is gone":
        path.unlink()
    else:
        path.write_bytes(b"")
    report = finished(job)
    assert list(fates(report).values()) == [Fate.COPIED, Fate.FAILED, Fate.COPIED]
    assert reasons(report)["b.jpg"].startswith("The file changed while it was being read.")
    assert (letters(desk.disk), letters(desk.backup)) == ("ac", "ac")


def test_a_file_that_is_read_twice_has_to_be_the_same_twice(desk: Desk) -> None:
    desk.fill({"a.jpg": CARD["a.jpg"]})
    taken = desk.disk / DAY / "a.jpg"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(CARD["b.jpg"])  # of the same size, so both have to be read to tell them apart
    job = desk.job(to_backup=False)
    for _ in range(6):
        next(job)
    path = desk.card / "a.jpg"
    times = path.stat()
    with path.open("r+b") as file:
        file.write(b"x")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert reasons(finished(job)) == {"a.jpg": "The file changed while it was being read."}
    assert list(files_in(desk.disk)) == [f"{DAY}/a.jpg"]


def test_a_file_that_is_another_one_than_the_walk_saw_is_not_copied_for_it(desk: Desk) -> None:
    desk.fill(CARD)
    job = desk.job()
    next(job)
    (desk.card / "c.jpg").write_bytes(b"another size")
    assert fates(finished(job))["c.jpg"] is Fate.FAILED
    assert letters(desk.disk) == "ab"


@pytest.mark.parametrize("place", ["disk", "backup"])
def test_a_copy_that_comes_back_changed_is_no_copy(desk: Desk, place: str) -> None:
    desk.fill({"a.jpg": CARD["a.jpg"]})
    job = desk.job()
    next(job)
    (half,) = (desk.root / place).glob(".imalink-copy-*.part")
    with half.open("r+b") as file:
        file.write(b"x")
    report = finished(job)
    assert fates(report) == {"a.jpg": Fate.PARTLY}
    assert reasons(report)["a.jpg"].startswith(f"What was written to {desk.root / place} came back")
    assert files_in(desk.root / place) == {}


def test_a_damaged_copy_that_is_there_is_not_taken_for_the_photo(desk: Desk) -> None:
    desk.fill({"a.jpg": CARD["a.jpg"]})
    desk.copied()
    with (desk.disk / DAY / "a.jpg").open("r+b") as file:
        file.write(b"x")
    report = desk.copied()
    assert report.files[0].copies[0].path == desk.disk / DAY / "a (2).jpg"
    assert (desk.disk / DAY / "a (2).jpg").read_bytes() == CARD["a.jpg"]


def test_a_folder_where_nothing_may_be_written_is_told_at_once(desk: Desk) -> None:
    desk.fill(CARD)
    desk.backup.chmod(0o555)
    if os.access(desk.backup, os.W_OK):
        pytest.skip("everything may be written by this user")
    with pytest.raises(Expected, match="Nothing may be written"):
        run_here(desk.job())
    assert files_in(desk.disk) == {}
    desk.backup.chmod(0o755)
