"""Large previews of many photos in one request: each is looked at, and a bad one harms no other."""

from __future__ import annotations

import json
import threading

import pytest

from imalink_server.base.errors import disk_full
from imalink_server.services.photos import jpegs
from imalink_server.storage.folder import Folder
from tests.unit.server.asking import Client
from tests.unit.server.photos.test_changing import names
from tests.unit.server.photos.test_jpegs import of_scans
from tests.unit.server.photos.test_sending import kept
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody

BATCH = f"{PHOTOS}/coldpreviews/batch"
LARGE, OTHER = jpeg(8, (800, 600)), jpeg(9, (800, 600))


def put(me: Client, *files: tuple[object, bytes], key: str | None = None) -> list[dict[str, object]]:
    headers = {} if key is None else {"Idempotency-Key": key}
    form = [(str(name), ("cold.jpg", content, "image/jpeg")) for name, content in files]
    answer = me.ask("PUT", BATCH, files=form, headers=headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.json()["results"]
    return found


def statuses(results: list[dict[str, object]]) -> list[object]:
    return [each["status"] for each in results]


def test_each_photo_gets_its_own_whatever_it_is_called_by(anywhere: Client) -> None:
    me = somebody(anywhere)
    one, two, three = (send(me) for _ in range(3))
    results = put(me, (one["uid"], LARGE), (two["id"], OTHER), (three["hothash"], LARGE))
    assert results == [{"status": 200, "version": 2, "detail": None}] * 3
    contents = [me.get(f"{PHOTOS}/{photo['id']}/coldpreview").content for photo in (one, two, three)]
    assert contents == [LARGE, OTHER, LARGE]
    assert names(kept(me)) == 2
    seen = me.get(f"{PHOTOS}/{one['id']}").json()
    assert [seen[f"coldpreview_{each}"] for each in ("width", "height", "size")] == [800, 600, len(LARGE)]


def test_what_is_wrong_with_one_harms_no_other(anywhere: Client) -> None:
    me = somebody(anywhere)
    photos = [send(me) for _ in range(5)]
    bad = [LARGE[:-400], of_scans(101), jpeg(1, (9000, 10)), b""]
    files = [(photo["uid"], content) for photo, content in zip(photos, [*bad, LARGE], strict=True)]
    results = put(me, *files, ("of-no-photo-at-all", LARGE))
    assert statuses(results) == [422, 413, 413, 422, 200, 404]
    assert [each["version"] for each in results] == [None] * 4 + [2, None]
    assert '"code": "INVALID_FILE_FORMAT"' in json.dumps(results[0])
    assert names(kept(me)) == 1
    assert me.get(f"{PHOTOS}/{photos[0]['id']}").json()["version"] == 1


def test_each_is_kept_as_soon_as_it_was_looked_at(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    me = somebody(client)
    photos = [send(me) for _ in range(2)]
    one_is_kept = threading.Event()
    keep, look = Folder.keep, jpegs.looked_at

    def keeps(folder: Folder, owner: str, digest: str, content: bytes) -> None:
        keep(folder, owner, digest, content)
        one_is_kept.set()

    def looks(jpeg: bytes, longest: int, what: str) -> jpegs.Size:
        assert jpeg == LARGE or one_is_kept.wait(20)
        return look(jpeg, longest, what)

    monkeypatch.setattr(Folder, "keep", keeps)
    monkeypatch.setattr(jpegs, "looked_at", looks)
    results = put(
        me, *((photo["uid"], content) for photo, content in zip(photos, (LARGE, OTHER), strict=True))
    )
    assert statuses(results) == [200, 200]


def test_one_that_is_too_large_is_told_so(client: Client) -> None:
    me = somebody(client)
    photo = send(me)
    assert statuses(put(me, (photo["uid"], bytes(10_485_761)), (photo["uid"], LARGE))) == [413, 200]


def test_the_same_again_is_no_change_and_another_takes_its_place(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    uid = photo["uid"]
    assert [each["version"] for each in put(me, (uid, LARGE), (uid, LARGE), (uid, OTHER))] == [2, 2, 3]
    assert [each["version"] for each in put(me, (uid, OTHER))] == [3]
    assert me.get(f"{PHOTOS}/{photo['id']}/coldpreview").content == OTHER
    assert names(kept(me)) == 1


def test_nobody_gives_anything_to_a_photo_of_another(anywhere: Client) -> None:
    me = somebody(anywhere)
    theirs = send(somebody(anywhere, "bert"), egg(visibility="public"))
    results = put(me, *((theirs[name], LARGE) for name in ("id", "uid", "hothash")))
    assert results == put(me, *((name, LARGE) for name in (987_654_321, "of-no-photo-at-all", "0" * 64)))
    assert statuses(results) == [404] * 3
    assert kept(me) == []


def test_names_that_no_photo_can_have_are_nobodys(anywhere: Client) -> None:
    me = somebody(anywhere)
    names = ["\0", "a\0b", "a" * 500, "sjø", "%", "' OR 1=1 --"]
    parts = b"".join(
        b'--x\r\nContent-Disposition: form-data; name="%b"; filename="a"\r\n\r\n%b\r\n'
        % (name.encode(), LARGE)
        for name in names
    )
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = me.ask("PUT", BATCH, content=parts + b"--x--\r\n", headers=headers)
    assert answer.status_code == 200, answer.text
    assert statuses(answer.json()["results"]) == [404] * 6
    assert kept(me) == []


def test_a_request_that_is_repeated_is_done_once(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    before = put(me, (photo["uid"], LARGE), key="k")
    put(me, (photo["uid"], OTHER))
    assert put(me, (photo["uid"], LARGE), key="k") == before
    assert me.get(f"{PHOTOS}/{photo['id']}/coldpreview").content == OTHER
    form = {str(photo["uid"]): ("cold.jpg", OTHER, "image/jpeg")}
    answer = me.ask("PUT", BATCH, files=form, headers={"Idempotency-Key": "k"})
    assert answer.json()["detail"]["code"] == "KEY_USED_OTHERWISE"
    assert names(kept(me)) == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"content": LARGE, "headers": {"Content-Type": "image/jpeg"}},
        {"json": {"photos": []}},
        {"content": b"--x--\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        {"data": {"of-some-photo": "text"}, "files": {}},
    ],
    ids=["a picture alone", "JSON", "an empty form", "no files"],
)
def test_only_a_form_with_files_is_taken(client: Client, sent: dict[str, object]) -> None:
    answer = somebody(client).ask("PUT", BATCH, **sent)
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("files", [{str(each): LARGE for each in range(101)}, {"one": LARGE}])
def test_a_form_of_too_many_or_with_other_things_is_refused(client: Client, files: dict[str, bytes]) -> None:
    me = somebody(client)
    said = {"text": "and a field"} if len(files) == 1 else {}
    answer = me.ask("PUT", BATCH, files=files, data=said)
    assert answer.status_code == 400


def test_nothing_is_kept_where_nothing_is_noted(anywhere: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    me = somebody(anywhere)
    photo = send(me)
    with monkeypatch.context() as patch:
        patch.setattr(Folder, "keep", _full)
        form = {str(photo["uid"]): ("cold.jpg", LARGE, "image/jpeg")}
        assert me.ask("PUT", BATCH, files=form).status_code == 507
    assert kept(me) == []
    assert me.get(f"{PHOTOS}/{photo['id']}/coldpreview").status_code == 404


def _full(*_: object) -> None:
    raise disk_full()
