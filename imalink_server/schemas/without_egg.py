"""The wire's shape of what became of a photo that was sent without an egg."""

from __future__ import annotations

from typing import Literal, Self

from imalink_server.schemas.words import Answer
from imalink_server.services.photos.without_egg import Registered


class RegisteredAnswer(Answer):
    """A file that is noted now; `photo_created` tells whether its photo is new too."""

    image_file_id: int
    photo_hothash: str
    photo_created: bool
    success: Literal[True] = True
    message: str
    filename: str
    file_size: int | None

    @classmethod
    def of(cls, registered: Registered) -> Self:
        """Shape it."""
        file = registered.file
        return cls(
            image_file_id=file.id,
            photo_hothash=registered.photo.hothash,
            photo_created=registered.is_new,
            message="The photo is kept." if registered.is_new else "The file is noted with its photo.",
            filename=file.filename,
            file_size=file.file_size,
        )
