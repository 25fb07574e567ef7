"""The drawing room: every picture a test needs, drawn when it is needed.

    from tests.drawing import camera_exif, corners, jpeg, scene, turned

    jpeg(scene(600, 400), exif=camera_exif(taken_at="2024:01:15 14:30:00"))
    jpeg(turned(corners(), 6), exif=camera_exif(orientation=6))   # upright again in the egg
    assert corner_names(picture) == UPRIGHT

Drawings are bytes; a test writes them where it likes. The same arguments draw
the same bytes. Each kind of file has a module of its own, which also draws
what is wrong with that kind:

    what to see      scene, corners, turned, corner_names
    what is said     camera_exif, exif_blob and the entries (text, short, rational …),
                     xmp_packet, iptc_block in photoshop
    pictures         jpeg, mpo, png, png16, interlaced, tiff, webp, gif, bmp, heic, avif
    RAW              dng, nef, arw, cr2, raf (these develop), cr3, orf, rw2 (these do not)
    videos           video (plays), mp4_boxes and avi_header (facts only)
    all of them      gallery(): one sound file of every kind, by name
    lies             lying_exifs, lying_size, lying_box, laughing_xmp, peeking_xmp, endless_xmp
    bombs            png_bomb, text_bomb, scan_bomb, nested_xmp
    harm             truncated, garbled, intruders, hostile_files(folder, seed, count)
    file systems     traps(folder), and free(…) before the folder is removed
"""

from __future__ import annotations

from tests.drawing.avif import avif
from tests.drawing.bmp import bmp, os2_bmp, top_down_bmp
from tests.drawing.boxes import box, full_box, lying_box, uuid_box, wide_box
from tests.drawing.directory import (
    Directory,
    Entry,
    Type,
    byte,
    double,
    long,
    rational,
    short,
    signed_rational,
    text,
    tiff_stream,
    undefined,
)
from tests.drawing.dng import dng
from tests.drawing.exif import Camera, camera_directory, camera_exif, exif_blob, gps_tags, thumbnail_directory
from tests.drawing.gallery import gallery
from tests.drawing.gif import gif
from tests.drawing.heic import heic
from tests.drawing.hostile import HARMS, garbled, hostile, hostile_files, intruders, truncated
from tests.drawing.iptc import dataset, iptc_block, photoshop
from tests.drawing.jpeg import (
    jpeg,
    lying_size,
    mpo,
    pieces,
    scan_bomb,
    segment,
    thumbnail_jpeg,
    with_segments,
)
from tests.drawing.lies import lying_exifs
from tests.drawing.movie import avi_header, mp4_boxes, to_be_turned
from tests.drawing.photograph import CORNERS, UPRIGHT, corner_names, corners, scene, turned
from tests.drawing.png import chunk, interlaced, palette, png, png16, png_bomb, text_bomb, with_chunks
from tests.drawing.raw import arw, cr2, cr3, nef, orf, raf, rw2
from tests.drawing.riff import riff, riff_list
from tests.drawing.tiff import pillow_tiff, tiff
from tests.drawing.traps import free, traps
from tests.drawing.video import video
from tests.drawing.webp import webp
from tests.drawing.xmp import endless_xmp, laughing_xmp, nested_xmp, peeking_xmp, xmp_packet

__all__ = [
    "CORNERS",
    "HARMS",
    "UPRIGHT",
    "Camera",
    "Directory",
    "Entry",
    "Type",
    "arw",
    "avi_header",
    "avif",
    "bmp",
    "box",
    "byte",
    "camera_directory",
    "camera_exif",
    "chunk",
    "corner_names",
    "corners",
    "cr2",
    "cr3",
    "dataset",
    "dng",
    "double",
    "endless_xmp",
    "exif_blob",
    "free",
    "full_box",
    "gallery",
    "garbled",
    "gif",
    "gps_tags",
    "heic",
    "hostile",
    "hostile_files",
    "interlaced",
    "intruders",
    "iptc_block",
    "jpeg",
    "laughing_xmp",
    "long",
    "lying_box",
    "lying_exifs",
    "lying_size",
    "mp4_boxes",
    "mpo",
    "nef",
    "nested_xmp",
    "orf",
    "os2_bmp",
    "palette",
    "peeking_xmp",
    "photoshop",
    "pieces",
    "pillow_tiff",
    "png",
    "png16",
    "png_bomb",
    "raf",
    "rational",
    "riff",
    "riff_list",
    "rw2",
    "scan_bomb",
    "scene",
    "segment",
    "short",
    "signed_rational",
    "text",
    "text_bomb",
    "thumbnail_directory",
    "thumbnail_jpeg",
    "tiff",
    "tiff_stream",
    "to_be_turned",
    "top_down_bmp",
    "traps",
    "truncated",
    "turned",
    "undefined",
    "uuid_box",
    "video",
    "webp",
    "wide_box",
    "with_chunks",
    "with_segments",
    "xmp_packet",
]
