"""Accounts: coming in, what is told of oneself, and leaving with everything."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.base.settings import Registration
from imalink_server.db import accounts
from imalink_server.db.accounts import Counts
from imalink_server.db.database import Session
from imalink_server.db.models import Account
from imalink_server.security.guessable import why_guessable
from imalink_server.services import invitations
from imalink_server.services.server import Server


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who wants an account. The names have been looked at by whoever took them in."""

    username: str
    email: str
    password: str = field(repr=False)
    display_name: str | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a question comes from."""

    address: str
    """Whoever it is counted against."""
    forwarded: bool = False
    """Others have passed it on, whether they are trusted or not."""
    agent: str = ""


@dataclass(frozen=True, slots=True)
class Me:
    """Who is asking: an account, on one of its devices."""

    account_id: int
    account_uid: str
    username: str
    device_id: int
    device_uid: str
    """Nothing, where the server itself works for an account."""

    def on_no_device(self) -> Me:
        """The account alone: what is tidied up for it asks nobody to be signed in."""
        return replace(self, device_id=0, device_uid="")


@dataclass(frozen=True, slots=True)
class Profile:
    """What an account tells of itself, to itself."""

    id: int
    uid: str
    username: str
    email: str
    display_name: str
    is_active: bool
    created_at: str
    updated_at: str
    counts: Counts


def folded(name: str) -> str:
    """A name as it is compared: without regard to case, and to ways of writing the same letters."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).strip()


def register(server: Server, newcomer: Newcomer, caller: Caller, invitation: str | None = None) -> Profile:
    """Make an account, for whoever may make one by themselves."""
    rule = server.settings.registration_for(forwarded=caller.forwarded)
    if rule is Registration.CLOSED:
        raise Refused(Code.REGISTRATION_CLOSED, "Nobody can register on this server.")
    check_password(newcomer.password, (newcomer.username, newcomer.email), "password")
    if rule is Registration.OPEN:
        return add(server, newcomer)
    if not invitation:
        raise Refused(Code.INVITATION_NEEDED, "To register on this server an invitation is needed.")
    with server.attempts.attempt(f"invitation {caller.address}", caller.address):
        return add(server, newcomer, invitation)


def add(server: Server, newcomer: Newcomer, invitation: str | None = None) -> Profile:
    """Make an account; an invitation, where one is given, has to hold and is used up."""
    check_password(newcomer.password, (newcomer.username, newcomer.email), "password")
    kept = server.passwords.hash(newcomer.password)  # first: it takes its time whoever has the name
    at = as_text(server.clock())
    with server.database.writing() as session:
        ticket = invitations.valid(server, session, invitation) if invitation is not None else None
        account = Account(
            uid=str(uuid.uuid4()),
            username=newcomer.username,
            username_folded=folded(newcomer.username),
            email=newcomer.email,
            email_folded=folded(newcomer.email),
            display_name=newcomer.display_name or newcomer.username,
            password_hash=kept,
            created_at=at,
            updated_at=at,
        )
        accounts.add(session, account)
        if ticket is not None:
            ticket.used_at, ticket.used_by_id = at, account.id
        return profile_of(account, Counts(0, 0, 0))


def check_password(new: str, names: Iterable[str], where: str) -> None:
    """Let no password be taken that somebody would try among the first who knows these names."""
    why = why_guessable(new, names)
    if why is not None:
        message = (
            f"{where}: {why}. Take another; a few words that have nothing to do with each other are good."
        )
        raise Refused(Code.INVALID_REQUEST, message, {"where": where})


def _names(account: Account) -> tuple[str, ...]:
    return account.username, account.email


def profile(server: Server, me: Me) -> Profile:
    """What the server knows of whoever is asking."""
    with server.database.reading() as session:
        return profile_of(accounts.by_id(session, me.account_id), accounts.counts(session, me.account_id))


def change_password(server: Server, me: Me, current: str, new: str, caller: Caller) -> None:
    """Change the password, and sign out everywhere else: whoever knew the old one is outside."""
    proved = prove(server, me, current, caller)
    with server.database.reading() as session:
        check_password(new, _names(accounts.by_id(session, me.account_id)), "new_password")
    kept = server.passwords.hash(new)
    with server.database.writing() as session:
        account = to_change(session, me, proved)
        account.password_hash = kept
        account.updated_at = as_text(server.clock())
        accounts.sign_out(session, me.account_id, but=me.device_id)


def set_password(server: Server, name: str, new: str) -> int:
    """Give somebody another password and sign them out everywhere; how many devices these were."""
    kept = server.passwords.hash(new)
    with server.database.writing() as session:
        account = accounts.by_name(session, folded(name))
        if account is None:
            raise Refused(Code.NOT_FOUND, f"Nobody here is called “{name}”.")
        check_password(new, _names(account), "password")
        account.password_hash = kept
        account.updated_at = as_text(server.clock())
        return accounts.sign_out(session, account.id)


def to_change(session: Session, me: Me, proved: str | None = None) -> Account:
    """One's own account, unless one was signed out, or the password that was proved is another by now."""
    account = accounts.by_id(session, me.account_id, to_change=True)
    accounts.check_signed_in(session, me.account_id, me.device_uid)
    if proved is not None and account.password_hash != proved:
        raise _wrong_password()
    return account


def prove(server: Server, me: Me, password: str, caller: Caller) -> str:
    """Let through who knows their password, and tell as what it is kept; wrong ones count as at the door."""
    with server.database.reading() as session:
        kept = accounts.by_id(session, me.account_id).password_hash
    with server.attempts.attempt(folded(me.username), caller.address):
        if not server.passwords.check(password, kept):
            raise _wrong_password()
    return kept


def _wrong_password() -> Refused:
    return Refused(Code.WRONG_PASSWORD, "The current password is not right.")


def everybody(server: Server) -> tuple[Profile, ...]:
    """All accounts, for the one who runs the server."""
    with server.database.reading() as session:
        return tuple(
            profile_of(account, accounts.counts(session, account.id))
            for account in accounts.everybody(session)
        )


def profile_of(account: Account, counts: Counts) -> Profile:
    """Take out of an account what may be told."""
    return Profile(
        id=account.id,
        uid=account.uid,
        username=account.username,
        email=account.email,
        display_name=account.display_name,
        is_active=account.is_active,
        created_at=account.created_at,
        updated_at=account.updated_at,
        counts=counts,
    )
