"""What is told of a photo, to its owner and to others.

Others see the picture, and what the owner wrote below it. Where it was taken, whose camera it was, how the
file is called and how the owner keeps it in order is the owner's alone, unless the owner allows more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from imalink_core.egg import Json
from imalink_server.base.visibility import Visibility
from imalink_server.db.models import ImageFile, Photo
from imalink_server.db.photos import Whole
from imalink_server.db.policy import Viewer, may_write

_PICTURE = frozenset(
    (
        "Make", "Model", "LensMake", "LensModel", "ExposureTime", "FNumber", "ISOSpeedRatings",
        "PhotographicSensitivity", "FocalLength", "FocalLengthIn35mmFilm", "Flash", "MeteringMode",
        "ExposureProgram", "ExposureMode", "ExposureBiasValue", "WhiteBalance", "ColorSpace",
        "DateTimeOriginal",
        "camera_make", "camera_model", "lens_model", "iso", "aperture", "shutter_speed", "focal_length",
        "width", "height",
    )
)  # fmt: skip
_PLACE = frozenset(("GPS", "GPSInfo", "gps_latitude", "gps_longitude", "gps_altitude"))
_NAMES = frozenset(
    ("BodySerialNumber", "LensSerialNumber", "CameraSerialNumber", "CameraOwnerName", "Artist", "Copyright")
)
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class FileSeen:
    """One file of a photo."""

    id: int
    filename: str
    file_format: str | None
    file_size: int | None
    sha256: str | None
    role: str | None
    machine: str | None
    drive: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Something with an id and a name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class CameraSaid:
    """What the file says of its making."""

    taken_at: str | None
    camera_make: str | None
    camera_model: str | None
    lens_model: str | None
    focal_length: float | None
    f_number: float | None
    iso: int | None
    exposure_time: str | None
    gps_latitude: float | None
    gps_longitude: float | None
    gps_altitude: float | None


@dataclass(frozen=True, slots=True)
class TimelocCorrection:
    """When and where it was taken, as the owner knows better."""

    taken_at: str | None
    gps_latitude: float | None
    gps_longitude: float | None
    correction_reason: str | None


@dataclass(frozen=True, slots=True)
class Crop:
    """A part of the upright picture, in parts of its sides."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ViewCorrection:
    """How it is to be shown."""

    rotation: int
    relative_crop: Crop | None
    exposure_adjust: float | None


@dataclass(frozen=True, slots=True)
class PhotoSeen:
    """A photo as one viewer sees it. What is not for them is as if it were unknown."""

    id: int
    uid: str | None
    owner_id: int | None
    version: int | None
    hothash: str
    width: int
    height: int
    metadata: CameraSaid
    exif_dict: Mapping[str, Json]
    image_format: str | None
    file_size_bytes: int | None
    is_valid_image: bool
    taken_at: str | None
    gps_latitude: float | None
    gps_longitude: float | None
    has_gps: bool
    timeloc_correction: TimelocCorrection | None
    view_correction: ViewCorrection | None
    title: str | None
    description: str | None
    rating: int
    flag: int
    label: str | None
    visibility: str
    tells_place: bool
    tells_names: bool
    trashed: bool
    trashed_at: str | None
    created_at: str
    updated_at: str | None
    author: Named | None
    author_id: int | None
    import_session_id: int | None
    stack_id: int | None
    stack_position: int | None
    space_ids: tuple[int, ...]
    shoot_ids: tuple[int, ...]
    tags: tuple[Named, ...]
    files: tuple[FileSeen, ...]
    primary_filename: str | None
    first_imported: str | None
    last_imported: str | None
    has_raw_companion: bool
    hotpreview_path: str
    coldpreview_path: str | None
    coldpreview_width: int | None
    coldpreview_height: int | None
    coldpreview_size: int | None
    original_path: str | None
    since: Mapping[str, int]
    """By which version each of what says who sees it was decided."""

    @property
    def etag(self) -> str | None:
        """What changes with it; others are not told."""
        return None if self.version is None else f'"{self.version}"'


def seen(whole: Whole, viewer: Viewer) -> PhotoSeen:
    """A photo for whoever looks, who may see it."""
    mine = _all(whole)
    return mine if may_write(viewer, whole.photo.owner_id) else for_others(mine)


def for_others(photo: PhotoSeen) -> PhotoSeen:
    """Leave out what is the owner's alone."""
    place, names = photo.tells_place, photo.tells_names
    correction = photo.timeloc_correction
    return replace(
        photo,
        uid=None,
        owner_id=None,
        version=None,
        metadata=photo.metadata if place else _without_place(photo.metadata),
        exif_dict=_exif_for_others(photo.exif_dict, place=place, names=names),
        file_size_bytes=None,
        gps_latitude=photo.gps_latitude if place else None,
        gps_longitude=photo.gps_longitude if place else None,
        has_gps=photo.has_gps and place,
        timeloc_correction=correction if place else None,
        flag=0,
        label=None,
        tells_place=False,
        tells_names=False,
        updated_at=None,
        author=photo.author if names else None,
        author_id=None,
        import_session_id=None,
        stack_id=None,
        stack_position=None,
        space_ids=(),
        shoot_ids=(),
        tags=(),
        files=(),
        primary_filename=_name_alone(photo.primary_filename) if names else None,
        first_imported=None,
        last_imported=None,
        has_raw_companion=False,
        coldpreview_size=None,
        original_path=None,
        since={},
    )


def _name_alone(path: str | None) -> str | None:
    """What a file is called; where it lies tells of its owner's computer."""
    return None if path is None else path.replace("\\", "/").rpartition("/")[2]


def _without_place(said: CameraSaid) -> CameraSaid:
    return replace(said, gps_latitude=None, gps_longitude=None, gps_altitude=None)


def _exif_for_others(exif: Mapping[str, Json], *, place: bool, names: bool) -> dict[str, Json]:
    """What is known to be harmless, and nothing that only may be."""
    allowed = _PICTURE | (_PLACE if place else frozenset()) | (_NAMES if names else frozenset())
    told = {
        key: _of_place(value) if key in _PLACE else value for key, value in exif.items() if key in allowed
    }
    return {key: value for key, value in told.items() if key in _PLACE or _is_plain(value)}


def _of_place(value: Json) -> Json:
    """Of what stands below a place only what belongs there: by its name, or the number that EXIF gives it."""
    if not isinstance(value, Mapping):
        return value if _is_plain(value) else None
    return {
        key: each
        for key, each in value.items()
        if (key.startswith("GPS") or key.isdecimal()) and _is_plain(each)
    }


def _is_plain(value: Json) -> bool:
    """Whether it is short, and nothing in it has a name of its own, however deep it lies."""
    if len(str(value)) > _LONGEST or isinstance(value, Mapping):
        return False
    return not isinstance(value, list | tuple) or all(map(_is_plain, value))


def _all(whole: Whole) -> PhotoSeen:
    photo, cold = whole.photo, whole.cold
    files = tuple(_file(file) for file in whole.files)
    here = f"/api/v1/photos/{photo.id}"
    return PhotoSeen(
        id=photo.id,
        uid=photo.uid,
        owner_id=photo.owner_id,
        version=photo.version,
        hothash=photo.hothash,
        width=photo.width,
        height=photo.height,
        metadata=_camera(photo),
        exif_dict=json.loads(whole.exif),
        image_format=photo.image_format,
        file_size_bytes=photo.file_size_bytes,
        is_valid_image=photo.is_valid_image,
        taken_at=photo.corrected_at or photo.taken_at,
        gps_latitude=photo.latitude,
        gps_longitude=photo.longitude,
        has_gps=photo.latitude is not None and photo.longitude is not None,
        timeloc_correction=_timeloc(photo),
        view_correction=_view(photo),
        title=photo.title,
        description=photo.description,
        rating=photo.rating,
        flag=photo.flag,
        label=photo.label,
        visibility=Visibility(photo.visibility).word,
        tells_place=photo.tells_place,
        tells_names=photo.tells_names,
        trashed=photo.trashed_at is not None,
        trashed_at=photo.trashed_at,
        created_at=photo.created_at,
        updated_at=photo.updated_at,
        author=Named(whole.author.id, whole.author.name) if whole.author else None,
        author_id=photo.author_id,
        import_session_id=photo.import_session_id,
        stack_id=photo.stack_id,
        stack_position=photo.stack_position,
        space_ids=tuple(whole.space_ids),
        shoot_ids=tuple(whole.shoot_ids),
        tags=tuple(Named(id_, name) for id_, name in whole.tags),
        files=files,
        primary_filename=files[0].filename if files else None,
        first_imported=min((file.added_at for file in whole.files), default=None),
        last_imported=max((file.added_at for file in whole.files), default=None),
        has_raw_companion=any((file.role or "").lower() == "raw" for file in whole.files),
        hotpreview_path=f"{here}/hotpreview",
        coldpreview_path=f"{here}/coldpreview" if cold else None,
        coldpreview_width=cold.width if cold else None,
        coldpreview_height=cold.height if cold else None,
        coldpreview_size=cold.size if cold else None,
        original_path=f"{here}/original" if whole.has_original else None,
        since={
            "visibility": photo.visibility_since,
            "tells_place": photo.place_since,
            "tells_names": photo.names_since,
            "space_ids": photo.spaces_since,
        },
    )


def _camera(photo: Photo) -> CameraSaid:
    return CameraSaid(
        taken_at=photo.taken_at,
        camera_make=photo.camera_make,
        camera_model=photo.camera_model,
        lens_model=photo.lens_model,
        focal_length=photo.focal_length,
        f_number=photo.f_number,
        iso=photo.iso,
        exposure_time=photo.exposure_time,
        gps_latitude=photo.gps_latitude,
        gps_longitude=photo.gps_longitude,
        gps_altitude=photo.gps_altitude,
    )


def _timeloc(photo: Photo) -> TimelocCorrection | None:
    said = (photo.corrected_at, photo.corrected_latitude, photo.corrected_longitude, photo.correction_reason)
    return None if said == (None,) * len(said) else TimelocCorrection(*said)


def _view(photo: Photo) -> ViewCorrection | None:
    if not photo.rotation and photo.crop is None and photo.exposure_adjust is None:
        return None
    crop = None if photo.crop is None else Crop(**json.loads(photo.crop))
    return ViewCorrection(photo.rotation, crop, photo.exposure_adjust)


def _file(file: ImageFile) -> FileSeen:
    return FileSeen(
        id=file.id,
        filename=file.filename,
        file_format=file.format,
        file_size=file.size,
        sha256=file.sha256,
        role=file.role,
        machine=file.machine,
        drive=file.drive,
    )
