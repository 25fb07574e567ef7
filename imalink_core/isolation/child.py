"""The helper process: hatches or decodes what it is told to, one file after the other, under its own limits.

It reads one JSON line for each file from standard input and answers with one JSON
line. JSON and not pickle, because a decoder that a hostile file has taken over must
not be able to make the program run anything. It ends when its input does, so that
it cannot outlive the program.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, TypeVar

from imalink_core.decode.buffers import keep_freed_memory
from imalink_core.decode.raster import Tools
from imalink_core.errors import Problem
from imalink_core.hatching import Reading, hatch_here, picture_here, read
from imalink_core.isolation.protocol import (
    Request,
    Sight,
    read_request,
    write_hatched,
    write_picture,
    write_problem,
)
from imalink_core.limits import DEFAULT_LIMITS
from imalink_core.original import Original, open_original

if sys.platform != "win32":  # there the program's clock is the only limit
    import resource

T = TypeVar("T")

_STATM = Path("/proc/self/statm")
_TEXT_CHUNK = 64 << 20
"""Pillow refuses a good PNG with large metadata; alone and under a limit, it need not."""


def main() -> None:
    """Answer until the input ends."""
    warnings.simplefilter("ignore")  # Pillow's remarks on broken files; our notes say what matters
    answers = _private_output()
    _prepare_libraries()
    keep_freed_memory()
    _limit_memory()
    for line in sys.stdin.buffer:
        request = read_request(line)
        _limit_time(request.seconds)
        for part in _answer(request):
            answers.write(part)
        answers.flush()


def _answer(request: Request) -> tuple[bytes | bytearray, ...]:
    order = request.order
    try:
        if isinstance(order, Sight):
            side = order.side
            picture = _twice(request.path, lambda file, read, tools: picture_here(file, read, side, tools))
            return write_picture(picture), picture.pixels
        hatched = _twice(request.path, lambda file, read, tools: hatch_here(file, read, order, tools))
        return (write_hatched(hatched),)
    except Problem as problem:
        return (write_problem(problem),)
    except MemoryError:
        return (write_problem(Problem("too_large")),)


def _twice(path: Path, work: Callable[[Original, Reading, Tools], T]) -> T:
    """First as if nothing were wrong; then for what can be saved of a damaged file."""
    tools = Tools(alone=True)
    with open_original(path) as original:
        reading = read(original, tools.limits)
        try:
            return work(original, reading, tools)
        except Problem as problem:
            if problem.code != "damaged":
                raise
        return work(original, reading, replace(tools, tolerant=True))


def _private_output() -> BinaryIO:
    """Keep standard output for answers: C libraries that print go to standard error instead."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return answers


def _prepare_libraries() -> None:
    """Import the decoders before the limit counts, and let them take what the limit allows."""
    import pi_heif  # noqa: F401
    import rawpy  # noqa: F401
    from PIL import PngImagePlugin

    PngImagePlugin.MAX_TEXT_CHUNK = _TEXT_CHUNK


def _limit_memory() -> None:
    """A ceiling above what is mapped already, where the system has such a thing."""
    if sys.platform != "win32" and _STATM.exists():
        mapped = int(_STATM.read_text().split()[0]) * resource.getpagesize()
        _lower(resource.RLIMIT_AS, mapped + DEFAULT_LIMITS.helper_bytes)


def _limit_time(seconds: float) -> None:
    """A second line behind the program's clock, for when the program is gone."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_CPU, int(time.process_time() + 2 * seconds) + 1)


def _lower(what: int, limit: int) -> None:
    """Set a soft limit, unless whoever started us has set a tighter one for good."""
    if sys.platform != "win32":
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


if __name__ == "__main__":
    main()
