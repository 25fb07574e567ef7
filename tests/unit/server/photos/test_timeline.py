"""The timeline: on both databases the same as by a slow count in Python, and each viewer's own."""

from __future__ import annotations

import uuid
from collections import defaultdict
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imalink_server.base.visibility import Visibility
from imalink_server.db import timeline
from imalink_server.db.database import Database
from imalink_server.db.models import Photo
from imalink_server.db.policy import Viewer
from imalink_server.db.timeline import Asked, Bucket
from tests.unit.server.asking import Client
from tests.unit.server.db.test_policy import AT, RollBackError, World, account, fill, worlds
from tests.unit.server.sending import PHOTOS, egg, send, somebody

TIMELINE = "/api/v1/timeline"


@dataclass(frozen=True)
class Shot:
    """A photo, as far as the timeline knows it."""

    at: datetime | None
    rating: int
    look: str
    trashed: bool


EPOCH = datetime(2024, 2, 28, 22)
moments = st.one_of(
    st.integers(0, 6).map(lambda halves: EPOCH + timedelta(minutes=30 * halves)),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
    st.none(),
)
shots = st.lists(
    st.builds(Shot, moments, st.integers(0, 5), st.sampled_from("abc"), st.booleans()), max_size=9
)


def by_hand(photos: list[tuple[int, Shot]], letters: int) -> list[Bucket]:
    """The rule, as it is written, without any haste."""
    named: dict[str, list[tuple[int, Shot, datetime]]] = defaultdict(list)
    for id_, shot in photos:
        if shot.at is not None and not shot.trashed:
            named[shot.at.isoformat()[:letters]].append((id_, shot, shot.at))
    found = []
    for name, inside in sorted(named.items(), reverse=True):
        first, last = min(at for *_, at in inside), max(at for *_, at in inside)
        starred = [each for each in inside if each[1].rating >= 4]
        best = max((shot.rating for _, shot, _ in starred), default=0)
        among = [each for each in starred if each[1].rating == best] or inside

        def far(
            each: tuple[int, Shot, datetime], first: datetime = first, last: datetime = last
        ) -> tuple[object, ...]:
            id_, shot, at = each
            return abs((at - first) - (last - at)), shot.look, id_

        id_, shot, _ = min(among, key=far)
        found.append(Bucket(name, len(inside), first.isoformat(), last.isoformat(), id_, shot.look))
    return found


@given(shots)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_timeline_keeps_its_rule(database: Database, shots: list[Shot]) -> None:
    with suppress(RollBackError), database.writing() as session:
        person = account(0)
        session.add(person)
        session.flush()
        made = []
        for shot in shots:
            photo = Photo(
                uid=str(uuid.uuid4()),
                owner_id=person.id,
                hothash=shot.look,
                width=1,
                height=1,
                rating=shot.rating,
                taken_at=shot.at and shot.at.isoformat(),
                trashed_at=AT if shot.trashed else None,
                created_at=AT,
                updated_at=AT,
            )
            session.add(photo)
            session.flush()
            made.append((photo.id, shot))
        for letters in (4, 7, 10, 13):
            found = timeline.buckets(session, Viewer(person.id), Asked(letters))
            assert found == by_hand(made, letters)
        within = timeline.buckets(session, Viewer(person.id), Asked(7, "2024"))
        assert within == [each for each in by_hand(made, 7) if each.name.startswith("2024")]
        assert timeline.buckets(session, Viewer(), Asked(4)) == []
        raise RollBackError


def test_the_timeline_on_the_wire(anywhere: Client) -> None:
    me = somebody(anywhere)
    for day, stars in (("2023-05-01T10:00:00", 0), ("2024-01-02T08:00:00", 5), ("2024-03-04T09:30:00", 3)):
        send(me, egg(metadata={"taken_at": day}, rating=stars))
    send(me, egg(metadata={"taken_at": None}))
    years = me.get(TIMELINE).json()
    assert [(each["year"], each["month"], each["count"]) for each in years["data"]] == [
        (2024, None, 2),
        (2023, None, 1),
    ]
    assert years["meta"]["total_photos"] == 3
    assert (years["meta"]["total_years"], years["meta"]["granularity"]) == (2, "year")
    top = years["data"][0]
    assert top["date_range"] == {"first": "2024-01-02T08:00:00", "last": "2024-03-04T09:30:00"}
    assert me.get(f"{PHOTOS}/{top['preview_hothash']}").json()["rating"] == 5
    assert me.get(top["preview_url"]).status_code == 200
    months = me.get(TIMELINE, params={"granularity": "month", "year": 2024}).json()
    assert [(each["month"], each["day"]) for each in months["data"]] == [(3, None), (1, None)]
    hours = me.get(TIMELINE, params={"granularity": "hour", "year": 2024, "month": 3, "day": 4}).json()
    assert [(each["day"], each["hour"]) for each in hours["data"]] == [(4, 9)]


@pytest.mark.parametrize(
    "asked",
    [
        {"granularity": "month"},
        {"granularity": "day", "year": 2024},
        {"granularity": "hour", "year": 2024, "month": 1},
        {"month": 1},
        {"year": 2024, "day": 1},
    ],
    ids=str,
)
def test_a_finer_count_needs_to_know_within_what(client: Client, asked: dict[str, str]) -> None:
    assert client.get(TIMELINE, params=asked).status_code == 400


@pytest.mark.parametrize("visibility", Visibility)
def test_outsiders_learn_nothing_of_what_they_may_not_see(anywhere: Client, visibility: Visibility) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    shown = send(anna, egg(metadata={"taken_at": "2024-05-05T05:00:00"}, visibility="public"))
    plain = [who.get(TIMELINE).json() for who in (bert, anywhere)]
    hidden = send(
        anna, egg(metadata={"taken_at": "2024-01-01T00:00:00"}, rating=5, visibility=visibility.word)
    )
    now = [who.get(TIMELINE).json() for who in (bert, anywhere)]
    sees = [visibility >= Visibility.AUTHENTICATED, visibility >= Visibility.PUBLIC]
    for before, after, may in zip(plain, now, sees, strict=True):
        assert after["meta"]["total_photos"] == (2 if may else 1)
        assert after["data"][0]["preview_hothash"] == (hidden if may else shown)["hothash"]
        assert may or after == before
    assert anna.get(TIMELINE).json()["meta"]["total_photos"] == 2
    assert bert.get(TIMELINE, params={"owner": "me"}).json()["meta"]["total_photos"] == 0
    assert anna.get(TIMELINE, params={"visibility": "private"}).json()["meta"]["total_photos"] == (
        visibility is Visibility.PRIVATE
    )


TIMES = ("2022-12-31T23:59:59", "2023-01-01T00:00:00", "2023-06-15T12:00:00.500000", "2023-07-01T00:00:00")


@given(worlds, st.lists(st.tuples(st.sampled_from(TIMES), st.integers(2, 5)), min_size=8, max_size=8))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_years_and_months_are_told_to_everybody_as_if_they_were_counted_out(
    database: Database, world: World, facts: list[tuple[str, int]]
) -> None:
    with suppress(RollBackError), database.writing() as session:
        people, _, made = fill(session, world)
        for (id_, _), (at, rating) in zip(made, facts, strict=False):
            photo = session.get_one(Photo, id_)
            photo.taken_at, photo.rating, photo.hothash = at, rating, str(hash((at, rating)) % 3)
        session.flush()
        for viewer in (Viewer(), *map(Viewer, people)):
            for asked in (
                Asked(4),
                Asked(7, "2023"),
                Asked(7, only_own=True),
                *(Asked(4, visibility=level) for level in Visibility),
            ):
                found = timeline.buckets(session, viewer, asked)
                assert found == timeline.counted_out(session, viewer, asked)
        raise RollBackError
