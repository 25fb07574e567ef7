"""`imalink drives`: the drives that originals lie on, and what lies on one of them alone."""

from __future__ import annotations

from collections.abc import Iterator

from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.deeds.listing import line_of
from imalink_desktop.app.library import answered, drives_there, to_look
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.looking import Covering
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.coverage import coverage, only_on
from imalink_desktop.catalog.reads.drives import KnownDrive, drives
from imalink_desktop.catalog.reads.listing import Listed, listed
from imalink_desktop.catalog.wording import counted

_PAGE = 500


def run(typed: Covering) -> int:
    """List the drives; or the photos that lie on one of them and nowhere else."""
    with to_look(typed.paths) as catalog:
        if typed.name is None:
            return _all(catalog, as_document=typed.json)
        with catalog.reading() as look:
            drive = _called(drives(look), typed.name)
        photos = _only_on(catalog, drive.id)
        if typed.json:
            as_json({"drive": drive.label, "photos": [photo.id for photo in photos]})
            return answered(catalog)
        count = 0
        for count, photo in enumerate(photos, 1):  # noqa: B007 - told at the end
            line(line_of(photo))
    tell(f"{counted(count, 'photo')} only on {drive.label}")
    return answered(catalog)


def _all(catalog: Catalog, *, as_document: bool) -> int:
    there = drives_there(catalog)
    with catalog.reading() as look:
        known, found = drives(look, online=there), coverage(look, online=there)
    alone = {drive.id: found.on_one.get(drive.id, 0) for drive in known}
    if as_document:
        listed_ones = [
            {
                "name": drive.label,
                "volume": drive.volume_id,
                "online": drive.is_online,
                "seen_at": drive.last_seen_at,
                "photos": drive.photos,
                "only_here": alone[drive.id],
            }
            for drive in known
        ]
        as_json({"drives": listed_ones, "on_several": found.on_several, "nowhere": found.nowhere})
        return answered(catalog)
    for drive in known:
        away = "" if drive.is_online else " (not there)"
        line(f"{drive.label}{away}: {counted(drive.photos, 'photo')}, {alone[drive.id]:,} only on it")
    nowhere = f", {found.nowhere:,} on none that is known here" if found.nowhere else ""
    tell(f"{counted(found.on_several, 'photo')} on several drives{nowhere}")
    return answered(catalog)


def _called(known: list[KnownDrive], name: str) -> KnownDrive:
    named = [drive for drive in known if name in (drive.label, drive.volume_id)]
    if len(named) == 1:
        return named[0]
    if named:
        ways = ", ".join(drive.volume_id for drive in named)
        raise Expected(f"Several drives are called {name}.", f"Say which one: {ways}.")
    raise Expected(f"There is no drive called {name}.", "“imalink drives” lists them.")


def _only_on(catalog: Catalog, drive: int) -> Iterator[Listed]:
    """Page by page: there may be a million."""
    after = 0
    while True:
        with catalog.reading() as look:
            page = only_on(look, drive, after=after, limit=_PAGE)
            photos = listed(look, page)
        if not page:
            return
        yield from photos
        after = page[-1]
