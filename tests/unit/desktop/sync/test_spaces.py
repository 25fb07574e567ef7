"""Spaces between two machines and a server: heard, shown, taken back first, gone; and a real server's own."""

from __future__ import annotations

import json

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.commands import deciding, spaces
from imalink_desktop.catalog.models import Outbox, Space
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.asking import Asking
from imalink_desktop.sync.dialects.reading import space
from imalink_desktop.sync.groups import Groups
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.transport import Reply, Request, Unreachable
from imalink_desktop.sync.values import Accepted, Busy, FeedPage, Field, Fields, Outcome, RemotePhoto
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, synced
from tests.unit.desktop.sync.ours import Purse, photo, signed_in
from tests.unit.desktop.sync.simulation.machine import Machine


@pytest.fixture
def shared(home: Home) -> Home:
    """Two machines with one photo, and in two spaces."""
    home.server.make_space()
    home.server.make_space()
    bring(home.attic, "sea")
    synced(home.attic)
    synced(home.kitchen)
    return home


def shown(machine: Machine) -> object:
    (one,) = machine.all_said().values()
    return one["spaces"]


def on_server(home: Home) -> object:
    (one,) = home.server.state.photos.values()
    return one.fields[Field.SPACES]


def test_spaces_are_known_by_name_after_a_round(shared: Home) -> None:
    for machine in (shared.attic, shared.kitchen):
        assert all_of(machine.catalog, Space, "name", "is_mine", "members") == [
            ("Space 1", 1, 2),
            ("Space 2", 1, 2),
        ]


def test_what_is_put_into_a_space_here_is_in_it_there(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    synced(shared.kitchen)
    assert (on_server(shared), shown(shared.kitchen)) == (("1",), ("1",))


def test_a_new_photo_goes_with_its_spaces(shared: Home) -> None:
    bring(shared.attic, "hill")
    spaces.put_into(shared.attic.catalog, [2], [2])
    synced(shared.attic)
    assert sorted(str(one.fields[Field.SPACES]) for one in shared.server.state.photos.values()) == [
        "('2',)",
        "()",
    ]


def test_two_who_put_it_into_different_spaces_have_it_in_both(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    spaces.put_into(shared.kitchen.catalog, [1], [2])
    for machine in (shared.attic, shared.kitchen, shared.attic):
        synced(machine)
    assert on_server(shared) == shown(shared.attic) == shown(shared.kitchen) == ("1", "2")


def test_a_removal_wins_over_another_edit(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    synced(shared.kitchen)
    spaces.take_out(shared.attic.catalog, [1], [1])
    spaces.put_into(shared.kitchen.catalog, [1], [2])
    for machine in (shared.kitchen, shared.attic, shared.kitchen):
        synced(machine)
    assert on_server(shared) == shown(shared.attic) == shown(shared.kitchen) == ("2",)


def test_being_shown_no_longer_is_said_before_anything_is_heard(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    spaces.take_out(shared.attic.catalog, [1], [1])

    def stumbling(_since: str | None) -> FeedPage:
        raise Unreachable("nobody there")

    monkeypatch.setattr(shared.attic.line, "changes", stumbling)
    with pytest.raises(Unreachable):
        synced(shared.attic)
    assert on_server(shared) == ()


def test_what_hurries_puts_nothing_back_that_somebody_else_took_out(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1, 2])
    synced(shared.attic)
    synced(shared.kitchen)
    spaces.take_out(shared.kitchen.catalog, [1], [2])
    synced(shared.kitchen)
    spaces.take_out(shared.attic.catalog, [1], [1])
    told: list[object] = []
    change = shared.server.change

    def noted(key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        told.append(fields.get(Field.SPACES))
        return change(key, fields, version, repeat)

    monkeypatch.setattr(shared.server, "change", noted)
    synced(shared.attic)
    assert on_server(shared) == shown(shared.attic) == ()
    assert told == [("2",), ()]


def test_a_space_that_is_gone_is_told_of_once_and_nothing_is_left(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1, 2])
    synced(shared.attic)
    shared.server.drop_space()
    assert synced(shared.attic).spaces_gone == ("Space 1",)
    assert synced(shared.attic).spaces_gone == ()
    assert shown(shared.attic) == ("2",)
    assert all_of(shared.attic.catalog, Space, "name") == [("Space 2",)]
    assert all_of(shared.attic.catalog, Outbox, "field") == []


def test_what_was_put_into_a_space_that_was_gone_already_holds_up_nothing(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1, 2])
    shared.server.drop_space()
    synced(shared.attic)
    outcome = synced(shared.attic)
    assert (outcome.pending, outcome.parked) == (0, 0)
    assert on_server(shared) == ("2",)


def test_a_server_that_went_back_in_time_shows_a_photo_nowhere_anew(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    shared.server.back_up()
    spaces.take_out(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    shared.server.restore()
    for machine in (shared.attic, shared.kitchen):
        machine.sync()
    assert on_server(shared) == ()


def test_spaces_stay_where_a_server_is_another_one_until_somebody_said_so(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    shared.server.state.spaces.clear()
    shared.server.epoch += 1
    synced(shared.attic)
    assert shown(shared.attic) == ("1",)


@pytest.fixture
def anothers(shared: Home) -> Home:
    """A photo was in the first space; the server was put back, and its number is somebody else's now."""
    spaces.put_into(shared.attic.catalog, [1], [1, 2])
    synced(shared.attic)
    shared.server.state.photos.clear()
    shared.server.state.spaces["1"] = "Club"
    shared.server.epoch += 1
    return shared


def names(machine: Machine) -> dict[str, str]:
    return dict(all_of(machine.catalog, Space, "name", "server_space_id"))


def test_nothing_goes_into_a_space_that_has_the_number_of_another(anothers: Home) -> None:
    assert synced(anothers.attic).asks is Asks.OTHER_PAST
    assert names(anothers.attic) == {"Space 1": "~1", "Space 2": "2", "Club": "1"}
    kept = synced(anothers.attic, Decision.KEEP)
    assert (kept.spaces_gone, kept.pending) == (("Space 1",), 0)
    assert on_server(anothers) == shown(anothers.attic) == ("2",)
    assert names(anothers.attic) == {"Space 2": "2", "Club": "1"}


def test_a_space_whose_server_is_there_again_has_its_photos_still(anothers: Home) -> None:
    synced(anothers.attic)
    assert shown(anothers.attic) == ("2",)
    anothers.server.state.spaces["1"] = "Space 1"
    attic = anothers.attic
    store = Store.of(attic.catalog, attic.previews, machine=attic.name, state=attic.state)
    assert store.hear_of_spaces(anothers.server.spaces()) == {"~3": "Club"}
    assert shown(anothers.attic) == ("1", "2")
    assert all_of(anothers.attic.catalog, Outbox, "id") == []


def test_a_number_that_is_given_once_more_shows_nothing_in_the_next_space(shared: Home) -> None:
    spaces.put_into(shared.attic.catalog, [1], [1])
    synced(shared.attic)
    shared.server.drop_space()
    shared.server.state.spaces["1"] = "Club"
    deciding.rate(shared.attic.catalog, [1], 4)
    assert synced(shared.attic).spaces_gone == ("Space 1",)
    assert synced(shared.attic).pending == 0
    assert on_server(shared) == shown(shared.attic) == ()


def test_to_a_server_with_another_past_nothing_goes_before_its_spaces_are_known(
    anothers: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise Busy("later")

    with monkeypatch.context() as patch:
        patch.setattr(anothers.attic.line, "spaces", busy)
        with pytest.raises(Busy):
            synced(anothers.attic, Decision.KEEP)
    assert anothers.server.state.photos == {}
    synced(anothers.attic, Decision.KEEP)
    assert on_server(anothers) == ("2",)


@pytest.mark.parametrize(
    ("told", "uid"),
    [
        ({"uid": "0123456789abcdef"}, "0123456789abcdef"),
        ({"owner_id": 4, "role": "member"}, "7 4"),
        ({"role": "owner"}, "7 owner"),
    ],
)
def test_a_space_is_known_by_its_uid_or_by_its_number_and_owner(told: dict[str, object], uid: str) -> None:
    assert space({"id": 7, "name": "Family", **told}).uid == uid


def test_photos_do_not_wait_for_a_server_that_cannot_tell_its_spaces(
    shared: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy() -> None:
        raise Busy("later")

    monkeypatch.setattr(shared.attic.line, "spaces", busy)
    deciding.rate(shared.attic.catalog, [1], 4)
    assert synced(shared.attic).pending == 0
    assert len(all_of(shared.attic.catalog, Space, "id")) == 2


class Pages:
    """A server with very many of everything, which it tells of by pages of at most 500."""

    def __init__(self, count: int, *, tells_total: bool = True) -> None:
        self.count = count
        self.tells_total = tells_total

    def send(self, request: Request) -> Reply:
        """Tell the page that is asked for, or the first."""
        start = int(request.query.get("offset", "0"))
        end = min(self.count, start + min(500, int(request.query.get("limit", "500"))))
        data = [
            {"id": number, "account_id": number, "name": f"{number}", "username": f"{number}"}
            for number in range(start, end)
        ]
        meta = {"meta": {"total": self.count}} if self.tells_total else {}
        return Reply(200, body=json.dumps({"data": data, **meta}).encode())

    def close(self) -> None:
        """There is nothing to let go of."""


@pytest.mark.parametrize("tells_total", [True, False])
@pytest.mark.parametrize("count", [0, 499, 500, 501, 1203])
def test_all_spaces_and_all_members_are_known_however_many_they_are(count: int, tells_total: bool) -> None:
    purse = Purse()
    purse.set("http://many.example", "anna", "token")
    asking = Asking(Pages(count, tells_total=tells_total), Badge("http://many.example", "anna", purse))
    groups = Groups(asking, "/api/v1/spaces")
    names = [f"{number}" for number in range(count)]
    assert [one.name for one in groups.listed()] == names
    assert [one.name for one in groups.members("1")] == names


@pytest.mark.slow
def test_a_space_of_a_real_server_from_its_making_to_its_end(address: str) -> None:
    with signed_in(address) as anna, signed_in(address) as bert:
        family = anna.groups.make("Family")
        assert (family.name, family.is_mine, family.members) == ("Family", True, 1)
        code = anna.groups.invite(family.key)
        joined = bert.groups.join(f" {code} ")
        assert (joined.key, joined.is_mine, joined.members) == (family.key, False, 2)
        with pytest.raises(Expected, match="does not hold"):
            bert.groups.join(code)
        assert anna.groups.rename(family.key, "The family").name == "The family"
        assert [one.name for one in bert.spaces()] == ["The family"]

        owner, guest = anna.groups.members(family.key)
        assert (owner.is_owner, guest.is_owner) == (True, False)
        anna.groups.send_away(family.key, guest.key)
        assert bert.spaces() == ()
        bert.groups.join(anna.groups.invite(family.key))
        bert.groups.leave(family.key)
        assert len(anna.groups.members(family.key)) == 1
        anna.groups.delete(family.key)
        assert anna.spaces() == ()
        with pytest.raises(Expected, match="no such space"):
            anna.groups.members(family.key)


@pytest.mark.slow
def test_photos_of_a_real_server_are_sent_into_a_space_and_taken_out(server: Server) -> None:
    family, club = (server.groups.make(name) for name in ("Family", "Club"))
    new = photo(fields={Field.VISIBILITY: 1, Field.SPACES: (family.key,)})
    (outcome,) = server.push([new], f"push-{new.uid}")
    assert isinstance(outcome, Accepted)
    assert outcome.photo is not None
    assert outcome.photo.fields[Field.SPACES] == (family.key,)
    both = tuple(sorted((family.key, club.key)))
    assert _shown(server.change(outcome.key, {Field.SPACES: both}, outcome.version, "in-both")) == both
    assert _shown(server.change(outcome.key, {Field.SPACES: ()}, None, "in-none")) == ()


def _shown(outcome: object) -> object:
    assert isinstance(outcome, Accepted)
    assert isinstance(outcome.photo, RemotePhoto)
    return outcome.photo.fields[Field.SPACES]
