"""What syncing does beside the window, as jobs: a round, signing in, signing out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import _
from imalink_desktop.catalog.commands import signing
from imalink_desktop.catalog.reads.accounts import accounts
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.leaving import Leaving
from imalink_desktop.settings.schema import Settings
from imalink_desktop.settings.secrets import open_secrets
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.syncing.hub import SignedIn, SignIn
from imalink_desktop.ui.syncing.standing import Account, Answer, Question

if TYPE_CHECKING:
    from imalink_desktop.sync.accounts import Keys
    from imalink_desktop.sync.engine import Outcome
    from imalink_desktop.sync.groups import Groups

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a round."""

    pushed: int
    pulled: int
    asks: Question
    travels: frozenset[str]
    """The fields that this server can be told."""
    cannot: tuple[str, ...]
    spaces_gone: tuple[str, ...] = ()
    overruled: tuple[str, ...] = ()
    outcome: Outcome | None = None
    """All of it, for who wants it told in full."""


class Rounds:
    """Makes the jobs. What they need of network and keyring is loaded in their threads, when it is needed."""

    def __init__(self, library: Library, paths: Paths, keys: Keys | None = None) -> None:
        self._library, self._paths = library, paths
        self._keys: dict[str, Keys] = {} if keys is None else {"all": keys}

    def round(self, settings: Settings, answer: Answer | None, leaving: Leaving) -> Job[Came]:
        """One round."""
        yield Progress("sync", 0)
        from imalink_desktop.app.connection import line, this_machine
        from imalink_desktop.app.desktop.courier import Courier
        from imalink_desktop.sync.accounts import Badge
        from imalink_desktop.sync.dialects.choosing import what_it_cannot
        from imalink_desktop.sync.engine import sync
        from imalink_desktop.sync.planning import travels
        from imalink_desktop.sync.pulling import Asks, Decision
        from imalink_desktop.sync.server import Server
        from imalink_desktop.sync.store import Store

        decisions = {
            None: Decision.NONE,
            Answer.KEEP: Decision.KEEP,
            Answer.LET_GO: Decision.LET_GO,
            Answer.GO_ON: Decision.GO_ON,
        }
        questions = {
            Asks.NOTHING: Question.NONE,
            Asks.MANY_GONE: Question.MANY_GONE,
            Asks.OTHER_PAST: Question.OTHER_PAST,
            Asks.PUT_BACK: Question.PUT_BACK,
        }
        library = self._library
        store = Store.of(library.catalog, library.previews, machine=this_machine(), state=self._paths.state)
        home = store.home()
        with line(self._paths, settings, home.url) as way:
            server = Server(Courier(way, leaving), Badge(home.url, home.username, self._secrets()))
            outcome = yield from sync(
                store,
                server,
                library.room.workers(Lane.SENDING),
                decision=decisions[answer],
                with_cold=settings.sync.cold_previews,
            )
            abilities = server.abilities
        return Came(
            outcome.pushed,
            outcome.pulled,
            questions[outcome.asks],
            travels(abilities),
            what_it_cannot(abilities),
            outcome.spaces_gone,
            outcome.overruled,
            outcome,
        )

    def sign_in(self, settings: Settings, wish: SignIn, leaving: Leaving) -> Job[SignedIn]:
        """Sign in, in place of whoever was."""
        yield Progress("signing in", 0)
        from imalink_desktop.app.connection import let_in, line, trust
        from imalink_desktop.app.desktop.courier import Courier
        from imalink_desktop.sync.accounts import Badge, checked_name
        from imalink_desktop.sync.address import canonical

        address, username = canonical(wish.address), checked_name(wish.username)
        if not wish.password:
            raise Expected(_("The password is missing."))
        if wish.authority is not None:
            trust(self._paths, address, wish.authority)
        catalog, keys = self._library.catalog, self._secrets()
        with catalog.reading() as look:
            before = [each for each in accounts(look) if each.is_home]
        with line(self._paths, settings, address) as open_way:
            way, badge = Courier(open_way, leaving), Badge(address, username, keys)
            me, cannot = let_in(way, badge, wish.password, email=wish.email, invitation=wish.invitation)
        signing.sign_in(catalog, address, username, user=me.for_good, instead=True)
        is_kept = keys.is_lasting
        for one in before:
            if (one.url, one.username) != (address, username):
                # Whoever it was is not home any more, and that is what was asked for.
                with suppress(Expected):
                    self._forget(settings, one.url, one.username, leaving)
        return SignedIn(Account(address, username), is_kept, cannot)

    def sign_out(self, settings: Settings, account: Account, leaving: Leaving) -> Job[None]:
        """Sign out there as far as the server hears, and keep nothing of it."""
        yield Progress("signing out", 0)
        self._forget(settings, account.url, account.username, leaving)
        if account.is_home:
            signing.sign_out(self._library.catalog)

    def with_spaces(self, settings: Settings, work: Callable[[Groups], R], leaving: Leaving) -> Job[R]:
        """Do something about the home account's spaces, and know what there is after it."""
        yield Progress("spaces", 0)
        from imalink_desktop.app.connection import line, this_machine
        from imalink_desktop.app.desktop.courier import Courier
        from imalink_desktop.sync.accounts import Badge
        from imalink_desktop.sync.server import Server
        from imalink_desktop.sync.store import Store

        library = self._library
        store = Store.of(library.catalog, library.previews, machine=this_machine(), state=self._paths.state)
        home = store.home()
        with line(self._paths, settings, home.url) as way:
            server = Server(Courier(way, leaving), Badge(home.url, home.username, self._secrets()))
            answer = work(server.groups)
            if gone := store.hear_of_spaces(server.spaces()):
                store.let_go_of_spaces(gone)
        return answer

    def known(self) -> Job[list[Account]]:
        """The account that is home, and others of which a token is kept."""
        yield Progress("accounts", 0)
        with self._library.catalog.reading() as look:
            found = accounts(look)
        keys = self._secrets()
        return [
            Account(one.url, one.username, one.is_home)
            for one in found
            if one.is_home or keys.get(one.url, one.username) is not None
        ]

    def _forget(self, settings: Settings, url: str, username: str, leaving: Leaving) -> None:
        from imalink_desktop.app.connection import forget, line
        from imalink_desktop.app.desktop.courier import Courier
        from imalink_desktop.sync.accounts import Badge

        with line(self._paths, settings, url) as way:
            forget(Courier(way, leaving), Badge(url, username, self._secrets()), self._paths, url)

    def _secrets(self) -> Keys:
        """One for the life of the window: without a keyring it is all that remembers."""
        # Two threads may ask at once: then what the first has made is used by both.
        return self._keys.get("all") or self._keys.setdefault("all", open_secrets())
