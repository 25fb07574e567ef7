"""Values of fields, in words; with the names that are only numbers in the catalog."""

from __future__ import annotations

import json
from collections.abc import Mapping

from imalink_desktop.base.words import _ as _say
from imalink_desktop.catalog.decisions import MOST_STARS, Flag, Visibility
from imalink_desktop.ui.wording import _


def field_name(field: str) -> str:
    """What a field is called, and what travels beside fields."""
    names = {
        "title": _("Title"),
        "description": _("Description"),
        "rating": _("Stars"),
        "flag": _("Flag"),
        "label": _("Label"),
        "visibility": _("Seen by"),
        "tells_place": _("Others see its place"),
        "tells_names": _("Others see names"),
        "author": _("Author"),
        "author_id": _("Author"),
        "place": _("Place"),
        "tags": _("Tags"),
        "spaces": _("Spaces"),
        "trashed": _("Trash"),
        "trashed_at": _("Trash"),
        "corrected_at": _("Taken"),
        "corrected_latitude": _("Latitude"),
        "corrected_longitude": _("Longitude"),
        "rotation": _("Turned"),
        "crop": _("Crop"),
        "exposure_adjust": _("Exposure"),
        "egg": _("The photo itself"),
        "coldpreview": _("Large preview"),
    }
    return names.get(field, field)


def in_words(field: str, kept: str | None, authors: Mapping[int, str]) -> str:
    """A value as it is kept, for people."""
    value = None if kept is None else json.loads(kept)
    match field, value:
        case "rating", int():
            return "\N{BLACK STAR}" * min(value, MOST_STARS) or _("no stars")
        case "flag", int():
            flags = {Flag.PICKED: _("picked"), Flag.REJECTED: _("rejected"), Flag.NONE: _("neither")}
            return flags.get(Flag(value) if value in list(Flag) else Flag.NONE, "")
        case "visibility", int():
            return level(value)
        case (("tells_place" | "tells_names"), int()):
            return _("yes") if value else _("no")
        case "author_id", int():
            return authors.get(value, _("somebody who is no longer in the library"))
        case "label", str():
            return _say(value)
        case (("trashed" | "trashed_at"), _value):
            return _("in the trash") if value else _("not in the trash")
        case _field, list():
            return ", ".join(map(str, value)) or _("nothing")
        case _field, (None | ""):
            return _("nothing")
    return str(value)


def level(value: int) -> str:
    """Who may see it."""
    words = {
        Visibility.PRIVATE: _("me only"),
        Visibility.SPACE: _("my spaces"),
        Visibility.AUTHENTICATED: _("everybody who is signed in"),
        Visibility.PUBLIC: _("everybody"),
    }
    return words[Visibility(value)] if value in list(Visibility) else str(value)
