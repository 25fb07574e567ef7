"""A store that speaks S3, or anything else that obstore knows."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from obstore.exceptions import BaseError
from obstore.store import ObjectStore

from imalink_server.base.log import logger
from imalink_server.storage.store import digest_of, key_of, named_by, out_of_reach, place_of

log = logger(__name__)

_STRETCH = 8 << 20
"""Bytes asked for at a time: each question costs a journey."""


class Bucket:
    """Objects named by their digests. Servers differ in what they promise, so only the least is asked."""

    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def keep(self, owner: str, digest: str, content: bytes) -> None:
        """Put an object; the same one again does no harm."""
        with _in_words():
            self._objects.put(key_of(owner, digest), content)

    def keep_file(self, owner: str, digest: str, path: Path) -> None:
        """Put a file, in parts where it is large."""
        with _in_words():
            self._objects.put(key_of(owner, digest), path)
            path.unlink()

    def has(self, owner: str, digest: str) -> bool:
        """Ask for the object's head."""
        with _in_words():
            try:
                self._objects.head(key_of(owner, digest))
            except FileNotFoundError:
                return False
            return True

    def fetch(self, owner: str, digest: str) -> bytes | None:
        """Get the object, and believe it only if it is what its name says."""
        with _in_words():
            try:
                content = bytes(self._objects.get(key_of(owner, digest)).bytes())
            except FileNotFoundError:
                return None
        if digest_of(content) != digest:
            log.error("an object in the store is damaged", digest=digest)
            return None
        return content

    def part(self, owner: str, digest: str, start: int, end: int) -> Iterator[bytes] | None:
        """Get a range of the object, one stretch after the other."""
        return self._ranges(key_of(owner, digest), start, end) if self.has(owner, digest) else None

    def _ranges(self, key: str, start: int, end: int) -> Iterator[bytes]:
        for at in range(start, end, _STRETCH):
            with _in_words():
                piece = self._objects.get_range(key, start=at, end=min(at + _STRETCH, end))
            yield bytes(piece)

    @contextmanager
    def local(self, owner: str, digest: str) -> Iterator[Path | None]:
        """A copy of the object, as long as it is needed."""
        with tempfile.TemporaryDirectory(prefix="imalink-") as folder:
            copy = Path(folder) / "original"
            with _in_words():
                try:
                    found = self._objects.get(key_of(owner, digest))
                except FileNotFoundError:
                    found = None
                if found is not None:
                    with copy.open("xb") as file:
                        file.writelines(found.stream(min_chunk_size=_STRETCH))
            yield None if found is None else copy

    def drop(self, owner: str, digest: str) -> None:
        """Delete the object."""
        with _in_words():
            self._delete(key_of(owner, digest))

    def drop_all(self, owner: str) -> None:
        """Delete all objects of an owner, one after the other: not every server takes many at once."""
        with _in_words():
            for some in self._objects.list(f"{place_of(owner)}/"):
                for each in some:
                    self._delete(each["path"])

    def everything(self) -> Iterator[tuple[str, str]]:
        """List all objects."""
        with _in_words():
            for some in self._objects.list():
                for each in some:
                    found = named_by(each["path"])
                    if found is not None:
                        yield found

    def check(self) -> None:
        """Put an object and delete it again."""
        with _in_words():
            self._objects.put("check", b"well")
            self._delete("check")

    def _delete(self, key: str) -> None:
        try:
            self._objects.delete(key)
        except FileNotFoundError:
            return


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except (BaseError, OSError) as error:
        # Their words may hold addresses and keys.
        log.error("the store did not answer", reason=type(error).__name__)  # noqa: TRY400
        raise out_of_reach() from error
