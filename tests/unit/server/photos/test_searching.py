"""Words, facets and totals: what a search finds, for whom, the same on both databases."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from imalink_server.db import searching
from imalink_server.db.counts import KINDS
from imalink_server.db.models import Photo, PhotoCount, PhotoWords
from imalink_server.db.words import apart
from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, send, somebody

SEARCH = f"{PHOTOS}/search"


def found(who: Client, text: str, **also: object) -> set[str]:
    answer = who.post(SEARCH, {"text": text, **also})
    assert answer.status_code == 200, answer.text
    titles = {photo["title"] for photo in answer.json()["data"]}
    assert len(titles) == answer.json()["meta"]["total"]
    return titles


def facets(who: Client, *names: str, **also: object) -> dict[str, dict[str, int]]:
    answer = who.post(SEARCH, {"facets": names, "limit": 1, **also}).json()["facets"]
    return {name: {each["value"]: each["count"] for each in values} for name, values in answer.items()}


def test_words_are_looked_for_in_all_that_is_said(anywhere: Client) -> None:
    me = somebody(anywhere)
    send(me, egg(title="Fjord", tags=["travel/Norge"], label="Crème"))
    send(me, egg(title="Harbour", description="Fishing boats in the evening, Bergen"))
    send(
        me,
        egg(
            title="Bird", metadata={"camera_make": "Canon", "camera_model": "EOS R5", "lens_model": "RF 100"}
        ),
    )
    send(me, egg(title="Straße", files=[{"filename": "IMG_0371.CR3"}]))
    for text, expected in {
        "fjord": {"Fjord"},
        "FJO": {"Fjord"},
        "jord": set(),
        "norge": {"Fjord"},
        "travel/norge": {"Fjord"},
        "creme": {"Fjord"},
        "bergen boats": {"Harbour"},
        "bergen fjord": set(),
        "eos r5": {"Bird"},
        "canon rf": {"Bird"},
        "strasse": {"Straße"},
        "img_0371": {"Straße"},
        "0371 cr3": {"Straße"},
    }.items():
        assert found(me, text) == expected, text
    for nothing in ("", None):
        assert me.post(SEARCH, {"text": nothing}).json()["meta"]["total"] == 4
    for wrong in ("?!", "one " * 5 + " ".join(map(str, range(20))), "x" * 501):
        assert me.post(SEARCH, {"text": wrong}).status_code == 422


def test_what_was_changed_is_found_by_what_it_says_now(anywhere: Client) -> None:
    me = somebody(anywhere)
    id_ = send(me, egg(title="Fjord", tags=["sea"]))["id"]
    me.put(f"{PHOTOS}/{id_}", {"title": "Lake"})
    assert (found(me, "fjord"), found(me, "lake")) == (set(), {"Lake"})
    tag = me.get("/api/v1/tags").json()["tags"][0]["id"]
    me.put(f"/api/v1/tags/{tag}", {"new_name": "water"})
    assert (found(me, "sea"), found(me, "water")) == (set(), {"Lake"})
    me.delete(f"/api/v1/tags/{tag}")
    assert found(me, "water") == set()
    me.delete(f"{PHOTOS}/{id_}")
    assert (found(me, "lake"), found(me, "lake", trashed=True)) == (set(), {"Lake"})
    me.post(f"{PHOTOS}/{id_}/restore")
    assert (found(me, "lake"), found(me, "lake", trashed=True)) == ({"Lake"}, set())
    me.delete(f"{PHOTOS}/{id_}?forever=true")
    assert found(me, "lake") == set()


@pytest.mark.parametrize("visibility", ["private", "space", "authenticated", "public"])
def test_others_find_what_they_see_by_what_they_are_told(anywhere: Client, visibility: str) -> None:
    anna, bert, carl = (somebody(anywhere, name) for name in ("anna", "bert", "carl"))
    space = anna.post("/api/v1/spaces", {"name": "Family"}).json()["id"]
    code = anna.post(f"/api/v1/spaces/{space}/invitations").json()["code"]
    bert.post("/api/v1/spaces/join", {"code": code})
    sent = egg(
        title="Fjord",
        tags=["secret"],
        label="hidden",
        files=[{"filename": "mine.cr3"}],
        visibility=visibility,
        space_ids=[space],
    )
    photo = send(anna, sent)
    sees = {
        "private": (anna,),
        "space": (anna, bert),
        "authenticated": (anna, bert, carl),
        "public": (anna, bert, carl, anywhere),
    }[visibility]
    for who in (anna, bert, carl, anywhere):
        assert found(who, "fjord") == ({"Fjord"} if who in sees else set())
        for private in ("secret", "hidden", "mine"):
            assert found(who, private) == ({"Fjord"} if who is anna else set())
        kinds = facets(who, "rating", "label", "tag")
        assert kinds["rating"] == ({"0": 1} if who in sees else {})
        assert kinds["label"] == ({"hidden": 1} if who is anna else {})
        assert kinds["tag"] == ({"secret": 1} if who is anna else {})
        assert facets(who, "rating", "label", "tag", text="fjord") == kinds
    anna.put(f"{PHOTOS}/{photo['id']}", {"visibility": "private"})
    for who in (bert, carl, anywhere):
        assert found(who, "fjord") == set()
        assert facets(who, "rating") == {"rating": {}}


def test_facets_count_what_is_asked_for(anywhere: Client) -> None:
    me, other = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    send(other, egg(visibility="public", rating=1, metadata={"camera_model": "X100"}))
    for stars, camera, at in (
        (5, "R5", "2024-01-02T03:04:05"),
        (5, "Z9", "2024-06-01T00:00:00"),
        (1, "R5", None),
    ):
        send(me, egg(rating=stars, tags=["a"], metadata={"camera_model": camera, "taken_at": at}))
    assert facets(me, "camera", "year", "tag", owner="me") == {
        "camera": {"R5": 2, "Z9": 1},
        "year": {"2024": 2, "": 1},
        "tag": {"a": 3},
    }
    assert facets(me, "camera", "rating") == {
        "camera": {"R5": 2, "X100": 1, "Z9": 1},
        "rating": {"5": 2, "1": 2},
    }
    assert facets(me, "camera", "tag", rating_min=5) == {"camera": {"R5": 1, "Z9": 1}, "tag": {"a": 2}}
    assert facets(me, "month", text="r5") == {"month": {"2024-01": 1}}
    assert facets(me, "camera", visibility=["public"]) == {"camera": {"X100": 1}}
    assert me.post(SEARCH, {"facets": ["owner"]}).status_code == 422
    assert me.post(SEARCH, {}).json()["facets"] is None


def test_many_that_have_a_word_are_walked_in_their_order(
    anywhere: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    me, other = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    for who in (me, other):
        for number in range(6):
            at = f"2024-01-0{number + 1}T00:00:00"
            send(who, egg(title=f"Fjord {number}", visibility="public", metadata={"taken_at": at}))
    asked = {"text": "fjord", "limit": 5, "offset": 2}
    before = me.post(SEARCH, asked).json()
    assert [photo["title"][-1] for photo in before["data"]] == ["4", "4", "3", "3", "2"]
    monkeypatch.setattr(searching, "_FEW", 3)
    assert me.post(SEARCH, asked).json() == before
    monkeypatch.setattr(searching, "_MOST_COUNTED", 3)
    least = me.post(SEARCH, asked).json()
    assert (least["data"], least["meta"]["is_exact"]) == (before["data"], False)
    assert least["meta"]["total"] <= before["meta"]["total"] == 12
    assert me.post(SEARCH, {**asked, "owner": "me"}).json()["meta"]["is_exact"]


def test_kept_counts_are_those_of_the_photos(anywhere: Client) -> None:
    """Whatever is done to photos, by whichever road."""
    me, dice = somebody(anywhere), random.Random(7)  # noqa: S311 - no secret
    ids: list[Any] = []
    for step in range(40):
        what = dice.choice(["send", "send", "change", "trash", "restore", "delete", "timeloc"])
        if what == "send" or not ids:
            month = dice.randint(1, 3)
            said: dict[str, object] = {
                "taken_at": dice.choice([None, f"2024-0{month}-01T00:00:0{step % 10}"])
            }
            ids.append(send(me, egg(label=dice.choice([None, "red"]), metadata=said))["id"])
            continue
        path = f"{PHOTOS}/{dice.choice(ids)}"
        if what == "change":
            visibility = dice.choice(["private", "public"])
            me.put(
                path,
                {"rating": dice.randint(0, 5), "visibility": visibility, "label": dice.choice(["red", None])},
            )
        elif what == "timeloc":
            me.ask("PATCH", f"{path}/timeloc-correction", json={"taken_at": "2020-01-01T00:00:00"})
        elif what == "restore":
            me.post(f"{path}/restore")
        else:
            me.delete(path, params={"forever": what == "delete"})
    with anywhere.server.database.reading() as session:
        for kind, value in KINDS.items():
            asked = select(Photo.owner_id, Photo.visibility, value, func.count())
            slow = session.execute(
                asked.where(Photo.trashed_at.is_(None), value.is_not(None)).group_by(
                    Photo.owner_id, Photo.visibility, value
                )
            )
            columns = (PhotoCount.owner_id, PhotoCount.visibility, PhotoCount.value, PhotoCount.photos)
            kept = session.execute(select(*columns).where(PhotoCount.kind == kind, PhotoCount.photos != 0))
            assert {tuple(row) for row in kept} == {tuple(row) for row in slow}, kind
        assert session.scalar(select(func.count()).select_from(PhotoWords)) == session.scalar(
            select(func.count()).select_from(Photo)
        )
    me.ask("DELETE", "/api/v1/users/me", json={"password": "a long enough one"})
    with anywhere.server.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(PhotoCount)) == 0


@given(st.text(max_size=60))
def test_no_text_has_words_that_an_index_could_misread(text: str) -> None:
    words = apart(text)
    assert all(word.isalnum() for word in words)
    assert apart(" ".join(words)) == words
    assert apart(text.upper()) == apart(text.upper().lower()) or not text.isascii()


@pytest.mark.parametrize("text", ["東京", "Ελλάδα", "مرحبا", "naïve café", "١٢٣", "ǅ", "ﬁ"])
def test_words_of_every_script_are_found(anywhere: Client, text: str) -> None:
    me = somebody(anywhere)
    send(me, egg(title=text))
    send(me, egg(title="another"))
    assert found(me, text) == {text}
