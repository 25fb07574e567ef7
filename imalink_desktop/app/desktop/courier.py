"""`Courier`: carries requests so that a server that stalls holds up nobody.

Closing the window, and ending a round, do not wait for an answer: a request that is under way then counts as
one whose answer was lost, and is asked after at the next start.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from imalink_desktop.base.words import _
from imalink_desktop.jobs.leaving import Leaving, Left

if TYPE_CHECKING:
    from imalink_desktop.sync.transport import Reply, Request, Transport


class Courier:
    """A `Transport` around another one."""

    def __init__(self, way: Transport, leaving: Leaving) -> None:
        """Once somebody is `leaving`, nothing is sent, and nothing waited for, any more."""
        self._way, self._leaving = way, leaving

    def send(self, request: Request) -> Reply:
        """Send it once, and wait as long as anybody wants to know."""
        from imalink_desktop.sync.transport import Ambiguous, Unreachable

        if self._leaving.is_due:
            raise Unreachable(_("Syncing was stopped."))
        try:
            return self._leaving.wait_for(partial(self._way.send, request))
        except Left:
            raise Ambiguous(_("Syncing was stopped.")) from None

    def close(self) -> None:
        """Let go of the connections."""
        self._way.close()
