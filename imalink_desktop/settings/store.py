"""The settings file: read with patience, written whole, and who listens is told what changed.

Only what differs from the defaults is in the file, so that a better default reaches
everybody. Only what changed is touched in it: what another version of the program, or
a hand, has written beside it stays.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.clock import Clock
from imalink_desktop.base.errors import Bug
from imalink_desktop.base.events import Signal
from imalink_desktop.base.paths import private_folder
from imalink_desktop.base.words import _, marked
from imalink_desktop.settings import toml
from imalink_desktop.settings.migrations import Document, latest, migrate, version_of
from imalink_desktop.settings.schema import Entry, Settings, Value, entries

LARGEST = 1 << 20
"""No settings file has a megabyte."""

NOTES = marked(
    {
        "broken": "The settings file could not be read. It was put aside, and the defaults are used.",
        "stuck": "The settings file could not be read, nor put aside; the defaults are used.",
        "newer": "The settings file was written by a newer ImaLink. What is known here is used.",
        "wrong_value": "This setting has a value that cannot be. Its default is used.",
    }
)
"""Every note with its sentence."""


@dataclass(frozen=True, slots=True)
class Note:
    """What was odd about the file, and what it is about: a setting's key, or a file's name."""

    code: str
    about: str

    @property
    def message(self) -> str:
        """The sentence."""
        return f"{_(NOTES[self.code])} ({self.about})"


@dataclass(frozen=True, slots=True)
class Changed:
    """What `Store.changed` tells: the settings as they were and are, and the keys that differ."""

    before: Settings
    now: Settings
    keys: frozenset[str]


class Store:
    """The settings as they are now. `notes` says what was odd when the file was last read."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.changed: Signal[Changed] = Signal("settings changed")
        self._path = path
        self._clock = clock
        self.notes: tuple[Note, ...] = ()
        self.settings = self._understood(self._read())

    def save(self, wanted: Settings) -> None:
        """Keep these settings, or raise what stands in the way and keep the old ones."""
        for entry in entries():
            if not entry.rule.allows(entry.value(wanted)):
                raise Bug(f"{entry.key} cannot be {entry.value(wanted)!r}")
        # Read anew: another program, or a hand, may have written meanwhile.
        self.notes = ()
        document = self._read()
        # Where the file is gone, all that was set is written once more.
        base = self.settings if document else Settings()
        for entry in _differing(base, wanted):
            _write_down(document, entry, entry.value(wanted))
        document["version"] = version_of(document)
        private_folder(self._path.parent)
        write_atomically(self._path, toml.written(document).encode())
        before, self.settings = self.settings, self._understood(document)
        if keys := frozenset(entry.key for entry in _differing(before, self.settings)):
            self.changed.emit(Changed(before, self.settings, keys))

    def _understood(self, document: Document) -> Settings:
        settings = Settings()
        for entry in entries():
            page = document.get(entry.page, {})
            value: Any = page.get(entry.name, entry.default) if isinstance(page, dict) else None
            if entry.rule.allows(value):
                settings = entry.put(settings, value)
            else:
                self._note("wrong_value", entry.key)
        return settings

    def _note(self, code: str, about: str) -> None:
        self.notes = (*self.notes, Note(code, about))

    def _read(self) -> Document:
        try:
            document = _parsed(self._path)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            self._put_aside()
            return {}
        if version_of(document) > latest():
            self._note("newer", self._path.name)
        migrate(document)
        return document

    def _put_aside(self) -> None:
        aside = self._free_name(f"{self._path.name}.broken-{self._clock():%Y-%m-%d}")
        try:
            self._path.rename(aside)
        except OSError:
            self._note("stuck", self._path.name)
        else:
            self._note("broken", aside.name)

    def _free_name(self, name: str) -> Path:
        number, aside = 1, self._path.with_name(name)
        while aside.exists():
            number += 1
            aside = self._path.with_name(f"{name}-{number}")
        return aside


def _parsed(path: Path) -> Document:
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("no settings are this long")
    return tomllib.loads(content.decode())


def _differing(one: Settings, other: Settings) -> list[Entry]:
    return [entry for entry in entries() if entry.value(one) != entry.value(other)]


def _write_down(document: Document, entry: Entry, value: Value) -> None:
    page = document.get(entry.page)
    if not isinstance(page, dict):
        page = {}
    page.pop(entry.name, None)
    if value != entry.default:
        page[entry.name] = value
    document[entry.page] = page
    if not page:
        del document[entry.page]
