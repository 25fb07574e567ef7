"""`Standing`: how it stands with the server, as one frozen value; and its words and marks, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from imalink_desktop.base.progress import Progress
from imalink_desktop.ui.wording import _, many


class Question(Enum):
    """What somebody has to say before anything goes on."""

    NONE = auto()
    MANY_GONE = auto()
    """A large part of the photos was deleted on the server."""
    OTHER_PAST = auto()
    """The server was reset, or restored from a backup, or is another one."""
    PUT_BACK = auto()
    """This library was put back from a backup."""


class Answer(Enum):
    """What is said to that. Nothing here is ever deleted for good."""

    KEEP = auto()
    """What the server has no more is sent to it again."""
    LET_GO = auto()
    """What was deleted there goes to the trash here."""
    GO_ON = auto()
    """The library that was put back is compared with the server."""


class State(Enum):
    """The one thing that the lower edge says."""

    SIGNED_OUT = auto()
    IN_SYNC = auto()
    WAITING = auto()
    SYNCING = auto()
    PAUSED = auto()
    OFFLINE = auto()
    NEEDS_YOU = auto()


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody on a server."""

    url: str
    username: str
    is_home: bool = True

    @property
    def words(self) -> str:
        """As people say it."""
        return _("{user} on {server}").format(user=self.username, server=self.url.partition("://")[2])


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did, for the history; `trouble` is why it came to nothing."""

    at: str
    """When it ended, ISO, UTC."""
    pushed: int = 0
    pulled: int = 0
    trouble: str = ""
    spaces_gone: tuple[str, ...] = ()
    """Spaces that are gone from the server, or that one was sent away from."""
    overruled: tuple[str, ...] = ()
    """Collections, searches, shoots, by name, that two computers changed: the other one's word holds."""

    @property
    def did_something(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.pushed or self.pulled or self.spaces_gone or self.overruled)

    @property
    def words(self) -> str:
        """What it did, in a line."""
        if self.trouble:
            return self.trouble
        said = []
        if self.pushed:
            said.append(many("{n} photo sent", "{n} photos sent", self.pushed))
        if self.pulled:
            said.append(many("{n} photo received", "{n} photos received", self.pulled))
        said += [_("you are no longer in the space “{name}”").format(name=name) for name in self.spaces_gone]
        both = _("“{name}” was changed on another computer too, and is now as it is there")
        said += [both.format(name=name) for name in self.overruled]
        return ", ".join(said) or _("nothing new")


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands."""

    account: Account | None = None
    is_syncing: bool = False
    is_paused: bool = False
    is_metered: bool = False
    """The line costs money, and it is set that syncing waits for another."""
    is_offline: bool = False
    """The last try came to nothing; there will be another."""
    is_signed_out: bool = False
    """There is an account, but the server wants the password again."""
    has_heard: bool = False
    """A round has come to its end since the start, or since somebody signed in: only then is this known."""
    waiting: int = 0
    large: int = 0
    """Large previews that are still to be sent; they go last."""
    parked: int = 0
    """What the server would not have, but for what was left at that."""
    conflicts: int = 0
    asks: Question = Question.NONE
    progress: Progress | None = None
    trouble: str = ""
    cannot: tuple[str, ...] = ()
    """What this server cannot keep, in sentences."""
    rounds: tuple[Round, ...] = field(default=(), repr=False)
    """The last ones, the newest first."""

    @property
    def is_held_up(self) -> bool:
        """Nothing goes on before somebody has said something."""
        return self.asks is not Question.NONE or self.is_signed_out

    @property
    def to_decide(self) -> int:
        """How many things wait for somebody while everything else goes on."""
        return self.conflicts + self.parked

    @property
    def state(self) -> State:
        """What to say of it, where only one thing can be said: first of all, why nothing goes on."""
        if self.account is None:
            return State.SIGNED_OUT
        if self.is_syncing:
            return State.SYNCING
        if self.is_held_up:
            return State.NEEDS_YOU
        if self.is_paused or self.is_metered:
            return State.PAUSED
        if self.is_offline:
            return State.OFFLINE
        if self.to_decide:
            return State.NEEDS_YOU
        return State.WAITING if self.waiting or not self.has_heard else State.IN_SYNC


ICONS: Mapping[State, tuple[str, str]] = {
    State.SIGNED_OUT: ("sync-off", "text_quiet"),
    State.IN_SYNC: ("cloud-check", "good"),
    State.WAITING: ("upload", "icon"),
    State.SYNCING: ("sync", "accent"),
    State.PAUSED: ("pause", "icon"),
    State.OFFLINE: ("sync-off", "offline"),
    State.NEEDS_YOU: ("warning", "warning"),
}
"""The icon of each state, and the token of its colour."""


def short(standing: Standing, state: State | None = None) -> str:
    """A few words for the lower edge, also for another state than it is in."""
    waits = "" if not standing.waiting else " · " + _waiting(standing.waiting)
    decide = (
        "" if not standing.to_decide else " · " + many("{n} to decide", "{n} to decide", standing.to_decide)
    )
    match state or standing.state:
        case State.SIGNED_OUT:
            return _("Not signed in")
        case State.IN_SYNC:
            return _("In sync")
        case State.WAITING:
            return _waiting(standing.waiting) if standing.waiting else _("Not synced yet")
        case State.SYNCING:
            return _("Syncing…")
        case State.PAUSED:
            return _("Sync paused") + waits + decide
        case State.OFFLINE:
            return _("Offline") + waits + decide
        case State.NEEDS_YOU:
            return _("Sync needs you") + waits


def sentence(standing: Standing) -> str:
    """The same in a sentence, with what comes of it; and that something is to be decided, whatever it is."""
    said = _sentence(standing)
    if standing.large and standing.state is not State.SIGNED_OUT:
        words = "{n} large preview is still to go.", "{n} large previews are still to go."
        said = f"{said} {many(*words, standing.large)}"
    if not standing.to_decide or standing.state is State.SIGNED_OUT:
        return said
    if standing.state is State.NEEDS_YOU and not standing.is_held_up:
        return said
    more = many(
        "{n} thing is to be decided, see below.",
        "{n} things are to be decided, see below.",
        standing.to_decide,
    )
    return f"{said} {more}"


def _sentence(standing: Standing) -> str:
    match standing.state:
        case State.SIGNED_OUT:
            return _("This library is on this computer only.")
        case State.IN_SYNC:
            if standing.large:
                return _("The server has all that was said and decided, and so has this computer.")
            return _("The server has everything, and so has this computer.")
        case State.WAITING:
            if standing.waiting:
                return _("What waits is sent at the next round.")
            return _("Nobody has asked the server yet what is new.")
        case State.SYNCING:
            return _doing(standing.progress)
        case State.PAUSED if standing.is_metered and not standing.is_paused:
            return _("This network costs money by what is sent: syncing waits for another one.")
        case State.PAUSED:
            return _("Nothing is sent or received until you go on.")
        case State.OFFLINE:
            return standing.trouble or _("The server cannot be reached.")
        case State.NEEDS_YOU if standing.is_held_up:
            return _("Nothing is sent or received until you have said what to do.")
        case State.NEEDS_YOU:
            return _("Something has to be decided, see below. Everything else goes on.")


def _waiting(count: int) -> str:
    return many("{n} waiting", "{n} waiting", count)


def _doing(progress: Progress | None) -> str:
    what, done = ("", 0) if progress is None else (progress.what, progress.done)
    if what == "sync.push":
        return many("Sending: {n} photo so far", "Sending: {n} photos so far", done)
    if what == "sync.pull" and done:
        return many("Receiving: {n} photo so far", "Receiving: {n} photos so far", done)
    if what == "sync.delete":
        return _("Deleting on the server…")
    return _("Asking the server what is new…")
