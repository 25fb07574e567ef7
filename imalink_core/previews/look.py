"""What a picture looks like, in 64 bits: pictures that look alike differ in few of them.

A difference hash: the picture is made tiny and gray, and each bit says whether it grows clearly
brighter from one point to the next: in a sky, chance decides which of two points is the brighter.
It knows nothing of colour or size. Of a picture without any change (a black frame) all bits are 0.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image

_SIDE = 8
_CLEARLY = 4
"""Steps of gray of 256. With fewer, two JPEGs of one picture differ in ten bits."""


def look(hotpreview: bytes) -> int:
    """The look of a picture by its hotpreview, as a signed number of 64 bits, as SQLite has them."""
    with Image.open(BytesIO(hotpreview)) as picture:
        gray = picture.convert("L").resize((_SIDE + 1, _SIDE), Image.Resampling.BOX)
    points = gray.tobytes()
    rows = [points[start : start + _SIDE + 1] for start in range(0, len(points), _SIDE + 1)]
    bits = "".join(str(int(row[at] + _CLEARLY < row[at + 1])) for row in rows for at in range(_SIDE))
    return int.from_bytes(int(bits, 2).to_bytes(_SIDE, "big"), "big", signed=True)
