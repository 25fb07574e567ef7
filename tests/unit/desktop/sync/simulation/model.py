"""A server of ours as a model: what it keeps, and how it is reset, in a few dictionaries."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace

from imalink_desktop.sync.values import (
    BLANK,
    Accepted,
    FeedPage,
    Field,
    Fields,
    FieldValue,
    Gone,
    NewPhoto,
    Outcome,
    Overtaken,
    Refused,
    RemoteFile,
    RemotePhoto,
    RemoteSpace,
    Stale,
)
from tests.unit.desktop.sync.simulation.shelf import KeptThing, ModelShelf

PAGE = 4
_SHOWING = (Field.VISIBILITY, Field.TELLS_PLACE, Field.TELLS_NAMES, Field.SPACES)


@dataclass(slots=True)
class Kept:
    """A photo on the server."""

    uid: str
    new: NewPhoto
    fields: dict[Field, FieldValue]
    version: int
    files: tuple[RemoteFile, ...]
    cold: bytes | None = None
    since: dict[Field, int] = field(default_factory=lambda: dict.fromkeys(_SHOWING, 1))


@dataclass(slots=True)
class State:
    """All that a backup of the server holds."""

    photos: dict[str, Kept] = field(default_factory=dict)
    feed: dict[str, int] = field(default_factory=dict)
    end: int = 0
    marks: dict[int, int] = field(default_factory=dict)
    """What was drawn for each place in the feed."""
    answered: dict[str, tuple[Outcome, ...]] = field(default_factory=dict)
    spaces: dict[str, str] = field(default_factory=dict)
    """Their names, by number."""
    made: int = 0
    things: dict[str, KeptThing] = field(default_factory=dict)
    """Collections and saved searches."""


class Server:
    """Photos by uid, each once; a version for each change; a feed; requests answered once by their names."""

    def __init__(self) -> None:
        self.state = State()
        self.epoch = 1
        self._restored = self._drawn = 0
        self._backup = deepcopy(self.state)
        self.shelf = ModelShelf(self)

    def back_up(self) -> None:
        """Keep how it is."""
        self._backup = deepcopy(self.state)

    def restore(self) -> None:
        """Go back to how it was: by its own program, and every other time file by file, unknown to itself."""
        self.state = deepcopy(self._backup)
        self._restored += 1
        self.epoch += self._restored % 2

    def copied(self) -> State:
        """All its files."""
        return deepcopy(self.state)

    def put_back(self, copied: State | None) -> None:
        """Have these files again, unknown to itself."""
        self.state = copied or self.state

    def make_space(self) -> None:
        """Somebody makes a space, and all are in it."""
        self.state.made += 1
        again = f" after {self._restored}" if self._restored else ""
        self.state.spaces[str(self.state.made)] = f"Space {self.state.made}{again}"

    def drop_space(self) -> None:
        """The oldest goes, and nothing is shown there any more."""
        if not self.state.spaces:
            return
        gone = next(iter(self.state.spaces))
        del self.state.spaces[gone]
        for kept in self.state.photos.values():
            shown = _keys(kept.fields)
            if gone in shown:
                kept.fields[Field.SPACES] = tuple(sorted(shown - {gone}))
                kept.since[Field.SPACES] = kept.version + 1
                self._changed(kept)

    def spaces(self) -> tuple[RemoteSpace, ...]:
        """Those there are."""
        return tuple(
            RemoteSpace(key, name, True, 2, f"uid of {name}") for key, name in self.state.spaces.items()
        )

    def push(self, photos: Sequence[NewPhoto], repeat: str) -> tuple[Outcome, ...]:
        """Take photos in, each once."""
        if repeat not in self.state.answered:
            self.state.answered[repeat] = tuple(self._put(new) for new in photos)
        return self.state.answered[repeat]

    def change(self, key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        """Change fields, unless somebody else was faster."""
        before = self.state.answered.get(repeat)
        if before is not None:
            return before[0]
        kept = self.state.photos.get(key)
        if kept is None:
            return Overtaken(None)
        if version is not None and version != str(kept.version):
            return Overtaken(self.photo(key))
        if _keys(fields) - _keys(kept.fields) - self.state.spaces.keys():
            return Refused("INVALID_REQUEST", "space_ids: there is no such space", for_ever=True)
        others = {name: value for name, value in fields.items() if kept.fields[name] != value}
        if others:
            kept.fields |= dict(fields)
            kept.since |= {name: kept.version + 1 for name in others if name in kept.since}
            self._changed(kept)
        outcome = Accepted(key, str(kept.version), key, photo=self.photo(key))
        self.state.answered[repeat] = (outcome,)
        return outcome

    def put_coldpreviews(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        """Take large previews in; the same one again is no change."""
        if repeat not in self.state.answered:
            self.state.answered[repeat] = tuple(self._put_cold(*each) for each in previews)
        return self.state.answered[repeat]

    def _put_cold(self, key: str, jpeg: bytes) -> Outcome:
        kept = self.state.photos.get(key)
        if kept is None:
            return Overtaken(None)
        if kept.cold != jpeg:
            kept.cold = jpeg
            self._changed(kept)
        return Accepted(key, str(kept.version))

    def coldpreview(self, key: str) -> bytes | None:
        """The large preview."""
        kept = self.state.photos.get(key)
        return None if kept is None else kept.cold

    def delete(self, key: str) -> Outcome:
        """Delete a photo for good."""
        if key in self.state.photos:
            del self.state.photos[key]
            self.note(key)
            self.shelf.let_go(key)
        return Accepted(key, None)

    def photo(self, key: str) -> RemotePhoto | None:
        """A photo as it is now."""
        kept = self.state.photos.get(key)
        if kept is None:
            return None
        egg = kept.new.egg
        return RemotePhoto(
            key=kept.uid,
            uid=kept.uid,
            hothash=egg.hothash,
            version=str(kept.version),
            fields=dict(kept.fields),
            width=egg.width,
            height=egg.height,
            metadata=egg.metadata,
            exif_dict=egg.exif_dict,
            image_format=egg.image_format,
            file_size_bytes=egg.file_size_bytes,
            files=kept.files,
            has_coldpreview=kept.cold is not None,
            since={str(name): version for name, version in kept.since.items()},
        )

    def hotpreview(self, key: str) -> bytes | None:
        """The small preview."""
        kept = self.state.photos.get(key)
        return None if kept is None else kept.new.egg.hotpreview

    def changes(self, since: str | None) -> FeedPage | Stale:
        """What came after a cursor."""
        start = 0
        if since is not None:
            epoch, number, mark = since.split(".")
            start = int(number)
            proven = int(mark) == self.state.marks.get(start, 0)
            if int(epoch) != self.epoch or start > self.state.end or not proven:
                return Stale("model", str(self.epoch))
        missed = sorted((number, uid) for uid, number in self.state.feed.items() if number > start)
        page = missed[:PAGE]
        at = page[-1][0] if page else start
        photos = tuple(self.photo(uid) or Gone(uid) for _, uid in page if "/" not in uid)
        things = tuple(self.shelf.heard(name) for _, name in page if "/" in name)
        cursor = f"{self.epoch}.{at}.{self.state.marks.get(at, 0)}"
        return FeedPage("model", str(self.epoch), cursor, len(missed) > PAGE, photos, things=things)

    def _put(self, new: NewPhoto) -> Outcome:
        if not new.egg.hotpreview:
            return Refused("BAD", "no preview", for_ever=True)
        there = self.state.photos.get(new.uid) or self._with_file(new)
        if there is not None:
            more = tuple(file for file in new.files if file not in there.files)
            if more:
                there.files += more
                self._changed(there)
            return Accepted(there.uid, str(there.version), there.uid, True, self.photo(there.uid))
        if _keys(new.fields) - self.state.spaces.keys():
            return Refused("INVALID_REQUEST", "space_ids: there is no such space", for_ever=True)
        kept = Kept(new.uid, replace(new, fields={}), {**BLANK, **new.fields}, 1, new.files)
        self.state.photos[new.uid] = kept
        self.note(new.uid)
        return Accepted(new.uid, "1", new.uid, photo=self.photo(new.uid))

    def _with_file(self, new: NewPhoto) -> Kept | None:
        digests = {file.sha256 for file in new.files}
        alike = (one for one in self.state.photos.values() if digests & {file.sha256 for file in one.files})
        return next(alike, None)

    def _changed(self, kept: Kept) -> None:
        kept.version += 1
        self.note(kept.uid)

    def note(self, uid: str) -> None:
        """It is told of at the end of the feed."""
        self.state.end += 1
        self.state.feed[uid] = self.state.end
        self._drawn += 1
        self.state.marks[self.state.end] = self._drawn


def _keys(fields: Fields) -> set[str]:
    shown = fields.get(Field.SPACES, ())
    return set(shown) if isinstance(shown, tuple) else set()
