"""The line to the model, as bad as the seed has it: lost answers, repeats, and the end of the program."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from imalink_desktop.catalog.things import ThingKind
from imalink_desktop.sync.transport import Ambiguous, Unreachable
from imalink_desktop.sync.values import (
    Abilities,
    Busy,
    FeedPage,
    Field,
    Fields,
    Listing,
    Me,
    NewPhoto,
    Outcome,
    RemotePhoto,
    RemoteSpace,
    Stale,
)
from tests.unit.desktop.sync.simulation.model import Server
from tests.unit.desktop.sync.simulation.real import Real
from tests.unit.desktop.sync.simulation.shelf import LineShelf
from tests.unit.server.sending import jpeg

T = TypeVar("T")


class Crash(BaseException):
    """The program ends here, whatever it was doing."""


ABILITIES = Abilities(
    dialect="ours",
    fields=frozenset(Field),
    with_egg=frozenset(Field)
    - {
        Field.CORRECTED_AT,
        Field.CORRECTED_LATITUDE,
        Field.CORRECTED_LONGITUDE,
        Field.ROTATION,
        Field.CROP,
        Field.EXPOSURE_ADJUST,
    },
    most_at_once=2,
    knows_uids=True,
    repeats=True,
    has_feed=True,
    has_coldpreviews=True,
    things=frozenset(ThingKind),
)


class Line:
    """A `Remote` with faults; `trouble` is how many of a hundred calls go wrong."""

    def __init__(self, server: Server | Real, random: Random, tell: Callable[[str], None]) -> None:
        self.abilities = server.abilities if isinstance(server, Real) else ABILITIES
        self.trouble = 0
        self.cold_portion = 2 * len(jpeg(1))
        """There is room for two, as a rule."""
        self._server = server
        self._random = random
        self._tell = tell
        self._late: list[Callable[[], object]] = []

    def calm(self) -> None:
        """Nothing goes wrong from now on; what was still under way arrives."""
        self.trouble = 0
        self._arrive()

    def me(self) -> Me:
        """Who is signed in."""
        return Me("1", "ada")

    @property
    def shelf(self) -> LineShelf:
        """Collections and saved searches there."""
        return LineShelf(self._server.shelf, self._read, self._write)

    def spaces(self) -> tuple[RemoteSpace, ...]:
        """The spaces one is in."""
        return self._read("spaces", self._server.spaces)

    def push(self, photos: Sequence[NewPhoto], repeat: str) -> tuple[Outcome, ...]:
        """Send eggs."""
        return self._write("push", lambda: self._server.push(photos, repeat))

    def change(self, key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        """Change fields."""
        return self._write("change", lambda: self._server.change(key, fields, version, repeat))

    def put_coldpreviews(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        """Send large previews."""
        return self._write("cold", lambda: self._server.put_coldpreviews(previews, repeat))

    def delete(self, key: str, repeat: str) -> Outcome:
        """Delete a photo; sent once more it would delete one that was sent anew, so it is not."""
        del repeat
        return self._write("delete", lambda: self._server.delete(key), may_come_late=False)

    def photo(self, key: str) -> RemotePhoto | None:
        """A photo as it is now."""
        return self._read("photo", lambda: self._server.photo(key))

    def find(self, photo: NewPhoto) -> RemotePhoto | None:
        """Whether a photo is there."""
        return self._read("find", lambda: self._server.photo(photo.uid))

    def changes(self, since: str | None) -> FeedPage | Stale:
        """The feed."""
        return self._read("changes", lambda: self._server.changes(since))

    def photos(self, offset: int) -> Listing:
        """Not asked where there is a feed."""
        raise NotImplementedError

    def hotpreview(self, photo: RemotePhoto) -> bytes | None:
        """The small preview."""
        return self._server.hotpreview(photo.key)

    def coldpreview(self, photo: RemotePhoto) -> bytes | None:
        """There are none here."""
        raise NotImplementedError(photo.key)

    def _read(self, name: str, ask: Callable[[], T]) -> T:
        self._before(name)
        return ask()

    def _write(self, name: str, do: Callable[[], T], *, may_come_late: bool = True) -> T:
        self._before(name)
        if self._goes_wrong():
            how = self._random.choice(["lost", "never", "late", "crash", "twice"])
            self._tell(f"{name}: {how}")
            if how == "late" and may_come_late:
                self._late.append(do)
                raise Ambiguous("late")
            if how == "never":
                raise Ambiguous("it never arrived")
            answer = do()
            if how == "crash":
                raise Crash
            if how != "twice":
                raise Ambiguous("the answer was lost")
            return do() if may_come_late else answer
        return do()

    def _before(self, name: str) -> None:
        if self._late and self._goes_wrong():
            self._arrive()
        if self._goes_wrong():
            how = self._random.choice(["unreachable", "busy", "crash"])
            self._tell(f"{name}: {how}")
            if how == "crash":
                raise Crash
            raise Unreachable("nobody there") if how == "unreachable" else Busy("later")

    def _arrive(self) -> None:
        """What was thought lost is done after all, in any order."""
        late, self._late = self._late, []
        self._random.shuffle(late)
        for do in late:
            do()

    def _goes_wrong(self) -> bool:
        return self._random.randrange(100) < self.trouble
