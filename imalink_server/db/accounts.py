"""Questions about people: accounts, their devices, and invitations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db.models import (
    Account,
    Author,
    DeletedAccount,
    Device,
    ImportSession,
    Invitation,
    Owned,
    Photo,
)


@dataclass(frozen=True, slots=True)
class Counts:
    """How much somebody has."""

    photos: int
    import_sessions: int
    authors: int


def by_name(session: Session, folded: str) -> Account | None:
    """Find an account by its folded user name or e-mail address; a user name holds no @."""
    column = Account.email_folded if "@" in folded else Account.username_folded
    return session.scalar(select(Account).where(column == folded))


def by_id(session: Session, account_id: int, *, to_change: bool = False) -> Account:
    """Somebody who is signed in. Whoever else wants to change the account waits, when it is to be changed."""
    asked = select(Account).where(Account.id == account_id)
    found = session.scalar(asked.with_for_update() if to_change else asked)
    if found is None:  # deleted a moment ago, on another device
        raise Refused(Code.NOT_AUTHENTICATED, "Not authenticated")
    return found


def check_signed_in(session: Session, account_id: int, device_uid: str) -> None:
    """Let nothing be written from a device that was signed out while it asked; nor be signed out meanwhile.

    Asked when the account is waited for already: what was decided before that counts.
    """
    asked = (
        select(Device.id)
        .join(Account, Account.id == Device.account_id)
        .where(Device.account_id == account_id, Device.uid == device_uid, Account.is_active)
    )
    if session.scalar(asked.with_for_update(of=Device, read=True, key_share=True)) is None:
        raise Refused(Code.NOT_AUTHENTICATED, "Not authenticated")


def uid_of(session: Session, account_id: int) -> str:
    """The name under which somebody's bytes are kept."""
    return session.scalars(select(Account.uid).where(Account.id == account_id)).one()


def everybody(session: Session) -> list[Account]:
    """All accounts, in the order in which they came."""
    return list(session.scalars(select(Account).order_by(Account.id)))


def add(session: Session, account: Account) -> Account:
    """Add an account whose names nobody has. Which of them is taken is not told."""
    taken = Refused(Code.ALREADY_TAKEN, "This user name or e-mail address cannot be used.")
    names = or_(
        Account.username_folded == account.username_folded, Account.email_folded == account.email_folded
    )
    if session.scalar(select(Account.id).where(names)) is not None:
        raise taken
    session.add(account)
    _flush(session, taken)
    return account


def rename(session: Session, account: Account, email: str, folded: str) -> None:
    """Give an account another e-mail address, if it is nobody else's."""
    taken = Refused(Code.ALREADY_TAKEN, "This e-mail address cannot be used.")
    other = select(Account.id).where(Account.email_folded == folded, Account.id != account.id)
    if session.scalar(other) is not None:
        raise taken
    account.email, account.email_folded = email, folded
    _flush(session, taken)


def _flush(session: Session, taken: Refused) -> None:
    try:
        session.flush()
    except IntegrityError as error:  # somebody else was faster
        raise taken from error


def remove(session: Session, account: Account, at: datetime) -> None:
    """Delete an account with everything in it, and note that its bytes in the store have to go too."""
    session.add(DeletedAccount(uid=account.uid, deleted_at=as_text(at)))
    session.execute(delete(Account).where(Account.id == account.id))


def counts(session: Session, account_id: int) -> Counts:
    """Count what somebody has."""

    def count(table: type[Owned], *also: ColumnElement[bool]) -> int:
        asked = select(func.count()).select_from(table).where(table.owner_id == account_id, *also)
        return session.scalar(asked) or 0

    return Counts(count(Photo, Photo.trashed_at.is_(None)), count(ImportSession), count(Author))


def signed_in(
    session: Session, device_uid: str, at: datetime, *, to_change: bool = False
) -> tuple[Account, Device] | None:
    """Find whose device this is, if it is signed in and may be."""
    asked = (
        select(Account, Device)
        .join(Device, Device.account_id == Account.id)
        .where(Device.uid == device_uid, Device.expires_at > as_text(at), Account.is_active)
    )
    found = session.execute(asked.with_for_update(of=Device) if to_change else asked).one_or_none()
    return None if found is None else (found[0], found[1])


def devices(session: Session, account_id: int, at: datetime) -> list[Device]:
    """Where somebody is signed in, the latest first."""
    asked = select(Device).where(Device.account_id == account_id, Device.expires_at > as_text(at))
    return list(session.scalars(asked.order_by(Device.last_seen_at.desc(), Device.id.desc())))


def sign_out(session: Session, account_id: int, *, only: str | None = None, but: int | None = None) -> int:
    """Let an account's devices go: one by its uid, or all but one. Tells how many these were."""
    gone = delete(Device).where(Device.account_id == account_id)
    if only is not None:
        gone = gone.where(Device.uid == only)
    if but is not None:
        gone = gone.where(Device.id != but)
    return len(session.scalars(gone.returning(Device.id)).all())


def forget_devices(session: Session, account_id: int, at: datetime, most: int) -> None:
    """Drop the devices of an account that stayed away too long, and of the others those beyond `most`."""
    latest = select(Device.id).where(Device.account_id == account_id, Device.expires_at > as_text(at))
    kept = latest.order_by(Device.last_seen_at.desc(), Device.id.desc()).limit(most)
    session.execute(delete(Device).where(Device.account_id == account_id, Device.id.not_in(kept)))


def invitation(session: Session, code_digest: str, at: datetime) -> Invitation | None:
    """An invitation that still holds, for nobody else to use at this moment."""
    return session.scalar(
        select(Invitation)
        .where(
            Invitation.code_digest == code_digest,
            Invitation.used_at.is_(None),
            Invitation.expires_at > as_text(at),
        )
        .with_for_update()
    )
