"""Recognising a file: its format, and what its container says. Both readings, cheap and full, begin here."""

from __future__ import annotations

from dataclasses import dataclass

from imalink_core.containers.parts import Parts
from imalink_core.errors import Problem
from imalink_core.formats.format import Format
from imalink_core.formats.sniff import sniff, wrong_extension
from imalink_core.found import Note
from imalink_core.limits import Limits
from imalink_core.original import Original


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file whose format is one that we read. The notes say what its name has wrong."""

    format: Format
    parts: Parts
    notes: tuple[Note, ...] = ()


def recognise(original: Original, limits: Limits) -> Recognised:
    """Recognise a file by its content; `Problem` for what is of no kind that we read."""
    try:
        format_ = sniff(original.file)
        if format_.read_parts is None:
            raise Problem("unsupported", format_.why)
        parts = format_.read_parts(original.file, limits.metadata_bytes)
    except OSError as error:  # the drive was unplugged, or is failing
        raise Problem("unreadable", f"({error.strerror or error})") from None
    odd_name = wrong_extension(format_, original.path)
    return Recognised(format_, parts, () if odd_name is None else (odd_name,))
