"""XMP packets: what rating and keywording programs write, in both spellings, and what attackers write.

xmp_packet(rating=4, title="Fjord", keywords=["sea", "boat"], hierarchical=["travel|norway"])
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

_NAMESPACES = {
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "tiff": "http://ns.adobe.com/tiff/1.0/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
}
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_END = '<?xpacket end="w"?>'


def xmp_packet(
    *,
    rating: float | str | None = None,
    label: str | None = None,
    title: str | None = None,
    description: str | None = None,
    keywords: Sequence[str] = (),
    hierarchical: Sequence[str] = (),
    digikam: Sequence[str] = (),
    creator: str | None = None,
    copyright_notice: str | None = None,
    taken_at: str | None = None,
    created_at: str | None = None,
    modified_at: str | None = None,
    orientation: int | None = None,
    percent: int | None = None,
    gps: tuple[str, str] | None = None,
    elements: bool = False,
    wrapped: bool = True,
) -> bytes:
    """A packet saying this much; simple values as attributes, or as elements.

    `gps` is in XMP's own words: `("59,54.834N", "10,45.132E")`. `hierarchical` has
    Lightroom's `|` between levels, `digikam` has `/`. `percent` is Microsoft's rating.
    `wrapped=False` leaves out the packet's beginning and end, as sidecars do.
    """
    latitude, longitude = gps or (None, None)
    simple = {
        "xmp:Rating": rating,
        "xmp:Label": label,
        "xmp:CreateDate": created_at,
        "xmp:ModifyDate": modified_at,
        "exif:DateTimeOriginal": taken_at,
        "exif:GPSLatitude": latitude,
        "exif:GPSLongitude": longitude,
        "tiff:Orientation": orientation,
        "MicrosoftPhoto:Rating": percent,
    }
    told = {name: str(value) for name, value in simple.items() if value is not None}
    body = [
        _languages("dc:title", title),
        _languages("dc:description", description),
        _languages("dc:rights", copyright_notice),
        _list("dc:creator", "Seq", [creator] if creator is not None else []),
        _list("dc:subject", "Bag", keywords),
        _list("lr:hierarchicalSubject", "Bag", hierarchical),
        _list("digiKam:TagsList", "Seq", digikam),
    ]
    if elements:
        body += [f"<{name}>{escape(value)}</{name}>" for name, value in told.items()]
        told = {}
    return _packet("".join(body), told, wrapped=wrapped)


def laughing_xmp() -> bytes:
    """A title that would grow to a billion laughs, were its entities opened."""
    entities = '<!ENTITY l0 "ha">' + "".join(
        f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10)
    )
    return _with_entities(entities, "&l9;")


def peeking_xmp(url: str = "file:///etc/hostname") -> bytes:
    """A title that would be the text of a file of this machine, were it fetched."""
    return _with_entities(f'<!ENTITY peek SYSTEM "{url}">', "&peek;")


def endless_xmp(size: int = 2_000_000) -> bytes:
    """A packet of this many bytes and more, nearly all of them keywords."""
    return xmp_packet(keywords=[f"keyword number {number:06}" for number in range(size // 38 + 1)])


def nested_xmp(depth: int = 100_000) -> bytes:
    """Elements within elements, deeper than any parser should follow."""
    return _packet("<xmp:a>" * depth + "</xmp:a>" * depth, {}, wrapped=True)


def _with_entities(entities: str, title: str) -> bytes:
    document = _packet(f"<dc:title>{title}</dc:title>", {}, wrapped=False)
    return f"<!DOCTYPE x [{entities}]>".encode() + document


def _packet(body: str, attributes: dict[str, str], *, wrapped: bool) -> bytes:
    spaces = "".join(f' xmlns:{prefix}="{url}"' for prefix, url in _NAMESPACES.items())
    told = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    document = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{_RDF}">'
        f'<rdf:Description rdf:about=""{spaces}{told}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    return (f"{_BEGIN}{document}{_END}" if wrapped else document).encode()


def _languages(name: str, value: str | None) -> str:
    if value is None:
        return ""
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{escape(value)}</rdf:li></rdf:Alt></{name}>'


def _list(name: str, kind: str, values: Sequence[str]) -> str:
    if not values:
        return ""
    items = "".join(f"<rdf:li>{escape(value)}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"
