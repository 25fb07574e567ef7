"""`Source`: reading anywhere in a file, where being past the end is no error."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, TypeAlias

Fetch: TypeAlias = Callable[[int, int], bytes]
"""Answers the bytes at (offset, length): fewer where the data ends, none where it has ended."""

_HEAD = 64 * 1024


class Source:
    """A file whose head is read once and kept: most of what is asked for lies there."""

    __slots__ = ("_file", "_head", "size")

    def __init__(self, file: BinaryIO) -> None:
        file.seek(0)
        self._file = file
        self._head = file.read(_HEAD)
        self.size = len(self._head) if len(self._head) < _HEAD else file.seek(0, 2)

    def fetch(self, offset: int, length: int) -> bytes:
        """The bytes at `offset`, as many as there are up to `length`."""
        if offset < 0 or length <= 0 or offset >= self.size:
            return b""
        end = min(offset + length, self.size)
        if end <= len(self._head):
            return self._head[offset:end]
        self._file.seek(offset)
        return self._file.read(end - offset)


def of_bytes(data: bytes) -> Fetch:
    """Fetch from a block already in memory."""

    def fetch(offset: int, length: int) -> bytes:
        return data[offset : offset + length] if offset >= 0 and length > 0 else b""

    return fetch


def within(fetch: Fetch, start: int, length: int) -> Fetch:
    """Fetch from a part of something larger, counting from its start and never beyond its end."""

    def fetch_within(offset: int, wanted: int) -> bytes:
        if offset < 0 or offset >= length:
            return b""
        return fetch(start + offset, min(wanted, length - offset))

    return fetch_within
