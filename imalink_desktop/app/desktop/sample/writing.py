"""A drawn picture becomes a file as a camera writes it: JPEG, EXIF, and what somebody noted down, as XMP."""

from __future__ import annotations

import io
import math
import struct
from fractions import Fraction
from xml.sax.saxutils import escape

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

from imalink_desktop.app.desktop.sample import ROOT
from imalink_desktop.app.desktop.sample.brush import Picture, Rng
from imalink_desktop.app.desktop.sample.diary import Shot
from imalink_desktop.app.desktop.sample.light import Hour

_SOFTWARE = "ImaLink sample photos"
_QUALITY = 88
_THUMBNAIL = (160, 160)
_BRIGHT = {
    Hour.DAWN: 9.0,
    Hour.DAY: 14.0,
    Hour.GOLDEN: 12.0,
    Hour.DUSK: 7.0,
    Hour.NIGHT: 1.0,
    Hour.GREY: 11.5,
}
"""How bright it is, as exposure values."""
_HAND, _HIGHEST = 1 / 60, 3200
_ON_A_TRIPOD = frozenset({"aurora", "stars", "skyline"})
_WIDE_OPEN = frozenset({"portrait", "flower", "leaves", "rain"})
_SPEEDS = (
    4000,
    2000,
    1600,
    1250,
    1000,
    800,
    640,
    500,
    400,
    320,
    250,
    200,
    160,
    125,
    100,
    80,
    60,
    30,
    15,
    8,
    4,
)


def as_jpeg(picture: Picture, shot: Shot, rng: Rng) -> bytes:
    """The bytes of the file."""
    exif = _with_thumbnail(_exif(shot, rng).tobytes(), picture)
    into = io.BytesIO()
    picture.save(into, "JPEG", quality=_QUALITY, exif=exif, xmp=_xmp(shot))
    return into.getvalue()


def _with_thumbnail(exif: bytes, picture: Picture) -> bytes:
    """As every camera has it, so that a photo is seen before it is read. Pillow writes none."""
    little = picture.copy()
    little.thumbnail(_THUMBNAIL, reducing_gap=2.0)
    into = io.BytesIO()
    little.save(into, "JPEG", quality=_QUALITY)
    order = "<" if exif[6:8] == b"II" else ">"
    tiff = bytearray(exif[6:])
    tiff += b"\0" * (len(tiff) % 2)
    (many,) = struct.unpack_from(f"{order}H", tiff, 8)
    struct.pack_into(f"{order}I", tiff, 8 + 2 + 12 * many, len(tiff))
    jpeg = into.getvalue()
    rows = (
        (Base.Compression, 3, 6 if order == "<" else 6 << 16),
        (Base.JpegIFOffset, 4, len(tiff) + 2 + 12 * 3 + 4),
        (Base.JpegIFByteCount, 4, len(jpeg)),
    )
    tiff += struct.pack(f"{order}H", len(rows))
    for tag, kind, value in rows:
        tiff += struct.pack(f"{order}HHII", tag, kind, 1, value)
    return bytes(exif[:6] + tiff + b"\0\0\0\0" + jpeg)


def _exif(shot: Shot, rng: Rng) -> Image.Exif:
    exif = Image.Exif()
    camera, when = shot.trip.camera, shot.taken.strftime("%Y:%m:%d %H:%M:%S")
    exif[Base.Make], exif[Base.Model] = camera.make, camera.model
    exif[Base.Software], exif[Base.DateTime] = _SOFTWARE, when
    exif[Base.Orientation] = 1
    name, focal, widest = shot.lens
    is_open = shot.hour is Hour.NIGHT or shot.scene in _WIDE_OPEN or camera.knows_where
    f_number = widest if is_open else max(widest, 8.0)
    iso, seconds = _exposure(shot, f_number)
    exif.get_ifd(IFD.Exif).update(
        {
            Base.DateTimeOriginal: when,
            Base.DateTimeDigitized: when,
            Base.SubsecTimeOriginal: f"{shot.taken.microsecond // 10_000:02}",
            Base.ExposureTime: IFDRational(seconds.numerator, seconds.denominator),
            Base.FNumber: IFDRational(round(f_number * 100), 100),
            Base.ISOSpeedRatings: iso,
            Base.FocalLength: IFDRational(round(focal * 10), 10),
            Base.LensModel: name,
        }
    )
    if camera.knows_where or shot.trip.days < 10:
        exif.get_ifd(IFD.GPSInfo).update(_place(shot, rng))
    return exif


def _exposure(shot: Shot, f_number: float) -> tuple[int, Fraction]:
    """ISO and seconds that fit the light."""
    iso = 100
    seconds = f_number**2 / 2 ** _BRIGHT[shot.hour]
    while seconds > _HAND and iso < _HIGHEST and shot.scene not in _ON_A_TRIPOD:
        iso, seconds = iso * 2, seconds / 2
    speeds = [Fraction(1, part) for part in _SPEEDS] + [Fraction(1, 2), *map(Fraction, (1, 2, 4, 8))]
    return iso, min(speeds, key=lambda speed: abs(math.log(float(speed) / seconds)))


def _place(shot: Shot, rng: Rng) -> dict[int, object]:
    latitude, longitude = (at + float(rng.normal(0, 0.03)) for at in shot.trip.place)
    return {
        GPS.GPSLatitudeRef: "N" if latitude >= 0 else "S",
        GPS.GPSLatitude: _degrees(latitude),
        GPS.GPSLongitudeRef: "E" if longitude >= 0 else "W",
        GPS.GPSLongitude: _degrees(longitude),
    }


def _degrees(angle: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    minutes, seconds = divmod(round(abs(angle) * 360_000), 6000)
    return IFDRational(minutes // 60, 1), IFDRational(minutes % 60, 1), IFDRational(seconds, 100)


def _xmp(shot: Shot) -> bytes:
    """Stars, a title, and keywords."""
    words = "".join(f"<rdf:li>{ROOT}|{escape(word)}</rdf:li>" for word in (*shot.trip.keywords, shot.scene))
    title = ""
    if shot.title is not None:
        said = f'<rdf:li xml:lang="x-default">{escape(shot.title)}</rdf:li>'
        title = f"<dc:title><rdf:Alt>{said}</rdf:Alt></dc:title>"
    rating = f' xmp:Rating="{shot.stars}"' if shot.stars else ""
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        f'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"{rating}>'
        f"<lr:hierarchicalSubject><rdf:Bag>{words}</rdf:Bag></lr:hierarchicalSubject>{title}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()
