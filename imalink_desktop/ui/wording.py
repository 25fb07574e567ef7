"""The window's words: every text goes through here, so that it can be translated. See `base/words`."""

from __future__ import annotations

from imalink_desktop.base.words import _, many, marked, number, retold

__all__ = [
    "_",
    "hidden_in_stacks",
    "many",
    "marked",
    "number",
    "photos",
    "retold",
    "some_of",
    "some_of_photos",
]


def photos(count: int) -> str:
    """So many photos."""
    return many("{n} photo", "{n} photos", count)


def hidden_in_stacks(count: int) -> str:
    """What is counted beside so many photos and is not seen; nothing where all are."""
    return "· " + many("{n} hidden in stacks", "{n} hidden in stacks", count) if count else ""


def some_of(count: int, total: int) -> str:
    """So many of so many."""
    return _("{n} of {total}").format(n=number(count), total=number(total))


def some_of_photos(count: int, total: int) -> str:
    """So many of so many photos."""
    return many("{some} of {n} photo", "{some} of {n} photos", total, some=number(count))
