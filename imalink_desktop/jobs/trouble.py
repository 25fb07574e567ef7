"""What went wrong, as it is told: `Expected` as it is, anything else as a `Bug` that was logged."""

from __future__ import annotations

import traceback

from imalink_desktop.base.errors import Bug, Expected, Trouble
from imalink_desktop.base.log import logger

log = logger(__name__)


def trouble(error: BaseException, what: str) -> Trouble:
    """Make of an error what may leave its thread: words, and none of the values it was raised among."""
    if isinstance(error, Expected):
        # A traceback would keep alive all that the thread had in hand.
        error.__cause__ = error.__context__ = None
        return error.with_traceback(None)
    log.error("work failed", what=what, exc_info=error)
    bug = Bug(f"{what}: {type(error).__name__}: {error}")
    bug.add_note("".join(traceback.format_exception(error)))
    return bug
