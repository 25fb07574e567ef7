"""Pictures that are sent whole, by those who only have a browser: their eggs are kept, they are not."""

from __future__ import annotations

import hashlib
from pathlib import Path

import httpx
import pytest

from imalink_core import Hatchery
from tests.drawing import camera_exif, jpeg, scene
from tests.unit.server.asking import Client, More
from tests.unit.server.sending import PHOTOS, somebody

PICTURE = jpeg(scene(600, 400), exif=camera_exif(taken_at="2024:01:15 14:30:00"))


def register(client: Client, content: bytes = PICTURE, **more: More) -> httpx.Response:
    form = {"file": ("DSC_1.jpg", content, "image/jpeg")}
    return client.ask("POST", f"{PHOTOS}/register-image", files=form, **more)


def test_a_picture_is_kept_as_its_egg(anywhere: Client, tmp_path: Path) -> None:
    anna = somebody(anywhere)
    said = {"title": "Sea", "rating": "4", "tags": "sea, travel/norway", "visibility": "public"}
    answer = register(anna, data=said)
    assert answer.status_code == 201, answer.text
    (tmp_path / "a.jpg").write_bytes(PICTURE)
    with Hatchery() as hatchery:
        egg = hatchery.hatch(tmp_path / "a.jpg").egg
    photo = answer.json()
    assert photo["hothash"] == egg.hothash
    assert (photo["title"], photo["rating"], photo["visibility"]) == ("Sea", 4, "public")
    assert [tag["name"] for tag in photo["tags"]] == ["sea", "travel/norway"]
    assert photo["taken_at"] == "2024-01-15T14:30:00"
    (file,) = photo["files"]
    assert file["filename"] == "DSC_1.jpg"
    assert file["sha256"] == hashlib.sha256(PICTURE).hexdigest()
    assert anna.get(f"{PHOTOS}/{photo['id']}/hotpreview").content == egg.hotpreview
    assert anna.get(f"{PHOTOS}/{photo['id']}/coldpreview").content == egg.coldpreview
    whole = [path for path in tmp_path.rglob("*") if path.is_file() and path.read_bytes() == PICTURE]
    assert whole == [tmp_path / "a.jpg"]


def test_the_same_picture_again_is_that_photo(client: Client) -> None:
    anna, bert = somebody(client), somebody(client, "bert")
    first, again, others = register(anna), register(anna), register(bert)
    assert (first.status_code, again.status_code, others.status_code) == (201, 200, 201)
    assert again.json()["id"] == first.json()["id"]
    assert again.json()["is_duplicate"] is True


def test_a_request_repeated_is_answered_the_same(client: Client) -> None:
    anna = somebody(client)
    key = {"Idempotency-Key": "picture-1"}
    first, again = register(anna, headers=key), register(anna, headers=key)
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert (
        register(anna, headers=key, data={"title": "Other"}).json()["detail"]["code"] == "KEY_USED_OTHERWISE"
    )


@pytest.mark.parametrize(
    ("content", "fields", "status"),
    [
        (b"no picture", {}, 400),
        (PICTURE[:300], {}, 422),
        (PICTURE, {"rating": "6"}, 422),
        (PICTURE, {"author_id": "77"}, 422),
        (PICTURE, {"visibility": "all"}, 422),
        (PICTURE, {"owner_id": "1"}, 422),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(
    client: Client, content: bytes, fields: dict[str, str], status: int
) -> None:
    anna = somebody(client)
    answer = register(anna, content, data=fields)
    assert answer.status_code == status, answer.text
    assert anna.get(PHOTOS).json()["meta"]["total"] == 0


def test_a_stranger_is_refused_before_anything_is_read(client: Client) -> None:
    assert register(client).status_code == 401
    assert register(somebody(client), b"x", headers={"Content-Length": str(1 << 40)}).status_code == 413
