r"""Names of files as the catalog keeps them: text, also where a name is none.

On Linux a name is bytes. Those that are not UTF-8 are kept as `\xff`, which can be read, searched and
turned back. A name that has such a thing in it by itself keeps its backslash as `\x5c`, so no two names
are ever kept alike. Nothing else is changed: accents written in one sign or in two stay as they are.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath

_LOOKS_ESCAPED = re.compile(r"\\(?=x[0-9a-f]{2})")
_ESCAPED = re.compile(rb"\\x([0-9a-f]{2})")


def kept_name(name: str) -> str:
    """A name as the system gives it, turned into text that can be kept anywhere."""
    if name.isascii() and "\\" not in name:
        return name
    return os.fsencode(_LOOKS_ESCAPED.sub(r"\\x5c", name)).decode("utf-8", "backslashreplace")


def real_name(kept: str) -> str:
    """The name as the system knows it."""
    if "\\" not in kept:
        return kept
    return os.fsdecode(_ESCAPED.sub(lambda byte: bytes([int(byte[1], 16)]), kept.encode("utf-8")))


def real_path(kept: str) -> Path:
    """The path as the system knows it."""
    return Path(*map(real_name, Path(kept).parts))


def kept_path(path: PurePath) -> str:
    """A whole path as text, for a report. On Windows a backslash parts names and is never in one."""
    if os.sep == "/":
        return kept_name(str(path))
    return os.fsencode(path).decode("utf-8", "backslashreplace")
