"""What an import has come to."""

from __future__ import annotations

from dataclasses import dataclass

from imalink_desktop.catalog.reads.sessions import Session
from imalink_desktop.importing.plan import Gone


@dataclass(frozen=True, slots=True)
class Report:
    """The counts of its files, and what is left to be said.

    `gone` are known files that were not met, when they are so many that only the photographer can say
    what it means: none has been taken for missing then. `waiting` files lie on the drives that are `away`.
    """

    session: Session
    bursts: int
    gone: Gone
    waiting: int
    away: frozenset[str]

    @property
    def found(self) -> int:
        """All that was met; each has exactly one fate."""
        return self.session.found
