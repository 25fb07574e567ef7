"""Who may see what: the policy says in SQL what is said here in plain words, for whatever is there."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from imalink_server.base.visibility import Visibility
from imalink_server.db import policy
from imalink_server.db.database import Database
from imalink_server.db.models import (
    Account,
    Photo,
    Showing,
    Space,
    SpaceMember,
    SpacePhoto,
    SpaceStory,
    Story,
)
from imalink_server.db.policy import Viewer
from imalink_server.db.spaces import to_see

AT = "2026-11-21T09:00:00.000000Z"
PEOPLE = range(3)
SPACES = range(3)


@dataclass(frozen=True)
class Facts:
    """What decides who sees a photo or a story."""

    owner_id: int
    visibility: Visibility
    is_trashed: bool
    space_ids: frozenset[int]
    """The spaces it was put in."""


def may_see(viewer: Viewer, what: Facts, member_of: set[int]) -> bool:
    """The policy in plain words."""
    if viewer.account_id == what.owner_id:
        return True
    if what.is_trashed:
        return False
    return {
        Visibility.PRIVATE: False,
        Visibility.SPACE: bool(what.space_ids & member_of),
        Visibility.AUTHENTICATED: viewer.account_id is not None,
        Visibility.PUBLIC: True,
    }[what.visibility]


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
def test_photos_are_seen_by_those_they_are_meant_for(database: Database, world: World) -> None:
    with suppress(RollBackError), database.writing() as session:
        people, spaces, made = fill(session, world)
        for person in [None, *PEOPLE]:
            viewer = Viewer() if person is None else Viewer(people[person])
            member_of = {spaces[space] for space, who in world.members if who == person}
            by_python = [id_ for id_, facts in made if may_see(viewer, facts, member_of)]
            by_sql = list(session.scalars(select(Photo.id).where(policy.visible(viewer)).order_by(Photo.id)))
            assert by_sql == by_python
            # Each photo is reached by one road at most.
            walked = [
                session.scalar(select(func.count()).select_from(Photo).where(road)) or 0
                for road in policy.roads(viewer)
            ]
            assert sum(walked) == len(by_sql)
            # What is kept of showings says the same of spaces.
            there = policy.shown_there(viewer, to_see(session, viewer))
            kept = set(session.scalars(select(Showing.photo_id).where(there)))
            assert kept == set(session.scalars(select(Photo.id).where(policy.shown_in_a_space(viewer))))
            own = set(session.scalars(select(Photo.id).where(policy.own(viewer))))
            assert own == {id_ for id_, facts in made if policy.may_write(viewer, facts.owner_id)}
        raise RollBackError


@given(world=worlds)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_stories_are_read_by_those_they_are_meant_for(database: Database, world: World) -> None:
    with suppress(RollBackError), database.writing() as session:
        people, spaces, made = fill(session, world)
        told: dict[int, Facts] = {}
        for number, (_, facts) in enumerate(made):
            story = Story(
                uid=f"story{number}",
                owner_id=facts.owner_id,
                title="",
                document_type="",
                content="{}",
                visibility=facts.visibility,
                created_at=AT,
                updated_at=AT,
            )
            session.add(story)
            session.flush()
            session.add_all(SpaceStory(space_id=each, story_id=story.id) for each in facts.space_ids)
            told[story.id] = replace(facts, is_trashed=False)
        session.flush()
        for person in [None, *PEOPLE]:
            viewer = Viewer() if person is None else Viewer(people[person])
            member_of = {spaces[space] for space, who in world.members if who == person}
            read = set(session.scalars(select(Story.id).where(policy.legible(viewer))))
            assert read == {id_ for id_, facts in told.items() if may_see(viewer, facts, member_of)}
        raise RollBackError


def test_nobody_known_may_write_nothing() -> None:
    assert not policy.may_write(Viewer(), 1)
    assert not policy.may_write(Viewer(2), 1)
    assert policy.may_write(Viewer(1), 1)
