"""Changing photos: a field at a time, never over somebody's head, and told to the feed."""

from __future__ import annotations

from pathlib import Path

import pytest

from imalink_server.services.photos.jpegs import looked_at
from tests.unit.server.asking import Client
from tests.unit.server.photos.test_sending import kept
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody

JSON = {"Content-Type": "application/json"}


def url_of(photo: dict[str, object], what: str = "") -> str:
    return f"{PHOTOS}/{photo['id']}{what}"


def test_only_the_named_fields_change(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(title="before", rating=3, tags=["sea"], label="Red"))
    changed = me.put(url_of(photo), {"title": "after", "flag": 1}).json()
    differing = {key for key, value in changed.items() if value != photo[key]}
    assert differing == {"title", "flag", "version"}
    assert (changed["title"], changed["flag"], changed["version"]) == ("after", 1, 2)
    assert me.put(url_of(photo), {"label": None, "tags": []}).json()["label"] is None
    assert me.get(url_of(photo)).json()["tags"] == []


def test_what_stays_the_same_is_no_change(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(title="x", rating=3, tags=["Sea"]))
    same = {"title": "x", "rating": 3, "tags": ["SEA"], "visibility": "private", "trashed": False}
    answer = me.put(url_of(photo), same)
    assert answer.headers["etag"] == '"1"'
    assert {**answer.json(), "is_duplicate": False, "user_id": photo["owner_id"]} == photo


def test_it_is_told_by_which_version_who_sees_a_photo_was_decided(anywhere: Client) -> None:
    """What was decided twice may be as it was: machines that missed it would take it for never decided."""
    me, bert = somebody(anywhere), somebody(anywhere, "bert")
    photo = send(me, egg(visibility="public"))
    made = {"visibility": 1, "tells_place": 1, "tells_names": 1, "space_ids": 1}
    assert photo["since"] == made
    me.put(url_of(photo), {"rating": 3, "visibility": "public"})
    hidden = me.put(url_of(photo), {"visibility": "private", "tells_names": True}).json()
    assert hidden["since"] == {**made, "visibility": 3, "tells_names": 3}
    space = me.post("/api/v1/spaces", {"name": "Family"}).json()
    shown = me.put(url_of(photo), {"visibility": "public", "space_ids": [space["id"]]}).json()
    assert shown["since"] == {"visibility": 4, "tells_place": 1, "tells_names": 3, "space_ids": 4}
    assert bert.get(url_of(photo)).json()["since"] == {}
    me.delete(f"/api/v1/spaces/{space['id']}")
    gone = me.get(url_of(photo)).json()
    assert (gone["version"], gone["since"]) == (5, {**shown["since"], "space_ids": 5})


@pytest.mark.parametrize(
    "wrong",
    [
        {"hothash": "0" * 64}, {"owner_id": 2}, {"version": 9}, {"id": 7}, {"rating": 6}, {"rating": True},
        {"rating": "5"}, {"rating": None}, {"flag": 2}, {"visibility": "all"}, {"tags": [""]},
        {"tags": ["a\nb"]}, {"title": "a\u0000"}, {"author_id": 1}, {"stack_id": 99}, {"space_ids": [1]},
        {"shoot_ids": [1]}, {"import_session_id": 3}, {"author_id": 2**70},
        {"timeloc_correction": {"gps_latitude": 91}}, {"view_correction": {"rotation": 45}},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_changes_nothing(client: Client, wrong: dict[str, object]) -> None:
    me = somebody(client)
    photo = send(me)
    assert me.put(url_of(photo), {"title": "no", **wrong}).status_code == 422
    assert me.get(url_of(photo)).json()["version"] == 1


def test_who_has_not_seen_the_latest_is_shown_it(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    seen = me.get(url_of(photo)).headers["etag"]
    changed = me.ask("PUT", url_of(photo), json={"rating": 5}, headers={"If-Match": seen})
    assert changed.status_code == 200
    for method, what, body in (
        ("PUT", "", {"rating": 1}),
        ("DELETE", "", None),
        ("PATCH", "/view-correction", {"rotation": 90}),
        ("DELETE", "/coldpreview", None),
    ):
        late = me.ask(method, url_of(photo, what), json=body, headers={"If-Match": seen})
        assert late.status_code == 412
        assert late.headers["etag"] == changed.headers["etag"]
        assert late.json()["detail"]["details"]["current"] == changed.json()
    either = f"{seen}, {changed.headers['etag']}"
    assert me.ask("PUT", url_of(photo), json={"rating": 2}, headers={"If-Match": either}).status_code == 200
    assert me.ask("PUT", url_of(photo), json={"rating": 1}, headers={"If-Match": "*"}).status_code == 200


def test_tags_are_known_however_they_are_written(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(tags=["Sea"]))
    said = me.post(url_of(photo, "/tags"), {"tags": ["sea", "SEA", "travel/Norway"]}).json()
    assert ([tag["name"] for tag in said["tags"]], said["added"], said["skipped"]) == (
        ["Sea", "travel/Norway"],
        1,
        2,
    )
    gone = me.delete(url_of(photo, "/tags/Travel/norway")).json()
    assert (gone["removed_tag"], [tag["name"] for tag in gone["remaining_tags"]]) == (
        "travel/Norway",
        ["Sea"],
    )


def test_a_correction_stands_beside_what_the_camera_said(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(metadata={"gps_latitude": 1.5, "gps_longitude": 2.5}))
    said = {"taken_at": "2020-02-29T23:59:59+02:00", "gps_latitude": 10, "gps_longitude": 20}
    corrected = me.ask("PATCH", url_of(photo, "/timeloc-correction"), json=said).json()
    assert (corrected["taken_at"], corrected["gps_latitude"]) == ("2020-02-29T23:59:59", 10)
    assert (corrected["metadata"]["taken_at"], corrected["metadata"]["gps_latitude"]) == (
        "2024-06-15T12:00:00",
        1.5,
    )
    restored = me.ask("PATCH", url_of(photo, "/timeloc-correction"), content="null", headers=JSON).json()
    assert (restored["taken_at"], restored["gps_latitude"]) == (photo["taken_at"], 1.5)
    crop = {"x": 0.1, "y": 0.2, "width": 0.5, "height": 0.5}
    view = {"rotation": 90, "relative_crop": crop, "exposure_adjust": -0.5}
    assert me.ask("PATCH", url_of(photo, "/view-correction"), json=view).json()["view_correction"] == view
    assert (
        me.ask("PATCH", url_of(photo, "/view-correction"), content="null", headers=JSON).json()[
            "view_correction"
        ]
        is None
    )


def test_a_companion_is_noted(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me)
    said = {"filename": "IMG_1.CR3", "file_size": 30_000_000, "imported_info": {"folder": "/card"}}
    answer = me.post(url_of(photo, "/files"), said)
    assert answer.status_code == 201
    assert [(file["filename"], file["file_size"]) for file in answer.json()["files"]] == [
        ("IMG_1.CR3", 30_000_000)
    ]
    assert me.post(url_of(photo, "/files"), {"file_size": 1}).status_code == 422


def put(me: Client, photo: dict[str, object], content: bytes) -> int:
    files = {"file": ("cold.jpg", content, "image/jpeg")}
    return me.ask("PUT", url_of(photo, "/coldpreview"), files=files).status_code


def names(files: list[Path]) -> int:
    return len({file.name for file in files})


def test_a_large_preview_comes_goes_and_leaves_nothing(anywhere: Client) -> None:
    me = somebody(anywhere)
    one, two = send(me), send(me)
    large = jpeg(8, (800, 600))
    assert me.get(url_of(one, "/coldpreview")).status_code == 404
    assert [put(me, photo, large) for photo in (one, two, one)] == [200] * 3
    assert names(kept(me)) == 1
    assert me.get(url_of(one, "/coldpreview")).content == large
    seen = me.get(url_of(one)).json()
    assert [seen[f"coldpreview_{each}"] for each in ("width", "height", "size")] == [800, 600, len(large)]
    assert me.delete(url_of(one, "/coldpreview")).status_code == 200
    assert names(kept(me)) == 1
    assert me.get(url_of(two, "/coldpreview")).content == large
    assert put(me, two, jpeg(9, (800, 600))) == 200
    assert names(kept(me)) == 1
    assert me.delete(url_of(two), params={"forever": True}).status_code == 200
    assert kept(me) == []
    assert me.get(url_of(two)).status_code == 404


def test_a_large_preview_is_looked_at(client: Client) -> None:
    me = somebody(client)
    photo = send(me)
    for content in (b"", b"<svg/>", jpeg(8, (800, 600))[:-400]):
        assert put(me, photo, content) == 422
    assert put(me, photo, jpeg(1, (9000, 10))) == 413
    assert me.ask("PUT", url_of(photo, "/coldpreview"), content=jpeg(8, (800, 600))).status_code == 200
    assert me.get(url_of(photo, "/coldpreview"), params={"width": 99}).status_code == 422
    assert me.get(url_of(photo, "/coldpreview"), params={"height": 2001}).status_code == 422


def test_the_same_picture_wrapped_otherwise_is_the_same_request(client: Client) -> None:
    me = somebody(client)
    photo = send(me)
    answers = [
        me.ask(
            "PUT",
            url_of(photo, "/coldpreview"),
            files={"file": ("cold.jpg", jpeg(8, (800, 600)), "image/jpeg")},
            headers={"Idempotency-Key": "k"},
        )
        for _ in range(2)
    ]
    assert {each.status_code for each in answers} == {200}
    assert answers[0].content == answers[1].content


def test_a_previews_size_is_what_was_asked_for(client: Client) -> None:
    me = somebody(client)
    photo = send(me, egg(cold=jpeg(8, (800, 600))))
    sizes = {
        "width=400": (400, 300),
        "height=150": (200, 150),
        "width=400&height=120": (160, 120),
        "width=2000": (800, 600),
    }
    for asked, size in sizes.items():
        content = me.get(url_of(photo, f"/coldpreview?{asked}")).content
        assert _size(content) == size


def _size(content: bytes) -> tuple[int, int]:
    found = looked_at(content, 2000, "it")
    return found.width, found.height


def test_an_account_goes_with_its_previews(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    send(anna, egg(cold=jpeg(8, (800, 600))))
    send(bert, egg(cold=jpeg(8, (800, 600))))
    assert len(kept(anna)) == 2
    assert anna.delete("/api/v1/users/me").status_code == 200
    assert len(kept(bert)) == 1
