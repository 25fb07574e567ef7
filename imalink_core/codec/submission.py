"""A submission: an egg on its way to a server, with what its owner says of it.

Three shapes of one thing, as the servers of the family ask for them:

    FLAT      the egg's fields beside the owner's
    WRAPPED   {"photo_egg": {the egg}, the owner's fields}
    CREATE    {"photo_create_schema": {another spelling of it all}, "tags": [...]}

What each shape cannot carry, and what is read back in its place:

    FLAT      filename (None)
    WRAPPED   filename and import_session_id (None); metadata without width or height
              (that shape demands them: the egg's own stand in)
    CREATE    title and description (None)
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from imalink_core.codec import checks
from imalink_core.codec.fields import Fields
from imalink_core.egg import Json, PhotoEgg

DEFAULT_RATING = 0

rating = checks.whole(0, 5)
row_id = checks.whole(1, checks.MOST_WHOLE)
tags = checks.list_of(checks.text(200, least=1), most=1000)
title = checks.text(8000)
description = checks.text(100_000)


class Visibility(StrEnum):
    """Who may see a photo, from fewest to most."""

    PRIVATE = "private"
    SPACE = "space"
    AUTHENTICATED = "authenticated"
    PUBLIC = "public"


visibility = checks.one_of(Visibility)


@dataclass(frozen=True, slots=True)
class Submission:
    """An egg and its owner's words. A rating of 0 says that nobody has rated it."""

    egg: PhotoEgg
    title: str | None = None
    description: str | None = None
    rating: int = DEFAULT_RATING
    visibility: Visibility = Visibility.PRIVATE
    tags: tuple[str, ...] = ()
    author_id: int | None = None
    import_session_id: int | None = None
    filename: str | None = None


def known(**fields: Json) -> dict[str, Json]:
    """Only what is known: the family's servers take a missing field more readily than a null."""
    return {key: value for key, value in fields.items() if value is not None}


def read_rating(fields: Fields) -> int:
    """The rating; none given is none."""
    given = fields.maybe("rating", rating)
    return DEFAULT_RATING if given is None else given


def read_visibility(fields: Fields) -> Visibility:
    """The visibility; who does not say whom to show it to, shows it to nobody."""
    return fields.maybe("visibility", visibility) or Visibility.PRIVATE


def read_tags(fields: Fields) -> tuple[str, ...]:
    """The tags; none given is none."""
    return fields.maybe("tags", tags) or ()
