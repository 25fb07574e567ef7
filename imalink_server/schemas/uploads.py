"""The wire's shapes of originals that are sent here."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field

from imalink_server.schemas.photos import PageMeta
from imalink_server.schemas.words import Answer, FileName, Hothash, Question
from imalink_server.services.uploads.taking import Announced, UploadSeen

PhotoKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class UploadQuestion(Question):
    """An original that somebody is about to send."""

    filename: FileName
    size: Annotated[int, Field(ge=1, le=2**53 - 1, strict=True)]
    sha256: Hothash
    photo: PhotoKey | None = None
    """The photo it is the original of: its uid, id or hothash. A photo is made of it if none is named."""

    def announced(self) -> Announced:
        """The same, for the service."""
        return Announced(self.filename, self.size, self.sha256, self.photo)


class CompleteQuestion(Question):
    """An upload of which all has been sent."""

    upload_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")]


class UploadAnswer(Answer):
    """An upload: how far it has come, and where to send on."""

    id: str
    shoot_id: int | None
    photo_id: int | None
    photo_uid: str | None
    filename: str
    size: int
    sha256: str
    state: str
    problem: str | None
    message: str | None
    offset: int
    expires_at: str
    upload_url: str
    upload_token: str | None
    """For this upload alone, and no longer than this device is signed in; null, once all of it is here."""

    @classmethod
    def of(cls, upload: UploadSeen) -> Self:
        """Shape one."""
        values = {name: getattr(upload, name) for name in UploadSeen.__slots__}
        return cls(**values, upload_url=f"/api/v1/uploads/{upload.id}")


class ReceivedAnswer(Answer):
    """How far an upload has come, for whoever sends it."""

    id: str
    state: str
    offset: int
    size: int

    @classmethod
    def of(cls, upload: UploadSeen) -> Self:
        """Shape one."""
        return cls(id=upload.id, state=upload.state, offset=upload.offset, size=upload.size)


class UploadsAnswer(Answer):
    """The uploads of a shoot."""

    data: list[UploadAnswer]
    meta: PageMeta
