"""Previews that are gone though their photos had been read: the cache may be thrown away at any time.

The catalog still says that these files were read. So they are put back among those that wait, portion by
portion and the newest first, and only where the file is there and as it was: what somebody has changed
since is a matter for an import.
"""

from __future__ import annotations

from collections.abc import Sequence

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.commands import hatched
from imalink_desktop.catalog.previews import Kind, Previews
from imalink_desktop.catalog.reads.hatched import Read, how_many_read, photos_read
from imalink_desktop.importing.darkroom import Darkroom
from imalink_desktop.importing.hatching import READING, Hatching
from imalink_desktop.importing.known import is_as_known
from imalink_desktop.importing.volumes import place_of

_PORTION = 500
"""So many photos are looked at, and those without previews read, before the next."""


def are_any_lost(look: Look, previews: Previews) -> bool:
    """Whether there are previews of fewer photos than have been read."""
    return previews.count() < how_many_read(look)


def renew(darkroom: Darkroom) -> Job[int]:
    """Read again whatever has lost its preview; answer how many files that were."""
    before: int | None = None
    done = 0
    while True:
        with darkroom.catalog.reading() as look:
            portion = photos_read(look, before=before, most=_PORTION)
        if not portion:
            return done
        before = portion[-1].photo
        yield Progress(READING, done)
        if lost := put_back(darkroom, portion):
            done += lost
            yield from Hatching(darkroom).run()


def renewed(darkroom: Darkroom) -> Job[int]:
    """The same, if anything is lost."""
    with darkroom.catalog.reading() as look:
        is_any_lost = are_any_lost(look, darkroom.previews)
    return (yield from renew(darkroom)) if is_any_lost else 0


def renew_these(darkroom: Darkroom, photos: Sequence[int]) -> int:
    """Put those back among the unread that lack a preview, of the few that somebody looks at."""
    with darkroom.catalog.reading() as look:
        return put_back(darkroom, photos_read(look, photos=photos, most=_PORTION))


def put_back(darkroom: Darkroom, portion: Sequence[Read]) -> int:
    """Of these, the ones that lack a preview and can be read wait to be read from now on."""
    lacking = darkroom.previews.missing((one.uid for one in portion), Kind.GRID)
    mounted = tuple(darkroom.mounted()) if lacking else ()
    lost = [
        one.file
        for one in portion
        if one.uid in lacking
        and (place := place_of(one.volume, one.path, mounted)) is not None
        and is_as_known(one.size, one.mtime_ns, place)
    ]
    if lost:
        hatched.put_back(darkroom.catalog, lost)
    return len(lost)
