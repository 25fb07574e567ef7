"""One sound file of every kind that can be drawn here, by the name it would have."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from PIL import Image

from tests.drawing.avif import avif
from tests.drawing.bmp import bmp, os2_bmp, top_down_bmp
from tests.drawing.dng import dng
from tests.drawing.exif import camera_exif
from tests.drawing.gif import gif
from tests.drawing.heic import heic
from tests.drawing.iptc import iptc_block, photoshop
from tests.drawing.jpeg import jpeg, mpo, thumbnail_jpeg
from tests.drawing.movie import avi_header, mp4_boxes
from tests.drawing.photograph import scene
from tests.drawing.png import interlaced, palette, png, png16
from tests.drawing.raw import arw, cr2, cr3, nef, orf, raf, rw2
from tests.drawing.tiff import pillow_tiff, tiff
from tests.drawing.video import video
from tests.drawing.webp import webp
from tests.drawing.xmp import xmp_packet


@functools.cache
def gallery() -> Mapping[str, bytes]:
    """File names and their bytes, all of the same small scene."""
    picture = scene(96, 64)
    return MappingProxyType({**_jpegs(picture), **_pictures(picture), **_raws(picture), **_videos()})


def _jpegs(picture: Image.Image) -> dict[str, bytes]:
    exif = camera_exif(thumbnail=thumbnail_jpeg(picture), gps=(59.9, 10.7, 12.0), orientation=6)
    iptc = photoshop(iptc_block(title="Fjord", keywords=["sea"]))
    return {
        "plain.jpg": jpeg(picture),
        "camera.jpg": jpeg(picture, exif=exif, xmp=xmp_packet(rating=4), iptc=iptc, comment=b"a word"),
        "progressive.jpg": jpeg(picture, progressive=True),
        "gray.jpg": jpeg(picture.convert("L")),
        "cmyk.jpg": jpeg(picture.convert("CMYK")),
        "stereo.mpo": mpo([picture, picture], exif=exif),
    }


def _pictures(picture: Image.Image) -> dict[str, bytes]:
    exif = camera_exif()
    return {
        "plain.png": png(picture, exif=exif, xmp=xmp_packet(title="Fjord"), comment="a word"),
        "palette.png": png(palette(picture), transparent=0),
        "bits.png": png(picture.convert("1")),
        "alpha.png": png(picture.convert("RGBA")),
        "gray16.png": png16(picture, "L"),
        "rgb16.png": png16(picture),
        "woven.png": interlaced(picture),
        "plain.tif": tiff(picture, orientation=6),
        "big-endian.tif": tiff(picture, depth=16, byte_order="MM"),
        "float.tif": tiff(picture.convert("L"), floating=True),
        "cmyk.tif": tiff(picture.convert("CMYK"), compression="deflate"),
        "lzw.tif": pillow_tiff(picture, "lzw"),
        "pages.tif": tiff(picture, picture),
        "lossy.webp": webp(picture, exif=exif),
        "lossless.webp": webp(picture.convert("RGBA"), lossless=True),
        "moving.webp": webp(picture, scene(96, 64, seed=1)),
        "still.gif": gif(picture, comment=b"a word"),
        "moving.gif": gif(picture, scene(96, 64, seed=1), transparent=0),
        "plain.bmp": bmp(picture),
        "palette.bmp": bmp(palette(picture)),
        "top-down.bmp": top_down_bmp(picture),
        "os2.bmp": os2_bmp(picture),
        "phone.heic": heic(picture, container=6, exif=camera_exif(orientation=6)),
        "ten-bits.heic": heic(picture, ten_bits=True),
        "plain.avif": avif(picture, exif=exif),
    }


def _raws(picture: Image.Image) -> dict[str, bytes]:
    return {
        "plain.dng": dng(picture),
        "preview.dng": dng(picture, preview=picture),
        "sensor.nef": nef(picture, picture),
        "sensor.arw": arw(picture, picture),
        "sensor.cr2": cr2(picture, picture),
        "preview.cr3": cr3(picture),
        "sensor.raf": raf(picture, picture),
        "preview.orf": orf(picture),
        "preview.rw2": rw2(picture, exif=camera_exif(make="Panasonic")),
    }


def _videos() -> dict[str, bytes]:
    return {
        "film.mp4": video(seconds=1.6),
        "film.mov": video(seconds=1.6, container="mov", codec="libx264", apple={"make": "Apple"}),
        "film.avi": video(seconds=1.6, container="avi"),
        "film.mkv": video(seconds=1.6, container="matroska"),
        "film.webm": video(seconds=1.6, container="webm", codec="libvpx"),
        "boxes.mp4": mp4_boxes(),
        "header.avi": avi_header(date="Sat Jun 01 14:30:00 2024"),
    }
