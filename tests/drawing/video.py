"""Videos that play: a second of black, then a scene.

video(seconds=3, apple={"creationdate": "2024-06-01T14:30:00+0200"})     # MOV as phones write it
video(container="webm", codec="libvpx")
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Literal

import numpy as np
from PIL import Image

from tests.drawing.photograph import scene

VideoContainer = Literal["mp4", "mov", "avi", "matroska", "webm"]
VideoCodec = Literal["mpeg4", "libx264", "libvpx"]

_APPLE = "com.apple.quicktime."


def video(
    width: int = 96,
    height: int = 64,
    *,
    seconds: float = 3.0,
    black_seconds: float = 1.0,
    rate: int = 5,
    container: VideoContainer = "mp4",
    codec: VideoCodec = "mpeg4",
    created: datetime | None = None,
    apple: Mapping[str, str] | None = None,
    picture: Image.Image | None = None,
) -> bytes:
    """A video showing a scene (or `picture`) after some black.

    `created` is the header's time, in UTC. `apple` are Apple's keys without
    their prefix: `creationdate`, `location.ISO6709`, `make`, `model`.
    """
    # Imported here: it loads all of FFmpeg, and most tests draw no video.
    import av

    out = io.BytesIO()
    options = {"fflags": "+bitexact"}
    if apple is not None:
        options["movflags"] = "use_metadata_tags"
    with av.open(out, "w", format=container, container_options=options) as file:
        if created is not None:
            file.metadata["creation_time"] = created.strftime("%Y-%m-%dT%H:%M:%S.000000Z")
        for key, value in (apple or {}).items():
            file.metadata[_APPLE + key] = value
        stream = file.add_stream(codec, rate=rate)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        shown = scene(width, height) if picture is None else picture.resize((width, height))
        for number in range(round(seconds * rate)):
            still = Image.new("RGB", (width, height)) if number < black_seconds * rate else shown
            frame = av.VideoFrame.from_ndarray(np.asarray(still), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
    return out.getvalue()
