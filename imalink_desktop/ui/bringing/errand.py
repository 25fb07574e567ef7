"""`Errand`: one import as it was asked for. It can be written down, so that it survives the program's end."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from imalink_desktop.base.errors import Trouble
from imalink_desktop.importing.copying.template import DEFAULT
from imalink_desktop.importing.from_card import CopyWish, FromCard

JSON: TypeAlias = "bool | int | float | str | Sequence[JSON] | Mapping[str, JSON] | None"


@dataclass(frozen=True, slots=True)
class Errand:
    """What to bring in, and how. With `copying` it is copied first, and the copies are brought in."""

    sources: tuple[Path, ...]
    title: str | None = None
    author: str | None = None
    hidden: bool = False
    """Whether what is hidden comes along."""
    copying: CopyWish | None = None
    if_new: bool = False
    """Whether nothing at all is to happen where nothing is new, as in a folder that is watched."""
    accept_gone: bool = False
    """Whether files that are not there any more are really gone."""

    def as_json(self) -> JSON:
        """As it is written down."""
        kept: dict[str, JSON] = {
            "sources": [_text(source) for source in self.sources],
            "title": self.title,
            "author": self.author,
            "hidden": self.hidden,
            "if_new": self.if_new,
            "accept_gone": self.accept_gone,
        }
        if self.copying is not None:
            kept["copying"] = copying_as_json(self.copying)
        return kept

    @classmethod
    def from_json(cls, kept: JSON) -> Errand | None:
        """As it was written down; None where that cannot be read any more."""
        if not isinstance(kept, Mapping):
            return None
        sources, copying = _paths(kept.get("sources")), kept.get("copying")
        if not sources:
            return None
        return cls(
            sources,
            _words(kept.get("title")),
            _words(kept.get("author")),
            kept.get("hidden") is True,
            copying_from_json(copying),
            kept.get("if_new") is True,
            kept.get("accept_gone") is True,
        )


@dataclass(frozen=True, slots=True)
class Ended:
    """How an errand ended. Without a result it was stopped, or failed, or found nothing new."""

    errand: Errand
    result: FromCard | None = None
    error: Trouble | None = None


def copying_as_json(wish: CopyWish) -> JSON:
    """Where copies go, as it is written down."""
    backup = None if wish.backup is None else _text(wish.backup)
    return {"folder": _text(wish.folder), "backup": backup, "template": wish.template}


def copying_from_json(kept: JSON) -> CopyWish | None:
    """As it was written down; None where nothing was."""
    if not isinstance(kept, Mapping):
        return None
    folder = _paths([kept.get("folder")])
    backup = _paths([kept.get("backup")])
    if not folder:
        return None
    return CopyWish(folder[0], backup[0] if backup else None, _words(kept.get("template")) or DEFAULT)


def _paths(kept: JSON) -> tuple[Path, ...]:
    if not isinstance(kept, Sequence) or isinstance(kept, str):
        return ()
    return tuple(Path(os.fsdecode(bytes.fromhex(one[1:]))) if one.startswith(":") else Path(one)
                 for one in kept if isinstance(one, str) and one)  # fmt: skip


def _text(path: Path) -> str:
    """A name that is no text is kept by its bytes."""
    text = str(path)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return ":" + os.fsencode(path).hex()
    return text


def _words(kept: JSON) -> str | None:
    return kept if isinstance(kept, str) and kept else None
