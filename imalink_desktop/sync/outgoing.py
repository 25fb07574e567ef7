"""A photo of the catalog as it is sent for the first time."""

from __future__ import annotations

from imalink_core import PhotoEgg
from imalink_desktop.catalog.reads.eggs import Kept
from imalink_desktop.catalog.sides import Said
from imalink_desktop.sync.values import Field, NewPhoto, RemoteFile


def outgoing(egg: Kept, hotpreview: bytes, said: Said, machine: str) -> NewPhoto:
    """All that the server has to know of it; its originals are on this `machine`."""
    return NewPhoto(
        uid=egg.uid,
        egg=PhotoEgg(
            hothash=egg.hothash,
            hotpreview=hotpreview,
            coldpreview=None,
            width=egg.width,
            height=egg.height,
            metadata=egg.metadata,
            exif_dict=egg.exif,
            is_valid_image=egg.is_valid_image,
            image_format=egg.image_format,
            file_size_bytes=egg.file_size_bytes,
        ),
        fields={Field(field): value for field, value in said.items()},
        files=tuple(
            RemoteFile(file.filename, file.sha256, file.format, file.size, file.role, machine, file.drive)
            for file in egg.files
        ),
    )
