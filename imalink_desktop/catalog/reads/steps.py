"""The history as a list: what was done, to how many things, and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, select

from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.history import DONE, MACHINE
from imalink_desktop.catalog.models import Step


@dataclass(frozen=True, slots=True)
class Deed:
    """One step of the photographer's. Those that are not `done` have been taken back."""

    id: int
    op: Op
    count: int
    at: str
    done: bool


def steps(connection: Connection, *, before: int | None = None, limit: int = 50) -> list[Deed]:
    """The newest first; a page begins before a `Deed.id`. What the machine does by itself is left out."""
    rows = select(Step.id, Step.op, Step.count, Step.at, Step.state).where(Step.state != MACHINE)
    if before is not None:
        rows = rows.where(Step.id < before)
    found = connection.execute(rows.order_by(Step.id.desc()).limit(limit))
    return [Deed(number, Op(op), many, at, state == DONE) for number, op, many, at, state in found]
