"""Some stacks and their photos as they are here and as a server has them, read at once for all of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import ColumnElement, func, select

from imalink_desktop.catalog.journal import one_of, table_of
from imalink_desktop.catalog.models import Photo, RemotePhoto, RemoteThing, Stack
from imalink_desktop.catalog.saying import Read
from imalink_desktop.catalog.things import Listed, Thing, ThingKind


@dataclass(slots=True)
class Known:
    """How the server is known to have a stack."""

    id: int
    key: str | None
    version: str | None
    base: Thing | None
    sent: Thing | None


@dataclass(slots=True)
class Here:
    """A stack here; each photo with its row in `remote_photo`, if the server knows it."""

    id: int
    uid: str
    words: dict[str, str | None]
    photos: list[int] = field(default_factory=list)


class Lying:
    """What is known of them. Which photos lie where is changed here first, and written by `piling`."""

    def __init__(self, read: Read, account: int, told: Mapping[str, Listed | None]) -> None:
        self._read = read
        self._account = account
        self.rows = self._known(told)
        """How the server is known to have them, by uid."""
        self.remote: dict[str, int] = {}
        """Our row of a photo, by the server's name for it."""
        self.photo: dict[int, int] = {}
        """The photo of such a row."""
        self.far: dict[int, int] = {}
        """The same, by photo."""
        self.name: dict[int, str] = {}
        """The server's name of such a row."""
        self.here: dict[int, Here] = {}
        self.lies: dict[int, int] = {}
        """The stack of a photo."""
        self.robbed: set[int] = set()
        """Stacks that photos have left for another one."""
        self._read_remote([key for one in told.values() if one is not None for key in one.members])
        known = [thing for row in self.rows.values() for thing in (row.base, row.sent) if thing]
        concerned = set(self.far) | self._read_rows({one for thing in known for one in thing.members})
        self._read_here(self._stacks_of(told, concerned))
        self._read_photos(set(self.lies))
        self.by_uid = {one.uid: one for one in self.here.values()}
        self.before = {number: list(one.photos) for number, one in self.here.items()}

    def seat(self, here: Here, photos: Sequence[int]) -> None:
        """Let a stack have these photos, which leave any other."""
        for photo in photos:
            other = self.here.get(self.lies.get(photo, 0))
            if other is not None and other is not here:
                other.photos.remove(photo)
                self.robbed.add(other.id)
        for photo in here.photos:
            self.lies.pop(photo, None)
        self.lies |= dict.fromkeys(photos, here.id)
        here.photos = list(photos)

    # The two sides.

    def mine(self, here: Here) -> Thing:
        """What a stack here is to the server."""
        return Thing(here.words, tuple(self.far[photo] for photo in here.photos if photo in self.far))

    def there(self, thing: Thing) -> Thing:
        """Without photos that the server has lost since, or knows anew."""
        return replace(thing, members=tuple(one for one in thing.members if one in self.photo))

    def as_here(self, listed: Listed) -> Thing:
        """What the server has, in our numbers."""
        words = {"kind": None, "reason": None, **(listed.words or {})}
        return Thing(words, tuple(self.remote[key] for key in listed.members if key in self.remote))

    # What is read.

    def _known(self, uids: Iterable[str]) -> dict[str, Known]:
        table = table_of(RemoteThing)
        names = ("id", "server_thing_id", "version", "base", "sent", "uid")
        mine = (table.c.account_id == self._account) & (table.c.kind == ThingKind.STACK.value)
        rows = select(*(table.c[name] for name in names)).where(mine, one_of(table.c.uid, list(uids)))
        return {
            uid: Known(number, key, version, Thing.from_kept(base), Thing.from_kept(sent))
            for number, key, version, base, sent, uid in self._read(rows)
        }

    def _read_remote(self, keys: Sequence[str]) -> None:
        table = table_of(RemotePhoto)
        self._take(one_of(table.c.server_photo_id, keys))

    def _read_rows(self, rows: Collection[int]) -> set[int]:
        table = table_of(RemotePhoto)
        return self._take(one_of(table.c.id, sorted(rows)))

    def _read_photos(self, photos: Collection[int]) -> set[int]:
        table = table_of(RemotePhoto)
        return self._take(one_of(table.c.photo_id, sorted(photos)))

    def _take(self, which: ColumnElement[bool]) -> set[int]:
        """Which of our photos those are that the server knows."""
        table = table_of(RemotePhoto)
        columns = select(table.c.id, table.c.photo_id, table.c.server_photo_id)
        rows = self._read(columns.where(table.c.account_id == self._account, which))
        for row, photo, key in rows:
            self.remote[key], self.photo[row], self.far[photo], self.name[row] = row, photo, row, key
        return {photo for _row, photo, _key in rows}

    def _stacks_of(self, uids: Iterable[str], photos: Collection[int]) -> list[int]:
        stacks, table = table_of(Stack), table_of(Photo)
        named = self._read(select(stacks.c.id).where(one_of(stacks.c.uid, list(uids))))
        inside = one_of(table.c.id, sorted(photos)) & table.c.stack_id.is_not(None)
        lying = self._read(select(table.c.stack_id).where(inside).distinct())
        return sorted({row[0] for row in (*named, *lying)})

    def _read_here(self, stacks: Sequence[int]) -> None:
        table, own = table_of(Photo), table_of(Stack)
        columns = select(own.c.id, own.c.uid, own.c.kind, own.c.reason).where(one_of(own.c.id, stacks))
        for number, uid, kind, reason in self._read(columns):
            self.here[number] = Here(number, uid or "", {"kind": kind, "reason": reason})
        place = func.coalesce(table.c.stack_position, 0)
        lying = select(table.c.stack_id, table.c.id).where(one_of(table.c.stack_id, stacks))
        for number, photo in self._read(lying.order_by(table.c.stack_id, place, table.c.id)):
            self.here[number].photos.append(photo)
            self.lies[photo] = number
        others = {one.uid for one in self.here.values()} - self.rows.keys()
        self.rows |= self._known(others)
