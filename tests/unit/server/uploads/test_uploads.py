"""An original is sent when somebody asks for it, in pieces if need be, and only its owner gets it back."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from imalink_server.base.errors import Refused
from imalink_server.db import uploads
from imalink_server.services.uploads import taking, working
from imalink_server.services.uploads.taking import Receiving, whose
from imalink_server.services.uploads.working import tidy
from imalink_server.services.writing import writing
from imalink_server.storage.folder import Folder
from tests.unit.server.asking import PASSWORD, Client, running
from tests.unit.server.conftest import MakeSettings
from tests.unit.server.races import interrupted
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody
from tests.unit.server.uploads.originals import (
    API,
    ORIGINAL,
    announce,
    complete,
    put,
    sent,
    shoot,
    worked_off,
)

DIGEST = hashlib.sha256(ORIGINAL).hexdigest()


def files(client: Client) -> list[Path]:
    folders = (client.server.settings.paths.storage, client.server.settings.paths.uploads)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def store_of(client: Client) -> list[Path]:
    return [path for path in client.server.settings.paths.storage.rglob("*") if path.is_file()]


def test_a_photo_is_made_of_what_came_alone(anywhere: Client) -> None:
    me = somebody(anywhere)
    ready = sent(me)
    assert (ready["state"], ready["problem"], ready["offset"]) == ("ready", None, len(ORIGINAL))
    photo = me.get(f"{PHOTOS}/{ready['photo_id']}").json()
    assert (photo["width"], photo["height"], photo["visibility"]) == (900, 600, "private")
    assert [(file["filename"], file["sha256"]) for file in photo["files"]] == [("IMG_1.JPG", DIGEST)]
    assert photo["shoot_ids"] == [ready["shoot_id"]]
    assert me.get(photo["coldpreview_path"]).status_code == 200
    fetched = me.get(photo["original_path"])
    assert fetched.content == ORIGINAL
    assert fetched.headers["content-disposition"] == "attachment; filename*=UTF-8''IMG_1.JPG"
    (listed,) = me.get(f"{API}/shoots/{ready['shoot_id']}/uploads").json()["data"]
    assert listed == ready


def test_an_original_joins_the_photo_it_is_of(anywhere: Client) -> None:
    me = somebody(anywhere)
    known = send(me, egg(rating=4, files=[{"filename": "IMG_1.JPG", "sha256": DIGEST, "machine": "laptop"}]))
    assert known["original_path"] is None
    ready = sent(me, photo=str(known["uid"]))
    assert ready["photo_uid"] == known["uid"]
    now = me.get(f"{PHOTOS}/{known['id']}").json()
    assert (now["rating"], now["hothash"], len(now["files"])) == (4, known["hothash"], 1)
    assert now["version"] > known["version"]
    assert me.get(now["original_path"]).content == ORIGINAL


def test_what_no_engine_reads_is_still_the_original_of_its_photo(client: Client) -> None:
    me = somebody(client)
    known = send(me)
    ready = sent(me, b"a format of the year 2040", photo=str(known["id"]))
    assert (ready["state"], ready["problem"]) == ("ready", "unknown")
    assert me.get(f"{PHOTOS}/{known['id']}/original").content == b"a format of the year 2040"


def test_what_no_engine_reads_becomes_no_photo(anywhere: Client) -> None:
    me = somebody(anywhere)
    failed = sent(me, b"no picture at all")
    assert (failed["state"], failed["problem"], failed["photo_id"]) == ("failed", "unknown", None)
    assert me.get(PHOTOS).json()["meta"]["total"] == 0
    assert files(anywhere) == []


@pytest.mark.parametrize("share", [0.25, 0.5, 0.99])
def test_a_broken_off_upload_goes_on_where_it_was(client: Client, share: float) -> None:
    me, at = somebody(client), int(len(ORIGINAL) * share)
    upload = announce(me, shoot(me)).json()
    assert upload["offset"] == 0
    told = put(me, upload, ORIGINAL[:at]).json()
    assert (told["state"], told["offset"]) == ("waiting", at)
    assert me.get(upload["upload_url"]).json()["offset"] == at
    early = complete(me, upload)
    assert (early.status_code, early.json()["detail"]["details"]) == (409, {"offset": at})
    beyond = put(me, upload, b"x", at + 1)
    assert (beyond.status_code, beyond.json()["detail"]["code"]) == (409, "UPLOAD_UNFINISHED")
    assert put(me, upload, ORIGINAL[at:], at).json()["state"] == "received"
    assert put(me, upload, ORIGINAL).json()["state"] == "received"  # an answer that was lost
    assert complete(me, upload).status_code == 200


def test_bytes_that_are_others_are_refused_and_may_come_again(client: Client) -> None:
    me = somebody(client)
    upload = announce(me, shoot(me)).json()
    wrong = put(me, upload, ORIGINAL[:-1] + b"x")
    assert (wrong.status_code, wrong.json()["detail"]["code"]) == (422, "UPLOAD_DAMAGED")
    assert put(me, upload, ORIGINAL + b"x").status_code == 413
    assert me.get(upload["upload_url"]).json()["state"] == "waiting"
    assert put(me, upload, ORIGINAL).json()["state"] == "received"


def test_the_same_bytes_are_sent_once(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    sent(anna)
    assert announce(anna, shoot(anna)).json()["state"] == "received"
    assert announce(bert, shoot(bert)).json()["state"] == "waiting"


def test_nothing_is_done_twice(anywhere: Client) -> None:
    me = somebody(anywhere)
    shoot_id = shoot(me)
    first = announce(me, shoot_id).json()
    assert announce(me, shoot_id).json() == first
    assert announce(me, shoot_id, filename="another.jpg").json()["id"] != first["id"]
    put(me, first, ORIGINAL)
    for _ in range(2):
        assert (
            complete(me, first, headers={"Idempotency-Key": "completed-once"}).json()["state"] == "processing"
        )
    assert worked_off(anywhere) == 1
    assert complete(me, first).json()["state"] == "ready"
    assert worked_off(anywhere) == 0
    assert me.get(PHOTOS).json()["meta"]["total"] == 1


def test_a_token_is_for_one_upload(client: Client) -> None:
    me = somebody(client)
    one, other = (announce(me, shoot(me), jpeg(number, (300, 200))).json() for number in (1, 2))
    for token in ("", "x" * 64, other["upload_token"]):
        answer = put(me, {**one, "upload_token": token}, b"x")
        assert answer.status_code == 404
    assert put(client, one, jpeg(1, (300, 200))).json()["state"] == "received"


def test_an_answer_that_lets_somebody_send_is_never_kept(anywhere: Client) -> None:
    me = somebody(anywhere)
    shoot_id, key = shoot(me), {"Idempotency-Key": "once"}
    said = {"filename": "a.jpg", "size": len(ORIGINAL), "sha256": DIGEST}
    refused = me.post(f"{API}/shoots/{shoot_id}/uploads/init", said, headers=key)
    assert (refused.status_code, refused.json()["detail"]["details"]) == (422, {"where": "Idempotency-Key"})
    upload = announce(me, shoot_id).json()
    put(me, upload, ORIGINAL)
    assert complete(me, upload, headers=key).json()["upload_token"] is None


@pytest.mark.parametrize("how", ["signing out", "another password", "being sent away"])
def test_who_is_signed_out_sends_no_more(anywhere: Client, how: str) -> None:
    me = somebody(anywhere)
    other, upload = me.signed_in(), announce(me, shoot(me)).json()
    assert put(anywhere, upload, ORIGINAL[:100]).status_code == 200
    if how == "signing out":
        assert me.post(f"{API}/auth/logout").status_code == 200
    elif how == "being sent away":
        assert other.delete(f"{API}/auth/devices").status_code == 200
    else:
        change = {"current_password": PASSWORD, "new_password": "quite another one"}
        assert other.post(f"{API}/users/me/change-password", change).status_code == 200
    late = put(anywhere, upload, ORIGINAL[100:], 100)
    assert (late.status_code, late.json()["detail"]["code"]) == (401, "NOT_AUTHENTICATED")
    # Where one is signed in, there is another token for the same bytes.
    again = other.get(upload["upload_url"]).json()
    assert again["offset"] == 100
    assert put(anywhere, again, ORIGINAL[100:], 100).json()["state"] == "received"


def test_who_is_signed_out_while_they_send_has_sent_nothing(anywhere: Client) -> None:
    me = somebody(anywhere)
    upload = announce(me, shoot(me)).json()
    told = {"X-Upload-Token": upload["upload_token"]}
    out = partial(me.asking, "POST", f"{API}/auth/logout")
    assert interrupted(anywhere, "PUT", upload["upload_url"], ORIGINAL, out, told).status_code == 401
    assert not any(path.read_bytes() == ORIGINAL for path in store_of(anywhere))


def test_an_uploads_token_is_good_for_nothing_else(anywhere: Client) -> None:
    me = somebody(anywhere)
    upload = announce(me, shoot(me)).json()
    signed = str(upload["upload_token"]).rpartition(".")[2]
    for token in (upload["upload_token"], f"upload.{upload['id']}.{signed}", f"{upload['id']}.1.{signed}"):
        assert anywhere.post(f"{API}/auth/refresh", {"refresh_token": token}).status_code == 401
        assert me.get(f"{API}/users/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert put(anywhere, {**upload, "upload_token": me.refresh_token}, b"x").status_code == 404


def test_a_part_of_an_original(client: Client) -> None:
    me = somebody(client)
    path = me.get(f"{PHOTOS}/{sent(me)['photo_id']}").json()["original_path"]
    for asked, begin, end in (("0-9", 0, 10), ("10-", 10, None), ("-7", -7, None), ("5-99999999", 5, None)):
        part = me.get(path, headers={"Range": f"bytes={asked}"})
        assert (part.status_code, part.content) == (206, ORIGINAL[begin:end])
        start = begin % len(ORIGINAL)
        last = start + len(part.content) - 1
        assert part.headers["content-range"] == f"bytes {start}-{last}/{len(ORIGINAL)}"
    for asked in ("bytes=9-3", "bytes=-", "lines=1-2", "bytes=0-1,4-5"):
        assert me.get(path, headers={"Range": asked}).content == ORIGINAL
    beyond = me.get(path, headers={"Range": f"bytes={len(ORIGINAL)}-"})
    assert (beyond.status_code, beyond.json()["detail"]["code"]) == (416, "NO_SUCH_RANGE")
    other = me.get(path, headers={"Range": "bytes=0-9", "If-Range": '"another"'})
    assert (other.status_code, other.content) == (200, ORIGINAL)
    same = me.get(path, headers={"Range": "bytes=0-9", "If-Range": other.headers["etag"]})
    assert same.status_code == 206


@pytest.mark.parametrize("visibility", ["authenticated", "public"])
def test_who_sees_a_photo_does_not_get_its_original(anywhere: Client, visibility: str) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    photo = send(anna, egg(visibility=visibility))
    sent(anna, photo=str(photo["id"]))
    assert bert.get(f"{PHOTOS}/{photo['id']}").json()["original_path"] is None
    none = bert.get(f"{PHOTOS}/{photo['id']}/original")
    without = bert.get(f"{PHOTOS}/987654321/original")
    assert (none.status_code, none.content) == (404, without.content)
    assert anywhere.get(f"{PHOTOS}/{photo['id']}/original").status_code == 401


def test_an_original_goes_with_its_photo(anywhere: Client) -> None:
    me = somebody(anywhere)
    ready = sent(me)
    assert files(anywhere)
    me.delete(f"{PHOTOS}/{ready['photo_id']}")
    assert me.get(f"{PHOTOS}/{ready['photo_id']}/original").content == ORIGINAL
    me.delete(f"{PHOTOS}/{ready['photo_id']}?forever=true")
    assert files(anywhere) == []
    assert me.get(ready["upload_url"]).status_code == 404


def test_an_upload_can_be_deleted_while_its_photo_stays(anywhere: Client) -> None:
    me = somebody(anywhere)
    ready = sent(me)
    assert me.delete(ready["upload_url"]).status_code == 200
    photo = me.get(f"{PHOTOS}/{ready['photo_id']}").json()
    assert photo["original_path"] is None
    assert me.get(f"{PHOTOS}/{photo['id']}/original").status_code == 404
    assert len(files(anywhere)) == 1  # the large preview
    half = announce(me, shoot(me)).json()
    put(me, half, ORIGINAL[:10])
    me.delete(half["upload_url"])
    assert len(files(anywhere)) == 1


def test_what_nobody_finishes_is_forgotten(anywhere: Client) -> None:
    me = somebody(anywhere)
    half, whole = announce(me, shoot(me)).json(), announce(me, shoot(me), jpeg(5, (300, 200))).json()
    put(me, half, ORIGINAL[:10])
    put(me, whole, jpeg(5, (300, 200)))
    tidy(anywhere.server)
    assert len(files(anywhere)) == 2
    anywhere.clock.go(hours=49)
    assert put(me, half, ORIGINAL).status_code == 404
    tidy(anywhere.server)
    assert files(anywhere) == []


def test_there_are_bounds(settings: MakeSettings) -> None:
    with running(settings(largest_original=1 << 20, originals_quota=len(ORIGINAL) + 10)) as client:
        me = somebody(client)
        shoot_id = shoot(me)
        large = announce(me, shoot_id, size=(1 << 20) + 1)
        assert (large.status_code, large.json()["detail"]["code"]) == (413, "TOO_LARGE")
        assert announce(me, shoot_id).status_code == 201
        full = announce(me, shoot_id, size=11, sha256="0" * 64)
        assert (full.status_code, full.json()["detail"]["code"]) == (507, "QUOTA_EXCEEDED")
        assert full.json()["detail"]["details"]["used"] == len(ORIGINAL)


def test_what_no_disk_has_room_for_is_not_begun(client: Client) -> None:
    answer = announce(me := somebody(client), shoot(me), size=1 << 34)
    free = client.server.spool.room()
    assert answer.status_code == (507 if free < (1 << 34) + (256 << 20) else 201)


def test_a_job_survives_whoever_does_it(anywhere: Client) -> None:
    me = somebody(anywhere)
    upload = announce(me, shoot(me)).json()
    put(me, upload, ORIGINAL)
    complete(me, upload)
    assert working._take(anywhere.server) is not None  # and whoever took it dies
    assert worked_off(anywhere) == 0
    assert me.get("/health").json()["queue"] == "ok"
    anywhere.clock.go(minutes=31)
    assert me.get("/health").json()["queue"] == "away"
    me = me.signed_in()
    assert worked_off(anywhere) == 1
    assert me.get(upload["upload_url"]).json()["state"] == "ready"


def test_an_original_that_a_disk_has_lost_is_said_to_be_missing(client: Client) -> None:
    me = somebody(client)
    upload = announce(me, shoot(me)).json()
    put(me, upload, ORIGINAL)
    complete(me, upload)
    (file,) = (path for path in files(client) if path.name == DIGEST)
    file.unlink()
    assert worked_off(client) == 1
    told = me.get(upload["upload_url"]).json()
    assert (told["state"], told["problem"]) == ("failed", "missing")


def test_what_is_kept_is_never_written_to_again(anywhere: Client) -> None:
    me = somebody(anywhere)
    upload = announce(me, shoot(me)).json()
    told = {"X-Upload-Token": upload["upload_token"]}
    meanwhile = partial(me.asking, "PUT", upload["upload_url"], content=ORIGINAL, headers=told)
    other = ORIGINAL[:-20] + bytes(20)
    late = interrupted(me, "PUT", upload["upload_url"], other, meanwhile, told)
    assert (late.status_code, late.json()["detail"]["code"]) == (409, "UPLOAD_UNFINISHED")
    assert [hashlib.sha256(path.read_bytes()).hexdigest() for path in files(anywhere)] == [DIGEST]
    assert me.get(upload["upload_url"]).json()["state"] == "received"
    assert complete(me, upload).status_code == 200
    assert worked_off(anywhere) == 1
    assert me.get(f"{PHOTOS}/1/original").content == ORIGINAL


def test_what_comes_while_the_whole_is_looked_at_waits(anywhere: Client) -> None:
    me = somebody(anywhere)
    upload = announce(me, shoot(me)).json()
    put(me, upload, ORIGINAL[:100])
    server = anywhere.server
    late = Receiving(server, upload["id"], upload["upload_token"], 100)
    with ThreadPoolExecutor(1) as pool, server.spool.alone(upload["id"]):
        writing = pool.submit(late.write, b"no part of it")
        assert server.spool.digest(upload["id"]) == hashlib.sha256(ORIGINAL[:100]).hexdigest()
        server.spool.drop(upload["id"])  # as if it had become whole, and was moved
        assert not writing.done()
    with pytest.raises(Refused):
        writing.result()
    assert files(anywhere) == []


def test_bytes_of_an_upload_that_is_cancelled_meanwhile_do_not_stay(anywhere: Client) -> None:
    me = somebody(anywhere)
    upload = announce(me, shoot(me)).json()
    whole = anywhere.server

    class Cancelled(Folder):
        """A folder that keeps a file just when its upload is cancelled."""

        def keep_file(self, owner: str, digest: str, path: Path) -> None:
            """Keep it nevertheless."""
            super().keep_file(owner, digest, path)
            with writing(whole, whose(uploads.Owner(1, owner, "anna"))) as w:
                taking.cancel(w, upload["id"])

    anywhere.app.state.server = replace(whole, store=Cancelled(whole.settings.paths.storage))
    assert put(me, upload, ORIGINAL).status_code == 404
    assert files(anywhere) == []
