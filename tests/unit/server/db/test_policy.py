"""Who may see what: the policy says the same in SQL as in Python, for whatever photos, spaces and people."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imalink_server.base.visibility import Visibility
from imalink_server.db import policy
from imalink_server.db.database import Database
from imalink_server.db.models import Account, Photo, Space, SpaceMember, SpacePhoto
from imalink_server.db.policy import Facts, Viewer

AT = "2026-11-21T09:00:00.000000Z"
PEOPLE = range(3)
SPACES = range(3)


@dataclass(frozen=True)
class World:
    """Who is in which space, and which photos are shown where."""

    members: frozenset[tuple[int, int]]
    """Space and person."""
    photos: tuple[tuple[int, Visibility, bool, frozenset[int]], ...]
    """Owner, visibility, in the trash, spaces."""


photos = st.tuples(
    st.sampled_from(PEOPLE),
    st.sampled_from(Visibility),
    st.booleans(),
    st.frozensets(st.sampled_from(SPACES)),
)
worlds = st.builds(
    World,
    st.frozensets(st.tuples(st.sampled_from(SPACES), st.sampled_from(PEOPLE))),
    st.lists(photos, max_size=8).map(tuple),
)


class RollBackError(Exception):
    """Ends a transaction as if it had never been."""


def account(number: int) -> Account:
    name = f"person{number}"
    return Account(
        uid=name,
        username=name,
        username_folded=name,
        email=name,
        email_folded=name,
        display_name=name,
        password_hash="",
        created_at=AT,
        updated_at=AT,
    )


def fill(session: Session, world: World) -> tuple[list[int], list[int], list[tuple[int, Facts]]]:
    """Make a world; give the ids of people and spaces, and each photo's id and facts."""
    people = [account(number) for number in PEOPLE]
    session.add_all(people)
    session.flush()
    owner = people[0].id
    spaces = [Space(uid=f"space{n}", owner_id=owner, name="", created_at=AT, updated_at=AT) for n in SPACES]
    session.add_all(spaces)
    session.flush()
    for space, person in sorted(world.members):
        session.add(
            SpaceMember(space_id=spaces[space].id, account_id=people[person].id, role="member", joined_at=AT)
        )
    made = []
    for number, (whose, visibility, trashed, shown_in) in enumerate(world.photos):
        photo = Photo(
            uid=f"photo{number}",
            owner_id=people[whose].id,
            hothash="",
            width=1,
            height=1,
            visibility=visibility,
            trashed_at=AT if trashed else None,
            created_at=AT,
            updated_at=AT,
        )
        session.add(photo)
        session.flush()
        session.add_all(SpacePhoto(space_id=spaces[space].id, photo_id=photo.id) for space in shown_in)
        ids = frozenset(spaces[space].id for space in shown_in)
        made.append((photo.id, Facts(photo.owner_id, visibility, trashed, ids)))
    session.flush()
    return [person.id for person in people], [space.id for space in spaces], made


@given(world=worlds)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_policy_is_the_same_in_sql_and_in_python(database: Database, world: World) -> None:
    with suppress(RollBackError), database.writing() as session:
        people, spaces, made = fill(session, world)
        for person in [None, *PEOPLE]:
            viewer = Viewer() if person is None else Viewer(people[person])
            member_of = {spaces[space] for space, who in world.members if who == person}
            by_python = [id_ for id_, facts in made if policy.may_see(viewer, facts, member_of)]
            by_sql = list(session.scalars(select(Photo.id).where(policy.visible(viewer)).order_by(Photo.id)))
            assert by_sql == by_python
            # Each photo is reached by one road at most.
            walked = [
                session.scalar(select(func.count()).select_from(Photo).where(road)) or 0
                for road in policy.roads(viewer)
            ]
            assert sum(walked) == len(by_sql)
            own = set(session.scalars(select(Photo.id).where(policy.own(viewer))))
            assert own == {id_ for id_, facts in made if policy.may_write(viewer, facts.owner_id)}
        raise RollBackError


OWNER, MEMBER, STRANGER = Viewer(1), Viewer(2), Viewer(3)


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (Visibility.PRIVATE, [OWNER]),
        (Visibility.SPACE, [OWNER, MEMBER]),
        (Visibility.AUTHENTICATED, [OWNER, MEMBER, STRANGER]),
        (Visibility.PUBLIC, [OWNER, MEMBER, STRANGER, Viewer()]),
    ],
)
def test_each_word_adds_people(visibility: Visibility, seen_by: list[Viewer]) -> None:
    facts = Facts(1, visibility, is_trashed=False, space_ids={7})
    member_of = {OWNER: {7}, MEMBER: {7}, STRANGER: {8}, Viewer(): set[int]()}
    assert [who for who in member_of if policy.may_see(who, facts, member_of[who])] == seen_by


@pytest.mark.parametrize("visibility", Visibility)
def test_the_trash_is_its_owners_alone(visibility: Visibility) -> None:
    facts = Facts(1, visibility, is_trashed=True, space_ids={7})
    assert policy.may_see(OWNER, facts, {7})
    assert not policy.may_see(MEMBER, facts, {7})
    assert not policy.may_see(Viewer(), facts, set())


def test_nobody_known_may_write_nothing() -> None:
    assert not policy.may_write(Viewer(), 1)
    assert not policy.may_write(MEMBER, 1)
    assert policy.may_write(OWNER, 1)
