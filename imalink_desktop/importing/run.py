"""An import from beginning to end, as a job: walk and glance, fold, read whole, account.

It may be stopped or die anywhere. Whoever imports the same source again goes on with the same session;
photos that were brought already are there meanwhile, and keep what has been decided about them.
"""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Job
from imalink_desktop.catalog.commands import sessions
from imalink_desktop.catalog.reads.sessions import newest_in_sight, session_of, unended
from imalink_desktop.importing.bringing import Bringing
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.folding import fold_bursts
from imalink_desktop.importing.hatching import Hatching
from imalink_desktop.importing.report import Report


def bring_in(darkroom: Darkroom, wish: Wish) -> Job[Report]:
    """Import what is wished for, and answer when the last file has been read."""
    if not wish.sources:
        raise Expected("There is nothing to import.", "Name a folder or a file.")
    session = _session(darkroom, wish)
    with darkroom.catalog.reading() as look:
        folded = newest_in_sight(look, session)
    gone = yield from Bringing(darkroom, session, wish).run()
    bursts = yield from fold_bursts(darkroom.catalog, session, folded)
    rest = yield from Hatching(darkroom, session).run()
    if not rest.waiting:
        sessions.end(darkroom.catalog, session, clock=darkroom.clock)
    with darkroom.catalog.reading() as look:
        return Report(session_of(look, session), bursts, gone, rest.waiting, rest.away)


def _session(darkroom: Darkroom, wish: Wish) -> int:
    """The one that was interrupted, or a new one."""
    # Of thousands of dropped files, their folders.
    folders = dict.fromkeys(
        path if path.is_dir() else path.parent for path in map(Path.absolute, wish.sources)
    )
    source = wish.called or "\n".join(map(kept_path, folders))
    with darkroom.catalog.reading() as look:
        begun = unended(look, source)
    if begun is not None:
        return begun
    return sessions.begin(
        darkroom.catalog, source, title=wish.title, author=wish.author, clock=darkroom.clock
    )
