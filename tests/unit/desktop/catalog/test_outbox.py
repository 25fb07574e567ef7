"""What a server does not have yet waits, each field once, with the value that both sides agreed on."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, discarding, tagging
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.commands.syncing import goes_out, never_tried
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict, Outbox, Photo, RemotePhoto, Tombstone
from imalink_desktop.catalog.outbox import EDIT, LESS_VISIBLE
from imalink_desktop.catalog.sides import Said
from tests.unit.desktop.catalog.commands.cards import all_of, known_to_server
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


@pytest.fixture
def home(shelf: Catalog) -> Catalog:
    sign_in(shelf, "https://photos.example", "ada")
    return shelf


def waiting(catalog: Catalog) -> dict[tuple[int, str], object]:
    """The fields that wait, with their bases."""
    with catalog.reading() as look:
        rows = look.execute(select(Outbox.photo_id, Outbox.field, Outbox.base))
        return {(row.photo_id, row.field): json.loads(row.base or "null") for row in rows}


def tried(catalog: Catalog) -> None:
    """Let everything have been on its way once."""

    def work(writer: Writer) -> None:
        writer.set(Outbox, [row[0] for row in writer.read(select(Outbox.id))], tries=1)

    catalog.transact(Op.SIGN_IN, work, by_machine=True)


def test_a_field_waits_once_and_keeps_its_first_base(home: Catalog) -> None:
    for stars in (2, 3, 5):
        deciding.rate(home, [1, 2], stars)
    assert waiting(home) == {(1, "rating"): 0, (2, "rating"): 0}


def test_what_comes_back_to_its_base_need_not_travel(home: Catalog) -> None:
    deciding.rate(home, [1, 2], 4)
    deciding.rate(home, [1], 0)
    assert waiting(home) == {(2, "rating"): 0}
    home.undo()
    home.undo()
    assert waiting(home) == {}


def test_what_has_been_tried_may_have_arrived_and_travels_again(home: Catalog) -> None:
    deciding.show_to(home, [1], Visibility.PUBLIC)
    tried(home)
    deciding.show_to(home, [1], Visibility.PRIVATE)
    assert all_of(home, Outbox, "field", "base", "urgency") == [("visibility", "0", 0)]


def test_what_was_sent_and_never_answered_waits_even_where_it_comes_back_to_its_base(home: Catalog) -> None:
    deciding.show_to(home, [1], Visibility.PUBLIC)
    deciding.entitle(home, [2], "first")
    sent: dict[int, Said] = {row: {"visibility": 3} for (row,) in all_of(home, Outbox, "id")}
    goes_out(home, sent)
    never_tried(home, sent, unheard=True)
    deciding.show_to(home, [1], Visibility.PRIVATE)
    home.undo()
    home.redo()
    deciding.entitle(home, [2], "")
    assert all_of(home, Outbox, "photo_id", "field", "urgency") == [
        (1, "visibility", LESS_VISIBLE),
        (2, "title", EDIT),
    ]


def test_what_was_sent_and_never_answered_outlives_signing_out(home: Catalog) -> None:
    deciding.show_to(home, [1, 2], Visibility.PUBLIC)
    row = all_of(home, Outbox, "id")[0][0]
    goes_out(home, {row: {"visibility": 3}})
    sign_out(home)
    assert all_of(home, Outbox, "id") == [(row,)]


def test_what_goes_out_has_a_mark_that_stays_and_that_nothing_else_has(home: Catalog) -> None:
    deciding.rate(home, [1, 2], 4)
    rows = [row for (row,) in all_of(home, Outbox, "id")]
    goes_out(home, {row: {} for row in rows})
    marks = all_of(home, Outbox, "mark")
    goes_out(home, {row: {} for row in rows})
    assert all_of(home, Outbox, "mark") == marks
    assert len(set(marks)) == 2


def test_hiding_comes_first_and_stays_first(home: Catalog) -> None:
    deciding.show_to(home, [1], Visibility.PUBLIC)
    sign_out(home)
    sign_in(home, "https://photos.example", "ada")
    deciding.show_to(home, [1], Visibility.PRIVATE)
    deciding.show_to(home, [1], Visibility.SPACE)
    assert all_of(home, Outbox, "base", "urgency") == [("3", 0)]


def test_what_is_told_no_more_hurries_and_what_is_told_does_not(home: Catalog) -> None:
    deciding.tell(home, [1], Telling.PLACE, wanted=True)
    assert all_of(home, Outbox, "field", "base", "urgency") == [("tells_place", "0", EDIT)]
    sign_out(home)
    sign_in(home, "https://photos.example", "ada")
    deciding.tell(home, [1], Telling.PLACE, wanted=False)
    assert all_of(home, Outbox, "field", "base", "urgency") == [("tells_place", "1", LESS_VISIBLE)]


def test_a_parked_field_that_changes_again_is_tried_again(home: Catalog) -> None:
    deciding.rate(home, [1], 4)
    home.transact(
        Op.SIGN_IN, lambda writer: writer.set(Outbox, [1], parked="refused", tries=5), by_machine=True
    )
    deciding.rate(home, [1], 5)
    assert all_of(home, Outbox, "base", "parked") == [("0", None)]


def test_the_tags_of_a_photo_travel_as_one(home: Catalog) -> None:
    tagging.tag(home, [1, 2], ["sea", "a/b"])
    assert waiting(home) == {(1, "tags"): [], (2, "tags"): []}
    tagging.tag(home, [1], remove=["sea", "a/b"])
    assert waiting(home) == {(2, "tags"): []}


def test_a_renamed_tag_is_a_change_of_every_photo_that_has_it(shelf: Catalog) -> None:
    tagging.tag(shelf, [1, 2], ["sea", "hill"])
    tagging.tag(shelf, [3], ["hill"])
    sign_in(shelf, "https://photos.example", "ada")
    tagging.rename(shelf, "sea", "water/sea")
    both = ["hill", "sea"]
    assert waiting(shelf) == {(1, "tags"): both, (2, "tags"): both}
    tagging.rename(shelf, "water/sea", "hill")  # the two become one
    assert waiting(shelf) == {(1, "tags"): both, (2, "tags"): both}
    tagging.forget(shelf, "hill")
    assert waiting(shelf) == {(1, "tags"): both, (2, "tags"): both, (3, "tags"): ["hill"]}
    for _ in range(3):
        shelf.undo()
    assert waiting(shelf) == {}


def test_a_tag_given_and_taken_in_one_step_is_no_change(home: Catalog) -> None:
    tagging.tag(home, [1], ["sea"])
    tagging.tag(home, [1], ["sea"], ["sea"])
    assert waiting(home) == {(1, "tags"): []}


def test_a_new_egg_travels(home: Catalog) -> None:
    def hatch(writer: Writer) -> None:
        writer.set(Photo, [1], hothash="abc")

    home.transact(Op.HATCH, hatch, by_machine=True)
    assert all_of(home, Outbox, "photo_id", "field", "base", "urgency") == [(1, "egg", "null", 2)]


def test_a_purged_photo_leaves_word_for_the_server_that_knows_it(home: Catalog) -> None:
    known_to_server(home, 1)
    discarding.discard(home, [1, 2])
    discarding.purge(home, [1, 2])
    assert all_of(home, Tombstone, "account_id", "uid", "server_photo_id") == [(1, "photo 0", "s1")]
    assert waiting(home) == {}
    home.undo()
    assert all_of(home, Tombstone, "id") == []
    assert {field for _, field in waiting(home)} == {"trashed_at"}
    home.redo()
    assert len(all_of(home, Tombstone, "id")) == 1


def test_who_has_signed_out_still_leaves_word(home: Catalog) -> None:
    known_to_server(home, 1)
    sign_out(home)
    discarding.discard(home, [1])
    discarding.purge(home, [1])
    assert all_of(home, Tombstone, "uid") == [("photo 0",)]


def test_a_photo_that_comes_back_before_it_was_sent_still_has_to_be_sent(home: Catalog) -> None:
    home.transact(Op.HATCH, lambda writer: writer.set(Photo, [1], hothash="abc"), by_machine=True)
    sign_out(home)
    discarding.discard(home, [1])
    discarding.purge(home, [1])
    sign_in(home, "https://photos.example", "ada")
    home.undo()
    assert (1, "egg") in waiting(home)


def laden(catalog: Catalog) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables but the journal's own and numbers that are kept."""
    tables = ["photo", "photo_tag", "tombstone", "remote_photo", "outbox", "conflict", "origin"]
    with catalog.reading() as look:
        return {
            name: [tuple(row) for row in look.exec_driver_sql(f"SELECT * FROM {name}")]  # noqa: S608
            for name in tables
        }


def test_purging_again_leaves_as_little_as_purging_did(home: Catalog) -> None:
    known_to_server(home, 1)
    home.transact(Op.HATCH, lambda writer: writer.set(Photo, [1, 2], hothash="abc"), by_machine=True)
    tagging.tag(home, [1, 2], ["sea"])
    discarding.discard(home, [1, 2])
    discarding.purge(home, [1, 2])
    purged = laden(home) | {"tombstone": all_of(home, Tombstone, "uid")}
    home.undo()
    home.transact(Op.HATCH, _disagree, by_machine=True)
    done = home.redo()
    assert done is not None
    assert not done.kept
    assert laden(home) | {"tombstone": all_of(home, Tombstone, "uid")} == purged
    assert purged["tombstone"] == [("photo 0",)]


def test_tags_that_come_back_wait_with_those_the_server_had(home: Catalog) -> None:
    tagging.tag(home, [1, 2, 3], ["sea"])
    known_to_server(home, 1, tags=["sea"])
    known_to_server(home, 2, tags=["hill"])
    known_to_server(home, 3)
    home.transact(Op.SIGN_IN, _all_is_sent, by_machine=True)
    discarding.discard(home, [1, 2, 3])
    discarding.purge(home, [1, 2, 3])
    home.undo()
    tags = {photo: base for (photo, field), base in waiting(home).items() if field == "tags"}
    assert tags == {2: ["hill"]}


def test_a_photo_of_whose_going_the_server_was_told_is_new_to_it(home: Catalog) -> None:
    home.transact(Op.HATCH, lambda writer: writer.set(Photo, [1, 2], hothash="abc"), by_machine=True)
    known_to_server(home, 1)
    known_to_server(home, 2)
    home.transact(Op.SIGN_IN, _all_is_sent, by_machine=True)
    discarding.discard(home, [1, 2])
    discarding.purge(home, [1, 2])
    home.transact(Op.SIGN_IN, lambda writer: writer.delete(Tombstone, [1]), by_machine=True)
    home.undo()
    assert all_of(home, RemotePhoto, "photo_id") == [(2,)]
    assert {photo for photo, field in waiting(home) if field == "egg"} == {1}


def _disagree(writer: Writer) -> None:
    writer.insert(Conflict, [{"photo_id": 1, "field": "title", "noticed_at": "2024-06-01T12:00:00"}])


def _all_is_sent(writer: Writer) -> None:
    writer.delete(Outbox, [row[0] for row in writer.read(select(Outbox.id))])
