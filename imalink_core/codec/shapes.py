"""The shapes in which a submission travels: one writer and one reader for each."""

from __future__ import annotations

from enum import StrEnum

from imalink_core.codec.create_shape import read_create, write_create
from imalink_core.codec.eggs import egg_to_json, metadata_to_json, read_egg
from imalink_core.codec.fields import Fields
from imalink_core.codec.submission import (
    Submission,
    description,
    known,
    read_rating,
    read_tags,
    read_visibility,
    row_id,
    title,
)
from imalink_core.egg import Json


class Shape(StrEnum):
    """How a server wants its eggs."""

    FLAT = "flat"
    WRAPPED = "wrapped"
    CREATE = "create"


def submission_to_json(submission: Submission, shape: Shape) -> dict[str, Json]:
    """Write a submission in the shape that the server understands."""
    match shape:
        case Shape.FLAT:
            return egg_to_json(submission.egg) | _opinions(submission, with_session=True)
        case Shape.WRAPPED:
            return {"photo_egg": _egg_with_sides(submission)} | _opinions(submission, with_session=False)
        case Shape.CREATE:
            return write_create(submission)


def submission_from_json(obj: object) -> Submission:
    """Read a submission in whichever shape it came; raise `BadEgg` if it is none."""
    fields = Fields(obj)
    match shape_of(fields):
        case Shape.FLAT:
            return _read_opinions(fields, egg=fields)
        case Shape.WRAPPED:
            return _read_opinions(fields, egg=fields.inner("photo_egg"))
        case Shape.CREATE:
            return read_create(fields)


def shape_of(fields: Fields) -> Shape:
    """Tell the shape by the one key that only it has."""
    if "photo_create_schema" in fields:
        return Shape.CREATE
    return Shape.WRAPPED if "photo_egg" in fields else Shape.FLAT


def _opinions(submission: Submission, *, with_session: bool) -> dict[str, Json]:
    return known(
        title=submission.title,
        description=submission.description,
        rating=submission.rating,
        visibility=submission.visibility.value,
        tags=list(submission.tags),
        author_id=submission.author_id,
        import_session_id=submission.import_session_id if with_session else None,
    )


def _egg_with_sides(submission: Submission) -> dict[str, Json]:
    egg = submission.egg
    sides = {"width": egg.metadata.width or egg.width, "height": egg.metadata.height or egg.height}
    return egg_to_json(egg) | {"metadata": metadata_to_json(egg.metadata) | sides}


def _read_opinions(fields: Fields, egg: Fields) -> Submission:
    return Submission(
        egg=read_egg(egg),
        title=fields.maybe("title", title),
        description=fields.maybe("description", description),
        rating=read_rating(fields),
        visibility=read_visibility(fields),
        tags=read_tags(fields),
        author_id=fields.maybe("author_id", row_id),
        import_session_id=fields.maybe("import_session_id", row_id),
    )
