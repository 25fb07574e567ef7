"""How the window was left: sizes, panels, view, search, the photo looked at; a file for each catalog.

It is a convenience and nothing more: a file that cannot be read is as good as none.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.paths import private_folder

log = logger(__name__)


class Memory:
    """Plain values by the name of the part that keeps them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._kept = _read(file)
        self._text = self._written = _as_text(self._kept)

    def of(self, part: str) -> Mapping[str, Any]:
        """What a part left here."""
        kept = self._kept.get(part)
        return kept if isinstance(kept, dict) else {}

    def keep(self, part: str, state: Mapping[str, Any]) -> None:
        """Keep this of a part."""
        self._kept[part] = dict(state)

    def write(self) -> None:
        """Write it down, if it has become another. A full disk is no reason not to close."""
        self.writing()()

    def writing(self) -> Callable[[], None]:
        """The same, to be done in another thread: a slow disk need not hold up the window."""
        self._text = _as_text(self._kept)
        return self._write

    def _write(self) -> None:
        # Whoever comes last writes the newest; two at once look again when they are done.
        while (text := self._text) != self._written:
            try:
                private_folder(self._file.parent)
                write_atomically(self._file, text.encode())
            except (Expected, OSError) as error:
                log.warning("how the window was left could not be kept", why=str(error))
                return
            self._written = text


def _as_text(kept: Mapping[str, Any]) -> str:
    return json.dumps(kept, ensure_ascii=False)


def _read(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        kept = json.loads(file.read_bytes())
        if isinstance(kept, dict):
            return kept
    return {}
