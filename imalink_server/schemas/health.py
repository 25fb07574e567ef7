"""How the server says that it is well."""

from __future__ import annotations

from typing import Literal

from imalink_server.schemas.words import Answer

State = Literal["ok", "away"]


class HealthAnswer(Answer):
    """Whether the server is well, and which of its parts are; no versions, no addresses."""

    ok: bool
    status: Literal["ok", "trouble"]
    message: str
    database: State
    storage: State
    queue: State
    """Away where originals have come and nobody looks at them."""
