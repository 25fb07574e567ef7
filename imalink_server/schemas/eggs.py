"""The wire's shape of an egg that was made here, as the family's programs read it."""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import JsonValue

from imalink_core import Hatched
from imalink_core.codec import beside_to_json, egg_to_json
from imalink_server.schemas.photos import CameraAnswer
from imalink_server.schemas.words import Answer
from imalink_server.services.photos.jpegs import size_of


class EggMetadata(CameraAnswer):
    """What the file says of its making, and the upright picture's sides."""

    width: int | None
    height: int | None


class FileRead(Answer):
    """The file that the egg was made of."""

    filename: str
    file_size: int
    file_format: str
    sha256: str | None


class NoteAnswer(Answer):
    """Something odd about the file that did not stop it."""

    code: str
    message: str


class EggAnswer(Answer):
    """An egg, flat: what a file is, with its previews; and what was found in it beside that."""

    hothash: str
    hotpreview_base64: str
    hotpreview_width: int
    hotpreview_height: int
    coldpreview_base64: str | None
    coldpreview_width: int | None
    coldpreview_height: int | None
    width: int
    height: int
    taken_at: str | None
    gps_latitude: float | None
    gps_longitude: float | None
    metadata: EggMetadata
    exif_dict: dict[str, JsonValue]
    is_valid_image: bool
    image_format: str
    file_size_bytes: int
    image_file_list: list[FileRead]
    found: dict[str, JsonValue]
    notes: list[NoteAnswer]

    @classmethod
    def of(cls, hatched: Hatched, filename: str) -> Self:
        """Shape an egg."""
        egg = hatched.egg
        hot = size_of(egg.hotpreview)
        cold = None if egg.coldpreview is None else size_of(egg.coldpreview)
        shaped: dict[str, Any] = egg_to_json(egg) | beside_to_json(hatched.found, hatched.notes)
        said = shaped["metadata"]
        return cls(
            **shaped,
            hotpreview_width=hot.width,
            hotpreview_height=hot.height,
            coldpreview_width=cold.width if cold else None,
            coldpreview_height=cold.height if cold else None,
            taken_at=said["taken_at"],
            gps_latitude=said["gps_latitude"],
            gps_longitude=said["gps_longitude"],
            image_file_list=[
                FileRead(
                    filename=filename,
                    file_size=egg.file_size_bytes,
                    file_format=egg.image_format,
                    sha256=hatched.sha256,
                )
            ],
        )


class EngineHealth(Answer):
    """That the engine answers."""

    ok: Literal[True] = True
    status: Literal["healthy"] = "healthy"
