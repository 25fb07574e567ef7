"""The one table of formats. Adding a format is one row here and one file that reads or decodes it.

A row is found by its magic bytes, by its brand (in a container of boxes), or, for
those built as TIFF or RIFF files, by name in `sniff`.
"""

from __future__ import annotations

from functools import partial

from imalink_core.containers import (
    avi,
    bmp,
    cr3,
    gif,
    heif,
    jpeg,
    matroska,
    movie,
    opaque,
    png,
    raf,
    raw,
    sidecar,
    tiff,
    webp,
)
from imalink_core.decode.frame import decode_frame
from imalink_core.decode.heif import decode_heif
from imalink_core.decode.jpeg import decode_jpeg
from imalink_core.decode.raw import decode_raw
from imalink_core.decode.standard import (
    decode_avif,
    decode_bmp,
    decode_gif,
    decode_png,
    decode_tiff,
    decode_webp,
)
from imalink_core.formats.format import Format, Kind
from imalink_core.formats.unread import UNREAD

_picture = partial(Format, kind=Kind.PICTURE)
_raw = partial(Format, kind=Kind.RAW, decode=decode_raw, isolated=True, streamed=True)
_video = partial(Format, kind=Kind.VIDEO, decode=decode_frame, isolated=True, streamed=True)

PICTURES = (
    _picture(
        "JPEG",
        extensions=("jpg", "jpeg", "jpe", "jfif", "jps", "mpo", "insp", "thm"),
        magic=((0, b"\xff\xd8\xff"),),
        read_parts=jpeg.read_parts,
        decode=decode_jpeg,
    ),
    _picture(
        "PNG",
        extensions=("png", "apng"),
        magic=((0, b"\x89PNG\r\n\x1a\n"),),
        read_parts=png.read_parts,
        decode=decode_png,
    ),
    _picture(
        "TIFF",
        extensions=("tif", "tiff"),
        read_parts=tiff.read_parts,
        decode=decode_tiff,
        isolated=True,
        streamed=True,
    ),
    _picture(
        "WEBP",
        extensions=("webp",),
        read_parts=webp.read_parts,
        decode=decode_webp,
        appetite=16,  # libwebp keeps two canvases of an animation, whether it moves or not
    ),
    _picture(
        "GIF",
        extensions=("gif",),
        magic=((0, b"GIF87a"), (0, b"GIF89a")),
        read_parts=gif.read_parts,
        decode=decode_gif,
    ),
    _picture("BMP", extensions=("bmp", "dib"), read_parts=bmp.read_parts, decode=decode_bmp),
    _picture(
        "HEIC",
        extensions=("heic", "heif", "hif", "heics", "heifs"),
        brands=(b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"),
        read_parts=heif.read_parts,
        decode=decode_heif,
        isolated=True,
        appetite=10,
    ),
    _picture(
        "AVIF",
        extensions=("avif", "avifs"),
        brands=(b"avif", b"avis", b"avio"),
        read_parts=heif.read_parts,
        decode=decode_avif,
        isolated=True,
        appetite=10,
    ),
)

RAWS = (
    _raw("CR2", extensions=("cr2",), read_parts=raw.read_parts),
    _raw("CR3", extensions=("cr3", "crm"), brands=(b"crx ",), read_parts=cr3.read_parts),
    _raw("CRW", extensions=("crw",), magic=((6, b"HEAPCCDR"),), read_parts=opaque.read_parts),
    _raw("NEF", extensions=("nef", "nrw"), read_parts=raw.read_parts),
    _raw("ARW", extensions=("arw", "sr2", "srf"), read_parts=raw.read_parts),
    _raw("DNG", extensions=("dng", "gpr"), read_parts=raw.read_parts),
    _raw("RAF", extensions=("raf",), magic=((0, raf.MAGIC),), read_parts=raf.read_parts),
    _raw("ORF", extensions=("orf", "ori"), read_parts=raw.read_parts),
    _raw("RW2", extensions=("rw2", "rwl"), read_parts=raw.read_parts),
    _raw("PEF", extensions=("pef",), read_parts=raw.read_parts),
    _raw("SRW", extensions=("srw",), read_parts=raw.read_parts),
    _raw("3FR", extensions=("3fr", "fff"), read_parts=raw.read_parts),
    _raw("IIQ", extensions=("iiq", "cap", "eip"), read_parts=raw.read_parts),
    _raw("ERF", extensions=("erf",), read_parts=raw.read_parts),
    _raw("MEF", extensions=("mef",), read_parts=raw.read_parts),
    _raw("MOS", extensions=("mos",), read_parts=raw.read_parts),
    _raw("KDC", extensions=("kdc", "dcr", "k25"), read_parts=raw.read_parts),
    _raw("X3F", extensions=("x3f",), magic=((0, b"FOVb"),), read_parts=opaque.read_parts),
    _raw("MRW", extensions=("mrw",), magic=((0, b"\0MRM"),), read_parts=opaque.read_parts),
    _raw("RAW", extensions=("raw", "rwz", "bay", "cine"), read_parts=raw.read_parts),
)

VIDEOS = (
    _video("MOV", extensions=("mov", "qt"), brands=(b"qt  ",), read_parts=movie.read_parts),
    _video(
        "M4V",
        extensions=("m4v",),
        brands=(b"M4V ", b"M4VH", b"M4VP", b"M4VS"),
        read_parts=movie.read_parts,
    ),
    _video(
        "3GP",
        extensions=("3gp", "3g2", "3gpp"),
        brands=(b"3gp4", b"3gp5", b"3gp6", b"3gp7", b"3gp9", b"3gg6", b"3g2a", b"3g2b", b"3g2c"),
        read_parts=movie.read_parts,
    ),
    _video(
        "MP4",
        extensions=("mp4", "insv", "lrv", "360"),
        brands=(
            *(b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"dash"),
            *(b"MSNV", b"XAVC", b"mmp4", b"f4v ", b"NDSC", b"NDSM", b"niko", b"pana", b"hvc1", b"CAEP"),
        ),
        read_parts=movie.read_parts,
    ),
    _video("AVI", extensions=("avi",), read_parts=avi.read_parts),
    _video("MKV", extensions=("mkv",), magic=((0, b"\x1aE\xdf\xa3"),), read_parts=matroska.read_parts),
    _video("WEBM", extensions=("webm",), read_parts=matroska.read_parts),
    _video("MTS", extensions=("mts", "m2ts", "m2t", "ts"), read_parts=opaque.read_parts),
    _video(
        "MPEG",
        extensions=("mpg", "mpeg", "vob", "mod"),
        magic=((0, b"\0\0\1\xba"), (0, b"\0\0\1\xb3")),
        read_parts=opaque.read_parts,
    ),
)

SIDECARS = (
    Format(
        "XMP",
        Kind.SIDECAR,
        ("xmp",),
        read_parts=sidecar.read_parts,
        why="This is a sidecar: it tells of a photo and is none itself.",
    ),
)

FORMATS: tuple[Format, ...] = PICTURES + RAWS + VIDEOS + SIDECARS + UNREAD
"""Every format, by precedence."""

BY_NAME = {row.name: row for row in FORMATS}
