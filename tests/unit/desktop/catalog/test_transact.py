"""One door for change: all or nothing, under a name, and taken back as if it had not been."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer, table_of
from imalink_desktop.catalog.models import Account, Base, Image, Outbox, Photo, PhotoTag, Step, Tag
from tests.unit.desktop.catalog.commands.deeds import deeds as commands
from tests.unit.desktop.catalog.commands.deeds import furnished

__all__ = ["furnished"]

SHELF = 12
"""Photos in the catalog of these tests; their numbers are 1 to 12."""


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    with stocked(tmp_path) as catalog:
        yield catalog


def stocked(folder: Path, steps_kept: int = 100) -> Catalog:
    catalog = Catalog.open(folder, steps_kept=steps_kept)
    photos = [{"uid": f"photo {number}", "added_at": "2024-06-01T12:00:00"} for number in range(SHELF)]
    catalog.transact(Op.REGISTER, lambda writer: _insert(writer, photos), by_machine=True)
    return catalog


def _widen(width: int, writer: Writer) -> None:
    writer.set(Photo, [1], width=width)


def _insert(writer: Writer, photos: list[dict[str, Any]]) -> None:
    writer.insert(Photo, photos)


def rate(catalog: Catalog, stars: int, *ids: int) -> None:
    catalog.transact(Op.RATE, lambda writer: writer.set(Photo, ids, rating=stars))


def ratings(catalog: Catalog) -> list[int]:
    with catalog.reading() as look:
        return list(look.execute(select(Photo.rating).order_by(Photo.id)).scalars())


def everything(catalog: Catalog) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the journal."""
    with catalog.reading() as look:
        tables = [table for table in Base.metadata.sorted_tables if table.name not in ("step", "image")]
        return {
            table.name: [tuple(row) for row in look.execute(select(table).order_by("id"))] for table in tables
        }


def test_a_change_is_there_for_everybody_once_it_is_done(catalog: Catalog) -> None:
    changes = catalog.transact(Op.RATE, lambda writer: writer.set(Photo, [2, 3], rating=4))
    assert (changes.op, changes.count) == (Op.RATE, 2)
    assert changes.rows == {"photo": frozenset({2, 3})}
    assert changes.fields == {"photo": frozenset({"rating"})}
    assert ratings(catalog)[:4] == [0, 4, 4, 0]


def test_what_fails_has_not_been(catalog: Catalog) -> None:
    def work(writer: Writer) -> None:
        writer.set(Photo, [1], rating=5)
        raise RuntimeError("the light went out")

    before = everything(catalog)
    with pytest.raises(RuntimeError):
        catalog.transact(Op.RATE, work)
    assert everything(catalog) == before
    assert catalog.next_undo() is None


def test_what_changes_nothing_is_no_step(catalog: Catalog) -> None:
    rate(catalog, 3, 1)
    changes = catalog.transact(Op.RATE, lambda writer: writer.set(Photo, [1], rating=3))
    assert changes.count == 0
    assert catalog.next_undo() == (Op.RATE, 1)
    catalog.undo()
    assert catalog.next_undo() is None


def test_undo_and_redo_say_what_they_would_do(catalog: Catalog) -> None:
    rate(catalog, 3, 1, 2, 3)
    catalog.transact(Op.LABEL, lambda writer: writer.set(Photo, [1], label="red"))
    assert catalog.next_undo() == (Op.LABEL, 1)
    undone = catalog.undo()
    assert undone is not None
    assert (undone.op, undone.of, undone.count) == (Op.UNDO, Op.LABEL, 1)
    assert (catalog.next_undo(), catalog.next_redo()) == ((Op.RATE, 3), (Op.LABEL, 1))


def test_undo_survives_a_restart(tmp_path: Path) -> None:
    with stocked(tmp_path) as catalog:
        rate(catalog, 5, 1)
    with Catalog.open(tmp_path) as again:
        again.undo()
        assert ratings(again)[0] == 0
    with Catalog.open(tmp_path) as once_more:
        once_more.redo()
        assert ratings(once_more)[0] == 5


def test_a_new_step_ends_the_chance_to_redo(catalog: Catalog) -> None:
    rate(catalog, 5, 1)
    catalog.undo()
    rate(catalog, 2, 2)
    assert catalog.next_redo() is None
    assert catalog.redo() is None


def test_the_machines_own_work_is_no_step_of_the_users(catalog: Catalog) -> None:
    rate(catalog, 5, 1)
    catalog.undo()
    catalog.transact(Op.TITLE, lambda writer: writer.set(Photo, [3], width=4000), by_machine=True)
    assert catalog.next_undo() is None
    assert catalog.next_redo() == (Op.RATE, 1)


def test_undo_leaves_alone_what_was_changed_since_and_names_it(catalog: Catalog) -> None:
    rate(catalog, 5, 1, 2)
    catalog.transact(Op.RATE, lambda writer: writer.set(Photo, [2], rating=1), by_machine=True)
    undone = catalog.undo()
    assert undone is not None
    assert undone.kept == {"photo": frozenset({2})}
    assert ratings(catalog)[:2] == [0, 1]


def test_a_tag_that_others_use_by_now_stays(catalog: Catalog) -> None:
    catalog.transact(Op.LABEL, lambda writer: _tag(writer, "travel"))
    catalog.transact(Op.LABEL, lambda w: _link(w, photo=1, tag=1), by_machine=True)
    undone = catalog.undo()
    assert undone is not None
    assert undone.kept == {"tag": frozenset({1})}


def test_a_deleted_tag_does_not_come_back_beside_its_successor(catalog: Catalog) -> None:
    catalog.transact(Op.LABEL, lambda writer: _tag(writer, "travel"))
    catalog.transact(Op.LABEL, lambda writer: writer.delete(Tag, [1]))
    catalog.transact(Op.LABEL, lambda writer: _tag(writer, "travel"), by_machine=True)
    undone = catalog.undo()
    assert undone is not None
    assert undone.kept == {"tag": frozenset({1})}


def test_what_refers_to_a_row_that_does_not_come_back_is_let_go(catalog: Catalog) -> None:
    catalog.transact(Op.TAG, lambda writer: _tag(writer, "travel"))
    catalog.transact(Op.TAG, lambda writer: _link(writer, photo=1, tag=1))

    def forget(writer: Writer) -> None:
        writer.delete(PhotoTag, [1])
        writer.delete(Tag, [1])

    catalog.transact(Op.FORGET_TAG, forget)
    catalog.transact(Op.TAG, lambda writer: _tag(writer, "travel"), by_machine=True)
    undone = catalog.undo()
    assert undone is not None
    assert undone.kept == {"tag": frozenset({1}), "photo_tag": frozenset({1})}
    with catalog.reading() as look:
        assert look.execute(select(PhotoTag.id)).all() == []


def test_only_so_many_steps_are_kept(tmp_path: Path) -> None:
    with stocked(tmp_path, steps_kept=3) as catalog:
        for stars in (1, 2, 3, 4, 5):
            rate(catalog, stars, 1)
        while catalog.undo():
            pass
        assert ratings(catalog)[0] == 2


def test_of_the_machines_steps_too_only_so_many_are_kept(tmp_path: Path) -> None:
    with stocked(tmp_path, steps_kept=3) as catalog:
        for width in range(1, 9):
            catalog.transact(Op.REGISTER, partial(_widen, width), by_machine=True)
        with catalog.reading() as look:
            assert len(look.execute(select(Step.id)).all()) == 3


def test_who_wants_no_undo_has_none(tmp_path: Path) -> None:
    with stocked(tmp_path, steps_kept=0) as catalog:
        rate(catalog, 4, 1)
        assert catalog.next_undo() is None
        assert catalog.undo() is None


def test_fifty_thousand_photos_are_one_step(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        many = [{"uid": str(number), "added_at": "2024", "rating": number % 6} for number in range(50_000)]
        catalog.transact(Op.REGISTER, lambda writer: _insert(writer, many), by_machine=True)
        before = ratings(catalog)
        catalog.transact(Op.RATE, lambda writer: writer.set(Photo, range(1, 50_001), rating=3))
        assert set(ratings(catalog)) == {3}
        catalog.undo()
        assert ratings(catalog) == before


@pytest.mark.parametrize(
    "statement",
    ["UPDATE photo SET rating = 5", "DELETE FROM photo", "INSERT INTO author (name) VALUES ('x')"],
)
def test_nothing_goes_past_the_journal(catalog: Catalog, statement: str) -> None:
    def past_it(writer: Writer) -> None:
        writer._connection.execute(text(statement))

    before = everything(catalog)
    with pytest.raises(Bug):
        catalog.transact(Op.RATE, past_it)
    assert everything(catalog) == before


def test_a_computed_field_cannot_be_set(catalog: Catalog) -> None:
    with pytest.raises(Bug):
        catalog.transact(Op.TITLE, lambda writer: writer.set(Photo, [1], shown_at="2024"))


def test_readers_can_change_nothing(catalog: Catalog) -> None:
    with catalog.reading() as look, pytest.raises(OperationalError):
        look.execute(table_of(Photo).update().values(rating=5))


def test_without_an_account_nothing_waits_to_be_sent(catalog: Catalog) -> None:
    rate(catalog, 5, 1)
    assert everything(catalog)["outbox"] == []


def test_what_travels_waits_with_the_value_both_sides_had(catalog: Catalog) -> None:
    home = {"url": "https://photos.example", "username": "ada", "is_home": 1}
    catalog.transact(Op.SET_VISIBILITY, lambda writer: writer.set(Photo, [1], visibility=3))
    catalog.transact(Op.SIGN_IN, lambda writer: _account(writer, home), by_machine=True)
    rate(catalog, 2, 1)
    rate(catalog, 5, 1)
    catalog.transact(Op.SET_VISIBILITY, lambda writer: writer.set(Photo, [1], visibility=0))
    with catalog.reading() as look:
        waiting = look.execute(
            select(Outbox.field, Outbox.base, Outbox.urgency).order_by(Outbox.urgency)
        ).all()
    assert [tuple(row) for row in waiting] == [("visibility", "3", 0), ("rating", "0", 1)]


def _tag(writer: Writer, path: str) -> None:
    writer.insert(Tag, [{"path": path, "folded": path.casefold()}])


def _link(writer: Writer, photo: int, tag: int) -> None:
    writer.insert(PhotoTag, [{"photo_id": photo, "tag_id": tag}])


def _account(writer: Writer, row: dict[str, Any]) -> None:
    writer.insert(Account, [row])


ids = st.sets(st.integers(1, SHELF + 3), min_size=1)
deeds = st.one_of(
    st.builds(lambda some, stars: lambda w: w.set(Photo, some, rating=stars), ids, st.integers(0, 5)),
    st.builds(
        lambda some, words: lambda w: w.set(Photo, some, title=words, description=words), ids, st.text()
    ),
    st.builds(
        lambda titles: lambda w: w.set_each(Photo, "title", titles),
        st.dictionaries(st.integers(1, SHELF), st.none() | st.text()),
    ),
    st.builds(
        lambda path: lambda w: _tag(w, path) if not _known(w, path) else None, st.sampled_from("abcde")
    ),
    st.builds(lambda tag: lambda w: _forget_tag(w, tag), st.integers(1, 8)),
    st.builds(lambda tag, photo: lambda w: _link_if(w, photo, tag), st.integers(1, 8), st.integers(1, SHELF)),
)
by_hand = deeds.map(lambda work: lambda catalog: catalog.transact(Op.TITLE, work))
turns = st.lists(st.one_of(by_hand, commands, st.just("undo"), st.just("redo")), max_size=25)


def _known(writer: Writer, path: str) -> bool:
    return bool(writer.read(select(Tag.id).where(Tag.folded == path)))


def _forget_tag(writer: Writer, tag: int) -> None:
    if writer.read(select(Tag.id).where(Tag.parent_id == tag)):
        return
    links = [row[0] for row in writer.read(select(PhotoTag.id).where(PhotoTag.tag_id == tag))]
    writer.delete(PhotoTag, links)
    writer.delete(Tag, [tag])


def _link_if(writer: Writer, photo: int, tag: int) -> None:
    there = writer.read(select(Tag.id).where(Tag.id == tag))
    linked = writer.read(select(PhotoTag.id).where(PhotoTag.tag_id == tag, PhotoTag.photo_id == photo))
    if there and not linked:
        _link(writer, photo, tag)


@given(sequence=turns)
def test_any_sequence_undone_and_done_again_equals_itself(
    tmp_path_factory: pytest.TempPathFactory,
    furnished: Path,
    sequence: list[Callable[[Catalog], object] | str],
) -> None:
    folder = copytree(furnished, tmp_path_factory.mktemp("catalog") / "copy")
    with Catalog.open(folder) as catalog:
        while catalog.undo():
            pass
        start = everything(catalog)
        for turn in sequence:
            if turn == "undo":
                catalog.undo()
            elif turn == "redo":
                catalog.redo()
            elif callable(turn):
                turn(catalog)
        while catalog.redo():
            pass
        end = everything(catalog)
        while catalog.undo():
            pass
        assert everything(catalog) == start
        while catalog.redo():
            pass
        assert everything(catalog) == end
        with catalog.reading() as look:
            held = set(look.execute(select(Image.step_id)).scalars())
            assert held <= set(look.execute(select(Step.id)).scalars())
