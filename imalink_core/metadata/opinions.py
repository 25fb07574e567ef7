"""What people and programs said about a photo: XMP before IPTC before EXIF."""

from __future__ import annotations

import re

from imalink_core.containers.parts import Parts
from imalink_core.found import Found
from imalink_core.metadata import keywords
from imalink_core.metadata.dates import Taken
from imalink_core.metadata.figures import number
from imalink_core.metadata.iptc import Iptc
from imalink_core.metadata.text import clean, from_windows
from imalink_core.metadata.xmp import Xmp, stars_of

_DESCRIPTION, _MAKE, _MODEL, _ARTIST, _COPYRIGHT = 0x010E, 0x010F, 0x0110, 0x013B, 0x8298
_RATING, _PERCENT = 0x4746, 0x4749
_XP_TITLE, _XP_COMMENT, _XP_AUTHOR, _XP_KEYWORDS, _XP_SUBJECT = range(0x9C9B, 0x9CA0)

_CAMERA_TALK = re.compile(
    r"(olympus|minolta|konica|sanyo|kodak|samsung|casio|ricoh|pentax|vivitar|jenoptik|aiptek|hp|my)? ?"
    r"(digital|dijital) (still )?camera|sony dsc|dcim.*|dcf.*|default|untitled|exif[_ -]?jpeg.*|jpeg|"
    r"(dig)?image|lead technologies.*|created with gimp.*|screenshot|[a-z]{1,4}_?\d{3,}(\.jpe?g)?|[\d._ -]+",
    re.IGNORECASE,
)
"""What cameras and programs write when nobody said anything."""


def find_opinions(parts: Parts, xmp: Xmp, iptc: Iptc, taken: Taken) -> Found:
    """Everything found beside the picture, each thing by its best source."""
    image = parts.exif.image
    words = xmp.keywords or keywords.merged(words=iptc.keywords)
    return Found(
        rating=xmp.rating if xmp.rating is not None else _rating(parts),
        label=xmp.label,
        title=xmp.title or iptc.title or from_windows(image.get(_XP_TITLE)),
        description=xmp.description or iptc.description or _description(parts),
        keywords=words or keywords.merged(words=keywords.split(from_windows(image.get(_XP_KEYWORDS)))),
        creator=xmp.creator
        or iptc.creator
        or clean(image.get(_ARTIST))
        or from_windows(image.get(_XP_AUTHOR)),
        copyright=xmp.copyright or iptc.copyright or _said(parts, _COPYRIGHT),
        taken_at_source=taken.source,
        taken_at_offset=taken.offset,
    )


def _rating(parts: Parts) -> int | None:
    stars = number(parts.exif.image.get(_RATING))
    if stars is not None and 0 <= stars <= 5:
        return round(stars)
    percent = number(parts.exif.image.get(_PERCENT))
    return stars_of(percent) if percent is not None and 0 <= percent <= 100 else None


def _description(parts: Parts) -> str | None:
    image = parts.exif.image
    said = _said(parts, _DESCRIPTION)
    if said is not None and not _CAMERA_TALK.fullmatch(said):
        return said
    return from_windows(image.get(_XP_COMMENT)) or from_windows(image.get(_XP_SUBJECT))


def _said(parts: Parts, tag: int) -> str | None:
    """A text, unless it is only the camera saying its own name."""
    image = parts.exif.image
    text, make, model = (clean(image.get(wanted)) or "" for wanted in (tag, _MAKE, _MODEL))
    return text if text not in ("", make, model, f"{make} {model}") else None
