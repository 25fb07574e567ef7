"""`Hands`: how sections change photos. What fails is told, and shown as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage

Command: TypeAlias = Callable[[Catalog, Sequence[int]], Changes]
"""A command about photos that waits for being told which; `partial(rate, stars=3)`."""


class Hands:
    """One for all sections. It hits what a key would hit: the photos that are chosen at this moment."""

    def __init__(self, library: Library, stage: Stage, actions: Actions) -> None:
        self.library = library
        self.failed = Signal[Trouble]("a change could not be made")
        self._stage = stage
        self._actions = actions

    @property
    def photos(self) -> Sequence[int]:
        """Those that are chosen."""
        return self._stage.photos

    def change(self, command: Command, photos: Sequence[int] | None = None) -> None:
        """Change them, or these: what somebody has typed belongs to the photos it was typed for."""
        hit = self.photos if photos is None else photos
        if hit:
            self.library.do(lambda catalog: command(catalog, hit), failed=self._fail)

    def words(self, action: str) -> str:
        """What an action is called in the menus."""
        return self._actions[action].text()

    def tip(self, action: str) -> str:
        """The same with its key, for a tool tip."""
        key = self._actions[action].shortcut().toString()
        return f"{self.words(action)} ({key})" if key else self.words(action)

    def _fail(self, trouble: Trouble) -> None:
        self.library.trouble.emit(trouble)
        self.failed.emit(trouble)
