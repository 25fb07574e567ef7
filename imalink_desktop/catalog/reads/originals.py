"""The originals as the catalog knows them, page by page, for whoever reads them all again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, func, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Drive, ImageFile
from imalink_desktop.catalog.reads.files import KNOWN_FILES, Known
from imalink_desktop.catalog.reads.paths import path_of

_Rows: TypeAlias = Select[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as the catalog knows it, and the name of the drive it lies on."""

    known: Known
    drive: str


@dataclass(frozen=True, slots=True)
class Amount:
    """How many files, and how many bytes in all."""

    files: int
    bytes: int


def originals(
    connection: Connection, *, photos: Sequence[int] | None = None, after: int = 0, limit: int = 1_000
) -> list[Original]:
    """The files of all photos or of some, those in the trash as well; a page begins after a file's number."""
    rows = KNOWN_FILES.add_columns(Drive.label).where(ImageFile.id > after)
    found = connection.execute(_of(rows, photos).order_by(ImageFile.id).limit(limit))
    return [
        Original(Known(volume, path_of(folder, name), *facts), drive)
        for volume, folder, name, *facts, drive in found
    ]


def amount(connection: Connection, *, photos: Sequence[int] | None = None) -> Amount:
    """How much there is of them."""
    counted = select(func.count(), func.coalesce(func.sum(ImageFile.size), 0)).select_from(ImageFile)
    files, size = connection.execute(_of(counted, photos)).one()
    return Amount(int(files), int(size))


def _of(rows: _Rows, photos: Sequence[int] | None) -> _Rows:
    return rows if photos is None else rows.where(one_of(table_of(ImageFile).c.photo_id, photos))
