"""A real server in the model's place: the same stories, over HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace

from imalink_desktop.sync.server import Server
from imalink_desktop.sync.shelf import Shelf
from imalink_desktop.sync.values import (
    Abilities,
    FeedPage,
    Fields,
    NewPhoto,
    Outcome,
    RemotePhoto,
    RemoteSpace,
    Stale,
)


@dataclass(slots=True)
class State:
    """What it has."""

    photos: dict[str, RemotePhoto]


class Real:
    """One user of it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._deletions = itertools.count()

    @property
    def abilities(self) -> Abilities:
        """Its own, but for how many go at once: so there is more to go wrong."""
        return replace(self._server.abilities, most_at_once=2)

    @property
    def state(self) -> State:
        """All photos, as they are now."""
        found: dict[str, RemotePhoto] = {}
        offset: int | None = 0
        while offset is not None:
            page = self._server.photos(offset)
            found |= {one.key: one for one in page.photos}
            offset = page.next_offset
        return State(found)

    def back_up(self) -> None:
        """Its own programs do that; other tests look at them."""

    def restore(self) -> None:
        """It stays as it is."""

    def copied(self) -> None:
        """As with backups."""

    def put_back(self, copied: object) -> None:
        """It stays as it is."""

    def make_space(self) -> None:
        """Somebody makes a space."""
        self._server.groups.make("Family")

    def drop_space(self) -> None:
        """The oldest goes."""
        for space in self._server.spaces()[:1]:
            self._server.groups.delete(space.key)

    @property
    def shelf(self) -> Shelf:
        """Collections and saved searches there."""
        return self._server.shelf

    def spaces(self) -> tuple[RemoteSpace, ...]:
        """Those there are."""
        return self._server.spaces()

    def push(self, photos: Sequence[NewPhoto], repeat: str) -> tuple[Outcome, ...]:
        """Take photos in."""
        return self._server.push(photos, repeat)

    def change(self, key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        """Change fields."""
        return self._server.change(key, fields, version, repeat)

    def put_coldpreviews(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        """Take large previews in."""
        return self._server.put_coldpreviews(previews, repeat)

    def coldpreview(self, key: str) -> bytes | None:
        """The large preview."""
        photo = self._server.photo(key)
        return None if photo is None else self._server.coldpreview(photo)

    def delete(self, key: str) -> Outcome:
        """Delete a photo for good."""
        return self._server.delete(key, f"deletion-{next(self._deletions)}-of-{key}")

    def photo(self, key: str) -> RemotePhoto | None:
        """A photo as it is now."""
        return self._server.photo(key)

    def hotpreview(self, key: str) -> bytes | None:
        """The small preview."""
        photo = self._server.photo(key)
        return None if photo is None else self._server.hotpreview(photo)

    def changes(self, since: str | None) -> FeedPage | Stale:
        """What came after a cursor."""
        return self._server.changes(since)
