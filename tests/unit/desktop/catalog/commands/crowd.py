"""A catalog of fifty thousand photos, for what must not depend on how many there are."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo

CROWD = 50_000


def crowded(folder: Path) -> Catalog:
    """Photos numbered 1 to 50,000, with nothing decided."""

    def fill(writer: Writer) -> None:
        writer.insert(Photo, [{"uid": str(number), "added_at": "2024"} for number in range(CROWD)])

    catalog = Catalog.open(folder)
    catalog.transact(Op.REGISTER, fill, by_machine=True)
    return catalog
