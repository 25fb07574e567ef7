"""Real folders, real events, and a clock that runs as fast as we like."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.mounts import Mount
from imalink_desktop.importing.volumes import Mounted
from imalink_desktop.importing.watching import watch as watching
from imalink_desktop.importing.watching.happened import Kind
from imalink_desktop.importing.watching.rest import LONGEST
from imalink_desktop.importing.watching.rounds import EVERY
from imalink_desktop.importing.watching.watch import Watch

PATIENCE = 30.0
NOTHING = 0.3
"""So long we wait for what shall not come; it is no proof, but a fault would be seen now and then."""

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="what Linux tells")


class Visit:
    """A watch of one folder, and what it has told of."""

    def __init__(self, tmp_path: Path) -> None:
        self.photos = tmp_path / "photos"
        self.photos.mkdir()
        self.now = 0.0
        self.told: list[Path] = []
        self.notices: list[Expected] = []
        self.mounted = [Mounted("uuid:disk", "Disk", Mount(Path("/"), "ext4"))]
        self.answers = True
        self.watch = self.of([self.photos])

    def of(self, folders: list[Path], own: Path | None = None) -> Watch:
        return Watch(
            folders,
            self.notices.append,
            own=own,
            clock=lambda: self.now,
            mounted=lambda: self.mounted,
            answering=lambda _: self.answers,
        )

    def ask(self, seconds: float = 1.0) -> list[Path]:
        self.now += seconds
        told = list(self.watch.due())
        self.told += told
        return told

    def until(self, *folders: Path, seconds: float = 1.0) -> None:
        """Ask until these have been told of."""
        deadline = time.monotonic() + PATIENCE
        while not set(folders) <= set(self.told):
            assert time.monotonic() < deadline, f"only {self.told} came"
            self.ask(seconds)
            time.sleep(0.01)

    def settle(self) -> None:
        """Until all that has happened has been told of: what comes late has come."""
        begun = heard = time.monotonic()
        while (now := time.monotonic()) - heard < NOTHING:
            assert now - begun < PATIENCE, "it does not settle"
            if self.ask() or len(self.watch._rest):
                heard = now
            time.sleep(0.01)
        self.told.clear()

    def nothing_more(self) -> None:
        self.told.clear()
        deadline = time.monotonic() + NOTHING
        while time.monotonic() < deadline:
            assert self.ask() == []
            time.sleep(0.01)

    def begin(self) -> None:
        """Past the first import, which is of the folder as a whole."""
        self.watch.start()
        self.until(self.photos)
        self.told.clear()

    def beyond_a_wire(self) -> None:
        self.mounted.append(Mounted("nfs:nas", "nas", Mount(self.photos, "nfs4", "nas:/photos")))


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    visit = Visit(tmp_path)
    yield visit
    visit.watch.stop()


def put(path: Path, content: bytes = b"photo") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_what_happened_before_is_found_by_importing_the_whole_once(visit: Visit) -> None:
    put(visit.photos / "a.jpg")
    visit.watch.start()
    visit.until(visit.photos)
    visit.nothing_more()


def test_new_changed_and_removed_files_make_their_folder_due(visit: Visit) -> None:
    folder = visit.photos / "2024"
    folder.mkdir()
    visit.begin()
    for deed in (
        lambda: put(folder / "a.jpg"),
        lambda: put(folder / "a.jpg", b"edited"),
        lambda: (folder / "a.jpg").rename(folder / "b.jpg"),
        (folder / "b.jpg").unlink,
    ):
        visit.told.clear()
        deed()
        visit.until(folder)
        assert set(visit.told) == {folder}


def test_a_new_tree_is_told_of_from_above(visit: Visit) -> None:
    visit.begin()
    put(visit.photos / "2024/june/day/a.jpg")
    visit.until(visit.photos / "2024")
    visit.settle()
    put(visit.photos / "2024/june/day/b.jpg")
    visit.until(visit.photos / "2024/june/day")


def test_a_folder_that_is_gone_is_told_of_by_what_is_left_above_it(visit: Visit) -> None:
    put(visit.photos / "2024/june/a.jpg")
    visit.begin()
    shutil.rmtree(visit.photos / "2024")
    visit.until(visit.photos)


def test_a_folder_that_was_renamed_goes_on_being_watched(visit: Visit) -> None:
    put(visit.photos / "old/day/a.jpg")
    visit.begin()
    (visit.photos / "old").rename(visit.photos / "new")
    visit.until(visit.photos)
    visit.settle()
    put(visit.photos / "new/day/b.jpg")
    visit.until(visit.photos / "new/day")


@on_linux
def test_a_file_that_somebody_still_writes_is_waited_for(visit: Visit) -> None:
    visit.begin()
    with (visit.photos / "a.mov").open("wb", buffering=0) as file:
        file.write(b"begun")
        deadline = time.monotonic() + PATIENCE
        while not any(happened.kind is Kind.WRITTEN for happened in tuple(visit.watch._heard)):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        for _ in range(int(LONGEST) - 10):
            assert visit.ask() == []
    visit.until(visit.photos)


def test_what_is_hidden_is_the_systems_or_our_own_is_not_told_of(visit: Visit) -> None:
    own = visit.photos / "ImaLink"
    visit.watch = visit.of([visit.photos], own)
    own.mkdir()
    (visit.photos / ".cache").mkdir()
    visit.begin()
    put(own / "catalog.db")
    put(visit.photos / ".cache/a.jpg")
    put(visit.photos / "Thumbs.db")
    visit.nothing_more()


def test_links_are_not_followed(visit: Visit, tmp_path: Path) -> None:
    put(tmp_path / "elsewhere/a.jpg")
    (visit.photos / "link").symlink_to(tmp_path / "elsewhere")
    visit.begin()
    put(tmp_path / "elsewhere/b.jpg")
    visit.nothing_more()


def test_who_names_a_link_means_where_it_leads(visit: Visit, tmp_path: Path) -> None:
    (tmp_path / "named").symlink_to(visit.photos)
    visit.watch = visit.of([tmp_path / "named"])
    visit.begin()
    put(visit.photos / "2024/a.jpg")
    visit.until(visit.photos / "2024")


def test_a_folder_inside_another_is_watched_once(visit: Visit) -> None:
    put(visit.photos / "2024/a.jpg")
    visit.watch = visit.of([visit.photos / "2024", visit.photos])
    visit.begin()
    put(visit.photos / "2024/b.jpg")
    visit.until(visit.photos / "2024")
    assert len(visit.watch._roots) == 1


@pytest.mark.parametrize("quick", [True, False])
def test_a_folder_that_vanishes_is_no_error_and_its_return_makes_it_due(visit: Visit, quick: bool) -> None:
    put(visit.photos / "2024/a.jpg")
    visit.begin()
    shutil.rmtree(visit.photos)
    if not quick:
        visit.settle()
        visit.nothing_more()
    put(visit.photos / "2024/a.jpg")
    visit.until(visit.photos)
    visit.settle()
    put(visit.photos / "2024/b.jpg")
    visit.until(visit.photos / "2024")
    assert visit.notices == []


def test_another_disk_in_its_place_is_another_folder(visit: Visit, tmp_path: Path) -> None:
    visit.begin()
    visit.photos.rename(tmp_path / "moved")
    visit.photos.mkdir()
    visit.until(visit.photos)
    visit.settle()
    put(tmp_path / "moved/a.jpg")
    visit.nothing_more()


def test_one_that_is_not_there_yet_is_looked_for(visit: Visit, tmp_path: Path) -> None:
    later = tmp_path / "later"
    visit.watch = visit.of([later])
    visit.watch.start()
    visit.nothing_more()
    put(later / "a.jpg")
    visit.until(later)


def test_on_a_share_we_look_now_and_then_and_say_so_once(visit: Visit) -> None:
    put(visit.photos / "2024/a.jpg")
    visit.beyond_a_wire()
    visit.begin()
    visit.ask()
    put(visit.photos / "2024/b.jpg")
    visit.until(visit.photos / "2024", seconds=5.0)
    assert [notice.sentence for notice in visit.notices] == [
        f"{visit.photos} lies beyond NFS, so it is only looked at now and then."
    ]
    assert visit.watch.notices == tuple(visit.notices)


def test_a_share_that_does_not_answer_is_looked_for_and_due_when_it_does(visit: Visit) -> None:
    visit.beyond_a_wire()
    visit.begin()
    visit.answers = False
    for _ in range(int(EVERY)):
        assert visit.ask(5.0) == []
    visit.answers = True
    visit.until(visit.photos, seconds=5.0)
    assert len(visit.notices) == 1


@on_linux
def test_where_the_system_watches_nothing_we_look_now_and_then(visit: Visit) -> None:
    put(visit.photos / "2024/a.jpg")
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    lowest = os.dup(0)  # the limit is of numbers, and the lowest that is free may lie between others
    os.close(lowest)
    resource.setrlimit(resource.RLIMIT_NOFILE, (lowest, hard))
    try:
        visit.watch.start()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    visit.until(visit.photos)
    visit.told.clear()
    visit.ask()
    put(visit.photos / "2024/b.jpg")
    visit.until(visit.photos / "2024", seconds=5.0)
    assert [notice.sentence for notice in visit.notices] == [
        f"The system watches no more folders, so {visit.photos} is only looked at now and then."
    ]


@on_linux
def test_where_the_limit_is_reached_inside_the_whole_is_looked_at(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        put(visit.photos / f"{number}/a.jpg")
    # The limit is the machine's, and other programs need it: so this is the system's refusal, played.
    from watchdog.observers import inotify_c

    real: Callable[[int, bytes, int], int] = inotify_c.inotify_add_watch
    asked: list[bytes] = []

    def limited(handle: int, path: bytes, mask: int) -> int:
        asked.append(path)
        if len(asked) > 3:
            ctypes.set_errno(errno.ENOSPC)
            return -1
        return real(handle, path, mask)

    monkeypatch.setattr(inotify_c, "inotify_add_watch", limited)
    visit.begin()
    visit.ask()
    for number in range(5):
        put(visit.photos / f"{number}/b.jpg")
    visit.until(*(visit.photos / str(number) for number in range(5)), seconds=5.0)
    assert len(visit.notices) == 1


@on_linux
@pytest.mark.expects_log("overflowed")
def test_when_the_system_loses_events_the_whole_folder_is_due(visit: Visit) -> None:
    from watchdog.observers.inotify_c import InotifyConstants, InotifyEvent, Mask, WatchDescriptor

    visit.begin()
    system = visit.watch._system
    assert system is not None
    door = getattr(system._observer, "_door")  # noqa: B009 - it is Linux's alone
    lost = InotifyEvent(WatchDescriptor(-1), Mask(InotifyConstants.IN_Q_OVERFLOW), 0, b"")
    door.handle_event(lost)
    visit.until(visit.photos)


def test_when_more_happens_than_we_keep_the_whole_folder_is_due(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "MOST_HEARD", 10)
    visit.watch = visit.of([visit.photos])
    (visit.photos / "2024").mkdir()
    visit.begin()
    for number in range(50):
        put(visit.photos / f"2024/{number}.jpg")
    visit.until(visit.photos)


def test_the_originals_are_only_looked_at(visit: Visit, untouched: Callable[[Path], None]) -> None:
    put(visit.photos / "2024/a.jpg")
    untouched(visit.photos)
    visit.begin()
    visit.nothing_more()


def test_nothing_is_due_before_the_start_and_after_the_end(visit: Visit) -> None:
    assert visit.watch.due() == ()
    visit.watch.start()
    visit.ask()
    visit.watch.stop()
    visit.watch.stop()
    visit.nothing_more()


def test_it_can_be_started_again(visit: Visit) -> None:
    visit.begin()
    visit.watch.stop()
    put(visit.photos / "2024/a.jpg")
    visit.watch.start()
    visit.until(visit.photos)
    visit.settle()
    put(visit.photos / "2024/b.jpg")
    visit.until(visit.photos / "2024")
