"""Signing in and out: a device gets tokens, fetches new ones by itself, and can be sent away from another."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from imalink_server.base.clock import as_text, from_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import accounts
from imalink_server.db.database import Session
from imalink_server.db.models import Account, Device
from imalink_server.security.tokens import Access, Refresh
from imalink_server.services.accounts import Caller, Me, Profile, folded, profile_of
from imalink_server.services.server import Server
from imalink_server.services.writing import Writing

_MOST_DEVICES = 100
"""Of one account; programs that sign in each time they start would fill the list."""
_LOST_ANSWER = timedelta(seconds=60)
"""Who comes with the refresh token before the last, so soon after, has not heard the answer."""
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a device is given."""

    access_token: str = field(repr=False)
    expires_in: int
    refresh_token: str = field(repr=False)
    device_uid: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class DeviceSeen:
    """A place where somebody is signed in."""

    uid: str
    name: str
    created_at: str
    last_seen_at: str
    last_address: str
    is_this: bool


def login(
    server: Server, name: str, password: str, caller: Caller, device_name: str | None = None
) -> SignedIn:
    """Sign in by user name or e-mail address. Who does not exist is told the same, after the same time."""
    with server.database.reading() as session:
        account = accounts.by_name(session, folded(name))
    kept = account.password_hash if account and account.is_active else None
    # What was typed is counted, whoever that is: counted together, an e-mail address that has to
    # wait as well would tell which name it belongs to. So there are two rounds of guesses, and no more.
    with server.attempts.attempt(folded(name), caller.address):
        right = server.passwords.check(password, kept)
        if account is None or not right:
            raise _wrong()
    better = server.passwords.hash(password) if server.passwords.is_outdated(account.password_hash) else None
    with server.database.writing() as session:
        account = accounts.by_id(session, account.id, to_change=True)
        if account.password_hash != kept:  # it was changed a moment ago
            raise _wrong()
        account.password_hash = better or account.password_hash
        device = _new_device(server, account, caller, device_name)
        session.add(device)
        session.flush()
        accounts.forget_devices(session, account.id, server.clock(), _MOST_DEVICES)
        return _signed_in(server, session, account, device)


def refresh(server: Server, token: str, caller: Caller) -> SignedIn:
    """Give a device new tokens for its refresh token. A copied one ends the sign-in."""
    asked = server.tokens.read_refresh(token)
    if asked is None:
        raise stranger()
    with server.database.writing() as session:
        found = accounts.signed_in(session, asked.device_uid, server.clock(), to_change=True)
        answer = _refreshed(server, session, *found, asked, caller) if found else None
    if answer is None:
        raise stranger()
    return answer


def _refreshed(
    server: Server, session: Session, account: Account, device: Device, asked: Refresh, caller: Caller
) -> SignedIn | None:
    at = server.clock()
    if asked.generation != device.generation:
        again = at - from_text(device.refreshed_at) <= _LOST_ANSWER
        if asked.generation != device.generation - 1 or not again:
            accounts.sign_out(session, account.id, only=device.uid)
            return None
    else:
        device.generation += 1
        device.refreshed_at = as_text(at)
    device.last_seen_at = as_text(at)
    device.last_address = caller.address
    device.expires_at = as_text(at, timedelta(days=server.settings.refresh_days))
    return _signed_in(server, session, account, device)


def who(server: Server, token: str) -> Me:
    """Who is asking, by their access token. The database is asked each time, so that signing out counts."""
    access = server.tokens.read(token)
    if access is None:
        raise stranger()
    with server.database.reading() as session:
        found = accounts.signed_in(session, access.device_uid, server.clock())
        if found is None or found[0].uid != access.account_uid:
            raise stranger()
        account, device = found
        return Me(account.id, account.uid, account.username, device.id, device.uid)


def logout(server: Server, me: Me) -> None:
    """Sign out on this device."""
    with server.database.writing() as session:
        accounts.sign_out(session, me.account_id, only=me.device_uid)


def revoke(w: Writing, device_uid: str) -> None:
    """Sign out one of one's own devices."""
    if not accounts.sign_out(w.session, w.me.account_id, only=device_uid):
        raise Refused(Code.NOT_FOUND, "You are not signed in on such a device.")


def revoke_others(w: Writing) -> int:
    """Sign out everywhere else; on how many devices that was."""
    return accounts.sign_out(w.session, w.me.account_id, but=w.me.device_id)


def change_profile(w: Writing, *, display_name: str | None = None, email: str | None = None) -> Profile:
    """Change what is given of how one is called, and how one signs in."""
    account = accounts.by_id(w.session, w.me.account_id, to_change=True)
    if email is not None and email != account.email:
        accounts.rename(w.session, account, email, folded(email))
    if display_name is not None:
        account.display_name = display_name
    account.updated_at = w.at
    return profile_of(account, accounts.counts(w.session, w.me.account_id))


def devices(server: Server, me: Me) -> tuple[DeviceSeen, ...]:
    """Where one is signed in, the latest first."""
    with server.database.reading() as session:
        return tuple(
            DeviceSeen(
                uid=device.uid,
                name=device.name,
                created_at=device.created_at,
                last_seen_at=device.last_seen_at,
                last_address=device.last_address,
                is_this=device.id == me.device_id,
            )
            for device in accounts.devices(session, me.account_id, server.clock())
        )


def stranger() -> Refused:
    """What everybody is told who is not signed in, whatever the reason."""
    return Refused(Code.NOT_AUTHENTICATED, "Not authenticated")


def _wrong() -> Refused:
    return Refused(Code.WRONG_CREDENTIALS, "Incorrect username or password")


def _new_device(server: Server, account: Account, caller: Caller, name: str | None) -> Device:
    at = server.clock()
    return Device(
        uid=str(uuid.uuid4()),
        account_id=account.id,
        name=(name or caller.agent or "unknown")[:_LONGEST_NAME],
        created_at=as_text(at),
        last_seen_at=as_text(at),
        last_address=caller.address,
        expires_at=as_text(at, timedelta(days=server.settings.refresh_days)),
        refreshed_at=as_text(at),
        generation=1,
    )


def _signed_in(server: Server, session: Session, account: Account, device: Device) -> SignedIn:
    return SignedIn(
        access_token=server.tokens.issue(Access(account.uid, device.uid)),
        expires_in=server.tokens.seconds,
        refresh_token=server.tokens.refresh(Refresh(device.uid, device.generation)),
        device_uid=device.uid,
        profile=profile_of(account, accounts.counts(session, account.id)),
    )
