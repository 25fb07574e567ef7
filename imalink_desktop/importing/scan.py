"""Walking a source: every file once, nothing followed out of it, nothing left out in silence.

A folder is listed through an open handle that refuses links, so what is a folder when it is listed
cannot have become a link when it is entered. One handle is open at a time, however deep the tree.
Beyond the longest path that the system can open (4,095 bytes on Linux) no program could read the
files, so what lies there is told of as a folder that cannot be opened.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from imalink_core.errors import Problem
from imalink_desktop.base.words import marked
from imalink_desktop.importing.left_out import (
    AGAIN,
    OURS,
    THE_SYSTEM,
    LeaveOut,
    Skipped,
    skip_file,
    skip_folder,
    skip_marked,
)
from imalink_desktop.importing.volumes import shows_the_system

_JUNCTION = 0xA0000003
"""What Windows calls a folder that stands for another one."""

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)

IsSystem: TypeAlias = Callable[[Path], bool]
"""Says of a folder where another volume begins whether the system only shows itself there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the system tells of a file without opening it."""

    size: int
    mtime_ns: int
    inode: int | None
    """None where the system does not say (Windows)."""
    device: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that was met on the walk, or the reason why it, or a whole folder, is not to be had.

    A folder is only mentioned with a reason. Nothing is known of what lies in it.
    """

    path: Path
    problem: Problem | None = None
    skipped: Skipped | None = None
    facts: Facts | None = None
    is_folder: bool = False


def scan(
    sources: Iterable[Path],
    *,
    leave_out: LeaveOut = LeaveOut.NOTHING,
    is_system: IsSystem = shows_the_system,
    ours: Iterable[Path] = (),
) -> Iterator[Candidate]:
    """Yield every file of the sources, folder by folder, in the order of their names.

    A source that lies inside another is walked once. Links are told of, not followed, but for a source
    that is one: a folder goes by the link's name, a file by its own. What lies on another volume that is
    mounted inside a source is walked too. The folders that are `ours` are never walked.
    """
    walk = _Walk(leave_out, is_system, ours)
    for source in _apart(sources):
        if os.path.isdir(source):  # noqa: PTH112 - which says no, where Path would raise
            yield from walk.through(source)
        else:
            yield _named(source)


def _apart(sources: Iterable[Path]) -> list[Path]:
    """The sources without those that another one holds."""
    places: dict[Path, Path] = {}
    for source in map(itself, sources):
        places.setdefault(_absolute(source), source)
    return [source for here, source in places.items() if not any(above in places for above in here.parents)]


def itself(source: Path) -> Path:
    """A source, or the file that it is a link to: under the link's name that would be one file more."""
    if os.path.islink(source) and os.path.isfile(source):  # noqa: PTH113, PTH114 - Path would raise
        return Path(os.path.realpath(source))
    return source


def _absolute(path: Path) -> Path:
    """The whole path, links unresolved; as it is, where even the folder we stand in is gone."""
    try:
        return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    except OSError:
        return path


def _named(source: Path) -> Candidate:
    """A file that is a source itself."""
    try:
        state = source.stat()
    except FileNotFoundError:
        return Candidate(source, Problem("missing"))
    except (OSError, ValueError) as error:
        return Candidate(source, Problem("unreadable", f"({getattr(error, 'strerror', None) or error})"))
    return _judged(source, state)


class _Walk:
    """One walk through all sources. A folder is entered once, by whichever way it is come upon first."""

    def __init__(self, leave_out: LeaveOut, is_system: IsSystem, ours: Iterable[Path]) -> None:
        self._leave_out = leave_out
        self._is_system = is_system
        self._entered: set[tuple[int, int]] = set()
        self._ours = {(state.st_dev, state.st_ino) for state in _states(ours)}

    def through(self, source: Path) -> Iterator[Candidate]:
        """A stack and not recursion: a folder may be nested deeper than Python counts."""
        waiting: list[tuple[Path, int | None]] = [(source, None)]
        while waiting:
            here, device = waiting.pop()
            try:
                with _opened(here, follow=device is None) as handle:
                    state = os.stat(handle)  # noqa: PTH116 - a handle, not a path
                    if skipped := self._why_not(here, state, device):
                        yield Candidate(here, skipped=skipped, is_folder=True)
                        continue
                    folders: list[str] = []
                    yield from self._listed(here, handle, folders)
                    waiting.extend((here / name, state.st_dev) for name in reversed(folders))
            except OSError as error:
                yield Candidate(here, _closed(error), is_folder=True)

    def _why_not(self, here: Path, state: os.stat_result, device: int | None) -> Skipped | None:
        """Why an open folder is not walked all the same; `device` is that of the folder around it."""
        this = (state.st_dev, state.st_ino)
        if state.st_ino and this in self._entered:
            return AGAIN
        if state.st_ino and this in self._ours:
            return OURS
        self._entered.add(this)
        if device is None:
            return None
        if device != state.st_dev and self._leave_out and self._is_system(here):
            return THE_SYSTEM
        return skip_marked(state, self._leave_out)

    def _listed(self, here: Path, handle: int | Path, folders: list[str]) -> Iterator[Candidate]:
        """The files of one folder. Names of folders to enter are added to `folders`."""
        entries: list[os.DirEntry[str]] = []
        broken: OSError | None = None
        try:
            with os.scandir(handle) as listing:
                entries.extend(listing)
        except OSError as error:  # a failing disk: what was listed until then is there
            broken = error
        entries.sort(key=lambda entry: entry.name, reverse=True)
        while entries:
            # Let go of one by one: a folder may hold a million files.
            entry = entries.pop()
            if _is_folder(entry):
                if skipped := skip_folder(entry.name, here.name, self._leave_out):
                    yield Candidate(here / entry.name, skipped=skipped, is_folder=True)
                else:
                    folders.append(entry.name)
            else:
                yield self._file(here, entry)
        if broken is not None:
            yield Candidate(here, _closed(broken), is_folder=True)

    def _file(self, here: Path, entry: os.DirEntry[str]) -> Candidate:
        path = here / entry.name
        try:
            if entry.is_symlink() or _is_junction(entry):
                return Candidate(path, Problem("link"))
            if skipped := skip_file(entry.name, self._leave_out):
                return Candidate(path, skipped=skipped)
            state = entry.stat(follow_symlinks=False)
        except OSError as error:
            gone = error.errno == errno.ENOENT
            return Candidate(path, Problem("missing" if gone else "unreadable", f"({error.strerror})"))
        if skipped := skip_marked(state, self._leave_out):
            return Candidate(path, skipped=skipped)
        return _judged(path, state)


def _states(folders: Iterable[Path]) -> Iterator[os.stat_result]:
    for folder in folders:
        with suppress(OSError):  # one that is not there is not come upon
            yield folder.stat()


@contextmanager
def _opened(folder: Path, *, follow: bool) -> Iterator[int | Path]:
    """A folder open for listing; on Windows, which has no such handle, its path."""
    if sys.platform == "win32":
        yield folder
        return
    handle = os.open(folder, _FOLDER if follow else _FOLDER | os.O_NOFOLLOW)
    try:
        yield handle
    finally:
        os.close(handle)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and not _is_junction(entry)
    except OSError:
        return False  # it is told of as a file that cannot be read


def _is_junction(entry: os.DirEntry[str]) -> bool:
    if sys.platform == "win32":
        return entry.stat(follow_symlinks=False).st_reparse_tag == _JUNCTION
    return False


def _judged(path: Path, state: os.stat_result) -> Candidate:
    if not stat.S_ISREG(state.st_mode):
        return Candidate(path, Problem("not_a_file"))
    facts = Facts(state.st_size, state.st_mtime_ns, state.st_ino or None, state.st_dev)
    return Candidate(path, facts=facts)


def _closed(error: OSError) -> Problem:
    """Why a folder could not be walked."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ELOOP):
        return Problem.told("missing", marked("The folder was there a moment ago, and is gone."))
    if error.errno == errno.ENAMETOOLONG:
        return Problem.told("unreadable", marked("The folder could not be opened: its path is too long."))
    return Problem.told("unreadable", f"{marked('The folder could not be opened.')} ({error.strerror})")
