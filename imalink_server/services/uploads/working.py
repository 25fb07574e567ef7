"""What is done with an original once it is here: an egg is made of it, or it joins the photo it is of.

A job is written in the transaction that makes it necessary and struck out in the one that does it, so it
is done once, whoever dies. Whoever takes one has it for a while; after that somebody else may.
"""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

from imalink_core import Hatched, Hatchery, Problem
from imalink_core.codec import egg_to_json
from imalink_server.base.clock import as_text
from imalink_server.base.errors import Refused
from imalink_server.base.log import logger
from imalink_server.db import owned, photos, uploads
from imalink_server.db.models import Photo, Shoot, Upload
from imalink_server.db.shelves import Place
from imalink_server.db.uploads import Owner, Taken
from imalink_server.services.photos import adding, arriving, shelved
from imalink_server.services.photos.arriving import FileSaid
from imalink_server.services.server import Server
from imalink_server.services.uploads.taking import drop, move, whose
from imalink_server.services.writing import Writing, writing

log = logger(__name__)

_LEASE = timedelta(minutes=10)
"""Longer than the engine takes for any file."""
_MOST_ATTEMPTS = 5


def work_off(server: Server, hatchery: Hatchery, ended: threading.Event | None = None) -> int:
    """Do all jobs that are due, unless it is to end, and tell how many these were."""
    count = 0
    while not (ended and ended.is_set()) and (taken := _take(server)) is not None:
        try:
            _do(server, hatchery, taken)
        except Refused as refused:  # a store or a disk that may be back in ten minutes
            log.warning("a job has to wait", reason=refused.message)
        except Exception:
            log.exception("a bug in a job")
        count += 1
    return count


def moves(server: Server) -> bool:
    """Whether somebody does the jobs: none has waited for much longer than one takes."""
    try:
        with server.database.reading() as session:
            return not uploads.is_due(session, server.clock() - 2 * _LEASE)
    except Refused:
        return False


def _take(server: Server) -> Taken | None:
    with server.database.reading() as session:
        if not uploads.is_due(session, server.clock()):
            return None
    with server.database.writing() as session:
        return uploads.take_job(session, server.clock(), _LEASE)


def _do(server: Server, hatchery: Hatchery, taken: Taken) -> None:
    with server.database.reading() as session:
        found = uploads.by_id(session, taken.upload_id)
    if found is None:  # deleted meanwhile, or whose it is
        return
    row, owner = found
    if taken.attempts > _MOST_ATTEMPTS:
        _fail(server, owner, taken, Problem("crashed"))
        return
    with server.store.local(owner.uid, row.sha256) as path:
        if path is None:
            _fail(server, owner, taken, Problem("missing"))
            return
        try:
            hatched = hatchery.hatch(path, alone=True)
        except Problem as problem:
            if row.photo_id is None:
                _fail(server, owner, taken, problem)
            else:
                # Somebody else made the photo of it: it is theirs to read.
                _join(server, owner, taken, problem)
            return
    if row.photo_id is None:
        _make(server, owner, taken, row, hatched)
    else:
        _join(server, owner, taken, None)


def _make(server: Server, owner: Owner, taken: Taken, row: Upload, hatched: Hatched) -> None:
    """Make a photo of it, as if its egg had been sent."""
    egg = hatched.egg
    file = {"filename": row.filename, "sha256": row.sha256, "format": egg.image_format, "size": row.size}
    said: dict[str, Any] = {**egg_to_json(egg), "uid": row.uid, "files": [file]}
    arrival = arriving.arrival(said)
    with adding.held(server, whose(owner), arrival.cold), writing(server, whose(owner)) as w:
        now = _still(w, taken)
        if now is not None:
            made = adding.add(w, arrival)
            now.photo_id = made.photo.id
            _settle(w, now)


def _join(server: Server, owner: Owner, taken: Taken, problem: Problem | None) -> None:
    """Make it the original of its photo."""
    with writing(server, whose(owner)) as w:
        now = _still(w, taken)
        if now is not None:
            now.problem, now.message = (problem.code, problem.message) if problem else (None, None)
            _settle(w, now)


def _settle(w: Writing, row: Upload) -> None:
    move(w, row, "ready")
    photo = w.session.get_one(Photo, row.photo_id)
    if all(file.sha256 != row.sha256 for file in photos.files_of(w.session, photo.id)):
        w.session.add(adding.file_row(w, photo, FileSaid(row.filename, row.sha256, size=row.size)))
    if row.shoot_id is not None:
        before = photos.whole(w.session, photo).shoot_ids
        if photos.part_of(w.session, photo, {*before, row.shoot_id}):
            shelved.tell(w, [Place(Shoot, row.shoot_id)])
    adding.touch(w, photo)


def _fail(server: Server, owner: Owner, taken: Taken, problem: Problem) -> None:
    log.info("an original is none that can be read", problem=problem.code)
    with writing(server, whose(owner)) as w:
        row = _still(w, taken)
        if row is not None:
            move(w, row, "failed")
            row.problem, row.message = problem.code, problem.message
            w.let_go.add(row.sha256)


def _still(w: Writing, taken: Taken) -> Upload | None:
    """Strike the job out, and give its upload, unless somebody else was faster or it is gone."""
    uploads.end_job(w.session, taken.job_id)
    row = owned.by_id(w.session, Upload, w.me.account_id, taken.upload_id)
    return row if row is not None and row.state == "processing" else None


def tidy(server: Server) -> None:
    """Forget uploads that nobody has finished, and bytes on their way to none."""
    at, hours = server.clock(), server.settings.upload_hours
    with server.database.reading() as session:
        old = [uploads.by_id(session, row.id) for row in uploads.expired(session, at)]
        left = server.spool.left(hours)
        nobodys = set(left) - uploads.known(session, left)
    for found in old:
        if found is not None:
            with writing(server, whose(found[1])) as w:
                row = owned.by_id(w.session, Upload, found[1].id, found[0].id)
                if row is not None and row.state in ("waiting", "received") and row.expires_at <= as_text(at):
                    drop(w, row)
    for uid in nobodys:
        server.spool.drop(uid)
