"""`imalink list`: the photos of a query."""

from __future__ import annotations

from pathlib import PurePosixPath

from imalink_desktop.app.deeds.answers import Json, as_json, line
from imalink_desktop.app.deeds.asking import understood
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import answered, drives_there, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.looking import Listing
from imalink_desktop.catalog.decisions import Flag, Visibility
from imalink_desktop.catalog.query.select import count, page
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.catalog.reads.listing import Listed, ListedFile, listed
from imalink_desktop.catalog.wording import counted

_MARKS = {-1: "✗", 0: " ", 1: "✓"}
_ASCENDING = (By.NAME,)


def run(typed: Listing) -> int:
    """List them."""
    query = understood(" ".join(typed.query))
    if query is None:
        return Exit.WRONG_USE
    by = By(typed.sort)
    sort = Sort(by, descending=(by not in _ASCENDING) != typed.reverse)
    with to_look(typed.paths) as catalog:
        there = drives_there(catalog)
        with catalog.reading() as look:
            total = count(look, query, online=there)
            found = page(look, query, sort, limit=typed.limit, online=there)
            photos = listed(look, found.ids)
    if typed.json:
        as_json({"total": total, "photos": [_document(photo) for photo in photos]})
        return answered(catalog)
    for photo in photos:
        line(line_of(photo))
    left = f", the first {len(photos):,} of them" if len(photos) < total else ""
    tell(f"{counted(total, 'photo')}{left}")
    return answered(catalog)


def _document(photo: Listed) -> Json:
    return {
        "id": photo.id,
        "uid": photo.uid,
        "hothash": photo.hothash,
        "filename": photo.name,
        "taken_at": photo.shown_at,
        "rating": photo.rating,
        "flag": Flag(photo.flag).word,
        "label": photo.label,
        "visibility": Visibility(photo.visibility).word,
        "tells_place": bool(photo.tells_place),
        "tells_names": bool(photo.tells_names),
        "title": photo.title,
        "description": photo.description,
        "author": photo.author,
        "tags": list(photo.tags),
        "files": [_file(file) for file in photo.files],
    }


def _file(file: ListedFile) -> Json:
    whole = str(PurePosixPath(file.mount) / file.path.lstrip("/")) if file.mount else None
    return {
        "drive": file.drive,
        "path": whole,
        "path_on_drive": file.path,
        "format": file.format,
        "role": file.role,
        "size": file.size,
        "sha256": file.sha256,
        "state": file.state,
    }


def line_of(photo: Listed) -> str:
    """A photo on one line."""
    when = (photo.shown_at or "undated")[:16].replace("T", " ")
    stars = "★" * photo.rating
    words = [f"{photo.id:>8}", f"{when:<16}", f"{stars:<5}", _MARKS[photo.flag], photo.name or "(elsewhere)"]
    if photo.title:
        words.append(f"“{photo.title}”")
    words += [f"#{tag}" for tag in photo.tags]
    if photo.visibility:
        words.append(f"({Visibility(photo.visibility).word})")
    return "  ".join(words)
