"""A query answered in plain Python, for one record at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache, lru_cache

from imalink_desktop.catalog.query.ast import (
    And,
    Compare,
    Has,
    Is,
    Mode,
    Near,
    Not,
    Or,
    Query,
    Range,
    Scalar,
    Text,
    Under,
    bounds,
)
from imalink_desktop.catalog.query.fields import ANYWHERE, BY_NAME
from imalink_desktop.catalog.query.folding import names, words
from imalink_desktop.catalog.query.globe import km_between
from imalink_desktop.catalog.query.searchable import Searchable

Match = Callable[[Searchable], bool]


def matcher(query: Query, online: Collection[int] = ()) -> Match:
    """The query as a function. `online` are the numbers of the drives that are there now."""
    match query:
        case And(parts):
            every = [matcher(part, online) for part in parts]
            return lambda photo: all(each(photo) for each in every)
        case Or(parts):
            some = [matcher(part, online) for part in parts]
            return lambda photo: any(each(photo) for each in some)
        case Not(part):
            inner = matcher(part, online)
            return lambda photo: not inner(photo)
        case Text(wanted, mode, asked):
            fields = ANYWHERE if asked is None else (asked,)
            return lambda photo: any(
                says(text, wanted, mode) for each in fields for text in _texts(photo, each)
            )
        case Under(field, path, exactly):
            return lambda photo: any(lies_under(text, path, exactly) for text in _texts(photo, field))
        case Compare(field) | Range(field):
            start, end = bounds(query)
            return lambda photo: any(_between(value, start, end) for value in _values(photo, field))
        case Near():
            return lambda photo: _is_near(photo, query)
        case Is(state):
            return lambda photo: _is(photo, state, online)
        case Has("file"):
            return lambda photo: any(file.name != "" for file in photo.files)
        case Has(field):
            return lambda photo: any(value != "" for value in _values(photo, field))


def says(text: str, wanted: str, mode: str) -> bool:
    """Whether a text has these words, one after the other."""
    here, there = f" {' '.join(words(text))} ", f" {' '.join(_wanted_words(wanted))}"
    match Mode(mode):
        case Mode.PART:
            return there[1:] in here[1:-1]
        case Mode.BEGINS:
            return there in here
        case Mode.WHOLE:
            return f"{there} " in here
        case Mode.ALL:
            return f"{there} " == here


def lies_under(path: str, wanted: str, exactly: bool) -> bool:
    """Whether a path is this one or, unless it must be exactly, leads through it."""
    here, there = names(path), _wanted_names(wanted)
    if exactly or not there:
        return here == there and bool(there)
    return any(here[at : at + len(there)] == there for at in range(len(here) - len(there) + 1))


# The same few are asked for each of a million photos.
_wanted_words = lru_cache(words)
_wanted_names = lru_cache(names)


def _values(photo: Searchable, field: str) -> list[Scalar]:
    return [value for value in BY_NAME[field].read(photo) if value is not None]


def _texts(photo: Searchable, field: str) -> list[str]:
    return [value for value in _values(photo, field) if isinstance(value, str)]


def _between(value: Scalar, start: Scalar | None, end: Scalar | None) -> bool:
    if isinstance(value, str):
        return (not isinstance(start, str) or start <= value) and (not isinstance(end, str) or value < end)
    return (start is None or isinstance(start, str) or start <= value) and (
        end is None or isinstance(end, str) or value < end
    )


def _is_near(photo: Searchable, near: Near) -> bool:
    if photo.latitude is None or photo.longitude is None:
        return False
    return km_between(near.latitude, near.longitude, photo.latitude, photo.longitude) <= near.km


def _is(photo: Searchable, state: str, online: Collection[int]) -> bool:
    match state:
        case "raw" | "video":
            formats = {photo.image_format, *(file.format for file in photo.files)}
            return bool(formats & formats_of(state))
        case "unrated":
            return photo.rating == 0
        case "undated":
            return photo.shown_at is None
        case "offline":
            at_hand = any(file.state == "present" and file.drive_id in online for file in photo.files)
            return bool(photo.files) and not at_hand
        case "missing":
            return any(file.state == "missing" for file in photo.files)
        case "damaged":
            return not photo.is_valid_image
        case "stacked":
            return photo.stack_id is not None
        case "waiting":
            return photo.is_waiting or photo.is_refused
        case "refused":
            return photo.is_refused
        case "elsewhere":
            return photo.is_on_server and not photo.files
        case "conflict":
            return photo.is_disputed
        case _:
            return photo.trashed_at is not None


@cache
def formats_of(kind: str) -> frozenset[str]:
    """The names of all formats of a kind."""
    from imalink_core.formats.table import FORMATS  # brings all decoders along

    return frozenset(row.name for row in FORMATS if row.kind == kind)
