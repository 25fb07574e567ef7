"""A photographer's folder after a trip: every kind of file there is, and some that came to harm."""

from __future__ import annotations

from collections.abc import Mapping

from tests.drawing import (
    Camera,
    avif,
    camera_directory,
    camera_exif,
    dng,
    gif,
    heic,
    jpeg,
    nef,
    png,
    scene,
    tiff,
    truncated,
    turned,
    video,
    webp,
    xmp_packet,
)

NIKON: Camera = {"make": "NIKON CORPORATION", "model": "NIKON Z 8", "lens": "NIKKOR Z 24-120mm f/4 S"}
PHONE: Camera = {"make": "Google", "model": "Pixel 8", "lens": None}
OSLO = (59.9139, 10.7522, 12.5)


def at(time: str, camera: Camera) -> Camera:
    """What this camera writes at this time of the day."""
    told: Camera = {**camera, "taken_at": f"2024:06:01 {time}"}
    return told


def trip() -> Mapping[str, bytes]:
    """File names and bytes."""
    first_light: Camera = {**at("08:12:40", NIKON), "gps": OSLO}
    sideways: Camera = {**at("08:31:05", NIKON), "orientation": 8}
    return {
        "DSC_0101.JPG": jpeg(
            scene(1500, 1000, seed=1),
            exif=camera_exif(**first_light),
            xmp=xmp_packet(rating=5, title="First light"),
        ),
        "DSC_0102.JPG": jpeg(turned(scene(1000, 1500, seed=2), 8), exif=camera_exif(**sideways)),
        "DSC_0102.NEF": nef(
            turned(scene(600, 900, seed=2), 8),
            preview=turned(scene(400, 600, seed=2), 8),
            camera=camera_directory(**sideways),
        ),
        "DSC_0103.DNG": dng(scene(900, 600, seed=3), camera=camera_directory(**at("09:02:11", NIKON))),
        "IMG_0044.HEIC": heic(scene(1200, 900, seed=4), exif=camera_exif(**at("11:20:09", PHONE))),
        "PXL_0045.avif": avif(scene(1200, 900, seed=5), exif=camera_exif(**at("11:48:30", PHONE))),
        "film.mp4": video(640, 360, picture=scene(640, 360, seed=6)),
        "logo.png": png(scene(600, 600, seed=7)),
        "scan.tif": tiff(scene(1000, 1400, seed=8), compression="deflate"),
        "shared.webp": webp(scene(1280, 720, seed=9)),
        "old.gif": gif(scene(320, 240, seed=10)),
        "from a full card.JPG": truncated(
            jpeg(scene(1500, 1000, seed=11), exif=camera_exif(**at("16:40:00", NIKON))), 0.55
        ),
        "named wrongly.HEIC": jpeg(scene(900, 600, seed=12), exif=camera_exif(**at("17:05:00", PHONE))),
        "notes.txt": b"Bring the tripod next time.\n",
    }
