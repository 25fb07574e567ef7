"""Two sides of showing photos to others: a word of warning when they become public, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.catalog.catalog import Catalog, Look
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands.deciding import show_to
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.reads.exposure import Exposure, exposure
from imalink_desktop.catalog.reads.syncing import still_private, still_seen
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.syncing.hub import Syncing
from imalink_desktop.ui.syncing.standing import Standing, State
from imalink_desktop.ui.wording import _, many


class WayBack(StrEnum):
    """The action that makes them as they were: what an undo showed is hidden by doing it again."""

    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Caution:
    """What would be told, and how that is taken back."""

    words: str
    way_back: WayBack


class Warner:
    """Says what photos that have just become public would tell, in whatever way they did.

    Nothing stands in the way of it.
    """

    def __init__(self, library: Library, hub: Syncing) -> None:
        self.warned = Signal[Caution]("photos that tell much have become public; that can be taken back")
        self.overtaken = Signal[None]("another step was made since: undoing would take back that one")
        self._library, self._hub = library, hub
        self._is_warning = False
        self._heard = library.changed.connect(self._hear)

    def close_down(self) -> None:
        """Hear no more."""
        self._heard.disconnect()

    def _hear(self, changes: Changes) -> None:
        if changes.op in (
            Op.PULL,
            Op.PUSH,
            Op.SPACE_GONE,
            Op.HATCH,
            Op.REGISTER,
            Op.ACCOUNT_FOR,
            Op.SEE_DRIVE,
        ):
            return
        if self._is_warning:
            self._is_warning = False
            self.overtaken.emit(None)
        if "visibility" in changes.fields.get("photo", ()):
            way_back = WayBack.REDO if changes.op is Op.UNDO else WayBack.UNDO
            find = partial(exposure, photos=sorted(changes.photos))
            self._library.ask((self, "exposure"), find, partial(self._warn, way_back))

    def _warn(self, way_back: WayBack, found: Exposure) -> None:
        if found.is_doubtful:
            self._is_warning = True
            words = warning(found, self._hub.standing.state is not State.SIGNED_OUT)
            self.warned.emit(Caution(words, way_back))


def warning(found: Exposure, is_signed_in: bool = True) -> str:
    """What one would rather think about twice. Without a server nobody sees anything yet."""
    said = [many("Everybody can see {n} photo now.", "Everybody can see {n} photos now.", found.public)]
    if not is_signed_in:
        words = (
            "Everybody can see {n} photo as soon as you sign in to a server.",
            "Everybody can see {n} photos as soon as you sign in to a server.",
        )
        said = [many(*words, found.public)]
    if found.private:
        said.append(many("{n} of them is tagged private.", "{n} of them are tagged private.", found.private))
    if found.clients:
        words = "{n} of them was taken for a client.", "{n} of them were taken for a client."
        said.append(many(*words, found.clients))
    if found.telling:
        words = "{n} of them shows where it was taken.", "{n} of them show where they were taken."
        said.append(many(*words, found.telling))
    if silent := found.placed - found.telling:
        said.append(
            many(
                "Of {n} it is known where it was taken; the place is not shown.",
                "Of {n} it is known where they were taken; the places are not shown.",
                silent,
            )
        )
    return " ".join(said)


class TakingBack:
    """Makes what is chosen private, at once and first of all, and says when the server has heard it."""

    def __init__(self, library: Library, stage: Stage, hub: Syncing) -> None:
        self.said = Signal[str]("how far it is")
        self._library, self._stage, self._hub = library, stage, hub
        self._photos: tuple[int, ...] = ()
        self._waits = False
        self._is_counting = self._is_late = False
        self._heard: tuple[Connection, ...] = (
            hub.changed.connect(self._hear),
            library.changed.connect(self._changed),
        )
        self._told = ""

    def connect(self, actions: Actions) -> None:
        """Carry out this action."""
        actions.on("private now", self.take_back)

    def take_back(self) -> None:
        """All that is chosen."""
        photos = tuple(self._stage.photos)
        if not photos:
            self.said.emit(_("Select a photo first."))
            return

        def hide(catalog: Catalog) -> Changes:
            return show_to(catalog, photos, Visibility.PRIVATE)

        self._library.do(hide, lambda _done: self._begin(photos))

    def close_down(self) -> None:
        """Hear no more."""
        for connection in self._heard:
            connection.disconnect()

    def _begin(self, photos: Sequence[int]) -> None:
        self._photos = tuple(dict.fromkeys((*self._photos, *photos))) if self._waits else tuple(photos)
        self._waits, self._told = True, ""
        self._hub.sync_now()
        self._count()

    def _hear(self, standing: Standing) -> None:
        if self._waits and not standing.is_syncing:
            self._count()

    def _changed(self, changes: Changes) -> None:
        """A round may be long after this has gone out; and what has been undone is taken back no more."""
        if self._waits and ("outbox" in changes.rows or not changes.photos.isdisjoint(self._photos)):
            self._count()

    def _count(self) -> None:
        if self._is_counting:
            self._is_late = True
            return
        self._is_counting = True
        photos = self._photos
        self._library.ask((self, "seen"), partial(_how_it_stands, photos=photos), self._tell)

    def _tell(self, stands: tuple[Sequence[int], int]) -> None:
        private, seen = stands
        self._is_counting = False
        if self._is_late:
            self._is_late = False
            self._count()
            return
        self._photos = tuple(private)
        self._waits = self._waits and bool(private)
        if not self._waits:
            return
        standing = self._hub.standing
        if not seen:
            self._waits = False
            count = len(self._photos)
            if standing.account is None:
                self.said.emit(many("{n} photo is private.", "{n} photos are private.", count))
            else:
                words = "{n} photo is private: taken back everywhere."
                self.said.emit(many(words, "{n} photos are private: taken back everywhere.", count))
        else:
            self._say(_why(seen, standing))

    def _say(self, words: str) -> None:
        if words != self._told:
            self._told = words
            self.said.emit(words)


def _how_it_stands(look: Look, photos: Sequence[int]) -> tuple[Sequence[int], int]:
    """Those that are private still, and how many of them a server shows still."""
    private = still_private(look, photos)
    return private, still_seen(look, private)


def _why(seen: int, standing: Standing) -> str:
    """Why the server does not know yet. What is merely to be decided holds nothing up."""
    reasons: dict[State, Callable[[int], str]] = {
        State.SIGNED_OUT: lambda n: many(
            "Private here. {n} waits until you sign in.", "Private here. {n} wait until you sign in.", n
        ),
        State.NEEDS_YOU: lambda n: many(
            "Private here. {n} waits: sync needs you first.",
            "Private here. {n} wait: sync needs you first.",
            n,
        ),
        State.SYNCING: lambda n: many(
            "Private here. {n} goes out now, before anything else.",
            "Private here. {n} go out now, before anything else.",
            n,
        ),
        State.PAUSED: lambda n: many(
            "Private here. {n} waits until syncing goes on, and goes out first.",
            "Private here. {n} wait until syncing goes on, and go out first.",
            n,
        ),
        State.OFFLINE: lambda n: many(
            "Private here. {n} waits for the network, and goes out first.",
            "Private here. {n} wait for the network, and go out first.",
            n,
        ),
    }
    state = standing.state
    say = None if state is State.NEEDS_YOU and not standing.is_held_up else reasons.get(state)
    if say is not None:
        return say(seen)
    return many(
        "Private here. {n} waits for the next round, and goes out first.",
        "Private here. {n} wait for the next round, and go out first.",
        seen,
    )
