"""Hearing what the other machines did: the feed since the cursor, or, without one, all photos by pages.

What the server has is taken over page by page, with the place up to which it was read. What it has no
more is gathered first: where that is much of the library, or the server has another past than it had,
somebody is asked, and until then nothing is believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum

from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.workers import Done, Workers
from imalink_desktop.catalog.commands.unproved import Place
from imalink_desktop.sync.proving import Proof
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.transport import TransportTrouble
from imalink_desktop.sync.values import FeedPage, Gone, Remote, RemotePhoto, ServerTrouble, Stale

log = logger(__name__)

_AGAIN = 200
"""So many previews that could not be had are asked for once more in a round."""

MASS = 5
"""Where more than one in so many has gone, somebody is asked."""


class Asks(StrEnum):
    """Why nothing goes on before somebody has said what to do."""

    NOTHING = ""
    MANY_GONE = "many gone"
    """The server has deleted a large part of the library."""
    OTHER_PAST = "other past"
    """The server was reset, or restored from a backup, or is another one."""
    PUT_BACK = "put back"
    """This library was put back from a backup, and may be about to undo what was done since."""


class Decision(StrEnum):
    """What somebody said when asked."""

    NONE = ""
    KEEP = "keep"
    """What the server lost is sent to it anew."""
    LET_GO = "let go"
    """What it deleted goes to the trash here; of one with another past that is never believed."""
    GO_ON = "go on"
    """The library that was put back is to be in step again."""


def _nothing() -> Job[None]:
    yield from ()


@dataclass(slots=True)
class Puller:
    """One look at what the server has."""

    store: Store
    remote: Remote
    workers: Workers
    decision: Decision = Decision.NONE
    hurry: Callable[[], Job[None]] = _nothing
    """Sends what can wait for nothing; asked between pages, when nothing is in hand that it would outdate."""
    is_first: bool = False
    """Of a round: what is told under the number that is known may be of another past all the same, where a
    round was broken off before it had heard its own words. Later in the round it is our echo."""
    is_in_doubt: bool = False
    """Something that the server answered to in a round before it has yet to tell: nothing is believed until
    it has."""
    pulled: int = 0
    gone: int = 0
    _gone: set[str] = field(default_factory=set)
    _anew: bool = False
    """All that is told is compared, also what seems to be known: somebody may have changed it, signed out."""
    _is_noted: bool = False
    """Whether the place up to which the feed has been read was noted along with what it told."""
    _proof: Proof = field(init=False)

    def __post_init__(self) -> None:
        self._proof = Proof(self.store, self.remote)

    def run(self) -> Job[Asks]:
        """Read on to the end; answers whether somebody has to be asked."""
        if not self.remote.abilities.has_feed:
            return (yield from self._by_pages())
        return (yield from self._feed())

    def _feed(self) -> Job[Asks]:
        home = self.store.home()
        cursor, known = home.cursor, (home.server_id, home.epoch)
        first_past = None not in known
        self._anew = cursor is None or self.is_first
        is_other = self.is_in_doubt and not (yield from self._proof.is_given(cursor))
        while True:
            yield from self.hurry()
            page = self.remote.changes(cursor)
            is_other = is_other or isinstance(page, Stale)
            is_other = is_other or (first_past and (page.server_id, page.epoch) != known)
            if isinstance(page, Stale) or is_other or not (yield from self._proof.is_borne_out(page)):
                if self.decision is Decision.NONE:
                    return Asks.OTHER_PAST
                self.store.begin_anew()
                cursor, first_past, is_other = None, False, False
                self._gone.clear()
                self._proof.begin()
                continue
            photos = [one for one in page.changes if isinstance(one, RemotePhoto)]
            self._hear_of_gone(page)
            self.store.things.hear(page.things, anew=self._anew)
            # What has gone is believed at the end; until then the place is not noted, and it is heard again.
            self._is_noted = not self._gone
            proves = self._proof.rows() if self._is_noted or not page.has_more else ()
            place = Place(page.server_id, page.epoch, page.cursor, proves)
            yield from self._take_over(photos, place if self._is_noted else None)
            cursor = page.cursor
            if not page.has_more:
                break
        asks = self._let_go()
        if asks is Asks.NOTHING:
            self._send_anew_what_was_lost()
            if not self._is_noted:
                self.store.note_server(place)
        return asks

    def _hear_of_gone(self, page: FeedPage) -> None:
        """Of a photo that went and came again, what came last counts."""
        for one in page.changes:
            if isinstance(one, Gone):
                self._gone.add(one.uid)
            else:
                self._gone -= {one.key, one.uid or one.key}

    def _by_pages(self) -> Job[Asks]:
        """All photos, page by page; pages shift while they are read, so whatever is missed is asked for."""
        known = self.store.known()
        seen: set[str] = set()
        offset: int | None = 0
        while offset is not None:
            yield from self.hurry()
            page = self.remote.photos(offset)
            yield from self._take_over(page.photos, None)
            seen |= {one.key for one in page.photos}
            offset = page.next_offset if page.next_offset is None or page.next_offset > offset else None
        missing = sorted(known.keys() - seen)
        if self._is_mass(len(missing), len(known)) and self.decision is Decision.NONE:
            return Asks.MANY_GONE
        for key in missing:
            yield Progress("sync.pull", self.pulled)
            yield from self.hurry()
            if self.remote.photo(key) is None:
                self._gone.add(key)
        return self._let_go()

    def _take_over(self, photos: Sequence[RemotePhoto], place: Place | None) -> Job[None]:
        news = self.store.news(photos) if photos and not self._anew else list(photos)
        if not news:
            if place is not None:
                self.store.note_server(place)
            yield Progress("sync.pull", self.pulled)
            return
        hot = yield from self._fetched(self.store.unseen(news))
        self.store.receive(news, hot, place)
        self.pulled += len(news)
        yield Progress("sync.pull", self.pulled)

    def fill_in(self) -> Job[None]:
        """Ask once more for small previews that could not be had when their photos were heard of."""
        lacking = self.store.lacking(_AGAIN)
        if lacking:
            self.store.take_previews((yield from self._fetched(lacking)), lacking)

    def _fetched(self, photos: Sequence[RemotePhoto]) -> Job[dict[str, bytes]]:
        """The small previews of photos, by the server's names for them; of those that it gives."""
        hot: dict[str, bytes] = {}
        with ExitStack() as stack:
            crew = stack.enter_context(self.workers.crew(self.remote.hotpreview))
            for one in photos:
                crew.submit(one.key, one)
            for answers in crew.answers():
                for answer in answers:
                    if isinstance(answer, Done):
                        if answer.value is not None and _fits(answer.task, answer.value):
                            hot[answer.task.key] = answer.value
                    elif isinstance(answer.error, TransportTrouble | ServerTrouble):
                        raise answer.error
                yield Progress("sync.pull", self.pulled + len(hot))
        return hot

    def _let_go(self) -> Asks:
        """Believe what has gone, unless it is too much to be believed unasked."""
        if not self._gone:
            return Asks.NOTHING
        known = self.store.known()
        names = set(known) | set(known.values())
        gone = self._gone & names
        if self._is_mass(len(gone), len(known)) and self.decision is Decision.NONE:
            return Asks.MANY_GONE
        if gone:
            self.gone += self.store.let_go(gone, keep=self.decision is Decision.KEEP)
        return Asks.NOTHING

    def _send_anew_what_was_lost(self) -> None:
        while lost := self.store.lost_in_the_past():
            log.info("the server has lost photos; they are sent anew", count=len(lost))
            self.store.let_go(lost, keep=True)

    @staticmethod
    def _is_mass(gone: int, known: int) -> bool:
        """One alone is never many."""
        return gone > max(1, known // MASS)


def _fits(photo: RemotePhoto, hot: bytes) -> bool:
    """Whether it is the preview that gave the photo its name; whatever else comes is not believed."""
    fits = hashlib.sha256(hot).hexdigest() == photo.hothash
    if not fits:
        log.warning("a preview does not fit its hash", photo=photo.key)
    return fits
