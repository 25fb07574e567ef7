"""What the engine needs of the catalog and its previews, in the words that a server is spoken to with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from imalink_core import Metadata
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import receiving, spaces, syncing, things
from imalink_desktop.catalog.commands import unproved as proofs
from imalink_desktop.catalog.commands.receiving import Answered, Received
from imalink_desktop.catalog.commands.spaces import ListedSpace, is_known_so
from imalink_desktop.catalog.commands.unproved import Place
from imalink_desktop.catalog.meeting import Met, met_here
from imalink_desktop.catalog.outbox import COLD
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.catalog.previews.store import Kind
from imalink_desktop.catalog.reads import conflicts, unproved, waiting
from imalink_desktop.catalog.reads import spaces as shown
from imalink_desktop.catalog.reads.eggs import eggs
from imalink_desktop.catalog.reads.spaces import KnownSpace
from imalink_desktop.catalog.reads.unproved import PHOTO, Owed
from imalink_desktop.catalog.reads.waiting import Grave, Home, Waiting
from imalink_desktop.catalog.saying import said
from imalink_desktop.catalog.sides import Said
from imalink_desktop.sync.incoming import incoming, look_of
from imalink_desktop.sync.last_round import LastRound
from imalink_desktop.sync.merging import merge
from imalink_desktop.sync.outgoing import outgoing
from imalink_desktop.sync.things_here import ThingsHere
from imalink_desktop.sync.values import Field, Fields, NewPhoto, RemotePhoto, RemoteSpace

_AT_ONCE = 500


class Store:
    """The home account's side of a catalog. Made by `Store.of`."""

    def __init__(
        self,
        catalog: Catalog,
        previews: Previews,
        home: Home,
        *,
        machine: str,
        state: Path,
        clock: Clock = now,
    ) -> None:
        self.account = home.account
        self._last_round = LastRound(catalog, home.account, state)
        self._catalog = catalog
        self._previews = previews
        self._machine = machine
        self._clock = clock
        self._things = ThingsHere(catalog, home.account, self.draw)

    @classmethod
    def of(
        cls, catalog: Catalog, previews: Previews, *, machine: str, state: Path, clock: Clock = now
    ) -> Self:
        """That of whoever is signed in, for one round. `machine` is what this computer is called elsewhere.

        In the folder `state` it stands which round was the last.
        """
        with catalog.reading() as connection:
            home = waiting.home(connection)
        if home is None:
            raise Expected(_("Nobody is signed in to a server."), _("Add an account first."))
        return cls(catalog, previews, home, machine=machine, state=state, clock=clock)

    def home(self) -> Home:
        """The account as it is now; it may have been signed out of meanwhile."""
        with self._catalog.reading() as connection:
            home = waiting.home(connection)
        if home is None or home.account != self.account:
            raise Expected(_("Somebody has signed out meanwhile."))
        return home

    # Which round this is.

    def look_back(self) -> None:
        """Notice whether an older catalog was put in the place of the one that the last round left."""
        self._last_round.look_back()

    def draw(self) -> None:
        """Make the catalog another one than any copy of it, once a round, before anything becomes another."""
        self._last_round.draw()

    # What waits, and what becomes of it.

    def waiting(
        self, fields: Collection[str], *, most: int, skip: Collection[int], only_urgent: bool = False
    ) -> list[Waiting]:
        """What is to go next."""
        with self._catalog.reading() as connection:
            return waiting.waiting(
                connection, self.account, fields, most=most, skip=skip, only_urgent=only_urgent
            )

    def urgent(self, fields: Collection[str]) -> list[int]:
        """The rows that can wait for nothing: what fewer are to see."""
        with self._catalog.reading() as connection:
            return waiting.urgent(connection, self.account, fields)

    def graves(self, *, most: int, skip: Collection[int]) -> list[Grave]:
        """Photos that the server has yet to be told are no more."""
        with self._catalog.reading() as connection:
            return waiting.graves(connection, self.account, most=most, skip=skip)

    def said(self, photo: int, fields: Collection[Field]) -> Fields | None:
        """What is said of a photo in these fields; None when it is gone."""
        with self._catalog.reading() as connection:
            found = said(connection, [photo])
        return {field: found[photo][field] for field in sorted(fields)} if photo in found else None

    def agreed(self, photo: int) -> Said:
        """What both sides agreed on last."""
        with self._catalog.reading() as connection:
            return waiting.agreed(connection, self.account, photo)

    def was_sent(self, rows: Sequence[int]) -> set[int]:
        """Those of which something went out that was never answered."""
        with self._catalog.reading() as connection:
            return {row for row, sent in waiting.sent_before(connection, rows).items() if sent}

    def eggs(self, photos: Sequence[int]) -> dict[int, NewPhoto]:
        """What is to be sent of new photos; of those whose small preview is at hand."""
        with self._catalog.reading() as connection:
            kept = eggs(connection, photos)
            opinions = said(connection, photos)
        hot = self._previews.hot_to_send({one.uid: one.hothash for one in kept.values()})
        return {
            photo: outgoing(one, hot[one.uid], opinions[photo], self._machine)
            for photo, one in kept.items()
            if one.uid in hot
        }

    def coldpreviews(self, uids: Iterable[str]) -> dict[str, Path]:
        """The files of the large previews that there are; each may be evicted before it is read."""
        return self._previews.colds(uids)

    def let_cold_wait(self, photos: Mapping[int, str]) -> None:
        """Let large previews wait, of those photos (each with its uid) that have one."""
        missing = self._previews.missing(photos.values(), Kind.COLD)
        there = [photo for photo, uid in photos.items() if uid not in missing]
        if there:
            syncing.let_cold_wait(self._catalog, self.account, there)

    def goes_out(self, sent: Mapping[int, Said]) -> tuple[str, ...]:
        """Note what is on its way from now on, before it is; answers the marks it goes under, in order."""
        self.draw()
        syncing.goes_out(self._catalog, sent)
        with self._catalog.reading() as connection:
            return waiting.marks(connection, list(sent))

    def never_tried(self, sent: Mapping[int, Said], *, unheard: bool) -> None:
        """The server was away; what is `unheard` may have arrived all the same."""
        syncing.never_tried(self._catalog, sent, unheard=unheard)

    def refused(self, rows: Iterable[int], why: str, *, for_ever: bool) -> None:
        """Note why the server would not have something."""
        reasons = dict.fromkeys(rows, why)
        syncing.refused(self._catalog, reasons, reasons if for_ever else ())

    def needless(self, rows: Iterable[int]) -> None:
        """Let go of what need not go any more."""
        syncing.needless(self._catalog, rows)

    def large_went(self, rows: Iterable[int], versions: Mapping[str, str]) -> None:
        """Large previews have gone; which version each photo has by that, by the server's names."""
        syncing.large_went(self._catalog, self.account, rows, versions)

    def told(self, graves: Iterable[int], *, has_feed: bool) -> None:
        """The server knows that these photos are no more."""
        syncing.told(self._catalog, graves, has_feed=has_feed)

    def acknowledge(self, answers: Sequence[Answered], *, has_feed: bool = False) -> Received:
        """Note what the server has since something was sent."""
        self.draw()
        with self._catalog.reading() as connection:
            kept = eggs(connection, [one.photo for one in answers if one.uid is not None])
        self._copy_previews(
            {kept[one.photo].uid: one.uid for one in answers if one.photo in kept and one.uid is not None}
        )
        return receiving.acknowledge(
            self._catalog, self.account, answers, merge, clock=self._clock, has_feed=has_feed
        )

    def known_as(self, key: str) -> int | None:
        """Which photo of ours the server calls so."""
        with self._catalog.reading() as connection:
            return waiting.known_as(connection, self.account, key)

    def version(self, key: str) -> str | None:
        """Up to which version a photo is known, by the server's name for it."""
        with self._catalog.reading() as connection:
            return waiting.versions(connection, self.account, [key]).get(key)

    # What the server tells.

    def news(self, photos: Sequence[RemotePhoto]) -> list[RemotePhoto]:
        """Those that are not as they were when they were last heard of, such as by our own echo."""
        with self._catalog.reading() as connection:
            known = waiting.versions(connection, self.account, [one.key for one in photos])
        return [one for one in photos if one.version is None or known.get(one.key) != one.version]

    def unseen(self, photos: Sequence[RemotePhoto]) -> list[RemotePhoto]:
        """Those of which no small preview is here."""
        coming = [incoming(one) for one in photos]
        with self._catalog.reading() as connection:
            met = met_here(connection, self.account, coming)
        uids = {one.key: here.uid or here.twin_uid or one.uid for one, here in zip(coming, met, strict=True)}
        missing = self._previews.missing([uid for uid in uids.values() if uid is not None], Kind.HOT)
        return [one for one in photos if uids[one.key] is None or uids[one.key] in missing]

    def receive(
        self, photos: Sequence[RemotePhoto], hot: Mapping[str, bytes], place: Place | None
    ) -> Received:
        """Take over photos as the server has them; `hot` are small previews, by its names for them."""
        self.draw()
        coming = [incoming(one, hot.get(one.key)) for one in photos]
        with self._catalog.reading() as connection:
            met = met_here(connection, self.account, coming)
        twins = {
            here.twin_uid: one.uid
            for one, here in zip(coming, met, strict=True)
            if here.twin_uid is not None and one.uid is not None
        }
        self._copy_previews(twins)
        self._let_lacking_wait(photos, met)
        named = {one.key: here.uid or one.uid for one, here in zip(coming, met, strict=True)}
        self._previews.put(
            Preview(uid, hot[key]) for key, uid in named.items() if key in hot and uid is not None
        )
        received = receiving.receive(
            self._catalog, self.account, coming, merge, place=place, clock=self._clock
        )
        came = [
            one
            for one, own in zip(photos, met, strict=True)
            if not (own.photo or own.twin or one.has_coldpreview)
        ]
        if came:  # they may have been here once, and have left their large previews
            with self._catalog.reading() as connection:
                again = met_here(connection, self.account, [incoming(one) for one in came])
            self._let_lacking_wait(came, again)
        return received

    def _let_lacking_wait(self, photos: Sequence[RemotePhoto], met: Sequence[Met]) -> None:
        """Let large previews wait that the server has not: an answer was lost, or the server restored."""
        here = {
            own.photo or own.twin: own.uid or own.twin_uid
            for one, own in zip(photos, met, strict=True)
            if not one.has_coldpreview
        }
        there = {photo: uid for photo, uid in here.items() if photo is not None and uid is not None}
        if there:
            self.let_cold_wait(there)

    def lacking(self, most: int) -> list[RemotePhoto]:
        """Some photos whose originals are elsewhere and of which no small preview could be had so far."""
        with self._catalog.reading() as connection:
            unseen = waiting.unseen(connection, self.account, most)
        missing = self._previews.missing([one.uid for one in unseen], Kind.HOT)
        return [
            RemotePhoto(one.key, one.uid, one.hothash, None, {}, None, None, Metadata())
            for one in unseen
            if one.uid in missing
        ]

    def take_previews(self, hot: Mapping[str, bytes], photos: Sequence[RemotePhoto]) -> None:
        """Keep small previews that came later than their photos, by the server's names for them."""
        came = {one.uid: hot[one.key] for one in photos if one.key in hot and one.uid is not None}
        if came:
            self._previews.put(Preview(uid, jpeg) for uid, jpeg in came.items())
            looks = {uid: look_of(jpeg) for uid, jpeg in came.items()}
            syncing.note_looks(self._catalog, looks)

    def hear_of_spaces(self, listed: Sequence[RemoteSpace]) -> dict[str, str]:
        """Know these spaces. What is known besides is answered, by the server's names for them."""
        told = {one.key: ListedSpace(one.key, one.name, one.is_mine, one.members, one.uid) for one in listed}
        known = self._known_spaces()
        if any(key not in known or not is_known_so(known[key], one) for key, one in told.items()):
            spaces.hear(self._catalog, self.account, list(told.values()))
            known = self._known_spaces()
        return {key: one.name for key, one in known.items() if key not in told}

    def _known_spaces(self) -> dict[str, KnownSpace]:
        with self._catalog.reading() as connection:
            return {one.key: one for one in shown.spaces(connection)}

    def let_go_of_spaces(self, keys: Collection[str]) -> None:
        """These spaces are gone, or were left."""
        self.draw()
        spaces.let_go(self._catalog, self.account, keys)

    @property
    def things(self) -> ThingsHere:
        """Collections and saved searches."""
        return self._things

    def note_server(self, place: Place) -> None:
        """Note up to where the feed has been read."""
        home = self.home()
        same = (home.server_id, home.epoch, home.cursor) == (place.server_id, place.epoch, place.cursor)
        if not same or place.proves:
            syncing.note_server(self._catalog, self.account, place)

    def must_tell(self, key: str, version: str) -> None:
        """The server has to tell what became of a photo that it had in this version."""
        proofs.answered(self._catalog, self.account, {(PHOTO, key): version})

    def how_many_are_owed(self) -> int:
        """How much of what the server answered to its feed has yet to tell."""
        with self._catalog.reading() as connection:
            return unproved.how_many_are_owed(connection, self.account)

    def owed(self, names: Collection[str]) -> list[Owed]:
        """What of that has these names there."""
        with self._catalog.reading() as connection:
            return unproved.owed(connection, self.account, names)

    def all_owed(self, after: int, *, most: int = _AT_ONCE) -> list[Owed]:
        """A portion of it, behind a row."""
        with self._catalog.reading() as connection:
            return unproved.all_owed(connection, self.account, after, most)

    def let_go(self, keys: Collection[str], *, keep: bool = False) -> int:
        """The server has photos no more; answers how many are in the trash for it."""
        self.draw()
        return receiving.let_go(self._catalog, self.account, keys, keep=keep, clock=self._clock).gone

    def begin_anew(self, user: str | None = None) -> None:
        """Believe nothing of what the server was last known to have; of another `user`, or of the same."""
        self.draw()
        things.begin_anew(self._catalog, self.account)
        syncing.begin_anew(self._catalog, self.account, user)

    def note_user(self, user: str) -> None:
        """Note what the server calls whoever is signed in."""
        syncing.note_user(self._catalog, self.account, user)

    def go_on(self) -> None:
        """Somebody has seen that the catalog was put back from a backup."""
        self.draw()
        syncing.go_on(self._catalog, self.account)

    def doubt_no_more(self) -> None:
        """The server has told all that there is to be known of what waited in that backup."""
        syncing.doubt_no_more(self._catalog, self.account)

    def clear_away(self) -> None:
        """Let nothing wait that cannot go."""
        syncing.clear_away(self._catalog, self.account)

    def take_stock(self) -> None:
        """Let all eggs wait that the server has never heard of."""
        syncing.take_stock(self._catalog, self.account)

    def lost_in_the_past(self) -> list[str]:
        """Some photos that a server which was reset or restored has not told of again."""
        with self._catalog.reading() as connection:
            return waiting.of_another_past(connection, self.account, _AT_ONCE)

    def known(self) -> dict[str, str]:
        """The server's names of all photos that both have, with the uids they have here."""
        with self._catalog.reading() as connection:
            return waiting.known_keys(connection, self.account)

    def counts(self, fields: Collection[str]) -> tuple[int, int, int]:
        """How much waits, is parked, and is disputed."""
        with self._catalog.reading() as connection:
            return (
                waiting.how_many_wait(connection, self.account, [one for one in fields if one != COLD]),
                waiting.how_many_are_parked(connection, self.account),
                conflicts.how_many(connection),
            )

    def _copy_previews(self, names: Mapping[str, str]) -> None:
        """A photo that will go by another name keeps its previews."""
        other = {old: new for old, new in names.items() if old != new}
        if not other:
            return
        hot, grid, cold = self._previews.hot(other), self._previews.grid(other), self.coldpreviews(other)
        self._previews.put(
            Preview(new, hot.get(old), grid.get(old))
            for old, new in other.items()
            if old in hot or old in grid
        )
        for old, new in other.items():
            with suppress(KeyError, OSError):  # there is none, or it was evicted a moment ago
                self._previews.put_cold(new, cold[old].read_bytes())
