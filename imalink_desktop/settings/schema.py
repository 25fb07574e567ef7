"""The one table of settings: a page, a name, a default, and what may stand there.

What a setting is called, and what it does, is said in the window's own words. A
`0` means "no limit" or "as you see fit" where the comment says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, TypeAlias, TypeVar

Value: TypeAlias = bool | int | str
C = TypeVar("C", bound=str)


@dataclass(frozen=True, slots=True)
class Switch:
    """On or off."""

    def allows(self, value: object) -> bool:
        """Say whether the value may stand here."""
        return isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number in a range."""

    least: int
    most: int

    def allows(self, value: object) -> bool:
        """Say whether the value may stand here; `true` is no number."""
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def allows(self, value: object) -> bool:
        """Say whether the value may stand here."""
        return isinstance(value, str) and value in self.words


Rule: TypeAlias = Switch | Number | Choice


def switch(default: bool) -> bool:
    """Declare a setting that is on or off."""
    return field(default=default, metadata={"rule": Switch()})


def number(default: int, least: int, most: int) -> int:
    """Declare a setting that is a number."""
    return field(default=default, metadata={"rule": Number(least, most)})


def choice(default: C, *others: C) -> C:
    """Declare a setting that is one of a few words."""
    return field(default=default, metadata={"rule": Choice((default, *others))})


@dataclass(frozen=True, slots=True)
class General:
    """How the program looks and speaks."""

    theme: Literal["follow", "light", "dark"] = choice("follow", "light", "dark")
    language: Literal["follow", "en"] = choice("follow", "en")


@dataclass(frozen=True, slots=True)
class Importing:
    """What happens when folders are dropped."""

    start_at_once: bool = switch(False)
    skip_hidden: bool = switch(True)
    cold_previews: bool = switch(True)
    cold_side: int = number(1920, 150, 10_000)  # pixels
    workers: int = number(0, 0, 64)  # 0: one for each processor
    watch: bool = switch(False)


@dataclass(frozen=True, slots=True)
class Catalog:
    """How the user's work is kept."""

    undo_steps: int = number(1_000, 0, 100_000)
    daily_backups: int = number(7, 1, 366)
    weekly_backups: int = number(4, 0, 520)
    monthly_backups: int = number(6, 0, 1_200)
    preview_gigabytes: int = number(20, 0, 100_000)  # 0: no limit


@dataclass(frozen=True, slots=True)
class Sync:
    """When eggs and edits go to the server, and how much of the line they may take."""

    when: Literal["on_change", "every", "at_start", "asked"] = choice(
        "on_change", "every", "at_start", "asked"
    )
    every_minutes: int = number(15, 1, 1_440)
    cold_previews: bool = switch(True)
    kilobytes_a_second: int = number(0, 0, 10_000_000)  # 0: no limit
    only_unmetered: bool = switch(True)


@dataclass(frozen=True, slots=True)
class Settings:
    """All pages."""

    general: General = General()
    importing: Importing = Importing()
    catalog: Catalog = Catalog()
    sync: Sync = Sync()


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the table."""

    page: str
    name: str
    rule: Rule
    default: Value

    @property
    def key(self) -> str:
        """Its full name, such as `importing.workers`."""
        return f"{self.page}.{self.name}"

    def value(self, settings: Settings) -> Value:
        """What it is set to."""
        value: Value = getattr(getattr(settings, self.page), self.name)
        return value

    def put(self, settings: Settings, value: Value) -> Settings:
        """Give the settings with this one set."""
        page = replace(getattr(settings, self.page), **{self.name: value})
        changed: dict[str, Any] = {self.page: page}
        return replace(settings, **changed)


def entries() -> Iterator[Entry]:
    """Give the table, row by row."""
    defaults = Settings()
    for page in fields(defaults):
        on_page = getattr(defaults, page.name)
        for each in fields(on_page):
            yield Entry(page.name, each.name, each.metadata["rule"], getattr(on_page, each.name))
