"""Taking an original in: it is announced, sent in as many pieces as it takes, and called complete.

    waiting      announced; its bytes grow in the spool
    received     whole, and its digest is right: it lies in the store
    processing   its owner says that this was all; a job looks at it
    ready        the original of a photo
    failed       no photo can be made of it: its bytes are gone, and why stands here

Whoever has an upload's token may send it, so that a program that only carries bytes needs no more;
for as long as the device is signed in that was given the token.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from imalink_server.base.clock import as_text
from imalink_server.base.errors import Code, Refused
from imalink_server.db import accounts, owned, uploads
from imalink_server.db.database import Session
from imalink_server.db.models import Job, Photo, Upload
from imalink_server.db.policy import Viewer
from imalink_server.db.uploads import Owner
from imalink_server.services import things
from imalink_server.services.accounts import Me
from imalink_server.services.photos import changing
from imalink_server.services.photos.adding import touch
from imalink_server.services.server import Server
from imalink_server.services.signing_in import stranger
from imalink_server.services.writing import Writing, let_go, writing


@dataclass(frozen=True, slots=True)
class Announced:
    """What somebody wants to send."""

    filename: str
    size: int
    sha256: str
    photo: str | None = None
    """The photo that it is the original of; a photo is made of it, unless one is named."""


@dataclass(frozen=True, slots=True)
class UploadSeen:
    """An upload, as its owner sees it."""

    id: str
    shoot_id: int | None
    photo_id: int | None
    photo_uid: str | None
    filename: str
    size: int
    sha256: str
    state: str
    problem: str | None
    message: str | None
    offset: int
    """How much of it is here: from there to send on."""
    expires_at: str
    upload_token: str | None
    """What lets it be sent; nothing, once there is no more to send."""


def begin(w: Writing, shoot_id: int, said: Announced) -> UploadSeen:
    """Announce an upload. What this account has sent before need not be sent again.

    Whoever did not hear the answer announces the same once more, and hears of the same upload.
    """
    things.mine(w, things.SHOOTS, shoot_id)
    photo = None if said.photo is None else changing.mine(w, said.photo)
    photo_id = None if photo is None else photo.id
    before = uploads.announced(w.session, w.me.account_id, shoot_id, photo_id, said.sha256, w.at)
    if before is not None and (before.filename, before.size) == (said.filename, said.size):
        return seen(w.server, w.session, before, w.me)
    _check_room(w, said)
    kept = uploads.is_kept(w.session, w.me.account_id, said.sha256, said.size)
    here = kept and w.server.store.has(w.me.account_uid, said.sha256)
    row = Upload(
        uid=uploads.new_uid(),
        owner_id=w.me.account_id,
        version=1,
        created_at=w.at,
        updated_at=w.at,
        shoot_id=shoot_id,
        photo_id=photo_id,
        filename=said.filename,
        size=said.size,
        sha256=said.sha256,
        state="received" if here else "waiting",
        expires_at=as_text(w.server.clock(), timedelta(hours=w.server.settings.upload_hours)),
    )
    w.session.add(row)
    w.session.flush()
    return seen(w.server, w.session, row, w.me)


def _check_room(w: Writing, said: Announced) -> None:
    settings = w.server.settings
    if said.size > settings.largest_original:
        message = f"An original may have {settings.largest_original:,} bytes."
        raise Refused(Code.TOO_LARGE, message, {"most": settings.largest_original})
    quota, used = settings.originals_quota, uploads.spoken_for(w.session, w.me.account_id)
    if quota is not None and used + said.size > quota:
        message = f"Your originals may take {quota:,} bytes, and take {used:,} already."
        raise Refused(Code.QUOTA_EXCEEDED, message, {"quota": quota, "used": used})
    if w.server.spool.room() < said.size + settings.spare_disk:
        raise Refused(Code.DISK_FULL, "The server's disk has no room for it.")


class Receiving:
    """One stretch of an upload's bytes, as they come: each piece that came is kept, whatever comes after."""

    def __init__(self, server: Server, uid: str, token: str, offset: int) -> None:
        self._server = server
        device_uid = server.tokens.read_upload(token, uid)
        with server.database.reading() as session:
            found = uploads.by_uid(session, uid) if device_uid is not None else None
            signed_in = accounts.signed_in(session, device_uid, server.clock()) if device_uid else None
        if found is None or (found[0].state == "waiting" and found[0].expires_at <= as_text(server.clock())):
            raise missing()
        self._row, owner = found
        if signed_in is None or signed_in[0].id != owner.id:
            raise stranger()
        self._me = replace(whose(owner), device_id=signed_in[1].id, device_uid=signed_in[1].uid)
        self._at = offset
        if self._row.state == "waiting":
            self._check(offset <= server.spool.begin(uid))

    def write(self, piece: bytes) -> None:
        """Take some bytes in. What is whole already takes no more, and has no need to."""
        if self._at + len(piece) > self._row.size:
            raise Refused(Code.TOO_LARGE, "That is more than was announced.", {"most": self._row.size})
        if self._row.state == "waiting":
            self._check(self._server.spool.write(self._row.uid, self._at, piece))
        self._at += len(piece)

    def _check(self, fits: bool) -> None:
        if not fits:
            raise unfinished(self._server.spool.size(self._row.uid))

    def ended(self) -> UploadSeen:
        """Put what is whole into the store, and tell how far it has come."""
        server, row = self._server, self._row
        if row.state == "waiting":
            with server.spool.alone(row.uid):
                if server.spool.size(row.uid) == row.size:
                    self._keep()
        with server.database.reading() as session:
            found = uploads.by_uid(session, row.uid)
            if found is None:
                raise missing()
            return seen(server, session, found[0], self._me)

    def _keep(self) -> None:
        server, row, me = self._server, self._row, self._me
        if server.spool.digest(row.uid) != row.sha256:
            server.spool.drop(row.uid)
            raise Refused(Code.UPLOAD_DAMAGED, "These are not the bytes that were announced. Send them anew.")
        owner, store = me.account_uid, server.store
        store.keep_file(owner, row.sha256, server.spool.path(row.uid))
        try:
            with writing(server, me) as w:
                now = owned.by_uid(w.session, Upload, me.account_id, row.uid)
                # Somebody may have let go of the same bytes a moment ago: then they are sent once more.
                if (
                    now is not None
                    and now.state == "waiting"
                    and server.store.has(me.account_uid, row.sha256)
                ):
                    move(w, now, "received")
        finally:
            let_go(server, me, (row.sha256,))


def complete(w: Writing, uid: str) -> UploadSeen:
    """Say that an upload is all there, and have it looked at."""
    row = _mine(w, uid)
    if row.state == "waiting":
        raise unfinished(w.server.spool.size(uid))
    if row.state == "received":
        move(w, row, "processing")
        w.session.add(Job(upload_id=row.id, due_at=w.at, attempts=0))
    return seen(w.server, w.session, row, w.me)


def cancel(w: Writing, uid: str) -> None:
    """Forget an upload, with its bytes. The photo stays."""
    row = _mine(w, uid)
    photo = None if row.photo_id is None else w.session.get(Photo, row.photo_id)
    if photo is not None and row.state == "ready":
        touch(w, photo)
    drop(w, row)


def drop(w: Writing, row: Upload) -> None:
    """The same for one at hand."""
    w.let_go.add(row.sha256)
    w.server.spool.drop(row.uid)
    w.session.delete(row)


def one(server: Server, me: Me, uid: str) -> UploadSeen:
    """One's own upload."""
    with server.database.reading() as session:
        row = owned.by_uid(session, Upload, me.account_id, uid)
        if row is None:
            raise missing()
        return seen(server, session, row, me)


def of_shoot(server: Server, me: Me, shoot_id: int, offset: int, limit: int) -> tuple[list[UploadSeen], int]:
    """Some of the uploads of one's own shoot, and how many there are."""
    things.one(server, Viewer(me.account_id), things.SHOOTS, shoot_id)
    with server.database.reading() as session:
        rows, total = uploads.of_shoot(session, me.account_id, shoot_id, offset, limit)
        return [seen(server, session, row, me) for row in rows], total


def seen(server: Server, session: Session, row: Upload, me: Me) -> UploadSeen:
    """An upload, for its owner, on one of their devices."""
    waits = row.state == "waiting"
    photo = None if row.photo_id is None else session.get(Photo, row.photo_id)
    return UploadSeen(
        id=row.uid,
        shoot_id=row.shoot_id,
        photo_id=row.photo_id,
        photo_uid=None if photo is None else photo.uid,
        filename=row.filename,
        size=row.size,
        sha256=row.sha256,
        state=row.state,
        problem=row.problem,
        message=row.message,
        offset=server.spool.size(row.uid) if waits else row.size,
        expires_at=row.expires_at,
        upload_token=server.tokens.upload(row.uid, me.device_uid) if waits else None,
    )


def move(w: Writing, row: Upload, state: str) -> None:
    """Let an upload go a step further."""
    row.state, row.updated_at = state, w.at
    row.version += 1


def whose(owner: Owner) -> Me:
    """An upload's owner, who is on none of their devices while we work for them."""
    return Me(owner.id, owner.uid, owner.username, 0, "")


def missing() -> Refused:
    """What everybody is told of an upload that is not theirs, or not there."""
    return Refused(Code.NOT_FOUND, "There is no such upload.")


def unfinished(offset: int) -> Refused:
    """Some of it is not here yet."""
    return Refused(Code.UPLOAD_UNFINISHED, f"Send on from byte {offset:,}.", {"offset": offset})


def _mine(w: Writing, uid: str) -> Upload:
    row = owned.by_uid(w.session, Upload, w.me.account_id, uid)
    if row is None:
        raise missing()
    return row
