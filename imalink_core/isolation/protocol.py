"""What a program and its helper process say to each other: one JSON object a line, each way.

A picture to be looked at is the one exception: its pixels follow the line as they are.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from imalink_core.codec import (
    COLDPREVIEW_BYTES,
    beside_from_json,
    beside_to_json,
    dumps,
    egg_from_json,
    egg_to_json,
    jpeg_of,
    jpeg_to_text,
    loads,
)
from imalink_core.codec.checks import code_of, text, whole
from imalink_core.codec.fields import Fields
from imalink_core.egg import Json
from imalink_core.errors import PROBLEMS, BadEgg, Problem
from imalink_core.found import Found
from imalink_core.hatching import Hatched, Order
from imalink_core.limits import DEFAULT_LIMITS, LONGEST_SIDE
from imalink_core.previews.picture import BYTES_PER_PIXEL, Picture

MOST_ANSWER = 64 << 20
"""A longer answer is no answer: two previews and the metadata take a tenth of it at the most."""

_side = whole(1, LONGEST_SIDE)
_code, _message = code_of(PROBLEMS), text(10_000)
_gridpreview = jpeg_of(COLDPREVIEW_BYTES)


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture to be looked at: whole, or fitted into a square of this side."""

    side: int | None


@dataclass(frozen=True, slots=True)
class Request:
    """One file to hatch, or to be looked at; and how long the program will wait for it."""

    path: Path
    order: Order | Sight
    seconds: float


def write_request(request: Request) -> bytes:
    """A request as a line. A name that is not UTF-8 travels as Python's own escapes for it."""
    what = "sight" if isinstance(request.order, Sight) else "order"
    line = {"path": os.fspath(request.path), what: asdict(request.order), "seconds": request.seconds}
    return json.dumps(line).encode("ascii") + b"\n"


def read_request(line: bytes) -> Request:
    """Read a request; it comes from our own program, and nobody else's."""
    said = json.loads(line)
    order = Sight(**said["sight"]) if "sight" in said else Order(**said["order"])
    return Request(Path(said["path"]), order, said["seconds"])


def write_hatched(hatched: Hatched) -> bytes:
    """A hatched file as a line."""
    grid = hatched.gridpreview
    answer = {
        "egg": egg_to_json(hatched.egg),
        **beside_to_json(hatched.found, hatched.notes),
        "gridpreview_base64": None if grid is None else jpeg_to_text(grid),
    }
    return dumps(answer).encode("ascii") + b"\n"


def write_picture(picture: Picture) -> bytes:
    """A picture as a line, behind which its pixels are to follow."""
    width, height = picture.size
    sides: dict[str, Json] = {"width": picture.width, "height": picture.height}
    answer = {"picture": sides | {"whole_width": width, "whole_height": height}}
    return dumps({**answer, **beside_to_json(Found(), picture.notes)}).encode("ascii") + b"\n"


def write_problem(problem: Problem) -> bytes:
    """A problem as a line."""
    return dumps({"problem": {"code": problem.code, "message": problem.message}}).encode("ascii") + b"\n"


def read_answer(line: bytes) -> Hatched:
    """Read an answer, as carefully as anything from a stranger; raise the problem it tells of."""
    try:
        said = _said(line)
        fields = Fields(said)
        found, notes = beside_from_json(said)
        return Hatched(
            egg=fields.need("egg", lambda egg, _where: egg_from_json(egg)),
            found=found,
            notes=notes,
            gridpreview=fields.maybe("gridpreview_base64", _gridpreview),
        )
    except BadEgg as error:
        raise _nonsense(error) from None


def pixels_behind(line: bytes) -> int:
    """How many bytes of pixels follow a line: none, unless it is that of a picture we would take."""
    try:
        width, height = _sides(Fields(_said(line)).inner("picture"))
    except (BadEgg, Problem):
        return 0
    length = width * height * BYTES_PER_PIXEL
    return length if length <= DEFAULT_LIMITS.decoding_bytes else 0


def read_picture(line: bytes, pixels: bytes) -> Picture:
    """Read the line of a picture, and take the pixels that came behind it."""
    try:
        said = _said(line)
        fields = Fields(said).inner("picture")
        width, height = _sides(fields)
        size = _sides(fields, "whole_")
        _, notes = beside_from_json(said)
    except BadEgg as error:
        raise _nonsense(error) from None
    if len(pixels) != width * height * BYTES_PER_PIXEL:
        raise Problem("crashed")
    return Picture(width, height, pixels, size, notes)


def _sides(fields: Fields, of: str = "") -> tuple[int, int]:
    return fields.need(f"{of}width", _side), fields.need(f"{of}height", _side)


def _said(line: bytes) -> object:
    """What an answer says, unless it is a problem."""
    said = loads(line)
    if isinstance(said, Mapping) and "problem" in said:
        raise _problem(said["problem"])
    return said


def _nonsense(error: Exception) -> Problem:
    return Problem("crashed", f"(Its answer made no sense: {error})")


def _problem(said: object) -> Problem:
    try:
        fields = Fields(said, "problem")
        return Problem.told(fields.need("code", _code), fields.need("message", _message))
    except BadEgg as error:
        return _nonsense(error)
