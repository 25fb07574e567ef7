"""What travels beside the egg, as JSON: the words found in the file, and the notes on reading it."""

from __future__ import annotations

from collections.abc import Iterable

from imalink_core.codec import checks
from imalink_core.codec.fields import Fields
from imalink_core.egg import Json
from imalink_core.errors import NOTES
from imalink_core.found import DateSource, Found, Note

_rating = checks.whole(-1, 5)
_line = checks.text(100_000)
_keywords = checks.list_of(checks.text(10_000), most=10_000)
_offset = checks.text(6, r"[+-]\d\d:[0-5]\d")
_source = checks.one_of(DateSource)
_code = checks.code_of(NOTES)
_message = checks.text(10_000)


def beside_to_json(found: Found, notes: Iterable[Note]) -> dict[str, Json]:
    """Write what was found in the file and noted about it."""
    return {
        "found": {
            "rating": found.rating,
            "label": found.label,
            "title": found.title,
            "description": found.description,
            "keywords": list(found.keywords),
            "creator": found.creator,
            "copyright": found.copyright,
            "taken_at_source": None if found.taken_at_source is None else found.taken_at_source.value,
            "taken_at_offset": found.taken_at_offset,
        },
        "notes": [{"code": note.code, "message": note.message} for note in notes],
    }


def beside_from_json(obj: object) -> tuple[Found, tuple[Note, ...]]:
    """Read `found` and `notes` from an object that may hold the egg too."""
    fields = Fields(obj)
    notes = checks.list_of(_read_note, most=1000)
    return _read_found(fields.inner("found")), fields.need("notes", notes)


def _read_found(fields: Fields) -> Found:
    return Found(
        rating=fields.maybe("rating", _rating),
        label=fields.maybe("label", _line),
        title=fields.maybe("title", _line),
        description=fields.maybe("description", _line),
        keywords=fields.maybe("keywords", _keywords) or (),
        creator=fields.maybe("creator", _line),
        copyright=fields.maybe("copyright", _line),
        taken_at_source=fields.maybe("taken_at_source", _source),
        taken_at_offset=fields.maybe("taken_at_offset", _offset),
    )


def _read_note(value: object, where: str) -> Note:
    fields = Fields(value, where)
    return Note(fields.need("code", _code), fields.need("message", _message))
