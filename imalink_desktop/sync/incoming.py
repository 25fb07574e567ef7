"""A server's photo in the catalog's words; what its names and pictures are good for is settled here."""

from __future__ import annotations

from uuid import NAMESPACE_URL, UUID, uuid5

from imalink_core.previews.look import look
from imalink_desktop.catalog.meeting import FarFile, Incoming
from imalink_desktop.sync.values import RemoteFile, RemotePhoto


def uid_of(name: str) -> str:
    """A uid as all machines have it: other programs may have given a photo a name that is no UUID."""
    try:
        return str(UUID(name))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, name))


def incoming(photo: RemotePhoto, hot: bytes | None = None) -> Incoming:
    """The photo as the catalog takes it in; `hot` is its small preview."""
    return Incoming(
        key=photo.key,
        uid=None if photo.uid is None else uid_of(photo.uid),
        version=photo.version,
        hothash=photo.hothash,
        said={str(field): value for field, value in photo.fields.items()},
        width=photo.width,
        height=photo.height,
        metadata=photo.metadata,
        exif=photo.exif_dict,
        image_format=photo.image_format,
        file_size_bytes=photo.file_size_bytes,
        is_valid_image=photo.is_valid_image,
        files=tuple(_far(file) for file in photo.files),
        look=look_of(hot),
        since=photo.since,
    )


def _far(file: RemoteFile) -> FarFile:
    return FarFile(file.filename, file.sha256, file.machine, file.drive, file.role)


def look_of(hot: bytes | None) -> int | None:
    """What a stranger's picture looks like; one that is none looks like nothing."""
    if hot is None:
        return None
    try:
        return look(hot)
    except Exception:  # noqa: BLE001 - decoders raise anything at all
        return None
