"""The same bytes twice are one photo in two places, and nothing that was said of either is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from imalink_core import Found
from imalink_core.pairing import Role
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import (
    collecting,
    correcting,
    crediting,
    deciding,
    discarding,
    hatched,
    resolving,
    sessions,
    stacking,
    tagging,
)
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.resolving import Side
from imalink_desktop.catalog.commands.signing import sign_in
from imalink_desktop.catalog.commands.uniting import rounds
from imalink_desktop.catalog.decisions import Flag, Telling, Visibility
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import (
    Author,
    CollectionPhoto,
    Conflict,
    Fate,
    ImageFile,
    Origin,
    Photo,
    PhotoTag,
    RemotePhoto,
    SessionFile,
    Stack,
    Tag,
    Tombstone,
)
from imalink_desktop.catalog.touched import Row
from tests.unit.desktop.catalog.commands.cards import (
    CARD,
    DISK,
    all_of,
    arrive,
    counts,
    empty,
    file,
    files_of,
    hatch,
    known_to_server,
    lay,
    photo,
)

__all__ = ["empty"]


@pytest.fixture
def twins(empty: Catalog) -> Catalog:
    """Two photos, 1 and 2, whose files will turn out to be the same bytes."""
    arrive(empty, "a.jpg")
    arrive(empty, "copy.jpg", folder=DISK)
    return empty


def unite(catalog: Catalog) -> None:
    """Read both whole, and see that they are one."""
    hatched.hatched(catalog, [lay(1, "sea"), lay(2, "sea")])


def photos(catalog: Catalog) -> list[int]:
    return [number for (number,) in all_of(catalog, Photo, "id")]


def conflicts(catalog: Catalog) -> list[tuple[str, str, str]]:
    return [(f, m, t) for f, m, t in all_of(catalog, Conflict, "field", "mine", "theirs")]


def test_the_same_bytes_elsewhere_are_one_photo_in_one_more_place(empty: Catalog) -> None:
    arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    session = sessions.begin(empty, "disk")
    arrive(empty, "copy.jpg", folder=DISK, session=session)
    hatch(empty, 2, "sea")
    assert photos(empty) == [1]
    assert files_of(empty, 1) == ["1/a.jpg", "2/copy.jpg"]
    assert [leads for (leads,) in all_of(empty, ImageFile, "leads")] == [1, 0]
    assert counts(empty, session) == {Fate.DUPLICATE: 1}
    assert all_of(empty, SessionFile, "photo_id") == [(1,), (1,)]


def test_of_a_photo_that_is_there_already_only_the_same_bytes_are_a_copy(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    raw = file("a.cr3", DISK, Role.RAW)
    register(empty, session, [Arrival((file("a.jpg"),)), Arrival((file("a.jpg", DISK), raw))])
    hatched.hatched(empty, [lay(1, "sea"), lay(2, "sea")])
    hatched.hatched(empty, [lay(3, "raw sea")])
    assert files_of(empty, 1) == ["1/a.jpg", "2/a.cr3", "2/a.jpg"]
    assert all_of(empty, SessionFile, "path", "fate") == [
        ("1/a.jpg", "imported"),
        ("2/a.jpg", "duplicate"),
        ("2/a.cr3", "imported"),
    ]


@pytest.mark.parametrize("order", [(2, 4), (4, 2)])
def test_the_raws_of_one_photo_in_two_places_are_copies_too(empty: Catalog, order: tuple[int, int]) -> None:
    session = sessions.begin(empty, "card")
    for folder in (CARD, DISK):
        files = (file("a.jpg", folder), file("a.cr3", folder, Role.RAW))
        register(empty, session, [Arrival(files)])
    hatched.hatched(empty, [lay(1, "sea"), lay(3, "sea")])
    for number in order:
        hatch(empty, number, "raw sea")
    assert photos(empty) == [1]
    assert counts(empty, session) == {Fate.IMPORTED: 2, Fate.DUPLICATE: 2}


def test_pictures_that_look_the_same_but_are_other_bytes_are_two_photos(twins: Catalog) -> None:
    hatched.hatched(twins, [lay(1, "sea")])
    other = lay(2, "sea")
    hatched.hatched(twins, [type(other)(2, "f" * 64, other.egg, other.found)])
    assert photo(twins, 1).hothash == photo(twins, 2).hothash


def test_blanks_are_filled_from_the_younger(twins: Catalog) -> None:
    deciding.rate(twins, [1], 3)
    deciding.entitle(twins, [2], "Sea")
    deciding.flag(twins, [2], Flag.PICKED)
    correcting.set_place(twins, [2], (1.0, 2.0))
    crediting.credit(twins, [2], "Ada")
    unite(twins)
    row = photo(twins, 1)
    assert (row.rating, row.title, row.flag, row.author_id) == (3, "Sea", 1, 1)
    assert (row.latitude, row.longitude) == (1.0, 2.0)
    assert conflicts(twins) == []


def test_tags_collections_and_origins_come_along(twins: Catalog) -> None:
    tagging.tag(twins, [1, 2], ["sea"])
    tagging.tag(twins, [2], ["travel"])
    collecting.create(twins, "Best")
    collecting.add(twins, 1, [2])
    unite(twins)
    names = dict(all_of(twins, Tag, "id", "path"))
    assert sorted((p, names[t]) for p, t in all_of(twins, PhotoTag, "photo_id", "tag_id")) == [
        (1, "sea"),
        (1, "travel"),
    ]
    assert all_of(twins, CollectionPhoto, "photo_id") == [(1,)]


def test_the_origin_of_a_value_comes_with_it(empty: Catalog) -> None:
    arrive(empty, "a.jpg")
    arrive(empty, "copy.jpg", folder=DISK, found=Found(rating=4, title="Sea"))
    deciding.entitle(empty, [1], "Ocean")
    unite(empty)
    assert all_of(empty, Origin, "photo_id", "field") == [(1, "rating")]
    assert conflicts(empty) == [("title", '"Ocean"', '"Sea"')]


def test_two_values_are_both_kept(twins: Catalog) -> None:
    deciding.rate(twins, [1], 3)
    deciding.rate(twins, [2], 5)
    unite(twins)
    assert photo(twins, 1).rating == 3
    assert conflicts(twins) == [("rating", "3", "5")]


def test_the_machine_shows_a_photo_to_nobody_new(twins: Catalog) -> None:
    deciding.show_to(twins, [1], Visibility.PUBLIC)
    unite(twins)
    assert photo(twins, 1).visibility == Visibility.PRIVATE
    assert conflicts(twins) == [("visibility", "3", "0")]
    resolving.resolve(twins, 1, "visibility", Side.MINE)
    assert photo(twins, 1).visibility == Visibility.PUBLIC


def test_the_machine_tells_nobody_more_than_before(twins: Catalog) -> None:
    deciding.tell(twins, [1], Telling.PLACE, wanted=True)
    deciding.tell(twins, [2], Telling.NAMES, wanted=True)
    unite(twins)
    assert (photo(twins, 1).tells_place, photo(twins, 1).tells_names) == (0, 0)
    assert conflicts(twins) == [("tells_names", "0", "1"), ("tells_place", "1", "0")]


def test_where_a_third_value_would_be_lost_the_photos_stay_apart_until_one_is_chosen(twins: Catalog) -> None:
    arrive(twins, "third.jpg", folder=DISK)
    for number, stars in ((1, 3), (2, 4), (3, 5)):
        deciding.rate(twins, [number], stars)
    hatched.hatched(twins, [lay(1, "sea"), lay(2, "sea"), lay(3, "sea")])
    assert photos(twins) == [1, 3]
    resolving.resolve(twins, 1, "rating", Side.THEIRS)
    assert photos(twins) == [1]
    assert photo(twins, 1).rating == 4
    assert conflicts(twins) == [("rating", "4", "5")]
    twins.undo()
    assert photos(twins) == [1, 3]
    assert conflicts(twins) == [("rating", "3", "4")]
    twins.redo()
    assert conflicts(twins) == [("rating", "4", "5")]


def test_a_photo_in_the_trash_stays_there_unless_its_copy_was_wanted(twins: Catalog) -> None:
    discarding.discard(twins, [1])
    unite(twins)
    assert photo(twins, 1).trashed_at is not None
    arrive(twins, "third.jpg", folder=DISK)
    deciding.rate(twins, [3], 5)
    hatch(twins, 3, "sea")
    assert (photo(twins, 1).trashed_at, photo(twins, 1).rating) == (None, 5)


def test_a_stack_passes_on_to_the_older_and_none_has_but_one(twins: Catalog) -> None:
    arrive(twins, "b.jpg", "c.jpg")
    stacking.stack(twins, [2, 3])
    unite(twins)
    assert photo(twins, 1).stack_id == photo(twins, 3).stack_id is not None
    arrive(twins, "copy of b.jpg", folder=DISK)
    hatched.hatched(twins, [lay(3, "sea")])
    assert photos(twins) == [1, 4, 5]
    assert all_of(twins, Stack, "id") == []


def test_the_server_goes_on_calling_the_photo_as_it_knows_it(twins: Catalog) -> None:
    sign_in(twins, "https://photos.example", "ada")
    known_to_server(twins, 2)
    uid = photo(twins, 2).uid
    unite(twins)
    assert photo(twins, 1).uid == uid
    assert all_of(twins, RemotePhoto, "photo_id", "server_photo_id") == [(1, "s2")]
    assert all_of(twins, Tombstone, "id") == []


def test_of_two_photos_that_a_server_knows_the_same_one_is_told_to_go_by_every_machine(
    twins: Catalog,
) -> None:
    sign_in(twins, "https://photos.example", "ada")
    known_to_server(twins, 1)
    known_to_server(twins, 2)
    (stays, _), goes = sorted([(photo(twins, 1).uid, "s1"), (photo(twins, 2).uid, "s2")])
    unite(twins)
    assert all_of(twins, Tombstone, "uid", "server_photo_id") == [goes]
    assert stays in [row[0] for row in all_of(twins, Photo, "uid", "id")]


@pytest.mark.parametrize(("side", "title"), [(Side.MINE, "Ocean"), (Side.THEIRS, "Sea")])
def test_one_of_two_values_is_chosen(twins: Catalog, side: Side, title: str) -> None:
    deciding.entitle(twins, [1], "Ocean")
    deciding.entitle(twins, [2], "Sea")
    unite(twins)
    resolving.resolve(twins, 1, "title", side)
    assert photo(twins, 1).title == title
    assert conflicts(twins) == []
    assert twins.next_undo() == (Op.RESOLVE, 1)
    twins.undo()
    assert photo(twins, 1).title == "Ocean"
    assert conflicts(twins) == [("title", '"Ocean"', '"Sea"')]


def test_a_place_is_chosen_whole(twins: Catalog) -> None:
    correcting.set_place(twins, [1], (1.0, 2.0))
    correcting.set_place(twins, [2], (3.0, 4.0))
    unite(twins)
    resolving.resolve(twins, 1, "corrected_longitude", Side.THEIRS)
    assert (photo(twins, 1).latitude, photo(twins, 1).longitude) == (3.0, 4.0)
    assert conflicts(twins) == []


def test_tags_can_be_chosen_between(twins: Catalog) -> None:
    tagging.tag(twins, [1], ["Sea", "hill"])

    theirs: Row = {"photo_id": 1, "field": "tags", "mine": "[]", "theirs": '["sea", "new/wood"]'}

    def differ(writer: Writer) -> None:
        writer.insert(Conflict, [{**theirs, "noticed_at": "2024"}])

    twins.transact(Op.REGISTER, differ, by_machine=True)
    resolving.resolve(twins, 1, "tags", Side.THEIRS)
    names = dict(all_of(twins, Tag, "id", "path"))
    assert {names[tag] for (tag,) in all_of(twins, PhotoTag, "tag_id")} == {"Sea", "new/wood"}


def test_where_there_is_no_conflict_nothing_can_be_chosen(twins: Catalog) -> None:
    with pytest.raises(Expected):
        resolving.resolve(twins, 1, "rating", Side.MINE)


def test_an_author_who_has_gone_cannot_be_chosen(twins: Catalog) -> None:
    crediting.credit(twins, [1], "Ada")
    crediting.credit(twins, [2], "Grace")
    unite(twins)

    def forget(writer: Writer) -> None:
        (grace,) = writer.read(select(Author.id).where(Author.name == "Grace"))[0]
        writer.set(Photo, [2], author_id=None)
        writer.delete(Author, [grace])

    twins.transact(Op.REGISTER, forget, by_machine=True)
    with pytest.raises(Expected):
        resolving.resolve(twins, 1, "author_id", Side.THEIRS)


def test_chains_of_copies_come_to_the_oldest_one_by_one() -> None:
    assert list(rounds([{3, 2}, {2, 1}, {5, 4}])) == [{2: 1, 5: 4}, {3: 1}]
    assert list(rounds([{7, 8}, {8, 7}])) == [{8: 7}]
    assert list(rounds([])) == []
