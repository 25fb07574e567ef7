"""Formats that are recognised and not read, each with the reason."""

from __future__ import annotations

from functools import partial

from imalink_core.formats.format import Format, Kind

_unread = partial(Format, kind=Kind.OTHER)

_DOCUMENT = "This is a document, not a photo."
_AUDIO = "This is a sound recording; there is nothing to show."
_LAYERS = "This holds layers; save it as TIFF or JPEG to have it here."

UNREAD = (
    _unread(
        "JPEG XL",
        extensions=("jxl",),
        magic=((0, b"\0\0\0\x0cJXL \r\n\x87\n"), (0, b"\xff\x0a")),
        why="No decoder of JPEG XL is shipped with us yet.",
    ),
    _unread(
        "JPEG 2000",
        extensions=("jp2", "j2k", "jpf", "jpx", "j2c", "jpc"),
        magic=((0, b"\0\0\0\x0cjP  \r\n\x87\n"), (0, b"\xff\x4f\xff\x51")),
        why="JPEG 2000 is left out: no camera writes it, and its decoders are often attacked.",
    ),
    _unread(
        "JPEG XR",
        extensions=("jxr", "wdp", "hdp"),
        magic=((0, b"II\xbc\x01"),),
        why="No decoder of JPEG XR is at hand.",
    ),
    _unread("PSD", extensions=("psd", "psb"), magic=((0, b"8BPS\0\1"), (0, b"8BPS\0\2")), why=_LAYERS),
    _unread("XCF", extensions=("xcf",), magic=((0, b"gimp xcf"),), why=_LAYERS),
    _unread("SVG", extensions=("svg", "svgz"), why="This is a drawing made of lines, not a photo."),
    _unread("PDF", extensions=("pdf",), magic=((0, b"%PDF-"),), why=_DOCUMENT),
    _unread(
        "EPS", extensions=("eps", "ps", "ai"), magic=((0, b"%!PS"), (0, b"\xc5\xd0\xd3\xc6")), why=_DOCUMENT
    ),
    _unread("ICO", extensions=("ico", "cur"), why="This is an icon, not a photo."),
    _unread(
        "EXR",
        extensions=("exr",),
        magic=((0, b"v/1\1"),),
        why="OpenEXR holds scene light that must be developed first.",
    ),
    _unread(
        "HDR",
        extensions=("hdr", "pic"),
        magic=((0, b"#?RADIANCE"), (0, b"#?RGBE")),
        why="Radiance HDR holds scene light that must be developed first.",
    ),
    _unread(
        "DDS", extensions=("dds",), magic=((0, b"DDS "),), why="This is a texture of a game, not a photo."
    ),
    _unread(
        "FITS", extensions=("fits", "fit"), magic=((0, b"SIMPLE  ="),), why="FITS is a format of astronomy."
    ),
    _unread(
        "PNM",
        extensions=("pnm", "pbm", "pgm", "ppm", "pam", "pfm"),
        why="This is an in-between format of picture tools; save it as PNG or TIFF to have it here.",
    ),
    _unread(
        "SGI",
        extensions=("sgi", "rgb"),
        magic=((0, b"\x01\xda\0\1"), (0, b"\x01\xda\1\1")),
        why="SGI pictures are not read.",
    ),
    _unread("FLIF", extensions=("flif",), magic=((0, b"FLIF"),), why="FLIF is no longer in use."),
    _unread("BPG", extensions=("bpg",), magic=((0, b"BPG\xfb"),), why="No decoder of BPG is at hand."),
    _unread(
        "MNG",
        extensions=("mng", "jng"),
        magic=((0, b"\x8aMNG"), (0, b"\x8bJNG")),
        why="MNG is no longer in use.",
    ),
    _unread(
        "audio",
        extensions=("mp3", "m4a", "wav", "flac", "ogg", "opus", "aac", "amr", "aiff"),
        magic=((0, b"ID3"), (0, b"fLaC"), (0, b"OggS"), (0, b"#!AMR")),
        brands=(b"M4A ", b"M4B ", b"M4P "),
        why=_AUDIO,
    ),
    _unread(
        "WMV",
        extensions=("wmv", "asf"),
        magic=((0, bytes.fromhex("3026b2758e66cf11")),),
        why="Windows Media is not read; MP4 is.",
    ),
    _unread("FLV", extensions=("flv",), magic=((0, b"FLV\1"),), why="Flash video is not read; MP4 is."),
)
