"""How far a long job is, on one line that is written over, where somebody watches at a terminal."""

from __future__ import annotations

from typing import TypeVar

from imalink_desktop.app.caller import caller
from imalink_desktop.app.telling import is_watched, on_one_line, tell
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.progress import Job
from imalink_desktop.base.sizes import in_words
from imalink_desktop.base.words import _
from imalink_desktop.jobs.room import PlainRoom
from imalink_desktop.jobs.ticket import Phase, Status

R = TypeVar("R")

_ANEW = "\r\x1b[K"
SYNC = {
    "sync.push": "photos sent",
    "sync.pull": "photos received",
    "sync.delete": "photos deleted on the server",
    "sync.things": "collections, searches, shoots and stacks",
}


def waited_for(room: PlainRoom, job: Job[R], name: str) -> R:
    """What comes of a job."""
    ticket = room.start(job, name)
    ticket.listen(show)
    if (one := caller()) is not None:
        ticket.listen(lambda _status: ticket.cancel() if one.is_gone() else None)
    try:
        return room.wait(ticket)
    except Bug:
        if ticket.status.phase is Phase.CANCELLED:
            raise Expected(_("It was stopped before it was done.")) from None
        raise
    finally:
        wipe()


def wipe() -> None:
    """Leave the line empty for what is said next."""
    if is_watched():
        tell(_ANEW, end="")


def show(status: Status[R]) -> None:
    """How far it is, if somebody watches."""
    progress = status.progress
    if progress is None or not is_watched():
        return
    amount = in_words if progress.in_bytes else "{:,.0f}".format
    of = f" of {amount(progress.total)}" if progress.total is not None else ""
    rate = f", {amount(status.per_second)} a second" if status.per_second else ""
    left = f", {_left(status.seconds_left)} left" if status.seconds_left else ""
    at = f" ({progress.at})" if progress.at else ""
    what = SYNC.get(progress.what, progress.what).capitalize()
    tell(_ANEW + on_one_line(f"{what}: {amount(progress.done)}{of}{rate}{left}{at}"), end="")


def _left(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02} min" if minutes else f"{rest} s"
