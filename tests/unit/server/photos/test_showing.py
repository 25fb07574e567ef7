"""What spaces show: found, counted and ordered as the policy and a slow look at the photos say."""

from __future__ import annotations

import random
from typing import Any

from sqlalchemy import delete, select, update

from imalink_server.db import inspection, policy
from imalink_server.db.models import Photo, PhotoCount, Showing
from imalink_server.db.policy import Viewer
from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, send, somebody

API = "/api/v1"
SEARCH = f"{PHOTOS}/search"


def space_of(owner: Client, *members: Client) -> int:
    made: int = owner.post(f"{API}/spaces", {"name": "Family"}).json()["id"]
    for member in members:
        code = owner.post(f"{API}/spaces/{made}/invitations").json()["code"]
        assert member.post(f"{API}/spaces/join", {"code": code}).status_code < 300
    return made


def found(who: Client, **asked: object) -> list[int]:
    answer = who.post(SEARCH, {"limit": 500, **asked}).json()
    ids = [photo["id"] for photo in answer["data"]]
    assert len(ids) == len(set(ids)) == answer["meta"]["total"]
    return ids


def test_what_is_kept_of_showings_is_what_the_photos_say(anywhere: Client) -> None:
    """Whatever is done to photos, spaces and members, by whichever road."""
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    spaces = [space_of(anna, bert), space_of(anna, bert), space_of(bert, anna)]
    dice, ids = random.Random(11), list[Any]()  # noqa: S311 - no secret

    def some() -> dict[str, Any]:
        return {
            "visibility": dice.choice(["private", "space", "space", "public"]),
            "space_ids": dice.sample(spaces, dice.randint(0, len(spaces))),
            "rating": dice.randint(0, 5),
        }

    def check() -> None:
        with anywhere.server.database.reading() as session:
            assert not list(inspection.faults(session))
            for who in (anna, bert):
                viewer = Viewer(who.get(f"{API}/auth/me").json()["id"])
                seen = select(Photo.id).where(policy.visible(viewer), Photo.trashed_at.is_(None))
                assert set(found(who)) == set(session.scalars(seen))

    for _ in range(30):
        what = dice.choice(["send", "send", "change", "change", "trash", "restore", "delete", "timeloc"])
        if what == "send" or not ids:
            ids.append(send(anna, egg(metadata={"camera_model": dice.choice(["R5", None])}, **some()))["id"])
            continue
        path = f"{PHOTOS}/{dice.choice(ids)}"
        if what == "change":
            anna.put(path, some())
        elif what == "timeloc":
            anna.ask("PATCH", f"{path}/timeloc-correction", json={"taken_at": "2020-01-01T00:00:00"})
        elif what == "restore":
            anna.post(f"{path}/restore")
        else:
            anna.delete(path, params={"forever": what == "delete"})
    check()
    anna.delete(f"{API}/spaces/{spaces.pop(0)}")
    check()
    anna.post(f"{API}/spaces/{spaces[-1]}/leave")
    check()
    anna.ask("DELETE", f"{API}/users/me", json={"password": "a long enough one"})
    assert found(bert) == []
    with anywhere.server.database.reading() as session:
        assert not session.scalars(select(Showing.id)).all()


def test_a_photo_in_two_spaces_is_found_and_counted_once(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    spaces = [space_of(anna, bert), space_of(anna, bert)]
    days = ("2024-01-01T00:00:00", "2024-03-01T00:00:00", None)
    ids = [
        send(
            anna,
            egg(
                title="Fjord",
                rating=number,
                metadata={"taken_at": day, "camera_model": "R5"},
                visibility="space",
                space_ids=spaces,
            ),
        )["id"]
        for number, day in enumerate(days, 3)
    ]
    for asked in (
        {},
        {"text": "fjo"},
        {"camera_model": "R5"},
        {"space_id": spaces[1]},
        {"visibility": ["space"]},
        {"has_gps": False},
    ):
        assert found(bert, **asked) == [ids[1], ids[0], ids[2]], asked
    for by in ("rating", "created_at", "id"):
        assert found(bert, sort_by=by) == ids[::-1], by
        assert found(bert, sort_by=by, sort_order="asc") == ids, by
    assert found(bert, rating_min=4) == ids[1:]
    assert found(bert, taken_after="2024-02-01") == [ids[1]]
    assert found(bert, hothash=bert.get(f"{PHOTOS}/{ids[0]}").json()["hothash"]) == [ids[0]]
    assert found(bert, visibility=["public"]) == []
    facets = bert.post(SEARCH, {"facets": ["year", "rating", "camera", "format"]}).json()["facets"]
    assert {kind: {each["value"]: each["count"] for each in facets[kind]} for kind in facets} == {
        "year": {"2024": 2, "": 1},
        "rating": {"3": 1, "4": 1, "5": 1},
        "camera": {"R5": 3},
        "format": {"JPEG": 3},
    }
    (year,) = bert.get(f"{API}/timeline").json()["data"]
    assert (year["count"], bert.get(f"{PHOTOS}/{year['preview_hothash']}").json()["id"]) == (2, ids[1])
    days_of = {"granularity": "day", "year": 2024, "month": 3}
    assert [each["count"] for each in bert.get(f"{API}/timeline", params=days_of).json()["data"]] == [1]


def test_the_best_come_first_however_few_they_are(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    space, dice = space_of(anna, bert), random.Random(5)  # noqa: S311 - no secret
    rated: dict[int, int] = {}
    for _ in range(18):
        stars, visibility = dice.choice([0, 0, 1, 3, 4, 5]), dice.choice(["space", "public"])
        sent = egg(rating=stars, visibility=visibility, space_ids=[space])
        rated[int(str(send(dice.choice([anna, bert]), sent)["id"]))] = stars
    slowly = sorted(rated, key=lambda id_: (-rated[id_], -id_))
    for limit in (1, 2, 5, 50):
        paged: list[int] = []
        for offset in range(0, len(rated) + limit, limit):
            page = {"sort_by": "rating", "offset": offset, "limit": limit}
            paged += [photo["id"] for photo in bert.post(SEARCH, page).json()["data"]]
        assert paged == slowly


def test_raws_are_ones_own(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    raw, plain = (
        send(anna, egg(visibility="public", files=[{"filename": name, "role": role}]))["id"]
        for name, role in (("a.cr3", "RAW"), ("a.jpg", None))
    )
    assert (found(anna, has_raw=True), found(anna, has_raw=False)) == ([raw], [plain])
    assert found(bert, has_raw=True) == found(bert, has_raw=False) == []


def test_a_photo_with_two_raws_is_one_and_the_trash_has_its_own(anywhere: Client) -> None:
    me = somebody(anywhere)
    raws = [{"filename": f"{drive}.cr3", "role": "raw", "drive": drive} for drive in ("here", "there")]
    two, gone, plain = (send(me, egg(files=files))["id"] for files in (raws, raws[:1], []))
    me.delete(f"{PHOTOS}/{gone}")
    assert (found(me, has_raw=True), found(me, has_raw=False)) == ([two], [plain])
    assert (found(me, has_raw=True, trashed=True), found(me, has_raw=False, trashed=True)) == ([gone], [])
    assert (found(me, has_raw=True, visibility=["private"]), found(me, has_raw=True, rating_min=1)) == (
        [two],
        [],
    )


def test_a_check_counts_again_what_is_kept(anywhere: Client) -> None:
    anna = somebody(anywhere, "anna")
    send(anna, egg(visibility="space", space_ids=[space_of(anna)]))
    database = anywhere.server.database
    with database.writing() as session:
        assert not list(inspection.faults(session))
        session.execute(update(PhotoCount).where(PhotoCount.kind == "year").values(photos=7))
        session.execute(update(Showing).values(rating=3))
    with database.writing() as session:
        told = list(inspection.faults(session))
        assert told[0].endswith("counts of photos by year are wrong")
        assert told[1].endswith("showings of photos in spaces are wrong")
        session.execute(delete(Showing))
    with database.reading() as session:
        assert list(inspection.faults(session))[1].startswith("1 showings")
