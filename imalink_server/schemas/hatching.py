"""What may be said beside a picture that is sent whole: the fields of a form, which are all text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError

from imalink_core import Hatched
from imalink_core.codec import egg_to_json
from imalink_server.base.errors import Code, Refused
from imalink_server.schemas.words import Line, Question, TagName, Text, Title, Uid, VisibilityWord
from imalink_server.services.photos.jpegs import COLD_SIDE

SMALLEST_COLD = 150
_USUAL_COLD = 1920

_Side = Annotated[int, Field(ge=SMALLEST_COLD, le=COLD_SIDE)]
_Id = Annotated[int, Field(ge=1, le=2**53 - 1)]
_side = TypeAdapter(_Side)


def cold_side(said: str | None) -> int | None:
    """The longest side of the large preview that is wanted; `None` for none."""
    if said is None or not said.strip():
        return None
    try:
        return _side.validate_python(said.strip())
    except ValidationError:
        message = f"coldpreview_size: is between {SMALLEST_COLD} and {COLD_SIDE}"
        raise Refused(Code.INVALID_REQUEST, message, {"where": "coldpreview_size"}) from None


def _split(value: object) -> object:
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


class RegisterImage(Question):
    """What its owner says of a picture."""

    coldpreview_size: _Side = _USUAL_COLD
    title: Title | None = None
    description: Text | None = None
    rating: Annotated[int, Field(ge=0, le=5)] = 0
    flag: Annotated[int, Field(ge=-1, le=1)] = 0
    label: Line | None = None
    visibility: VisibilityWord = "private"
    tags: Annotated[tuple[TagName, ...], Field(max_length=1000), BeforeValidator(_split)] = ()
    """With commas between them."""
    author_id: _Id | None = None
    import_session_id: _Id | None = None
    uid: Uid | None = None

    @classmethod
    def of(cls, fields: Mapping[str, str]) -> Self:
        """Read a form; a field that is left empty says nothing."""
        try:
            return cls.model_validate({name: value for name, value in fields.items() if value.strip()})
        except ValidationError as wrong:
            first = wrong.errors()[0]
            where = ".".join(map(str, first["loc"])) or "form"
            raise Refused(Code.INVALID_REQUEST, f"{where}: {first['msg']}", {"where": where}) from None

    def submission(self, hatched: Hatched, filename: str) -> Mapping[str, Any]:
        """The egg with these words beside it, as another program would have sent it."""
        egg = hatched.egg
        file = {
            "filename": filename,
            "sha256": hatched.sha256,
            "format": egg.image_format,
            "size": egg.file_size_bytes,
        }
        said = self.model_dump(exclude={"coldpreview_size"}, exclude_none=True)
        return {**egg_to_json(egg), **said, "tags": list(self.tags), "files": [file]}
