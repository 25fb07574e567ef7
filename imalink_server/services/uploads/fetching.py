"""Giving an original back: to its owner, whole or a part of it, and to nobody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from imalink_server.base.errors import Code, Refused
from imalink_server.db import photos, uploads
from imalink_server.db.policy import Viewer
from imalink_server.services.accounts import Me
from imalink_server.services.photos.changing import missing
from imalink_server.services.server import Server

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Original:
    """An original, or a part of it."""

    filename: str
    sha256: str
    size: int
    start: int
    end: int
    """Before which byte it ends."""
    is_part: bool
    pieces: Iterator[bytes]

    @property
    def etag(self) -> str:
        """The same as long as its bytes are."""
        return _etag(self.sha256)


def original(
    server: Server,
    me: Me,
    key: str,
    wanted: str | None = None,
    if_range: str | None = None,
    *,
    only_facts: bool = False,
) -> Original:
    """The original of one's own photo, or a part that is asked for as `bytes=0-499`, or no bytes at all."""
    with server.database.reading() as session:
        photo = photos.find_own(session, Viewer(me.account_id), key)
        if photo is None:
            raise missing()
        row = uploads.original_of(session, photo.id)
    if row is None:
        raise _none()
    part = _part(wanted, row.size) if if_range in (None, _etag(row.sha256)) else None
    start, end = part or (0, row.size)
    pieces = server.store.part(me.account_uid, row.sha256, start, start if only_facts else end)
    if pieces is None:
        raise _none()
    return Original(row.filename, row.sha256, row.size, start, end, part is not None, pieces)


def _part(wanted: str | None, size: int) -> tuple[int, int] | None:
    """From where to before where; `None` for all. A range of another kind is as if it were not asked for."""
    found = None if wanted is None else _RANGE.fullmatch(wanted.strip())
    if found is None or found[1] == found[2] == "":
        return None
    if found[1] == "":
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
        if found[2] and int(found[2]) < start:
            return None
    if start >= size:
        raise Refused(Code.NO_SUCH_RANGE, f"It has {size:,} bytes.", {"size": size})
    return start, end


def _etag(sha256: str) -> str:
    return f'"{sha256}"'


def _none() -> Refused:
    return Refused(Code.NOT_FOUND, "The original of this photo is not here.")
