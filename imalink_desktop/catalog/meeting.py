"""Which photo of ours a server's photo is: by the server's own name for it, by its uid, by its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, exists, select

from imalink_core import Metadata
from imalink_core.egg import JsonObject
from imalink_desktop.catalog.commands.uniting import shows
from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import ImageFile, Photo, Reading, RemotePhoto
from imalink_desktop.catalog.saying import Read
from imalink_desktop.catalog.sides import Said


@dataclass(frozen=True, slots=True)
class FarFile:
    """One of a photo's files, on whichever machine it is."""

    filename: str
    sha256: str | None = None
    machine: str | None = None
    drive: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Incoming:
    """A photo as a server has it now. Without a `uid` it is known there by its hothash alone."""

    key: str
    uid: str | None
    version: str | None
    hothash: str
    said: Said
    """Of the fields that this server keeps."""
    width: int | None
    height: int | None
    metadata: Metadata = field(default_factory=Metadata)
    exif: JsonObject = field(default_factory=dict, repr=False)
    image_format: str | None = None
    file_size_bytes: int | None = None
    is_valid_image: bool = True
    files: tuple[FarFile, ...] = ()
    look: int | None = None
    since: Mapping[str, int] = field(default_factory=dict)
    """By which version each of what says who sees it was decided, as far as the server tells."""


@dataclass(frozen=True, slots=True)
class Met:
    """Which photo it is here; `twin` is another one that has its file.

    So is `other`, but that one the server knows too, as a photo of its own: they are two files of one.
    """

    photo: int | None = None
    uid: str | None = None
    twin: int | None = None
    twin_uid: str | None = None
    other: int | None = None


def meet(read: Read, account: int, incoming: Sequence[Incoming]) -> list[Met]:
    """Look for each of them here."""
    remote, photo = table_of(RemotePhoto), table_of(Photo)
    keys = select(remote.c.server_photo_id, photo.c.id, photo.c.uid).join(
        photo, photo.c.id == remote.c.photo_id
    )
    mine = remote.c.account_id == account
    by_key = _by_first(
        read(keys.where(mine, one_of(remote.c.server_photo_id, [one.key for one in incoming])))
    )
    uids = [one.uid for one in incoming if one.uid is not None]
    by_uid = _by_first(read(select(photo.c.uid, photo.c.id, photo.c.uid).where(one_of(photo.c.uid, uids))))
    known = exists().where(remote.c.photo_id == photo.c.id, mine)
    files = table_of(ImageFile)
    digests = [file.sha256 for one in incoming if one.uid is not None for file in one.files if file.sha256]
    owners = (
        select(files.c.sha256, photo.c.id, photo.c.uid)
        .join(photo, photo.c.id == files.c.photo_id)
        .where(one_of(files.c.sha256, digests), files.c.reading == Reading.HATCHED.value, shows(files))
        .order_by(photo.c.id.desc())
    )
    by_file, by_known_file = _by_first(read(owners.where(~known))), _by_first(read(owners.where(known)))
    looks = [one.hothash for one in incoming if one.uid is None]
    alike = select(photo.c.hothash, photo.c.id, photo.c.uid).where(one_of(photo.c.hothash, looks), ~known)
    by_look = _by_first(read(alike.order_by(photo.c.id.desc())))
    found = []
    for one in incoming:
        here = by_key.get(one.key) or by_uid.get(one.uid or "")
        if one.uid is None:
            here = here or by_look.get(one.hothash)
        twins = [by_file[file.sha256] for file in one.files if file.sha256 in by_file]
        twin, twin_uid = min((some for some in twins if some != here), default=(None, None))
        known_ones = [by_known_file[file.sha256] for file in one.files if file.sha256 in by_known_file]
        other = min((some[0] for some in known_ones if some != here), default=None)
        number, name = here or (None, None)
        found.append(Met(number, name, twin, twin_uid, other))
    return found


def met_here(connection: Connection, account: int, incoming: Sequence[Incoming]) -> list[Met]:
    """The same, for who only looks."""
    return meet(lambda asked: connection.execute(asked).all(), account, incoming)


def _by_first(rows: Sequence[Sequence[Any]]) -> dict[str, tuple[int, str]]:
    """Of several the last, so the oldest comes last."""
    return {str(key): (int(photo), str(uid)) for key, photo, uid in rows}
