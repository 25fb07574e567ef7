"""What a photographer decides of photos: stars, flags, labels, words, who may see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import IntEnum

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.touched import Value


class Flag(IntEnum):
    """Picked, rejected, or neither."""

    REJECTED = -1
    NONE = 0
    PICKED = 1


class Visibility(IntEnum):
    """Who may see a photo; each sees what those before may, and more people with each."""

    PRIVATE = 0
    SPACE = 1
    AUTHENTICATED = 2
    PUBLIC = 3


MOST_STARS = 5
LABELS = ("red", "yellow", "green", "blue", "purple")


def rate(catalog: Catalog, photos: Iterable[int], stars: int) -> Changes:
    """Give stars, 0 to 5; 0 takes the rating away."""
    if not 0 <= stars <= MOST_STARS:
        raise Expected(f"A photo has 0 to {MOST_STARS} stars, not {stars}.")
    return _set(catalog, Op.RATE, photos, rating=stars)


def flag(catalog: Catalog, photos: Iterable[int], value: Flag) -> Changes:
    """Pick, reject, or take the flag away."""
    return _set(catalog, Op.FLAG, photos, flag=int(value))


def label(catalog: Catalog, photos: Iterable[int], colour: str | None) -> Changes:
    """Give a colour, or take it away."""
    if colour is not None and colour not in LABELS:
        raise Expected(f"There is no label {colour!r}.", f"The labels are {_listed(LABELS)}.")
    return _set(catalog, Op.LABEL, photos, label=colour)


def entitle(catalog: Catalog, photos: Iterable[int], title: str | None) -> Changes:
    """Give a title; an empty one is none."""
    return _set(catalog, Op.TITLE, photos, title=_words(title))


def describe(catalog: Catalog, photos: Iterable[int], description: str | None) -> Changes:
    """Give a description; an empty one is none."""
    return _set(catalog, Op.DESCRIBE, photos, description=_words(description))


def show_to(catalog: Catalog, photos: Iterable[int], visibility: Visibility) -> Changes:
    """Say who may see the photos."""
    return _set(catalog, Op.SET_VISIBILITY, photos, visibility=int(visibility))


def _set(catalog: Catalog, op: Op, photos: Iterable[int], **values: Value) -> Changes:
    return catalog.transact(op, lambda writer: writer.set(Photo, photos, **values))


def _words(text: str | None) -> str | None:
    """Text as it is kept: without blanks around it, and without signs that cannot be written down."""
    if text is None:
        return None
    sound = text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
    return sound.strip() or None


def _listed(names: Collection[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}"
