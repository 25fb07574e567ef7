"""A library for the loupe to look at: drawn photos on a drive that can be taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PIL import Image

from imalink_core import Hatchery, Order
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.loupe.enlarger import Enlarger
from imalink_desktop.ui.loupe.pictures import Pictures
from tests.drawing import jpeg
from tests.unit.desktop.catalog.reads.album import Plain, rowed
from tests.unit.desktop.jobs.waiting import until

VOLUME, DRIVE = "blue", "Blue"


def uid(number: int) -> str:
    """Of the photo with this number."""
    return str(UUID(int=number))


def settle(room: Room, pictures: Pictures) -> None:
    """Wait until everything that was asked for is there."""
    desks = (pictures._previews, pictures._originals, pictures._reader)
    until(room, lambda: not any(desk.left for desk in desks))


@dataclass(slots=True)
class Library:
    """A catalog, its previews, and a drive that can be taken away."""

    folder: Path
    catalog: Catalog
    previews: Previews
    hatchery: Hatchery
    is_connected: bool = True

    @property
    def drive(self) -> Path:
        """Where the originals lie."""
        return self.folder / "drive"

    @property
    def enlarger(self) -> Enlarger:
        """Where pictures of it are made."""
        return Enlarger(self.catalog, self.previews, self.hatchery, self.find)

    def find(self, volume: str, path: str) -> Path | None:
        """As the volumes would tell."""
        return self.drive / path if volume == VOLUME and self.is_connected else None

    def add(self, pictures: Sequence[Image.Image]) -> None:
        """Have these as originals, in the catalog and on the drive; without previews."""
        self.add_files([jpeg(each, quality=92) for each in pictures], [each.size for each in pictures])

    def add_files(self, files: Sequence[bytes], sizes: Sequence[tuple[int, int]]) -> None:
        """Have these files as originals."""
        self.drive.mkdir(exist_ok=True)

        def work(writer: Writer) -> None:
            writer.insert(Drive, [{"volume_id": VOLUME, "label": DRIVE}])
            writer.insert(Folder, [{"drive_id": 1, "path": "", "is_source": 1, "is_watched": 0}])
            photos, lying = [], []
            for number, (data, size) in enumerate(zip(files, sizes, strict=True), 1):
                name = f"{number}.jpg"
                (self.drive / name).write_bytes(data)
                facts: Plain = {"uid": uid(number), "name": name, "width": size[0], "height": size[1]}
                photos.append(rowed(facts, number))
                row: Plain = {"photo_id": number, "folder_id": 1, "name": name, "size": len(data)}
                row |= {
                    "mtime_ns": (self.drive / name).stat().st_mtime_ns,
                    "format": "JPEG",
                    "role": "picture",
                    "state": "present",
                    "leads": 1,
                }
                lying.append(row)
            writer.insert(Photo, photos)
            writer.insert(ImageFile, lying)

        self.catalog.transact(Op.REGISTER, work, by_machine=True)

    def hatch(self, number: int, *, cold: int = 1920) -> None:
        """Make previews of a photo."""
        hatched = self.hatchery.hatch(self.drive / f"{number}.jpg", Order(cold=cold, grid=512))
        small = Preview(uid(number), hot=hatched.egg.hotpreview, grid=hatched.gridpreview)
        self.previews.put([small])
        assert hatched.egg.coldpreview is not None
        self.previews.put_cold(uid(number), hatched.egg.coldpreview)
