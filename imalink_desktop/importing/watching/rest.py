"""`Rest`: which folders have come to rest since something happened in them. No threads, no clock of its own.

A folder rests when nothing has happened in it or below for a while, nobody has a file of it open for
writing, and the files that were touched last look as they did a while ago. Copies come with pauses: of
a file that was seen growing, more patience is asked. What never rests is told of at last as it is.

However much happens, little is remembered: of a folder the files that were touched last, and of
very many folders only that it was very many.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from imalink_desktop.importing.watching.happened import Happened, Kind

QUIET = 2.0
"""Seconds without any event, and between two looks at a file that must agree."""
PAUSE = 10.0
"""The same, where a file was seen growing and nobody has told us that it was closed."""
LONGEST = 60.0
"""Seconds after which a folder is told of though it does not rest."""
MOST_FILES = 16
"""Files of a folder that are looked at: those that were touched last."""
MOST_FOLDERS = 2_000
"""Folders that are told apart; of more, the watched folder as a whole is due."""

Look: TypeAlias = tuple[int, int] | None
"""A file's size and time; None when it is not there."""


@dataclass(slots=True)
class _File:
    look: Look = None
    was_looked_at: bool = False
    is_open: bool = False
    grew: bool = False


@dataclass(slots=True)
class _Folder:
    root: Path
    since: float
    last: float
    looked: float | None = None
    """When the files were last looked at, with nothing having happened since."""
    files: dict[Path, _File] = field(default_factory=dict)
    """In the order in which they were touched."""


class Rest:
    """Hears what happens, and says which folders to import again."""

    def __init__(self, look: Callable[[Path], Look]) -> None:
        self._look = look
        self._folders: dict[Path, _Folder] = {}
        self._whole: set[Path] = set()
        """Watched folders in which so much happens that their folders are not told apart."""

    def note(self, happened: Happened) -> None:
        """Take note of something that happened."""
        path, is_gone = happened.path, happened.kind is Kind.GONE
        if happened.is_folder and is_gone:
            self.forget(path)
        is_inside = (is_gone or not happened.is_folder) and path != happened.root
        folder = self._folder(happened, path.parent if is_inside else path)
        folder.last, folder.looked = max(folder.last, happened.moment), None
        if not happened.is_folder:
            file = folder.files.pop(path, None) or _File()
            if not is_gone:
                folder.files[path] = _told(file, happened.kind)
            if len(folder.files) > MOST_FILES:
                del folder.files[_least_wanted(folder.files)]

    def forget(self, path: Path) -> None:
        """Let go of a folder and of all below it: it is not there any more."""
        for folder in [folder for folder in self._folders if folder.is_relative_to(path)]:
            del self._folders[folder]
        self._whole.discard(path)

    def due(self, now: float) -> tuple[Path, ...]:
        """Folders that rest, none of them inside another. Each is told once, until something happens again.

        An import of a folder walks all below it, so it waits for those as well.
        """
        resting = {path for path, folder in self._folders.items() if self._rests(folder, now)}
        restless = self._folders.keys() - resting
        waited_for = {above for path in restless for above in path.parents}
        told = {path for path in resting if path not in waited_for or self._is_late(path, now)}
        for path in resting:
            if path in told or not told.isdisjoint(path.parents):
                self._whole.discard(path)
                del self._folders[path]
        return tuple(sorted(path for path in told if told.isdisjoint(path.parents)))

    def __len__(self) -> int:
        """How many folders are waited for."""
        return len(self._folders)

    def _folder(self, happened: Happened, path: Path) -> _Folder:
        if happened.root in self._whole:
            path = happened.root
        if path not in self._folders:
            if len(self._folders) >= MOST_FOLDERS:
                path = self._in_one(happened)
            self._folders.setdefault(path, _Folder(happened.root, happened.moment, happened.moment))
        return self._folders[path]

    def _in_one(self, happened: Happened) -> Path:
        """From now on the watched folder stands for all that is in it."""
        root, now = happened.root, happened.moment
        inside = [self._folders.pop(path) for path in self._below(root)]
        files = {path: file for folder in inside for path, file in folder.files.items()}
        kept = dict(list(files.items())[-MOST_FILES:])
        since = min((folder.since for folder in inside), default=now)
        self._folders[root] = _Folder(root, since, now, files=kept)
        self._whole.add(root)
        return root

    def _below(self, root: Path) -> list[Path]:
        return [path for path, folder in self._folders.items() if folder.root == root]

    def _is_late(self, path: Path, now: float) -> bool:
        return now - self._folders[path].since >= LONGEST

    def _rests(self, folder: _Folder, now: float) -> bool:
        if now - folder.since >= LONGEST:
            return True
        if folder.looked is None or now - folder.looked >= QUIET:
            if self._look_again(folder) and folder.looked is not None:
                folder.last = now
            folder.looked = now
        if any(file.is_open for file in folder.files.values()):
            return False
        wanted = PAUSE if any(file.grew for file in folder.files.values()) else QUIET
        return (folder.looked if folder.files else now) - folder.last >= wanted

    def _look_again(self, folder: _Folder) -> bool:
        """Look at the files; say whether any is not as it was."""
        differ = [self._differs(path, file) for path, file in folder.files.items()]
        return any(differ)

    def _differs(self, path: Path, file: _File) -> bool:
        look, before = self._look(path), file.look
        differs = file.was_looked_at and look != before
        file.grew = file.grew or (differs and look is not None)
        file.look, file.was_looked_at = look, True
        return differs


def _told(file: _File, kind: Kind) -> _File:
    """What is known of a file after something happened to it."""
    if kind is Kind.CLOSED:
        return _File()
    file.is_open = file.is_open or kind is Kind.WRITTEN
    return file


def _least_wanted(files: dict[Path, _File]) -> Path:
    """The file that was touched first, of those that nobody writes if there are any."""
    closed = (path for path, file in files.items() if not file.is_open)
    return next(closed, next(iter(files)))
