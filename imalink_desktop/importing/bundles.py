"""What a walk meets, in portions that can be brought in one by one while it still goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath
from typing import TypeVar

from imalink_desktop.importing.grouping import photo_by_name
from imalink_desktop.importing.placing import Met

T = TypeVar("T")

FIRST = 64
"""Files in the first portion: what is dropped should be seen at once."""
MOST = 400
"""Files in the others: a transaction for each costs little, and nobody waits long for one."""


def bundles(met: Iterable[Met], *, first: int = FIRST, most: int = MOST) -> Iterator[list[Met]]:
    """Portions of about that size. The files of one photo, which have its name, are never parted."""
    return _portions(_photos(met, lambda one: one), first, most)


def bundled(things: Iterable[T], met: Callable[[T], Met], most: int = MOST) -> Iterator[list[T]]:
    """The same with whatever belongs to something that was met."""
    return _portions(_photos(things, met), most, most)


def _photos(things: Iterable[T], met: Callable[[T], Met]) -> Iterator[list[T]]:
    """Files that have one photo's name; what is met comes folder by folder."""
    for _, folder in groupby(things, lambda thing: _folder(met(thing))):
        # The place in the list decides between equals: nothing else can be compared.
        named = sorted((_photo(met(thing)), place, thing) for place, thing in enumerate(folder))
        for _, photo in groupby(named, lambda row: row[0]):
            yield [thing for _, _, thing in photo]


def _portions(photos: Iterable[list[T]], first: int, most: int) -> Iterator[list[T]]:
    portion: list[T] = []
    enough = first
    for photo in photos:
        portion += photo
        if len(portion) >= enough:
            yield portion
            portion, enough = [], most
    if portion:
        yield portion


def _folder(met: Met) -> tuple[str, str]:
    return met.volume.volume_id, met.path.rpartition("/")[0]


def _photo(met: Met) -> str:
    return photo_by_name(PurePosixPath(met.path.rpartition("/")[2]))
