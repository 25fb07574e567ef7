"""What a catalog says after an import, in words that two catalogs can share: no number, no moment of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.models import (
    Folder,
    ImageFile,
    ImportSession,
    Origin,
    Photo,
    PhotoTag,
    SessionFile,
    Stack,
    Tag,
)
from imalink_desktop.catalog.previews import Kind, Previews

_SAID = ("hothash", "look", "width", "height", "taken_at", "rating", "flag", "label", "title", "image_format")


def told(home: Path) -> dict[str, Any]:
    """All that matters of the catalog of a data folder."""
    with Catalog.look(home / "data") as catalog, catalog.reading() as look:
        names = _names(look)
        return {
            "photos": dict(_photos(look, names)),
            "stacks": _stacks(look, names),
            "fates": [
                _fates(look, session)
                for session in look.execute(select(ImportSession.id).order_by(ImportSession.id)).scalars()
            ],
            "pictures": _without_pictures(look, home),
        }


def _fates(look: Connection, session: int) -> Counter[tuple[str, str, str | None]]:
    columns = (SessionFile.path, SessionFile.fate, SessionFile.code)
    rows = look.execute(select(*columns).where(SessionFile.session_id == session))
    return Counter((path, fate, code) for path, fate, code in rows)


def _names(look: Connection) -> dict[int, frozenset[str]]:
    """Each photo by its files."""
    files: dict[int, set[str]] = {}
    rows = select(ImageFile.photo_id, Folder.path, ImageFile.name, ImageFile.sha256, ImageFile.reading)
    for photo, folder, name, sha256, reading in look.execute(
        rows.join(Folder, Folder.id == ImageFile.folder_id)
    ):
        files.setdefault(photo, set()).add(f"{folder}/{name} {sha256} {reading}")
    return {photo: frozenset(theirs) for photo, theirs in files.items()}


def _photos(look: Connection, names: dict[int, frozenset[str]]) -> Iterator[tuple[frozenset[str], object]]:
    tags: dict[int, list[str]] = {}
    for photo, tag in look.execute(select(PhotoTag.photo_id, Tag.path).join(Tag, Tag.id == PhotoTag.tag_id)):
        tags.setdefault(photo, []).append(tag)
    origins: dict[int, list[tuple[str, str]]] = {}
    for photo, field, source in look.execute(select(Origin.photo_id, Origin.field, Origin.source)):
        origins.setdefault(photo, []).append((field, source))
    columns = [getattr(Photo, name) for name in _SAID]
    for photo, *said in look.execute(select(Photo.id, *columns)):
        yield names[photo], (said, sorted(tags.get(photo, [])), sorted(origins.get(photo, [])))


def _stacks(look: Connection, names: dict[int, frozenset[str]]) -> list[object]:
    stacks: dict[int, list[object]] = {}
    rows = select(Photo.stack_id, Photo.id, Stack.kind, Stack.reason).join(Stack, Stack.id == Photo.stack_id)
    for stack, photo, kind, reason in look.execute(rows.order_by(Photo.stack_id, Photo.stack_position)):
        stacks.setdefault(stack or 0, [kind, reason]).append(sorted(names[photo]))
    return sorted(stacks.values(), key=repr)


def _without_pictures(look: Connection, home: Path) -> dict[str, int]:
    """How many photos have no preview of each kind."""
    uids = list(look.execute(select(Photo.uid)).scalars())
    with Previews.open(home / "cache", cold_budget=2**62) as previews:
        return {kind.value: len(previews.missing(uids, kind)) for kind in Kind}
