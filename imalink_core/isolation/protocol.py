"""What a program and its helper process say to each other: one JSON object a line, each way."""

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
from imalink_core.errors import PROBLEMS, BadEgg, Problem
from imalink_core.hatching import Hatched, Order

MOST_ANSWER = 64 << 20
"""A longer answer is no answer: two previews and the metadata take a tenth of it at the most."""

_gridpreview = jpeg_of(COLDPREVIEW_BYTES)


@dataclass(frozen=True, slots=True)
class Request:
    """One file to hatch, and how long the program will wait for it."""

    path: Path
    order: Order
    seconds: float


def write_request(request: Request) -> bytes:
    """A request as a line. A name that is not UTF-8 travels as Python's own escapes for it."""
    order = asdict(request.order)
    line = {"path": os.fspath(request.path), "order": order, "seconds": request.seconds}
    return json.dumps(line).encode("ascii") + b"\n"


def read_request(line: bytes) -> Request:
    """Read a request; it comes from our own program, and nobody else's."""
    said = json.loads(line)
    return Request(Path(said["path"]), Order(**said["order"]), said["seconds"])


def write_hatched(hatched: Hatched) -> bytes:
    """A hatched file as a line."""
    grid = hatched.gridpreview
    answer = {
        "egg": egg_to_json(hatched.egg),
        **beside_to_json(hatched.found, hatched.notes),
        "gridpreview_base64": None if grid is None else jpeg_to_text(grid),
    }
    return dumps(answer).encode("ascii") + b"\n"


def write_problem(problem: Problem) -> bytes:
    """A problem as a line."""
    return dumps({"problem": {"code": problem.code, "message": problem.message}}).encode("ascii") + b"\n"


def read_answer(line: bytes) -> Hatched:
    """Read an answer, as carefully as anything from a stranger; raise the problem it tells of."""
    try:
        said = loads(line)
        if isinstance(said, Mapping) and "problem" in said:
            raise _problem(said["problem"])
        found, notes = beside_from_json(said)
        grid = said.get("gridpreview_base64") if isinstance(said, Mapping) else None
        return Hatched(
            egg=egg_from_json(said["egg"] if isinstance(said, Mapping) else None),
            found=found,
            notes=notes,
            gridpreview=None if grid is None else _gridpreview(grid, "gridpreview_base64"),
        )
    except (BadEgg, KeyError) as error:
        raise Problem("crashed", f"(Its answer made no sense: {error})") from None


def _problem(said: object) -> Problem:
    match said:
        case {"code": str(code), "message": str(message)} if code in PROBLEMS:
            return Problem.told(code, message)
    return Problem("crashed")
