"""`Syncing`: what these parts may ask for, and where they hear how it stands. Others do it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.ui.syncing.standing import Account, Answer, Standing

if TYPE_CHECKING:
    from imalink_desktop.sync.groups import Groups

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody typed to be let in. The password stands in no `repr`."""

    address: str
    username: str
    password: str = field(repr=False)
    email: str | None = None
    """Given, an account is made first."""
    invitation: str | None = None
    authority: Path | None = None
    """A certificate that may vouch for this server."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What came of it."""

    account: Account
    is_kept: bool
    """The token outlives the program; otherwise the password is asked for at the next start."""
    cannot: tuple[str, ...] = ()


class Syncing(Protocol):
    """One for each window. Everything is asked and told at home."""

    changed: Signal[Standing]

    @property
    def standing(self) -> Standing:
        """How it stands now."""
        ...

    @property
    def left(self) -> Collection[int]:
        """What was refused and left at that, by its rows."""
        ...

    def sync_now(self) -> None:
        """Begin a round at once, whatever is set about when."""
        ...

    def pause(self) -> None:
        """Begin none by itself, and end the one that runs."""
        ...

    def resume(self) -> None:
        """Go on."""
        ...

    def cancel(self) -> None:
        """End the round that runs; what it did stays."""
        ...

    def answer(self, answer: Answer) -> None:
        """Say what was asked for, and go on."""
        ...

    def leave(self, rows: Collection[int]) -> None:
        """Do not ask about these refused things any more."""
        ...

    def accounts(self, then: Callable[[list[Account]], object]) -> None:
        """Tell which accounts are known; home first."""
        ...

    def sign_in(
        self, wish: SignIn, then: Callable[[SignedIn], object], failed: Callable[[Trouble], object]
    ) -> None:
        """Sign in, in place of whoever was."""
        ...

    def with_spaces(
        self,
        work: Callable[[Groups], R],
        then: Callable[[R], object],
        failed: Callable[[Trouble], object],
    ) -> None:
        """Do something about the spaces on the server, in another thread; the library knows of it by then."""
        ...

    def sign_out(
        self, account: Account, then: Callable[[], object], failed: Callable[[Trouble], object]
    ) -> None:
        """Sign out, and forget what proved who it was."""
        ...
