"""XMP: what rating and keywording programs write, into a picture or beside it.

Parsed with defusedxml: no document type, no entities, nothing fetched. Both
spellings are read, properties as attributes and as elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.metadata.figures import number_in
from imalink_core.metadata.keywords import merged
from imalink_core.metadata.text import clean

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_XMP = "{http://ns.adobe.com/xap/1.0/}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_EXIF = "{http://ns.adobe.com/exif/1.0/}"
_EXIF_EX = "{http://cipa.jp/exif/1.0/}"
_TIFF = "{http://ns.adobe.com/tiff/1.0/}"
_AUX = "{http://ns.adobe.com/exif/1.0/aux/}"
_PHOTOSHOP = "{http://ns.adobe.com/photoshop/1.0/}"
_LIGHTROOM = "{http://ns.adobe.com/lightroom/1.0/}"
_DIGIKAM = "{http://www.digikam.org/ns/1.0/}"
_MICROSOFT = "{http://ns.microsoft.com/photo/1.0/}"
_MICROSOFT_TOO = "{http://ns.microsoft.com/photo/1.0}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

_MOST_WORDS = 2000
_PACKET = re.compile(rb"<\?xpacket[^<>]*\?>")


@dataclass(frozen=True, slots=True)
class Xmp:
    """What a packet says. Dates and positions are still as written."""

    rating: int | None = None
    label: str | None = None
    title: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    creator: str | None = None
    copyright: str | None = None
    taken: str | None = None
    created: str | None = None
    latitude: str | None = None
    longitude: str | None = None
    altitude: str | None = None
    below_sea: str | None = None
    make: str | None = None
    model: str | None = None
    lens: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(slots=True)
class _Properties:
    """All properties of all descriptions, by name; the first one of a name counts."""

    values: dict[str, Element | str] = field(default_factory=dict)

    def text(self, *names: str) -> str | None:
        """The first of these properties that has a text."""
        return next((text for name in names if (text := next(iter(self.words(name)), None))), None)

    def words(self, name: str) -> Iterator[str]:
        """The texts of a property: of its list, the default language first, or the one it has."""
        value = self.values.get(name)
        texts = (value,) if isinstance(value, str) else _texts(value) if value is not None else ()
        for count, text in enumerate(texts):
            if count == _MOST_WORDS:
                return
            if fit := clean(text):
                yield fit


def read_xmp(packet: bytes | None, extended: bytes | None = None) -> Xmp:
    """Read a packet and its extension. What cannot be parsed leaves a note."""
    if not packet and not extended:
        return Xmp()
    notes: list[Note] = []
    properties = _Properties()
    for block in (packet, extended):
        if block and block.strip(b"\0 \r\n\t"):
            _gather(block, properties, notes)
    text, words = properties.text, properties.words
    return Xmp(
        rating=_rating(properties, notes),
        label=text(_XMP + "Label"),
        title=text(_DC + "title", _PHOTOSHOP + "Headline"),
        description=text(_DC + "description"),
        keywords=merged(
            paths=(*words(_DIGIKAM + "TagsList"), *words(_MICROSOFT + "LastKeywordXMP")),
            branches=tuple(words(_LIGHTROOM + "hierarchicalSubject")),
            words=tuple(words(_DC + "subject")),
        ),
        creator=clean(", ".join(words(_DC + "creator"))),
        copyright=text(_DC + "rights"),
        taken=text(_EXIF + "DateTimeOriginal"),
        created=text(_PHOTOSHOP + "DateCreated", _XMP + "CreateDate"),
        latitude=text(_EXIF + "GPSLatitude"),
        longitude=text(_EXIF + "GPSLongitude"),
        altitude=text(_EXIF + "GPSAltitude"),
        below_sea=text(_EXIF + "GPSAltitudeRef"),
        make=text(_TIFF + "Make"),
        model=text(_TIFF + "Model"),
        lens=text(_EXIF_EX + "LensModel", _AUX + "Lens"),
        notes=tuple(notes),
    )


def _gather(block: bytes, properties: _Properties, notes: list[Note]) -> None:
    try:
        root = fromstring(_trimmed(block), forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        notes.append(note("bad_xmp", f"({type(error).__name__})"))
        return
    for description in _descriptions(root):
        for name, value in description.attrib.items():
            properties.values.setdefault(name, value)
        for child in description:
            properties.values.setdefault(child.tag, child)


def _trimmed(block: bytes) -> str | bytes:
    """The packet without its wrapper and its padding, which some writers cut or fill with zeros."""
    if block.startswith((b"\xff\xfe", b"\xfe\xff")):
        return block.decode("utf-16").rstrip("\0 \r\n\t")
    return _PACKET.sub(b"", block.rstrip(b"\0 \r\n\t")).strip()


def _descriptions(root: Element) -> Iterable[Element]:
    graph = root if root.tag == _RDF + "RDF" else root.find(_RDF + "RDF")
    return graph.findall(_RDF + "Description") if graph is not None else ()


def _texts(value: Element) -> list[str]:
    """The items of a list, or the text itself."""
    items = [item for container in value for item in container if item.tag == _RDF + "li"]
    if not items:
        resource = value.get(_RDF + "resource") or value.get(_RDF + "value")
        return [value.text or resource or ""]
    items.sort(key=lambda item: item.get(_LANGUAGE) not in (None, "x-default"))
    return [item.text or "" for item in items]


def _rating(properties: _Properties, notes: list[Note]) -> int | None:
    """-1 is rejected, 0 is none, 1-5 are stars. Microsoft counts to 99."""
    stars = properties.text(_XMP + "Rating")
    if stars is not None:
        value = number_in(stars)
        if value is not None and -1 <= value <= 5:
            return round(value)
        notes.append(note("bad_value", "(Rating)"))
    percent = number_in(
        properties.text(_MICROSOFT + "Rating") or properties.text(_MICROSOFT_TOO + "Rating") or ""
    )
    return stars_of(percent) if percent is not None and 0 <= percent <= 100 else None


def stars_of(percent: float) -> int:
    """Microsoft's 1, 25, 50, 75, 99 as one to five stars."""
    return 0 if percent < 1 else 1 + round(min(percent, 99) / 25 - 0.01)
