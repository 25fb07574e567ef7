"""Which files are ours: written down before they are written, so that nothing else is ever taken away."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import private_folder
from imalink_desktop.base.words import _

_LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini", ".directory"})
"""What systems leave in folders that somebody looked into."""


class Ledger:
    """A file with a line for each photo that was drawn: its digest, and where below the folder it lies."""

    def __init__(self, file: Path) -> None:
        self._file = file

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of ours anywhere."""
        return not self._file.exists()

    def note(self, name: str, data: bytes) -> None:
        """This will be ours."""
        line = json.dumps([hashlib.sha256(data).hexdigest(), name]) + "\n"
        private_folder(self._file.parent)
        try:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(line)
        except OSError as error:
            raise disk_trouble(error, self._file) from error

    def ours(self, folder: Path) -> list[Path]:
        """The files below the folder that are as we drew them."""
        kept = self.kept()
        return [file for file in _below(folder) if _is_ours(file, folder, kept)]

    def forget(self) -> None:
        """Nothing is ours any more."""
        self._file.unlink(missing_ok=True)

    def kept(self) -> frozenset[tuple[str, str]]:
        """What was drawn: digests, and where below the folder each lies."""
        found = set()
        with suppress(OSError, UnicodeDecodeError):
            for line in self._file.read_text(encoding="utf-8").splitlines():
                with suppress(ValueError):
                    match json.loads(line):
                        case [str(digest), str(name)]:
                            found.add((digest, name))
        return frozenset(found)


def throw_away(folder: Path, ledger: Ledger) -> int:
    """Move what we drew to the computer's trash; answer how many files stay, because they are not ours.

    The folder goes whole where nothing else is in it, so that it can be brought back whole.
    """
    from send2trash import send2trash  # slow to import, and seldom needed

    ours = ledger.ours(folder)
    others = [file for file in _below(folder) if file not in set(ours) and file.name not in _LEFT_BY_SYSTEMS]
    if ours:
        try:
            if others or folder.is_symlink():
                send2trash(ours)
                _remove_empty(folder)
            else:
                send2trash(folder)
        except OSError as error:
            raise Expected(
                _("The sample photos could not be moved to your computer's trash."),
                _("They lie in {folder}; delete that folder yourself.").format(folder=folder),
            ) from error
    ledger.forget()
    return len(others)


def _below(folder: Path) -> Iterator[Path]:
    for place, _folders, names in os.walk(folder):
        for name in sorted(names):
            yield Path(place, name)


def _is_ours(file: Path, folder: Path, kept: frozenset[tuple[str, str]]) -> bool:
    name = file.relative_to(folder).as_posix()
    if file.is_symlink() or not any(name == known for _digest, known in kept):
        return False
    try:
        return (hashlib.sha256(file.read_bytes()).hexdigest(), name) in kept
    except OSError:
        return False


def _remove_empty(folder: Path) -> None:
    """Folders that held nothing but ours."""
    for place, folders, _names in os.walk(folder, topdown=False):
        for name in folders:
            with suppress(OSError):
                Path(place, name).rmdir()
