"""A catalog, a card that can be pulled out, and imports from one into the other: all real, all small."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict, Unpack

from sqlalchemy import Row, select

from imalink_core import Hatchery, Order
from imalink_core.hatching import Hatched
from imalink_desktop.base.mounts import Mount
from imalink_desktop.base.progress import Job, Progress, run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.journal import table_of
from imalink_desktop.catalog.models import Base, Drive, Folder, ImageFile, ImportSession, Photo, SessionFile
from imalink_desktop.catalog.previews import Kind, Previews
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.foreseeing import Foresight, foresee
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.report import Report
from imalink_desktop.importing.run import bring_in
from imalink_desktop.importing.volumes import Mounted
from imalink_desktop.jobs.room import InlineRoom, Room
from tests.drawing.card import photo

SIZE = (96, 64)
NOON = datetime(2024, 6, 1, 12)


def picture(number: int, minute: float | None = None) -> bytes:
    """A photo like no other; one is taken each minute, unless it is said which."""
    at = NOON + timedelta(minutes=number if minute is None else minute)
    return photo(number, at, SIZE)


class WatchedHatchery(Hatchery):
    """Remembers which files it was given, and of which it was said that they be read alone."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []
        self.alone: list[str] = []
        self.meanwhile: Callable[[], object] = lambda: None
        """Done while a file is being read."""

    def hatch(self, path: str | os.PathLike[str], order: Order = Order(), *, alone: bool = False) -> Hatched:  # noqa: B008
        self.read.append(Path(path).name)
        if alone:
            self.alone.append(Path(path).name)
        self.meanwhile()
        return super().hatch(path, order, alone=alone)


class Wishes(TypedDict, total=False):
    """What may be wished for beside the sources."""

    title: str
    author: str
    leave_out: LeaveOut
    ours: tuple[Path, ...]
    accept_gone: bool


@dataclass
class Studio:
    """Where the tests import. `card` is a drive of its own, mounted in a folder."""

    home: Path
    card: Path
    catalog: Catalog
    previews: Previews
    hatchery: WatchedHatchery
    room: Room
    drives: dict[str, Path] = field(default_factory=dict)
    """The drives that are plugged in, by their ids, and where they are mounted."""
    kinds: dict[str, str] = field(default_factory=dict)
    """Their file systems, where they are not ext4."""
    wanted: list[int] = field(default_factory=list)

    def put(self, name: str, data: bytes, minutes_ago: int = 60) -> Path:
        """Write a file to the card."""
        path = self.card / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            path.unlink()
        path.write_bytes(data)
        age(path, minutes_ago)
        return path

    def put_pictures(self, *numbers: int, folder: str = "DCIM") -> None:
        """Write pictures to the card, called by their numbers."""
        for number in numbers:
            self.put(f"{folder}/IMG_{number:04}.JPG", picture(number))

    def mounted(self) -> list[Mounted]:
        """What is plugged in now, and the computer."""
        plugged = {"uuid:computer": Path(self.card.anchor), **self.drives}
        kinds = {drive: self.kinds.get(drive, "ext4") for drive in plugged}
        return [Mounted(drive, drive, Mount(root, kinds[drive])) for drive, root in plugged.items()]

    @property
    def darkroom(self) -> Darkroom:
        return Darkroom(
            self.catalog,
            self.previews,
            self.hatchery,
            self.room.workers(),
            cold_side=80,
            wanted=lambda: tuple(self.wanted),
            mounted=self.mounted,
        )

    def job(self, *sources: Path, **wish: Unpack[Wishes]) -> Job[Report]:
        """An import of these, or of the card, that has not begun."""
        return bring_in(self.darkroom, Wish(sources or (self.card,), **wish))

    def bring(
        self, *sources: Path, tell: Callable[[Progress], object] = lambda _: None, **wish: Unpack[Wishes]
    ) -> Report:
        """Import these, or the card, to the end."""
        return run_here(self.job(*sources, **wish), tell)

    def stop_after(self, steps: int, *sources: Path, **wish: Unpack[Wishes]) -> bool:
        """Begin an import and stop it after so many steps; answer whether it was stopped before its end."""
        job = self.job(*sources, **wish)
        try:
            for _ in range(steps):
                next(job)
        except StopIteration:
            return False
        finally:
            job.close()
        return True

    def stop_when(self, ready: Callable[[], object]) -> None:
        """Begin an import of the card and stop it at the first step at which something is so."""
        job = self.job()
        while not ready():
            next(job)
        job.close()

    def foresee(self, *sources: Path, **wish: Unpack[Wishes]) -> Foresight:
        """What an import would do."""
        return run_here(foresee(self.darkroom, Wish(sources or (self.card,), **wish)))

    def fates(self, session: int | None = None) -> dict[str, str]:
        """What became of each file of the last import, or of that one, by its path on the card."""
        return {name: fate for name, (fate, _) in self.told(session).items()}

    def told(self, session: int | None = None) -> dict[str, tuple[str, str | None]]:
        """The fate of each file, and the code of the reason."""
        rows = self.rows(SessionFile, "session_id", "path", "fate", "code")
        last = max(number for (number,) in self.rows(ImportSession, "id")) if session is None else session
        theirs = ((path, fate, code) for number, path, fate, code in rows if number == last)
        return {os.path.relpath(path, self.card): (fate, code) for path, fate, code in theirs}

    def photos(self) -> list[list[str]]:
        """The photos, each by the paths of its files on their drives; that which leads comes first."""
        by_photo: dict[int, list[str]] = {}
        for path, (owner, _) in self._files("leads").items():
            by_photo.setdefault(owner, []).append(path)
        return sorted(by_photo.values())

    def number(self, name: str) -> int:
        """The photo to which a file belongs, by its path on its drive."""
        return self._files("id")[name][0]

    def photo(self, name: str) -> Row[*tuple[Any, ...]]:
        """The row of the photo to which a file belongs."""
        with self.catalog.reading() as look:
            return look.execute(select(table_of(Photo)).where(Photo.id == self.number(name))).one()

    def file(self, name: str) -> int:
        """The number of a file, by its path on its drive."""
        return int(self._files("id")[name][1])

    def files(self, field_: str) -> dict[str, Any]:
        """One field of every file, by its path on its drive."""
        return {path: value for path, (_, value) in self._files(field_).items()}

    def rows(self, model: type[Base], *fields: str) -> list[tuple[Any, ...]]:
        """Some columns of all rows of a table."""
        table = table_of(model)
        with self.catalog.reading() as look:
            rows = look.execute(select(*(table.c[name] for name in fields)).order_by(table.c.id))
            return [tuple(row) for row in rows]

    def without_preview(self, kind: Kind = Kind.GRID) -> list[str]:
        """The names of the photos that cannot be shown."""
        names = dict(self.rows(Photo, "uid", "name"))
        return sorted(names[uid] for uid in self.previews.missing(names, kind))

    def _files(self, field_: str) -> dict[str, tuple[int, Any]]:
        column = table_of(ImageFile).c[field_]
        rows = select(Folder.path, ImageFile.name, ImageFile.photo_id, column)
        rows = rows.join(Folder, Folder.id == ImageFile.folder_id).join(Drive, Drive.id == Folder.drive_id)
        with self.catalog.reading() as look:
            found = look.execute(rows.order_by(ImageFile.leads.desc(), ImageFile.id))
            return {f"{folder}/{name}".lstrip("/"): (photo, value) for folder, name, photo, value in found}


def age(path: Path, minutes_ago: int) -> None:
    """Let a file have been written so long before the first photo, whenever the test runs."""
    moment = int((NOON - timedelta(minutes=minutes_ago)).timestamp()) * 10**9
    os.utime(path, ns=(moment, moment))


@contextmanager
def studio_at(home: Path, card: Path, make_room: Callable[[], Room] = InlineRoom) -> Iterator[Studio]:
    """Open a studio whose catalog lies in `home`; the card lies where it lies."""
    with ExitStack() as open_ones:
        catalog = open_ones.enter_context(Catalog.open(home / "data"))
        previews = open_ones.enter_context(Previews.open(home / "cache", cold_budget=2**40))
        hatchery = open_ones.enter_context(WatchedHatchery())
        room = open_ones.enter_context(make_room())
        yield Studio(home, card, catalog, previews, hatchery, room, drives={"uuid:card": card})
