"""Spaces: put in and taken out, undone and done again; what the server knows, and what it has yet to hear."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, spaces
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.commands.spaces import ListedSpace, show_in
from imalink_desktop.catalog.commands.syncing import refused
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Outbox, Photo, Space
from imalink_desktop.catalog.outbox import EDIT, LESS_VISIBLE
from imalink_desktop.catalog.reads.spaces import in_none, shown_in
from imalink_desktop.catalog.saying import said
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

FAMILY, CLUB = 1, 2


@pytest.fixture
def home(shelf: Catalog) -> Catalog:
    """Signed in, and in two spaces."""
    sign_in(shelf, "https://photos.example", "ada")
    told = [ListedSpace("70", "Family", True, 3), ListedSpace("80", "Club", False, 9)]
    spaces.hear(shelf, 1, told)
    return shelf


def shown(catalog: Catalog, *photos: int) -> list[object]:
    with catalog.reading() as look:
        found = said(look, photos)
    return [found[photo]["spaces"] for photo in photos]


def waiting(catalog: Catalog) -> dict[tuple[int, str], tuple[object, int]]:
    """The fields that wait, with their bases and their urgency."""
    with catalog.reading() as look:
        rows = look.execute(select(Outbox.photo_id, Outbox.field, Outbox.base, Outbox.urgency))
        return {(row.photo_id, row.field): (json.loads(row.base or "null"), row.urgency) for row in rows}


def sent(catalog: Catalog) -> None:
    """The server has all that waited."""
    sign_out(catalog)
    sign_in(catalog, "https://photos.example", "ada")


def test_putting_in_shows_what_was_private_and_undo_takes_both_back(home: Catalog) -> None:
    deciding.show_to(home, [2], Visibility.PUBLIC)
    changes = spaces.put_into(home, [1, 2], [FAMILY])
    assert (changes.op, changes.count) == (Op.PUT_INTO_SPACE, 2)
    assert shown(home, 1, 2) == [("70",), ("70",)]
    assert all_of(home, Photo, "visibility")[:2] == [(1,), (3,)]
    home.undo()
    assert shown(home, 1, 2) == [(), ()]
    assert all_of(home, Photo, "visibility")[:2] == [(0,), (3,)]
    home.redo()
    assert shown(home, 1, 2) == [("70",), ("70",)]


def test_being_shown_is_an_edit_and_being_shown_no_longer_hurries(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY, CLUB])
    assert waiting(home) == {(1, "spaces"): ([], EDIT), (1, "visibility"): (0, EDIT)}
    sent(home)
    spaces.take_out(home, [1], [FAMILY])
    assert waiting(home) == {(1, "spaces"): (["70", "80"], LESS_VISIBLE)}
    assert shown(home, 1) == [("80",)]


def test_putting_in_beside_taking_out_goes_out_as_fast(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY])
    sent(home)
    spaces.take_out(home, [1], [FAMILY])
    spaces.put_into(home, [1], [CLUB])
    assert waiting(home) == {(1, "spaces"): (["70"], LESS_VISIBLE)}


def test_what_was_put_in_and_taken_out_again_need_not_travel(home: Catalog) -> None:
    deciding.show_to(home, [1], Visibility.PUBLIC)
    sent(home)
    spaces.put_into(home, [1], [FAMILY])
    spaces.take_out(home, [1], [FAMILY])
    assert waiting(home) == {}


def test_the_name_of_a_space_is_none_of_the_photos_matter(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY])
    sent(home)
    spaces.hear(home, 1, [ListedSpace("70", "The family", True, 4)])
    assert all_of(home, Space, "name", "members")[0] == ("The family", 4)
    assert waiting(home) == {}


def test_a_space_of_which_no_uid_was_known_gets_it_unless_another_made_it(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY, CLUB])
    sent(home)
    told = [ListedSpace("70", "Others", False, 2, "space-o"), ListedSpace("80", "Club", False, 9, "space-c")]
    spaces.hear(home, 1, told)
    assert all_of(home, Space, "server_space_id", "name", "uid") == [
        ("~1", "Family", None),
        ("80", "Club", "space-c"),
        ("70", "Others", "space-o"),
    ]
    assert shown(home, 1) == [("80",)]
    assert waiting(home) == {}


def test_two_spaces_that_have_each_others_numbers_are_still_these_two(home: Catalog) -> None:
    one, other = (
        ListedSpace("70", "Family", True, 3, "space-f"),
        ListedSpace("80", "Club", False, 9, "space-c"),
    )
    spaces.hear(home, 1, [one, other])
    spaces.put_into(home, [1], [FAMILY])
    spaces.hear(home, 1, [replace(one, key="80"), replace(other, key="70")])
    assert all_of(home, Space, "server_space_id", "name") == [("80", "Family"), ("70", "Club")]
    assert shown(home, 1) == [("80",)]


def test_a_space_that_is_gone_takes_nothing_to_the_server(home: Catalog) -> None:
    spaces.put_into(home, [1, 2], [FAMILY])
    spaces.put_into(home, [2], [CLUB])
    sent(home)
    changes = spaces.let_go(home, 1, ["70"])
    assert (changes.op, changes.count) == (Op.SPACE_GONE, 2)
    assert shown(home, 1, 2) == [(), ("80",)]
    assert waiting(home) == {}


def test_what_the_server_refused_because_of_it_is_tried_again(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY, CLUB])
    rows = [row for (row,) in all_of(home, Outbox, "id")]
    refused(home, dict.fromkeys(rows, "There is no such space."), rows)
    spaces.let_go(home, 1, ["70"])
    assert ("spaces", None) in all_of(home, Outbox, "field", "parked")


def test_undoing_leads_nobody_into_a_space_that_is_gone(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY, CLUB])
    spaces.take_out(home, [1], [FAMILY, CLUB])
    spaces.let_go(home, 1, ["70"])
    home.undo()
    assert shown(home, 1) == [("80",)]


def test_a_space_nobody_has_told_of_yet_is_known_by_its_number(home: Catalog) -> None:
    def work(writer: Writer) -> None:
        show_in(writer, 1, {1: ["90", "80"]})

    home.transact(Op.PULL, work, by_machine=True)
    assert shown(home, 1) == [("80", "90")]
    assert all_of(home, Space, "server_space_id", "name")[-1] == ("90", "#90")


def test_nobody_is_led_into_a_space_that_is_not_there(home: Catalog) -> None:
    with pytest.raises(Expected, match="not in it any more"):
        spaces.put_into(home, [1], [99])


def test_how_many_photos_are_in_a_space_and_how_many_in_none(home: Catalog) -> None:
    spaces.put_into(home, [1, 2], [FAMILY])
    deciding.show_to(home, [3], Visibility.SPACE)
    with home.reading() as look:
        assert {one.space.name: one.count for one in shown_in(look, [1, 2, 3])} == {"Club": 0, "Family": 2}
        assert in_none(look, [1, 2, 3]) == 1


def test_other_accounts_spaces_are_not_offered(home: Catalog) -> None:
    spaces.put_into(home, [1], [FAMILY])
    sign_in(home, "https://other.example", "ada", instead=True)
    with home.reading() as look:
        assert shown_in(look, [1]) == []
    assert shown(home, 1) == [()]
