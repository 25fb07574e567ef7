"""All tables of the server. They stay in this room: others get values, and rows only to write to them."""

from imalink_server.db.models.base import Base, Owned
from imalink_server.db.models.finding import PhotoCount, PhotoWords, Showing
from imalink_server.db.models.organising import (
    Collection,
    CollectionPhoto,
    SavedSearch,
    Shoot,
    ShootPhoto,
    Story,
)
from imalink_server.db.models.people import About, Account, Counter, DeletedAccount, Device, Invitation
from imalink_server.db.models.photos import (
    Author,
    ImageFile,
    ImportSession,
    Photo,
    PhotoExif,
    PhotoPreview,
    PhotoTag,
    Stack,
    Tag,
)
from imalink_server.db.models.sharing import Space, SpaceInvitation, SpaceMember, SpacePhoto, SpaceStory
from imalink_server.db.models.syncing import Answered, Change, FeedMark, LooseBytes
from imalink_server.db.models.uploads import Job, Upload

__all__ = [
    "About",
    "Account",
    "Answered",
    "Author",
    "Base",
    "Change",
    "Collection",
    "CollectionPhoto",
    "Counter",
    "DeletedAccount",
    "Device",
    "FeedMark",
    "ImageFile",
    "ImportSession",
    "Invitation",
    "Job",
    "LooseBytes",
    "Owned",
    "Photo",
    "PhotoCount",
    "PhotoExif",
    "PhotoPreview",
    "PhotoTag",
    "PhotoWords",
    "SavedSearch",
    "Shoot",
    "ShootPhoto",
    "Showing",
    "Space",
    "SpaceInvitation",
    "SpaceMember",
    "SpacePhoto",
    "SpaceStory",
    "Stack",
    "Story",
    "Tag",
    "Upload",
]
