"""Which library a backup is of: a few signs, drawn for each library and kept beside its catalog.

They are a part of the backup's name. So the backups of several libraries can lie in one folder, and each of
them, and whoever looks into the folder, knows its own.
"""

from __future__ import annotations

import re
import secrets
from contextlib import suppress
from pathlib import Path

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected

NOBODY = ""
"""Where it cannot be told."""

SIGNS = r"[0-9a-f]{8}"


def identity_of(catalog: Path) -> str:
    """The library's signs, as far as any have been drawn."""
    try:
        kept = _kept_in(catalog).read_text("ascii", "replace").strip()
    except OSError:
        return NOBODY
    return kept if re.fullmatch(SIGNS, kept) else NOBODY


def identity_for(catalog: Path) -> str:
    """The same; they are drawn for a library that has none. None can be, where nothing may be written."""
    if identity_of(catalog) == NOBODY:
        with suppress(OSError, Expected):
            write_atomically(_kept_in(catalog), secrets.token_hex(4).encode("ascii") + b"\n")
    return identity_of(catalog)


def _kept_in(catalog: Path) -> Path:
    return catalog.with_suffix(".id")
