"""A photo as far as it can be asked for, in plain Python."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchableFile:
    """One file of a photo, in one place."""

    name: str
    folder: str
    drive_id: int
    drive: str
    format: str
    state: str = "present"


@dataclass(frozen=True, slots=True)
class Searchable:
    """What the catalog knows of a photo, as it is shown: corrected where the user corrected it."""

    id: int
    added_at: str
    shown_at: str | None = None
    camera_make: str | None = None
    camera_model: str | None = None
    lens_model: str | None = None
    focal_length: float | None = None
    f_number: float | None = None
    iso: int | None = None
    exposure_seconds: float | None = None
    latitude: float | None = None
    longitude: float | None = None
    width: int | None = None
    height: int | None = None
    image_format: str | None = None
    file_size_bytes: int | None = None
    is_valid_image: bool = True
    title: str | None = None
    description: str | None = None
    place: str | None = None
    rating: int = 0
    flag: int = 0
    label: str | None = None
    visibility: int = 0
    tells: tuple[str, ...] = ()
    """What others than the owner are told of it: `place`, `names`."""
    author: str | None = None
    session_id: int | None = None
    stack_id: int | None = None
    trashed_at: str | None = None
    tags: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    """Paths, with `/` between the names."""
    shoots: tuple[str, ...] = ()
    spaces: tuple[str, ...] = ()
    name: str | None = None
    """What its first file is called, also where that lies on another computer."""
    files: tuple[SearchableFile, ...] = ()
    is_on_server: bool = False
    is_waiting: bool = False
    is_refused: bool = False
    is_disputed: bool = False

    @property
    def file_names(self) -> tuple[str, ...]:
        """Of its files here; where none is, the one it came with."""
        if self.files or self.name is None:
            return tuple(file.name for file in self.files)
        return (self.name,)

    @property
    def camera(self) -> str | None:
        """Maker and model, as one text."""
        return " ".join(filter(None, (self.camera_make, self.camera_model))).strip(" ") or None
