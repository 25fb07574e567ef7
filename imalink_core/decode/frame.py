"""A poster frame of a video, by whatever on this machine can make one.

Videos open black as often as not, so several moments are tried and the first that
shows something is taken. `FrameMaker` is the whole of what a maker must do; two are
tried, whichever the machine has.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageStat, PngImagePlugin

from imalink_core.containers.parts import Parts
from imalink_core.decode.raster import Raster, Tools, check_appetite
from imalink_core.errors import Problem, note
from imalink_core.original import Original

_MOMENTS = (1.0, 3.0, 0.0, 8.0, 20.0)
"""Seconds into the video, in the order in which they are tried."""

_SHOWS_SOMETHING = 12.0
"""The least mean brightness, and the least spread of it, of a frame that is worth showing."""


_BYTES_PER_PIXEL = 4


class FrameMaker(Protocol):
    """Takes pictures out of a video."""

    def frame(self, path: Path, seconds: float) -> Image.Image | None:
        """The upright frame at or after a moment; `None` when the video has none there."""
        ...


class AvFrames:
    """Frames by PyAV, when it is installed."""

    def frame(self, path: Path, seconds: float) -> Image.Image | None:
        """Seek to the key frame before the moment, then walk to it."""
        import av

        with av.open(str(path), metadata_errors="ignore") as container:
            if not container.streams.video:
                return None
            stream = container.streams.video[0]
            stream.thread_count = 1
            if seconds:
                container.seek(int(seconds * 1_000_000))
            for frame in container.decode(stream):
                if frame.time >= seconds:
                    image = Image.fromarray(frame.to_ndarray(format="rgb24"))
                    return image.rotate(frame.rotation, expand=True)
        return None


class FfmpegFrames:
    """Frames by the ffmpeg program, when the system has it."""

    def __init__(self, program: str, seconds: float) -> None:
        self._program = program
        self._seconds = seconds

    def frame(self, path: Path, seconds: float) -> Image.Image | None:
        """One PNG on a pipe; no protocol but files, so that a playlist reaches no network."""
        command = [self._program, "-v", "error", "-nostdin", "-protocol_whitelist", "file,pipe"]
        command += ["-ss", str(seconds), "-i", f"file:{path}", "-frames:v", "1", "-threads", "1"]
        command += ["-f", "image2pipe", "-c:v", "png", "-"]
        done = subprocess.run(command, capture_output=True, timeout=self._seconds, check=False)  # noqa: S603 - our own words
        return PngImagePlugin.PngImageFile(BytesIO(done.stdout)) if done.stdout else None


def frame_makers(tools: Tools) -> Iterator[FrameMaker]:
    """The makers this machine has, best first."""
    try:
        import av  # noqa: F401 - asks only whether it is there
    except ImportError:
        pass
    else:
        yield AvFrames()
    program = shutil.which("ffmpeg")
    if program is not None:
        yield FfmpegFrames(program, tools.limits.seconds / 2)


def decode_frame(original: Original, _parts: Parts, tools: Tools) -> Raster:
    """A frame that shows something; the brightest of those tried when none quite does."""
    makers = list(frame_makers(tools))
    if not makers:
        raise Problem("no_frame_maker", "Installing ffmpeg, or PyAV, makes it possible.")
    best: tuple[float, Image.Image] | None = None
    for maker in makers:
        for seconds in _MOMENTS:
            image = _try_frame(maker, original.path, seconds, tools)
            if image is None:
                continue
            brightness = _brightness(image)
            if best is None or brightness > best[0]:
                best = (brightness, image)
            if brightness >= _SHOWS_SOMETHING:
                break
        if best is not None:
            return Raster(
                image=best[1],
                size=best[1].size,
                picture_from="video frame",
                notes=(note("frame_from"),),
            )
    raise Problem("no_frame")


def _try_frame(maker: FrameMaker, path: Path, seconds: float, tools: Tools) -> Image.Image | None:
    """One frame, or none, whatever the maker raises over a broken video."""
    try:
        image = maker.frame(path, seconds)
        if image is None:
            return None
        check_appetite(image.size, _BYTES_PER_PIXEL, tools.limits)
        return image.convert("RGB")
    except (Problem, MemoryError):
        raise
    except Exception:  # noqa: BLE001 - a moment that cannot be read is a moment without a frame
        return None


def _brightness(image: Image.Image) -> float:
    """The lesser of mean brightness and contrast: black and blank frames come out near nothing."""
    gray = ImageStat.Stat(image.convert("L").resize((64, 64)))
    return min(gray.mean[0], gray.stddev[0])
