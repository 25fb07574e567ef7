"""AVI: the main header, and the date that cameras write beside it."""

from __future__ import annotations

from typing import BinaryIO

from imalink_core.containers.parts import Parts, VideoFacts
from imalink_core.containers.riff import chunks
from imalink_core.containers.source import Fetch, Source
from imalink_core.errors import note


def read_parts(file: BinaryIO, most: int) -> Parts:
    """Read an AVI's parts. `most` bounds the date's text."""
    source = Source(file)
    header = next((c for c in chunks(source.fetch, 12, source.size) if _is_header(source.fetch, *c)), None)
    if header is None:
        return Parts(notes=(note("truncated"),))
    _, start, length = header
    blocks = {name: (at, size) for name, at, size in chunks(source.fetch, start + 4, start + length)}
    main = source.fetch(blocks[b"avih"][0], 40) if b"avih" in blocks else b""
    date = source.fetch(blocks[b"IDIT"][0], min(blocks[b"IDIT"][1], 64, most)) if b"IDIT" in blocks else b""
    if len(main) < 40:
        return Parts(notes=(note("truncated"),))
    numbers = [int.from_bytes(main[at : at + 4], "little") for at in range(0, 40, 4)]
    seconds = numbers[0] * numbers[4] / 1_000_000
    text = date.decode("latin-1").strip("\0 \r\n")
    return Parts(
        numbers[8] or None,
        numbers[9] or None,
        video=VideoFacts(duration_seconds=seconds or None, created_text=text or None),
    )


def _is_header(fetch: Fetch, name: bytes, at: int, _length: int) -> bool:
    return name == b"LIST" and fetch(at, 4) == b"hdrl"
