"""`Keeper`: has the tree read when it is opened, and what changed read again, never more than needed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Connection
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.navigator import branches, nodes
from imalink_desktop.ui.navigator.model import NavigatorModel
from imalink_desktop.ui.navigator.nodes import Node
from imalink_desktop.ui.navigator.reading import HEARS, below, part_of
from imalink_desktop.ui.resting import Rest

_ROWS = frozenset({"*"})
"""Said of rows that came or went."""


class Keeper(QObject):
    """Between the library and the model. One question at a time for each part of the tree."""

    def __init__(
        self, library: Library, model: NavigatorModel, seen: Callable[[], Iterable[str]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._model = model
        self._seen = seen
        self._parts = {name: _Part(name, self) for name in HEARS}
        self._uncounted: dict[str, Node] = {}
        self._is_counting = self._is_closed = False
        self._connections: tuple[Connection, ...] = (
            library.changed.connect(self._hear),
            library.drives_changed.connect(self._drives_came_or_went),
        )
        model.wanted.connect(self._read_one)
        self.refresh("")

    def refresh(self, part: str) -> None:
        """Read a part of the tree again, now."""
        if not self._is_closed:
            self._parts[part].read()

    def count(self) -> None:
        """Count what is in sight by now and has not been counted; one after the other."""
        key = next((key for key in self._seen() if key in self._uncounted), None)
        if key is not None and not self._is_counting and not self._is_closed:
            self._is_counting = True
            question = partial(branches.count_later, node=self._uncounted.pop(key))
            counted = partial(self._counted, key)
            self._library.ask((self, "count"), question, counted, lambda _trouble: counted(None))

    def close(self) -> None:
        """Read no more."""
        self._is_closed = True
        for connection in self._connections:
            connection.disconnect()
        for part in self._parts.values():
            part.close()

    def ask(self, part: str) -> bool:
        """Have all of a part read that has been read before; whether there is any."""
        keys = [key for key in self._model.read() if part_of(key) == part]
        if part == "" and not keys:
            keys = [""]
        if keys:
            self._ask((self, "part", part), keys, self._parts[part].came)
        return bool(keys)

    def _read_one(self, key: str) -> None:
        if not self._is_closed:
            self._ask((self, "row", key), [key], partial(self._model.forget_wish, key))

    def _ask(self, about: Hashable, keys: Sequence[str], done: Callable[[], object]) -> None:
        def take(found: Mapping[str, tuple[Node, ...]]) -> None:
            for key, rows in found.items():
                self._model.put(key, rows)
                self._gather_uncounted(rows)
            done()
            self.count()

        def fail(trouble: Trouble) -> None:
            done()
            self._library.trouble.emit(trouble)

        question = partial(_read, keys=keys, online=self._library.online)
        self._library.ask(about, question, take, fail)

    def _gather_uncounted(self, rows: Sequence[Node]) -> None:
        waiting = list(rows)
        for node in waiting:  # it grows while we walk
            if node.later is not None:
                self._uncounted[node.key] = node
            waiting += node.below or ()

    def _counted(self, key: str, photos: int | None) -> None:
        self._is_counting = False
        if photos is not None:
            self._model.set_whole(key, photos)
        self.count()

    def _hear(self, changes: Changes) -> None:
        for name, tables in HEARS.items():
            if any(
                (fields | _ROWS) & changes.fields.get(table, frozenset()) for table, fields in tables.items()
            ):
                self._parts[name].is_old()

    def _drives_came_or_went(self, _there: Collection[int]) -> None:
        self._parts[nodes.DRIVES].is_old()


class _Part:
    """A part of the tree: whether it is old, and when it will be read again."""

    def __init__(self, name: str, keeper: Keeper) -> None:
        self._name = name
        self._keeper = keeper
        self._is_asked = self._is_old = False
        self._rest = Rest(self.read)

    def is_old(self) -> None:
        """It will be read again, together with what else changes by then."""
        if self._is_asked:
            self._is_old = True
        else:
            self._rest.wish()

    def read(self) -> None:
        """Read it now, or once more when the last answer has come."""
        if self._is_asked:
            self._is_old = True
            return
        self._rest.begin()
        self._is_asked = self._keeper.ask(self._name)

    def came(self) -> None:
        """The answer is there."""
        self._is_asked = False
        self._rest.end()
        if self._is_old:
            self._is_old = False
            self.is_old()

    def close(self) -> None:
        """Read no more."""
        self._rest.close()


def _read(look: Look, keys: Sequence[str], online: Collection[int]) -> dict[str, tuple[Node, ...]]:
    return {key: below(look, key, online) for key in keys}
