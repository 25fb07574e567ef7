"""Questions with a name: asked again, they tell when that was."""

from __future__ import annotations

from typing import Any

from imalink_server.services.accounts import Me
from imalink_server.services.server import Server
from imalink_server.services.things import SEARCHES, change
from imalink_server.services.writing import writing


def asked(server: Server, me: Me, id_: int) -> dict[str, Any]:
    """What one's own search asks for; it is noted that it was asked now."""
    with writing(server, me) as w:
        thing = change(w, SEARCHES, id_, {"last_executed_at": w.at})
        found: dict[str, Any] = thing.values["search_criteria"]
        return found
