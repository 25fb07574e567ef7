"""GIF: still and moving, with comment and transparency."""

from __future__ import annotations

import io

from PIL import Image


def gif(
    image: Image.Image,
    *more: Image.Image,
    comment: bytes | None = None,
    transparent: int | None = None,
) -> bytes:
    """A GIF of this picture in its 256 best colours; with `more` pictures it moves."""
    frames = [
        frame if frame.mode in {"P", "L", "1"} else frame.convert("RGB").quantize()
        for frame in (image, *more)
    ]
    options: dict[str, object] = {}
    if comment is not None:
        options["comment"] = comment
    if transparent is not None:
        options["transparency"] = transparent
    if more:
        options |= {"save_all": True, "append_images": frames[1:], "duration": 100, "loop": 0}
    out = io.BytesIO()
    frames[0].save(out, "GIF", **options)
    return out.getvalue()
