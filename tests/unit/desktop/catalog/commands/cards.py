"""A catalog and a memory card for it: files as an import finds them, and the eggs they hatch into."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import Row as AnyRow
from sqlalchemy import func, select

from imalink_core import DateSource, Found, Metadata, PhotoEgg
from imalink_core.pairing import Role
from imalink_desktop.catalog import kept
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import drives, hatched, sessions
from imalink_desktop.catalog.commands.arriving import Arrival, ArrivingFile, register
from imalink_desktop.catalog.commands.drives import Volume
from imalink_desktop.catalog.commands.hatched import Laid
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Base, Fate, ImageFile, Photo, RemotePhoto, SessionFile
from imalink_desktop.catalog.touched import Row

NOON = datetime(2024, 6, 1, 12)
DATED = Found(taken_at_source=DateSource.EXIF_ORIGINAL, taken_at_offset="+02:00")

CARD, DISK = 1, 2
"""Two folders, each on a drive of its own."""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Catalog]:
    """A catalog without photos that knows two drives."""
    with Catalog.open(tmp_path) as catalog:
        prepare(catalog)
        yield catalog
        assert drift(catalog) == []


def prepare(catalog: Catalog) -> None:
    """Make the two drives known, and a folder on each."""
    for name, folder in (("card", "DCIM/100"), ("disk", "2024/06")):
        drive = drives.see(catalog, Volume(name, name.title(), f"/media/{name}"))
        drives.ensure_folders(catalog, drive, [folder])


def file(name: str, folder: int = CARD, role: Role = Role.PICTURE, size: int = 1000) -> ArrivingFile:
    """A file on the card, or elsewhere."""
    return ArrivingFile(folder, name, size, 1, None, "JPEG", role, f"{folder}/{name}")


def shot(number: int, camera: str = "EOS R5") -> Metadata:
    """What the camera says of its picture of this number: one each minute from noon on."""
    return Metadata(
        taken_at=NOON + timedelta(minutes=number),
        camera_make="Canon",
        camera_model=camera,
        lens_model="RF 35mm",
        iso=400,
        exposure_time="1/250",
    )


def arrive(
    catalog: Catalog, *names: str, folder: int = CARD, session: int | None = None, found: Found = DATED
) -> tuple[int, ...]:
    """Register a photo for each name, and answer their numbers."""
    session = session or sessions.begin(catalog, "card")
    arrivals = [Arrival((file(name, folder),), shot(number), found) for number, name in enumerate(names)]
    return register(catalog, session, arrivals).photos


@cache
def hotpreview(picture: str) -> bytes:
    """A real one, different for each picture."""
    stream = BytesIO()
    image = Image.frombytes("L", (16, 16), hashlib.sha256(picture.encode()).digest() * 8)
    image.convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def egg(picture: str, metadata: Metadata | None = None, size: int = 1000) -> PhotoEgg:
    """The egg of a picture."""
    hot = hotpreview(picture)
    return PhotoEgg(
        hothash=hashlib.sha256(hot).hexdigest(),
        hotpreview=hot,
        coldpreview=None,
        width=4000,
        height=3000,
        metadata=metadata or shot(0),
        exif_dict={"Picture": picture},
        is_valid_image=True,
        image_format="JPEG",
        file_size_bytes=size,
    )


def lay(number: int, picture: str, found: Found = DATED, size: int = 1000) -> Laid:
    """What the full reading of a file gives that holds this picture."""
    return Laid(number, hashlib.sha256(picture.encode()).hexdigest(), egg(picture, size=size), found)


def hatch(catalog: Catalog, number: int, picture: str, found: Found = DATED) -> None:
    """Read a file whole."""
    hatched.hatched(catalog, [lay(number, picture, found)])


def photo(catalog: Catalog, number: int) -> AnyRow[*tuple[Any, ...]]:
    """A photo's row."""
    with catalog.reading() as look:
        return look.execute(select(Photo.__table__).where(Photo.id == number)).one()


def all_of(catalog: Catalog, model: type[Base], *fields: str) -> list[tuple[Any, ...]]:
    """Some columns of all rows of a table."""
    table = model.__table__
    rows = select(*(table.c[name] for name in fields)).order_by(table.c.id)
    with catalog.reading() as look:
        return [tuple(row) for row in look.execute(rows)]


def files_of(catalog: Catalog, number: int) -> list[str]:
    """Where a photo's files lie, as `folder/name`."""
    rows = all_of(catalog, ImageFile, "photo_id", "folder_id", "name")
    return sorted(f"{folder}/{name}" for owner, folder, name in rows if owner == number)


def counts(catalog: Catalog, session: int) -> dict[Fate, int]:
    """How many files of an import had which fate."""
    fates = select(SessionFile.fate, func.count()).where(SessionFile.session_id == session)
    with catalog.reading() as look:
        rows = look.execute(fates.group_by(SessionFile.fate)).all()
    return {Fate(fate): number for fate, number in rows}


def known_to_server(
    catalog: Catalog, number: int, account: int = 1, tags: Sequence[str] | None = None
) -> None:
    """Let a server have acknowledged a photo, and these of its tags."""
    base = json.dumps({} if tags is None else {"tags": list(tags)})
    row: Row = {"account_id": account, "photo_id": number, "server_photo_id": f"s{number}", "base": base}

    def note(writer: Writer) -> None:
        writer.insert(RemotePhoto, [row])

    catalog.transact(Op.REGISTER, note, by_machine=True)


def drift(catalog: Catalog) -> list[str]:
    """What is wrong with the kept numbers."""
    with catalog.reading() as look:
        return list(kept.drift(look))
