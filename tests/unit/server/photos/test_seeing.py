"""Looking at photos: each sees what is meant for them, and of the rest not even that it is there."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imalink_server.services.photos.baring import bare
from imalink_server.services.photos.jpegs import looked_at
from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody

CANARIES = ("59.9139", "10.7522", "SN-4711", "Anna Nobody", "IMG_secret", "nas-drive", "hush")
TELLING = {
    "metadata": {"gps_latitude": 59.9139, "gps_longitude": 10.7522, "gps_altitude": 12.5, "iso": 400},
    "exif_dict": {
        "Model": "EOS R5",
        "GPS": {"GPSLatitude": 59.9139},
        "BodySerialNumber": "SN-4711",
        "Artist": "Anna Nobody",
        "ImageDescription": "hush",
        "Location": {"City": "59.9139"},
        "OffsetTimeOriginal": "+05:45",
        "FNumber": {"hush": "10.7522"},
    },
    "files": [{"filename": "IMG_secret.jpg", "machine": "hush", "drive": "nas-drive"}],
    "tags": ["hush"],
    "label": "hush",
}


def telling(**beside: object) -> dict[str, object]:
    """An egg that tells everything."""
    hot = jpeg(1234, comment=b"hush GPS 59.9139")
    cold = jpeg(99, (600, 400), comment=b"hush SN-4711")
    return egg(hot=hot, cold=cold, **{**TELLING, **beside})  # type: ignore[arg-type]  # whatever an egg takes


@pytest.mark.parametrize("visibility", ["authenticated", "public"])
def test_others_learn_no_place_no_serial_no_owner_and_no_path(anywhere: Client, visibility: str) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    photo = send(anna, telling(visibility=visibility))
    url = f"{PHOTOS}/{photo['id']}"
    answers = [bert.get(url), bert.get(f"{PHOTOS}/{photo['hothash']}"), bert.get(PHOTOS)]
    answers.append(bert.post(f"{PHOTOS}/search", {"rating_min": 0}))
    assert [each.status_code for each in answers] == [200] * 4
    for answer in answers:
        assert not [word for word in (*CANARIES, "anna", "+05:45", str(photo["uid"])) if word in answer.text]
        assert "etag" not in answer.headers
    assert answers[0].json()["exif_dict"] == {"Model": "EOS R5"}
    assert answers[0].json()["metadata"]["iso"] == 400
    mine = anna.get(url).text
    assert all(word in mine for word in CANARIES)


NESTED: dict[str, object] = {
    "Model": ["x", {"GPSLatitude": 59.9139, "BodySerialNumber": "SN-4711"}],
    "LensModel": [[["x", {"OwnerName": "hush"}]]],
    "FNumber": [28, 10],
    "GPS": {
        "GPSLatitude": [59, 54, 50.0],
        "BodySerialNumber": "SN-4711",
        "GPSAltitude": [{"Artist": "hush"}],
    },
    "GPSInfo": ["N", {"Artist": "hush"}],
}


def test_nothing_is_told_because_it_lies_deep(anywhere: Client) -> None:
    anna = somebody(anywhere, "anna")
    photo = send(anna, egg(visibility="public", exif_dict=NESTED, metadata={"gps_latitude": 59.9139}))
    url = f"{PHOTOS}/{photo['id']}"
    assert anywhere.get(url).json()["exif_dict"] == {"FNumber": [28, 10]}
    anna.put(url, {"tells_place": True})
    told = anywhere.get(url).json()["exif_dict"]
    assert told == {"FNumber": [28, 10], "GPS": {"GPSLatitude": [59, 54, 50.0]}, "GPSInfo": None}
    assert anna.get(url).json()["exif_dict"] == NESTED


def test_others_are_not_told_how_large_the_file_is_that_they_do_not_get(anywhere: Client) -> None:
    anna = somebody(anywhere, "anna")
    photo = send(anna, telling(visibility="public"))
    seen = anywhere.get(f"{PHOTOS}/{photo['id']}").json()
    assert (seen["coldpreview_width"], seen["coldpreview_size"]) == (600, None)
    assert isinstance(photo["coldpreview_size"], int)
    assert len(anywhere.get(str(seen["coldpreview_path"])).content) < photo["coldpreview_size"]


def test_the_bytes_of_previews_tell_nothing_either(anywhere: Client) -> None:
    anna = somebody(anywhere, "anna")
    photo = send(anna, telling(visibility="public"))
    for which in ("hotpreview", "coldpreview", "coldpreview?width=2000", "coldpreview?width=200"):
        url = f"{PHOTOS}/{photo['id']}/{which}"
        theirs = anywhere.get(url)
        assert theirs.status_code == 200
        assert theirs.headers["content-type"] == "image/jpeg"
        assert b"hush" not in theirs.content
        assert which.endswith("=200") or theirs.content == bare(theirs.content)
        assert looked_at(theirs.content, 2000, "it").width
    assert anna.get(f"{PHOTOS}/{photo['id']}/hotpreview").content == jpeg(1234, comment=b"hush GPS 59.9139")


def test_what_the_owner_allows_is_told(anywhere: Client) -> None:
    anna = somebody(anywhere, "anna")
    photo = send(anna, telling(visibility="public", tells_place=True))
    seen = anywhere.get(f"{PHOTOS}/{photo['id']}").json()
    assert (seen["gps_latitude"], seen["exif_dict"]["GPS"]) == (59.9139, {"GPSLatitude": 59.9139})
    assert "BodySerialNumber" not in seen["exif_dict"]
    anna.put(f"{PHOTOS}/{photo['id']}", {"tells_place": False, "tells_names": True})
    seen = anywhere.get(f"{PHOTOS}/{photo['id']}").json()
    assert seen["gps_latitude"] is None
    assert (seen["exif_dict"]["BodySerialNumber"], seen["primary_filename"]) == ("SN-4711", "IMG_secret.jpg")
    assert "GPS" not in seen["exif_dict"]


@pytest.mark.parametrize("key", ["id", "hothash", "uid"])
@pytest.mark.parametrize("what", ["", "/hotpreview", "/coldpreview"])
def test_a_private_photo_cannot_be_told_from_none(anywhere: Client, key: str, what: str) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    photo = send(anna, telling())
    for outsider in (bert, anywhere):
        there = outsider.get(f"{PHOTOS}/{photo[key]}{what}")
        none = outsider.get(f"{PHOTOS}/{'f' * 64 if key == 'hothash' else 987654}{what}")
        assert (there.status_code, there.content) == (none.status_code, none.content) == (404, none.content)
        assert outsider.get(PHOTOS).json()["meta"]["total"] == 0
    assert bert.put(f"{PHOTOS}/{photo[key]}", {"rating": 1}).status_code == 404
    assert bert.delete(f"{PHOTOS}/{photo[key]}").status_code == 404
    assert (
        bert.put(f"{PHOTOS}/{photo[key]}", {"rating": 1}).content
        == bert.put(f"{PHOTOS}/1234567", {"rating": 1}).content
    )


def test_less_visible_holds_for_every_later_byte(anywhere: Client) -> None:
    anna = somebody(anywhere, "anna")
    photo = send(anna, telling(visibility="public"))
    urls = [f"{PHOTOS}/{photo['id']}{what}" for what in ("", "/hotpreview", "/coldpreview")]
    for _ in range(2):
        anna.put(urls[0], {"visibility": "private"})
        assert [anywhere.get(url).status_code for url in urls] == [404] * 3
        anna.put(urls[0], {"visibility": "public"})
        answers = [anywhere.get(url) for url in urls]
        assert [each.status_code for each in answers] == [200] * 3
        assert {each.headers["cache-control"] for each in answers} == {"private, no-store"}


def test_by_hothash_ones_own_comes_first(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    first = send(anna, egg(5, visibility="public", title="Anna's"))
    assert bert.get(f"{PHOTOS}/{first['hothash']}").json()["title"] == "Anna's"
    assert bert.put(f"{PHOTOS}/{first['hothash']}", {"title": "mine"}).status_code == 404
    send(bert, egg(5, title="Bert's"))
    assert bert.get(f"{PHOTOS}/{first['hothash']}").json()["title"] == "Bert's"
    assert anywhere.get(f"{PHOTOS}/{first['hothash']}").json()["title"] == "Anna's"


def test_a_search_tells_no_more_than_an_answer(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    photo = send(anna, telling(visibility="public", flag=1))
    tag = photo["tags"][0]["id"]  # type: ignore[index]

    def total(who: Client, **asked: object) -> int:
        return int(who.post(f"{PHOTOS}/search", asked).json()["meta"]["total"])

    private: list[dict[str, object]] = [
        {"tag_ids": [tag]},
        {"flag": 1},
        {"labels": ["hush"]},
        {"has_gps": True},
    ]
    private += [{"has_raw": False}, {"owner": "me"}]
    for asked in private:
        assert total(anna, **asked) == 1, asked
        assert total(bert, **asked) == total(anywhere, **asked) == 0, asked
    assert total(bert, has_gps=False) == total(bert) == 1
    anna.put(f"{PHOTOS}/{photo['id']}", {"tells_place": True})
    assert total(bert, has_gps=True) == 1


def test_pages_follow_each_other_and_undated_photos_come_last(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    days = [f"2024-01-{day:02}T10:00:00" for day in (3, 1, 2)]
    for day in [*days, None, None]:
        send(anna, egg(metadata={"taken_at": day}, rating=2))
    for day in ("2024-01-02T09:00:00", None):
        send(bert, egg(metadata={"taken_at": day}, visibility="authenticated"))

    def walk(**more: object) -> list[str | None]:
        found: list[str | None] = []
        for offset in range(0, 9, 2):
            page = anna.get(PHOTOS, params={"offset": offset, "limit": 2, **more}).json()
            assert page["meta"] == {
                "total": 7,
                "is_exact": True,
                "offset": offset,
                "limit": 2,
                "page": offset // 2 + 1,
                "pages": 4,
            }
            found += [photo["taken_at"] for photo in page["data"]]
        return found

    dated = sorted([*days, "2024-01-02T09:00:00"])
    assert walk() == [*dated[::-1], None, None, None]
    assert walk(sort_order="asc") == [*dated, None, None, None]
    assert anna.get(PHOTOS, params={"owner": "me"}).json()["meta"]["total"] == 5
    assert anna.get(PHOTOS, params={"author_id": 1, "tag_ids": [1, 2]}).json()["meta"]["total"] == 0
    assert len({photo["id"] for photo in anna.get(PHOTOS).json()["data"]}) == 7
    found = anna.post(f"{PHOTOS}/search", {"taken_after": "2024-01-02", "taken_before": "2024-01-02"}).json()
    assert [photo["taken_at"] for photo in found["data"]] == [dated[2], dated[1]]


@pytest.mark.parametrize(
    "asked",
    [{"limit": 0}, {"limit": 501}, {"offset": -1}, {"sort_by": "password"}, {"taken_after": "soon"}],
    ids=str,
)
def test_what_cannot_be_asked_is_refused(client: Client, asked: dict[str, object]) -> None:
    assert client.post(f"{PHOTOS}/search", asked).status_code == 422
    assert client.get(PHOTOS, params=asked).status_code == 422


def test_the_trash_is_its_owners_alone(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    photo = send(anna, telling(visibility="public"))
    anna.delete(f"{PHOTOS}/{photo['id']}")
    for who in (bert, anywhere):
        assert who.get(f"{PHOTOS}/{photo['id']}").status_code == 404
        assert who.get(PHOTOS, params={"trashed": True}).json()["meta"]["total"] == 0
    assert anna.get(PHOTOS).json()["meta"]["total"] == 0
    assert [each["id"] for each in anna.get(PHOTOS, params={"trashed": True}).json()["data"]] == [photo["id"]]
    assert anna.post(f"{PHOTOS}/{photo['uid']}/restore").json()["trashed"] is False
    assert bert.get(f"{PHOTOS}/{photo['id']}").status_code == 200


@given(st.binary(max_size=300))
@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
def test_baring_ends_whatever_it_is_given(nonsense: bytes) -> None:
    bare(nonsense)
    bare(jpeg(1)[:300] + nonsense)


@given(st.binary(max_size=60).filter(bool))
def test_no_segment_survives_that_could_hold_words(words: bytes) -> None:
    hidden = b"canary" + words
    head, rest = jpeg(7)[:2], jpeg(7)[2:]
    segments = b"".join(
        bytes((0xFF, marker)) + (len(hidden) + 2).to_bytes(2, "big") + hidden
        for marker in (*range(0xE0, 0xF0), 0xFE)
    )
    told = head + segments + rest + hidden
    assert b"canary" not in bare(told)
    assert looked_at(bare(told), 150, "it").width == 150
    assert bare(bare(told)) == bare(told) == bare(jpeg(7))


def test_the_document_names_the_shape_of_eggs(client: Client) -> None:
    document = json.loads(client.get("/openapi.json").text)
    body = document["paths"][f"{PHOTOS}/photoegg"]["post"]["requestBody"]
    named = body["content"]["application/json"]["schema"]["properties"]
    assert {"hothash", "hotpreview_base64", "metadata", "title", "uid", "files"} <= set(named)
    assert f"{PHOTOS}/photoegg/batch" in document["paths"]
