"""An import from beginning to end, as a job: walk and glance, fold, read whole, account.

It may be stopped or die anywhere. Whoever imports the same source again goes on with the same session;
photos that were brought already are there meanwhile, and keep what has been decided about them.
"""

from __future__ import annotations

import os
from pathlib import Path

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Job
from imalink_desktop.base.words import _
from imalink_desktop.catalog.commands import sessions
from imalink_desktop.catalog.commands.words import folded, name, words
from imalink_desktop.catalog.reads.sessions import (
    Begun,
    lies_on,
    newest_in_sight,
    paths_told_of,
    session_of,
    unended,
)
from imalink_desktop.importing.bringing import Bringing
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.folding import fold_bursts
from imalink_desktop.importing.hatching import Hatching
from imalink_desktop.importing.placing import ground
from imalink_desktop.importing.report import Report
from imalink_desktop.importing.scan import itself


def bring_in(darkroom: Darkroom, wish: Wish) -> Job[Report]:
    """Import what is wished for, and answer when the last file has been read."""
    if not wish.sources:
        raise Expected(_("There is nothing to import."), _("Name a folder or a file."))
    session = _session(darkroom, wish)
    with darkroom.catalog.reading() as look:
        folded = newest_in_sight(look, session)
    gone = yield from Bringing(darkroom, session, wish).run()
    bursts = yield from fold_bursts(darkroom.catalog, session, folded)
    rest = yield from Hatching(darkroom, session).run()
    if not rest.waiting:
        sessions.end(darkroom.catalog, session, clock=darkroom.clock)
    with darkroom.catalog.reading() as look:
        report = Report(session_of(look, session), bursts, gone, rest.waiting, rest.away)
    if not report.found:
        sessions.forget(darkroom.catalog, session)
    return report


def _session(darkroom: Darkroom, wish: Wish) -> int:
    """The one that was interrupted, or a new one."""
    # Of thousands of dropped files, their folders.
    folders = dict.fromkeys(
        path if os.path.isdir(path) else path.parent  # noqa: PTH112 - which says no, where Path would raise
        for path in map(Path.absolute, wish.sources)
    )
    source = wish.called or "\n".join(map(kept_path, folders))
    with darkroom.catalog.reading() as look:
        begun = unended(look, source)
    if begun is not None and _goes_on(darkroom, begun, wish):
        return begun.id
    return sessions.begin(
        darkroom.catalog, source, title=wish.title, author=wish.author, clock=darkroom.clock
    )


def _goes_on(darkroom: Darkroom, begun: Begun, wish: Wish) -> bool:
    """Whether this wish is the one that was interrupted: another drive may be mounted there by now."""
    title, author = words(wish.title), wish.author and name(wish.author, _("An author needs a name."))
    if title is not None and title != begun.title:
        return False
    if author is not None and folded(author) != folded(begun.author or ""):
        return False
    volumes = {volume for volume, _ in ground(wish.sources, darkroom.mounted())}
    with darkroom.catalog.reading() as look:
        if not lies_on(look, begun.id, volumes):
            return False
        # Of files, others may be meant out of the same folders, such as the copies of another card.
        named = {kept_path(itself(source)) for source in wish.sources}
        return any(map(os.path.isdir, wish.sources)) or paths_told_of(look, begun.id) <= named
