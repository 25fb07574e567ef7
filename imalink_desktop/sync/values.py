"""What a server and this program say to each other, in our words: frozen values, whatever the dialect.

A field is called as in the catalog, but for what only means something within one catalog: an author is a
name, and `trashed` is a yes or no, since two machines never agree about a moment. A crop is
the catalog's own JSON text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeAlias

from imalink_core import Metadata, PhotoEgg
from imalink_core.egg import JsonObject
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.commands.signing import ONLY_HERE
from imalink_desktop.catalog.commands.things import HeardThing
from imalink_desktop.catalog.things import ThingKind

if TYPE_CHECKING:
    from imalink_desktop.sync.shelf import Shelf

FieldValue: TypeAlias = str | int | float | bool | tuple[str, ...] | None


class Field(StrEnum):
    """What an owner says of a photo and a server may keep. Each equals its text."""

    TITLE = "title"
    DESCRIPTION = "description"
    RATING = "rating"
    FLAG = "flag"
    LABEL = "label"
    VISIBILITY = "visibility"
    """0 to 3, as in `catalog.decisions`."""
    TELLS_PLACE = "tells_place"
    """0 or 1, as the next: whether who may see it is told this of it."""
    TELLS_NAMES = "tells_names"
    AUTHOR = "author"
    TAGS = "tags"
    """Sorted paths. Some servers write them all small: compare them folded."""
    SPACES = "spaces"
    """The server's own numbers of those it is shown to, as text, sorted."""
    TRASHED = "trashed"
    CORRECTED_AT = "corrected_at"
    CORRECTED_LATITUDE = "corrected_latitude"
    CORRECTED_LONGITUDE = "corrected_longitude"
    ROTATION = "rotation"
    CROP = "crop"
    EXPOSURE_ADJUST = "exposure_adjust"


BLANK: Mapping[Field, FieldValue] = {
    Field.TITLE: None,
    Field.DESCRIPTION: None,
    Field.RATING: 0,
    Field.FLAG: 0,
    Field.LABEL: None,
    Field.VISIBILITY: 0,
    Field.TELLS_PLACE: 0,
    Field.TELLS_NAMES: 0,
    Field.AUTHOR: None,
    Field.TAGS: (),
    Field.SPACES: (),
    Field.TRASHED: False,
    Field.CORRECTED_AT: None,
    Field.CORRECTED_LATITUDE: None,
    Field.CORRECTED_LONGITUDE: None,
    Field.ROTATION: 0,
    Field.CROP: None,
    Field.EXPOSURE_ADJUST: None,
}
"""What a photo has of which nothing was said."""

TOGETHER: tuple[tuple[Field, ...], ...] = (
    (Field.CORRECTED_AT, Field.CORRECTED_LATITUDE, Field.CORRECTED_LONGITUDE),
    (Field.ROTATION, Field.CROP, Field.EXPOSURE_ADJUST),
)
"""Fields that a server takes as one thing: who changes one of them has to say them all."""

Fields: TypeAlias = Mapping[Field, FieldValue]


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """One file of a photo, as its owner's machines know it."""

    filename: str
    sha256: str | None = None
    format: str | None = None
    size: int | None = None
    role: str | None = None
    machine: str | None = None
    drive: str | None = None


@dataclass(frozen=True, slots=True)
class RemotePhoto:
    """A photo as a server has it now."""

    key: str
    """What the server is asked for it by: its uid, or with older servers its hothash."""
    uid: str | None
    """None where the server knows none."""
    hothash: str
    version: str | None
    """Another one means another state; None where the server does not count."""
    fields: Fields
    """Those that this server keeps, and no others."""
    width: int | None
    height: int | None
    metadata: Metadata
    exif_dict: JsonObject = field(default_factory=dict, repr=False)
    image_format: str | None = None
    file_size_bytes: int | None = None
    is_valid_image: bool = True
    files: tuple[RemoteFile, ...] = ()
    has_coldpreview: bool = False
    since: Mapping[str, int] = field(default_factory=dict)
    """By which version each of what says who sees it was decided, as far as the server tells."""


@dataclass(frozen=True, slots=True)
class Gone:
    """A photo that is no more on the server: by the uid that it had."""

    uid: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A piece of the feed, oldest first. Ask on from `cursor`, at once if there is more."""

    server_id: str
    epoch: str
    cursor: str
    has_more: bool
    changes: tuple[RemotePhoto | Gone, ...]
    odd: int = 0
    """So many photos were left out: what the server says of them cannot be."""
    things: tuple[HeardThing, ...] = ()
    """Of what is kept beside photos, which there is in which version; what is in it is asked for."""


@dataclass(frozen=True, slots=True)
class Stale:
    """The cursor is of another past: the server was reset or restored. Stop and compare everything."""

    server_id: str | None
    epoch: str | None


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of all photos of one's own, where a server has no feed; the next begins at `next_offset`."""

    photos: tuple[RemotePhoto, ...]
    next_offset: int | None
    total: int | None
    odd: int = 0


@dataclass(frozen=True, slots=True)
class NewPhoto:
    """An egg on its way, with its owner's words and where its files are."""

    uid: str
    egg: PhotoEgg
    fields: Fields = field(default_factory=dict)
    """Of these only `Abilities.with_egg` travel; the rest is a change, made once the photo is there."""
    files: tuple[RemoteFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepted:
    """It is on the server, now or since an earlier try."""

    key: str
    version: str | None
    uid: str | None = None
    """If it is another than was sent: the server has these bytes already, and the photo is that one."""
    is_duplicate: bool = False
    """It was there: what its owner said then holds there, and `photo` tells what that is.

    A server that knows photos by hothash alone answers so for a second photo of one hothash too.
    """
    photo: RemotePhoto | None = None
    """As it is there now, where the answer told."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will not have it, with its reason."""

    code: str
    message: str
    for_ever: bool
    """Asking again is no use; otherwise it may go better another time."""


@dataclass(frozen=True, slots=True)
class Overtaken:
    """Somebody else has changed it since the version that was named. Nothing was done."""

    current: RemotePhoto | None
    """None: it has gone from the server."""


Outcome: TypeAlias = Accepted | Refused | Overtaken
"""What became of one thing that was sent. What becomes of all of them is an error, see below."""

REFUSED_HERE = "NOT_OF_THIS_SERVER"
"""The code of a refusal that is ours: this server cannot keep what was to be sent."""
TAKEN = "TAKEN_BY_ANOTHER"
"""The code where a server knows hothashes of all its users, and another one has this."""


@dataclass(frozen=True, slots=True)
class Abilities:
    """What a server can do, as its own document says."""

    dialect: str
    fields: frozenset[Field]
    """What it can keep of what an owner says."""
    with_egg: frozenset[Field]
    """What of that can be said while an egg is sent."""
    most_at_once: int
    """Eggs of one request."""
    knows_uids: bool
    """Otherwise a photo's hothash is all it is known by."""
    repeats: bool
    """The same request with the same key is done once; otherwise ask what happened before repeating."""
    has_feed: bool
    has_coldpreviews: bool
    things: frozenset[ThingKind] = frozenset()
    """What of that which is kept beside photos it can keep."""


@dataclass(frozen=True, slots=True)
class RemoteSpace:
    """A space that one is in."""

    key: str
    """What the server is asked for it by."""
    name: str
    is_mine: bool
    """One made it; otherwise one was invited."""
    members: int
    uid: str | None = None
    """What it is called for good, when another has its number; None where nobody can know that."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a space."""

    key: str
    name: str
    is_owner: bool


@dataclass(frozen=True, slots=True)
class Me:
    """Whoever is signed in."""

    id: str
    username: str
    uid: str | None = None
    """A name that nobody else has on any server."""

    @property
    def for_good(self) -> str:
        """Who it is, at whatever address; of a server that has no such name, at this one."""
        return self.uid or f"{ONLY_HERE}{self.id} {self.username}"


class ServerTrouble(Expected):
    """The server can do nothing for now, or not for us: not the fault of what was sent."""


class SignInNeeded(ServerTrouble):
    """The token holds no longer, and there is no other way in than the password."""


class Busy(ServerTrouble):
    """The server says: later. `seconds` is what it asks for, where it says so. Nothing was done."""

    def __init__(self, sentence: str, next_step: str = "", seconds: float | None = None) -> None:
        super().__init__(sentence, next_step)
        self.seconds = seconds


class Full(Busy):
    """It has no room left (507), or the account has not. Nothing was done."""


class Unintelligible(ServerTrouble):
    """What answers is no server of the family, or is not well: HTML, half a document, another's answer.

    Whether what was sent has been done is not known, as after an `Ambiguous`.
    """


class Remote(Protocol):
    """A server, signed in to, in our words. Each call may raise `ServerTrouble` or a transport's errors.

    `repeat` names a request for good: the same words with the same key are done once, after any crash.
    """

    @property
    def abilities(self) -> Abilities:
        """What it can do; asked for once."""
        ...

    def me(self) -> Me:
        """Who is signed in."""
        ...

    @property
    def shelf(self) -> Shelf:
        """Collections and saved searches there. Only of `abilities.things`."""
        ...

    def spaces(self) -> tuple[RemoteSpace, ...]:
        """The spaces one is in. Only where `abilities.fields` has them."""
        ...

    def push(self, photos: Sequence[NewPhoto], repeat: str) -> tuple[Outcome, ...]:
        """Send eggs, at most `abilities.most_at_once`; what became of each, in their order."""
        ...

    def change(self, key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        """Change fields of a photo, unless it has another version by now; with None, whatever it has.

        Of fields that go together all have to be there. Without `Abilities.fields` they are refused.
        """
        ...

    @property
    def cold_portion(self) -> int:
        """Bytes of large previews to send at once, as things went so far; one may always go alone."""
        ...

    def put_coldpreviews(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        """Give photos, by their keys, their large previews; what became of each, in their order."""
        ...

    def delete(self, key: str, repeat: str) -> Outcome:
        """Delete a photo for good. One that is not there is deleted already: `Accepted`."""
        ...

    def photo(self, key: str) -> RemotePhoto | None:
        """One's own photo by its key, as it is now, or None."""
        ...

    def find(self, photo: NewPhoto) -> RemotePhoto | None:
        """Whether a photo that was sent is there: what to ask after nobody heard the answer."""
        ...

    def changes(self, since: str | None) -> FeedPage | Stale:
        """The feed since a cursor, or from its beginning. Only where `abilities.has_feed`."""
        ...

    def photos(self, offset: int) -> Listing:
        """A page of all photos of one's own."""
        ...

    def hotpreview(self, photo: RemotePhoto) -> bytes | None:
        """The small preview, whose hash is the photo's hothash; None when it is not to be had."""
        ...

    def coldpreview(self, photo: RemotePhoto) -> bytes | None:
        """The large preview, or None when there is none."""
        ...
