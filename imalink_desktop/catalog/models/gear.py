"""What photos were taken with. A photo names it by number: few cameras, a million photos."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint, func
from sqlalchemy.orm import Mapped, mapped_column

from imalink_desktop.catalog.models.base import Base


class Camera(Base):
    """A kind of camera; its maker or its model may be unknown and is an empty text then."""

    __tablename__ = "camera"
    __table_args__ = (UniqueConstraint("make", "model"), {"sqlite_autoincrement": True})

    make: Mapped[str]
    model: Mapped[str]


CAMERA_NAME = func.trim(Camera.make + " " + Camera.model)
"""What it is called."""


class Lens(Base):
    """A kind of lens."""

    __tablename__ = "lens"

    model: Mapped[str] = mapped_column(unique=True)
