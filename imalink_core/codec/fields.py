"""`Fields`: one JSON object that is being read, and where it stands in the whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias, TypeVar

from imalink_core.errors import BadEgg

T = TypeVar("T")

Check: TypeAlias = Callable[[object, str], T]
"""Takes a value of unknown make and its place; answers the value, or raises `BadEgg`."""


class Fields:
    """The fields of one object. What nobody asks for is ignored: supersets are welcome."""

    def __init__(self, value: object, where: str = "") -> None:
        if type(value) is not dict:
            raise BadEgg(where, "must be an object")
        self._values: Mapping[object, object] = value
        self._where = where

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def place(self, key: str) -> str:
        """The path of a field from the root, such as `metadata.iso`."""
        return f"{self._where}.{key}" if self._where else key

    def need(self, key: str, check: Check[T]) -> T:
        """A field that must be there."""
        if key not in self:
            raise BadEgg(self.place(key), "is missing")
        return check(self._values[key], self.place(key))

    def maybe(self, key: str, check: Check[T]) -> T | None:
        """A field that may be missing or null."""
        return self.need(key, check) if key in self else None

    def inner(self, key: str) -> Fields:
        """An object inside this one, which must be there."""
        return self.need(key, Fields)
