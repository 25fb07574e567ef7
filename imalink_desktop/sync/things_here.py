"""What the round needs of the catalog for what is kept beside photos: the home account's side of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import piling, things, unproved
from imalink_desktop.catalog.commands.piling import Pile
from imalink_desktop.catalog.commands.shelving import Settlement
from imalink_desktop.catalog.commands.things import HeardThing
from imalink_desktop.catalog.reads import things as known
from imalink_desktop.catalog.reads.things import OpenThing
from imalink_desktop.catalog.things import GONE, Listed, ThingKind
from imalink_desktop.sync.weaving import merge_things

_PORTION = 200


class ThingsHere:
    """Made by `Store.things`."""

    def __init__(self, catalog: Catalog, account: int, draw: Callable[[], None]) -> None:
        self._catalog = catalog
        self._account = account
        self._draw = draw

    def hear(self, heard: Sequence[HeardThing], *, anew: bool = False) -> None:
        """Note what the feed tells, before the place up to which it was read; `anew`, whatever is known."""
        if not heard:
            return
        with self._catalog.reading() as connection:
            told = known.told_of(connection, self._account, [one.uid for one in heard])
        news = [
            one
            for one in heard
            if anew or told.get((one.kind, one.uid), GONE if one.told == GONE else None) != one.told
        ]
        if news:
            self._draw()
            things.hear(self._catalog, self._account, news)

    def open(self, kind: ThingKind) -> list[OpenThing]:
        """Those that have to be looked at."""
        with self._catalog.reading() as connection:
            return known.open_things(connection, self._account, kind)

    def keys(self, kind: ThingKind) -> dict[str, str]:
        """What the server calls each, by uid."""
        with self._catalog.reading() as connection:
            return known.keys_of(connection, self._account, kind)

    def words(self, kind: ThingKind, uid: str) -> dict[str, str | None] | None:
        """What one says here; None when it is gone."""
        with self._catalog.reading() as connection:
            return known.words_of(connection, kind, uid)

    def settle(self, kind: ThingKind, uid: str, listed: Listed | None) -> Settlement:
        """Hold both sides against each other."""
        self._draw()
        return things.settle(self._catalog, self._account, kind, uid, listed, merge_things)

    def is_as_agreed(self, kind: ThingKind, uid: str, listed: Listed) -> bool:
        """Whether the server has what both sides agreed on last, though in another version."""
        return things.is_as_agreed(self._catalog, self._account, kind, uid, listed)

    def answered(self, kind: ThingKind, versions: Mapping[str, str | None]) -> None:
        """The feed has yet to tell that these have such versions there, by uid; None: that they are gone."""
        told = {(kind.value, uid): version or GONE for uid, version in versions.items()}
        if told:
            unproved.answered(self._catalog, self._account, told)

    def take_away(self, kind: ThingKind) -> int:
        """Let those go that the server has no more; answers how many went."""
        return things.take_away(self._catalog, self._account, kind)

    def forget(self, kind: ThingKind, uids: Iterable[str]) -> None:
        """The server has these no more."""
        things.forget(self._catalog, self._account, kind, uids)

    def comes_back(self, kind: ThingKind, uid: str) -> None:
        """One that was deleted here has been changed there."""
        things.comes_back(self._catalog, self._account, kind, uid)

    def enlist(self) -> int:
        """Have some new stacks looked at; answers how many."""
        return piling.enlist(self._catalog, self._account, _PORTION)

    def unfold(self) -> int:
        """Unfold some stacks that the server has no more; answers how many."""
        return piling.unfold(self._catalog, self._account, _PORTION)

    def open_stacks(self, after: int) -> list[tuple[int, OpenThing]]:
        """A portion of the stacks that have to be looked at, behind a row."""
        with self._catalog.reading() as connection:
            return known.open_stacks(connection, self._account, _PORTION, after)

    def pile(self, told: Mapping[str, Listed | None]) -> list[Pile]:
        """Hold both sides of some stacks against each other."""
        self._draw()
        return piling.settle(self._catalog, self._account, told, merge_things)

    def forget_stacks(self, uids: Collection[str]) -> None:
        """The server has these no more."""
        piling.forget(self._catalog, self._account, uids)

    def refused(self, kind: ThingKind, uid: str, why: str, *, for_ever: bool) -> None:
        """Note why the server would not have one."""
        things.refused(self._catalog, self._account, kind, uid, why, for_ever=for_ever)
