"""Photos are taken out of the collection that is shown, by one key; they stay in the library."""

from __future__ import annotations

from functools import partial

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import collecting
from imalink_desktop.catalog.query.ast import And, Query, Under
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.listing import lacking
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.wording import _

ACTION = "take out"


class TakingOut:
    """Offered where a collection is shown."""

    def __init__(self, library: Library, stage: Stage, actions: Actions) -> None:
        self.said = Signal[str]("why nothing was done, in words")
        self._library = library
        self._stage = stage
        self._action = actions[ACTION]
        actions.on(ACTION, self.take_out)
        self._connection: Connection = stage.listed.connect(self._offer)
        self._offer(stage.shown)

    def take_out(self) -> None:
        """Take what is chosen out of the collection."""
        seen, photos = collection_in(self._stage.shown.query), tuple(self._stage.photos)
        if seen is None or not photos:
            self.said.emit(_("Select a photo first."))
            return
        self._stage.touch()
        over = self._stage.foresee(partial(lacking, gone=photos))

        def done(changes: Changes | None) -> None:
            over(changes is not None and changes.count == len(photos))

        def failed(trouble: Trouble) -> None:
            over(False)
            self._library.trouble.emit(trouble)

        self._library.do(lambda catalog: collecting.take_out(catalog, seen, photos), done, failed)

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def _offer(self, shown: Shown) -> None:
        self._action.setEnabled(collection_in(shown.query) is not None)


def collection_in(query: Query) -> Under | None:
    """The one collection that a query shows, maybe only a part of it."""
    parts = query.parts if isinstance(query, And) else (query,)
    found = [part for part in parts if isinstance(part, Under) and part.field == "collection"]
    return found[0] if len(found) == 1 else None
