"""Which round was the last, kept outside of the catalog: by it a catalog that was put back by hand is known.

Each round that changes anything draws a value, which stands in the account's row and here. Whoever copies an
older `catalog.db` into its place has an older value in it. Both cannot be written at one moment, so here the
old value and the new one stand while the catalog takes the new one, and before anything goes out the old one
is taken away. Wherever the program is cut off, the catalog has a value that stands here: nobody is asked for
nothing, and no work is taken for that of another day. And while the old value still holds nothing has been
sent or heard under the new one, so that an older catalog with it is one that nobody has gone on from.

Where nothing is kept, as after an update or in a folder that was moved, nothing is known, and the catalog is
believed: to ask each time would teach people to say yes.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import TypeAlias

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.log import logger
from imalink_desktop.base.paths import private_folder
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import syncing
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.catalog.reads.waiting import Home

Drawn: TypeAlias = str | None
"""None: there was no round that drew anything."""


log = logger(__name__)


class LastRound:
    """Of one account, as one round sees it."""

    def __init__(self, catalog: Catalog, account: int, state: Path) -> None:
        self._catalog = catalog
        self._account = account
        self._path = state / "last-round.json"
        self._has_drawn = False

    def look_back(self) -> None:
        """Notice whether an older catalog was put in the place of the one that the last round left."""
        kept = self._kept().get(str(self._account))
        home = self._home()
        if home is None or home.put_back is not None or not isinstance(kept, list):
            return
        if home.last_round not in kept:
            log.info("the catalog is not the one that was synced last")
            self._catalog.doubt()

    def draw(self) -> None:
        """Make the catalog another one than any copy of it, once a round, before anything becomes another."""
        home = None if self._has_drawn else self._home()
        if home is None:
            return
        drawn = secrets.token_hex(16)
        self.note(home.last_round, drawn)
        syncing.note_round(self._catalog, self._account, drawn)
        self.note(drawn)
        self._has_drawn = True

    def note(self, *drawn: Drawn) -> None:
        """Keep what may stand in the catalog from now on."""
        private_folder(self._path.parent)
        kept = {**self._kept(), str(self._account): list(drawn)}
        write_atomically(self._path, json.dumps(kept).encode("ascii"))

    def _home(self) -> Home | None:
        """None where somebody has signed out meanwhile."""
        with self._catalog.reading() as connection:
            home = waiting.home(connection)
        return home if home is not None and home.account == self._account else None

    def _kept(self) -> dict[str, object]:
        try:
            kept = json.loads(self._path.read_bytes())
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}
