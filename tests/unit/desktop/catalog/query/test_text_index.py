"""The text index is true after whatever is done to the catalog."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, delete, update

from imalink_desktop.catalog.models import ImageFile, Photo, PhotoTag, Tag
from imalink_desktop.catalog.query import text_index
from imalink_desktop.catalog.query.fields import INDEXED
from imalink_desktop.catalog.query.parse import parse
from tests.unit.desktop.catalog.query.records import Shelf, found_by_sql
from tests.unit.desktop.catalog.query.test_finding import BARE, MADE


@pytest.fixture(autouse=True)
def _two_photos(connection: Connection) -> None:
    shelf = Shelf(connection)
    shelf.put(MADE)
    shelf.put(BARE)


def assert_true(connection: Connection) -> None:
    columns = ", ".join(text_index.COLUMNS)
    kept = connection.exec_driver_sql(f"SELECT rowid, {columns} FROM photo_text ORDER BY 1").all()  # noqa: S608 - our own names
    meant = connection.exec_driver_sql("SELECT * FROM photo_words ORDER BY 1").all()
    assert kept == meant
    known = set(connection.exec_driver_sql("SELECT text FROM word").scalars())
    assert {word for row in meant for text in row[1:] if text for word in text.split()} - {"·"} <= known


DEEDS: dict[str, Callable[[Connection], object]] = {
    "title": lambda c: c.execute(update(Photo).where(Photo.id == 2).values(title="Bridge")),
    "all titles": lambda c: c.execute(update(Photo).values(title=Photo.id)),
    "place": lambda c: c.execute(update(Photo).values(place="Bergen")),
    "description": lambda c: c.execute(update(Photo).values(description=None)),
    "photo": lambda c: c.execute(delete(Photo).where(Photo.id == 2)),
    "file renamed": lambda c: c.execute(update(ImageFile).where(ImageFile.id == 1).values(name="new.jpg")),
    "file given": lambda c: c.execute(update(ImageFile).values(photo_id=2)),
    "file gone": lambda c: c.execute(delete(ImageFile).where(ImageFile.id == 2)),
    "file elsewhere": lambda c: c.execute(update(Photo).where(Photo.id == 2).values(name="DSC_7.NEF")),
    "tag renamed": lambda c: c.execute(update(Tag).where(Tag.id == 1).values(path="Reisen")),
    "tag given": lambda c: c.execute(update(PhotoTag).values(photo_id=2)),
    "tag taken": lambda c: c.execute(delete(PhotoTag)),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_the_index_follows(connection: Connection, deed: str) -> None:
    before = connection.exec_driver_sql("SELECT * FROM photo_words").all()
    DEEDS[deed](connection)
    text_index.settle(connection)
    assert connection.exec_driver_sql("SELECT * FROM photo_words").all() != before
    assert_true(connection)


def test_it_can_be_made_anew(connection: Connection) -> None:
    connection.exec_driver_sql("DELETE FROM photo_text")
    connection.exec_driver_sql("DELETE FROM word")
    connection.exec_driver_sql("INSERT INTO stale_text SELECT id FROM photo")
    text_index.settle(connection)
    assert_true(connection)
    assert found_by_sql(connection, parse("midnight")) == [1]


def test_it_knows_all_that_the_table_says_it_knows() -> None:
    assert set(text_index.COLUMNS) == {*INDEXED, "tag"}


def test_a_phrase_does_not_reach_from_one_value_into_the_next(connection: Connection) -> None:
    assert found_by_sql(connection, parse('"jpg dsc"')) == []
    assert found_by_sql(connection, parse('"dsc 0123 nef"')) == [1]


def test_a_photo_whose_file_is_elsewhere_is_found_by_its_name(connection: Connection) -> None:
    for number, name in ((1, "DSC_0003.NEF"), (2, "DSC_0003.NEF")):
        connection.execute(update(Photo).where(Photo.id == number).values(name=name))
    text_index.settle(connection)
    for asked in ("0003", "*sc_00*", "file:DSC_0003", "name:dsc_00*", "file=dsc_0003.nef"):
        # The first has files of its own here, and those names hold.
        assert found_by_sql(connection, parse(asked)) == [2], asked
    connection.execute(update(ImageFile).where(ImageFile.id == 1).values(photo_id=2))
    text_index.settle(connection)
    assert found_by_sql(connection, parse("file:DSC_0003")) == []


def test_a_part_of_a_word_is_found_in_words_that_came_later(connection: Connection) -> None:
    assert found_by_sql(connection, parse("*ntrif*")) == []
    connection.execute(update(Photo).where(Photo.id == 2).values(title="Centrifuge"))
    text_index.settle(connection)
    assert found_by_sql(connection, parse("*ntrif*")) == [2]
