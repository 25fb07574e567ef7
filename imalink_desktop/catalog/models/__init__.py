"""The tables of `catalog.db`: the photographer's work, and what it hangs on.

Times are ISO text and enumerations are words or small numbers, so that a value is the
same in Python, in the database and in the journal. Ids are never used twice.
"""

from imalink_desktop.catalog.models.base import Base
from imalink_desktop.catalog.models.gear import CAMERA_NAME, Camera, Lens
from imalink_desktop.catalog.models.importing import IMPORT_NAME, Fate, ImportSession, SessionFile
from imalink_desktop.catalog.models.journal import Image, Step
from imalink_desktop.catalog.models.organise import (
    Author,
    Collection,
    CollectionPhoto,
    PhotoTag,
    SavedSearch,
    Shoot,
    ShootPhoto,
    Stack,
    Tag,
)
from imalink_desktop.catalog.models.photo import Origin, Photo, PhotoExif
from imalink_desktop.catalog.models.places import Drive, Folder, ImageFile, Reading
from imalink_desktop.catalog.models.sync import (
    Account,
    Conflict,
    Departed,
    FarDigest,
    Outbox,
    PhotoSpace,
    RemotePhoto,
    RemoteThing,
    Space,
    Tombstone,
    Unproved,
)

__all__ = [
    "CAMERA_NAME",
    "IMPORT_NAME",
    "Account",
    "Author",
    "Base",
    "Camera",
    "Collection",
    "CollectionPhoto",
    "Conflict",
    "Departed",
    "Drive",
    "FarDigest",
    "Fate",
    "Folder",
    "Image",
    "ImageFile",
    "ImportSession",
    "Lens",
    "Origin",
    "Outbox",
    "Photo",
    "PhotoExif",
    "PhotoSpace",
    "PhotoTag",
    "Reading",
    "RemotePhoto",
    "RemoteThing",
    "SavedSearch",
    "SessionFile",
    "Shoot",
    "ShootPhoto",
    "Space",
    "Stack",
    "Step",
    "Tag",
    "Tombstone",
    "Unproved",
]
