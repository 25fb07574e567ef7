"""The wire's shapes of photos: a superset of what the family's programs read."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue

from imalink_server.base.errors import Refused
from imalink_server.base.visibility import Visibility
from imalink_server.schemas.problems import Problem, ProblemAnswer
from imalink_server.schemas.words import (
    Answer,
    Id,
    Latitude,
    Line,
    Longitude,
    Question,
    TagName,
    Text,
    Title,
    VisibilityWord,
    WallTime,
)
from imalink_server.services.photos.adding import Arrived
from imalink_server.services.photos.changing import Wanted
from imalink_server.services.photos.finding import Page
from imalink_server.services.photos.seeing import Crop, PhotoSeen, TimelocCorrection, ViewCorrection

Part = Annotated[float, Field(ge=0, le=1)]


class CropShape(Answer):
    """A part of the upright picture, in parts of its sides."""

    x: Part
    y: Part
    width: Part
    height: Part


class TimelocQuestion(Question):
    """When and where a photo was taken, as its owner knows better."""

    taken_at: WallTime | None = None
    gps_latitude: Latitude | None = None
    gps_longitude: Longitude | None = None
    correction_reason: Text | None = None

    def said(self) -> TimelocCorrection:
        """The same, for the service."""
        at = f"{self.taken_at}T00:00:00" if self.taken_at and "T" not in self.taken_at else self.taken_at
        return TimelocCorrection(at, self.gps_latitude, self.gps_longitude, self.correction_reason)


class ViewQuestion(Question):
    """How a photo is to be shown."""

    rotation: Literal[0, 90, 180, 270] = 0
    relative_crop: CropShape | None = None
    exposure_adjust: Annotated[float, Field(ge=-2, le=2)] | None = None

    def said(self) -> ViewCorrection:
        """The same, for the service."""
        crop = self.relative_crop
        cut = None if crop is None else Crop(crop.x, crop.y, crop.width, crop.height)
        return ViewCorrection(self.rotation, cut, self.exposure_adjust)


class PhotoChange(Question):
    """What is to be otherwise; what is not named stays."""

    title: Title | None = None
    description: Text | None = None
    rating: Annotated[int, Field(ge=0, le=5, strict=True)] = 0
    flag: Annotated[int, Field(ge=-1, le=1, strict=True)] = 0
    label: Line | None = None
    visibility: VisibilityWord = "private"
    tells_place: bool = False
    tells_names: bool = False
    author_id: Id | None = None
    import_session_id: Id | None = None
    stack_id: Id | None = None
    stack_position: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    tags: Annotated[tuple[TagName, ...], Field(max_length=1000)] = ()
    space_ids: Annotated[tuple[Id, ...], Field(max_length=100)] = ()
    shoot_ids: Annotated[tuple[Id, ...], Field(max_length=100)] = ()
    trashed: bool = False
    timeloc_correction: TimelocQuestion | None = None
    view_correction: ViewQuestion | None = None

    def wanted(self) -> Wanted:
        """The same, for the service."""
        return Wanted(
            given=frozenset(self.model_fields_set),
            title=self.title,
            description=self.description,
            rating=self.rating,
            flag=self.flag,
            label=self.label,
            visibility=Visibility.of(self.visibility),
            tells_place=self.tells_place,
            tells_names=self.tells_names,
            author_id=self.author_id,
            import_session_id=self.import_session_id,
            stack_id=self.stack_id,
            stack_position=self.stack_position,
            tags=self.tags,
            space_ids=self.space_ids,
            shoot_ids=self.shoot_ids,
            trashed=self.trashed,
            timeloc_correction=self.timeloc_correction.said() if self.timeloc_correction else None,
            view_correction=self.view_correction.said() if self.view_correction else None,
        )


class TagsQuestion(Question):
    """Tags for a photo."""

    tags: Annotated[list[TagName], Field(max_length=1000)]


class NamedAnswer(Answer):
    """Something with an id and a name."""

    id: int
    name: str


class FileAnswer(Answer):
    """One file of a photo; only its owner is told."""

    id: int
    filename: str
    file_format: str | None
    file_size: int | None
    sha256: str | None
    role: str | None
    machine: str | None
    drive: str | None


class CameraAnswer(Answer):
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


class TimelocAnswer(Answer):
    """When and where it was taken, as its owner knows better."""

    taken_at: str | None
    gps_latitude: float | None
    gps_longitude: float | None
    correction_reason: str | None


class ViewAnswer(Answer):
    """How it is to be shown."""

    rotation: int
    relative_crop: CropShape | None
    exposure_adjust: float | None


class PhotoAnswer(Answer):
    """A photo as whoever asks may see it: what is not for them is null, empty or false."""

    id: int
    uid: str | None
    owner_id: int | None
    version: int | None
    hothash: str
    width: int
    height: int
    metadata: CameraAnswer
    exif_dict: dict[str, JsonValue]
    image_format: str | None
    file_size_bytes: int | None
    is_valid_image: bool
    taken_at: str | None
    gps_latitude: float | None
    gps_longitude: float | None
    has_gps: bool
    timeloc_correction: TimelocAnswer | None
    view_correction: ViewAnswer | None
    title: str | None
    description: str | None
    rating: int
    flag: int
    label: str | None
    visibility: VisibilityWord
    tells_place: bool
    tells_names: bool
    trashed: bool
    trashed_at: str | None
    created_at: str
    updated_at: str | None
    author: NamedAnswer | None
    author_id: int | None
    import_session_id: int | None
    stack_id: int | None
    stack_position: int | None
    space_ids: list[int]
    shoot_ids: list[int]
    tags: list[NamedAnswer]
    files: list[FileAnswer]
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
    since: dict[str, int]

    @classmethod
    def of(cls, photo: PhotoSeen) -> Self:
        """Shape a photo."""
        return cls.model_validate(photo)


class ArrivedAnswer(PhotoAnswer):
    """A photo that was sent, and whether it was there already."""

    is_duplicate: bool
    user_id: int | None

    @classmethod
    def of_arrived(cls, arrived: Arrived) -> Self:
        """Shape it."""
        photo = PhotoAnswer.of(arrived.photo)
        return cls(**dict(photo), is_duplicate=arrived.is_duplicate, user_id=photo.owner_id)


class BatchResult(Answer):
    """What became of one of many: 201 new, 200 there already, or the reason why not."""

    status: int
    photo: ArrivedAnswer | None = None
    detail: Problem | None = None

    @classmethod
    def of(cls, result: Arrived | Refused, refused_as: int) -> Self:
        """Shape it."""
        if isinstance(result, Refused):
            return cls(status=refused_as, detail=ProblemAnswer.of(result).detail)
        return cls(status=200 if result.is_duplicate else 201, photo=ArrivedAnswer.of_arrived(result))


class BatchAnswer(Answer):
    """What became of each, in the order in which they were sent."""

    results: list[BatchResult]


class PageMeta(Answer):
    """Which page of how many."""

    total: int
    is_exact: bool
    """Otherwise there are so many at least: of others' photos not all are counted one by one."""
    offset: int
    limit: int
    page: int
    pages: int

    @classmethod
    def at(cls, total: int, offset: int, limit: int, *, is_exact: bool = True) -> Self:
        """Count pages."""
        return cls(
            total=total,
            is_exact=is_exact,
            offset=offset,
            limit=limit,
            page=offset // limit + 1,
            pages=-(-total // limit),
        )


class FacetAnswer(Answer):
    """A value, and how many photos have it."""

    value: str
    count: int


class PhotosAnswer(Answer):
    """A page of photos."""

    data: list[PhotoAnswer]
    meta: PageMeta
    facets: dict[str, list[FacetAnswer]] | None = None
    """Of all pages together, where it was asked for."""
    links: None = None

    @classmethod
    def of(cls, page: Page) -> Self:
        """Shape a page."""
        facets = {
            facet: [FacetAnswer(value=each.value, count=each.photos) for each in counted]
            for facet, counted in (page.facets or {}).items()
        }
        return cls(
            data=[PhotoAnswer.of(photo) for photo in page.photos],
            meta=PageMeta.at(page.total, page.offset, page.limit, is_exact=page.is_exact),
            facets=None if page.facets is None else facets,
        )


class TagsAddedAnswer(Answer):
    """A photo's tags, and how many of those sent it did not have."""

    hothash: str
    tags: list[NamedAnswer]
    added: int
    skipped: int
    message: str
    version: int | None


class TagRemovedAnswer(Answer):
    """A photo's tags after one was taken off."""

    hothash: str
    removed_tag: str
    remaining_tags: list[NamedAnswer]
    version: int | None


class ColdAnswer(Answer):
    """What is known of a large preview that was sent."""

    hothash: str
    width: int | None
    height: int | None
    size: int | None
    path: str | None
    version: int | None


class ColdResult(Answer):
    """What became of one of many: the version that its photo has now, or the reason why not."""

    status: int
    version: int | None = None
    detail: Problem | None = None

    @classmethod
    def of(cls, result: int | Refused, status: int) -> Self:
        """Shape it."""
        if isinstance(result, Refused):
            return cls(status=status, detail=ProblemAnswer.of(result).detail)
        return cls(status=status, version=result)


class ColdsKeptAnswer(Answer):
    """What became of each, in the order in which they were sent."""

    results: list[ColdResult]


class ColdKeptAnswer(Answer):
    """It is kept; said in the ways that the family's programs look for."""

    success: Literal[True] = True
    status: Literal["success"] = "success"
    message: str
    data: ColdAnswer

    @classmethod
    def of(cls, photo: PhotoSeen, message: str) -> Self:
        """Shape it."""
        return cls(
            message=message,
            data=ColdAnswer(
                hothash=photo.hothash,
                width=photo.coldpreview_width,
                height=photo.coldpreview_height,
                size=photo.coldpreview_size,
                path=photo.coldpreview_path,
                version=photo.version,
            ),
        )
