"""The journal: each change by name, and what its undo needs."""

from __future__ import annotations

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base, Moment


class Step(Base):
    """One transaction with a name. The order of steps is that of their numbers, whatever the clock says."""

    __tablename__ = "step"

    op: Mapped[str]
    count: Mapped[int]
    """How many things it changed: "rate 214 photos"."""
    at: Mapped[Moment]
    state: Mapped[str] = mapped_column(index=True)
    """done (can be undone), undone (can be done again), machine (neither)."""


class Image(Base):
    """The old and the new of up to some thousand rows that a step touched.

    A step holds the images of its last application: undoing it records the images
    that doing it again needs, and the other way round.
    """

    __tablename__ = "image"

    step_id: Mapped[int] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"), index=True)
    table_name: Mapped[str]
    kind: Mapped[str]
    """update, insert, delete."""
    field: Mapped[str | None]
    packed: Mapped[bytes] = mapped_column(LargeBinary)
