"""Stretches of time: what is asked about them, and what is told."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_

from imalink_server.db.models import Photo, Showing


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of time in which photos were taken."""

    name: str
    """What all its moments begin with: `2024`, `2024-06` …"""
    count: int
    first: str
    last: str
    photo_id: int
    hothash: str


@dataclass(frozen=True, slots=True)
class Asked:
    """How finely to count, and within what."""

    letters: int
    """Of a moment, by which buckets are told apart."""
    within: str = ""
    """What the moments begin with."""
    visibility: int | None = None
    only_own: bool = False


def conditions(asked: Asked) -> list[ColumnElement[bool]]:
    """What is asked of each photo, whoever looks."""
    return [*undated(asked), *dated(asked, Photo)]


def undated(asked: Asked) -> list[ColumnElement[bool]]:
    """What is asked of each photo but for its moment."""
    found: list[ColumnElement[bool]] = [Photo.trashed_at.is_(None)]
    if asked.visibility is not None:
        found.append(Photo.visibility == asked.visibility)
    return found


def dated(asked: Asked, row: type[Photo | Showing]) -> list[ColumnElement[bool]]:
    """What is asked of the moment."""
    found: list[ColumnElement[bool]] = [row.shown_at.is_not(None)]
    if asked.within:
        # Whatever begins with it: "~" comes after every letter of a moment.
        found.append(and_(row.shown_at >= asked.within, row.shown_at < f"{asked.within}~"))
    return found
