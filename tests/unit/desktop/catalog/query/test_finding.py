"""What a query finds, told by examples; a record is put in a real catalog as well."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from imalink_desktop.catalog.query.fields import TABLE
from imalink_desktop.catalog.query.match import matcher
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.searchable import Searchable, SearchableFile
from tests.unit.desktop.catalog.query.records import Shelf, found_by_sql

MADE = Searchable(
    id=1,
    added_at="2024-07-02T10:00:00+00:00",
    shown_at="2024-06-15T23:59:59.9",
    camera_make="Canon",
    camera_model="EOS R5",
    lens_model="RF50mm F1.2 L USM",
    focal_length=50.0,
    f_number=2.799999,
    iso=800,
    exposure_seconds=0.004,
    latitude=59.95,
    longitude=10.75,
    width=8192,
    height=5464,
    image_format="JPEG",
    file_size_bytes=12_000_000,
    title="Midnight sun",
    description="Wedding of Åse and Per",
    place="Tromsø",
    rating=4,
    flag=1,
    label="red",
    visibility=3,
    tells=("place",),
    author="Kari Nordmann",
    session_id=12,
    tags=("travel/norway/tromsø", "summer"),
    collections=("Best/Of the year",),
    shoots=("Wedding 2024",),
    spaces=("Family & friends",),
    files=(
        SearchableFile("DSC_0123.JPG", "Pictures/2024/06", 1, "Blue", "JPEG"),
        SearchableFile("DSC_0123.NEF", "Pictures/2024/06", 1, "Blue", "NEF"),
    ),
)
BARE = Searchable(id=2, added_at="2023-01-01T00:00:00+00:00")


def each(texts: str) -> list[str]:
    """The queries of a table, where two blanks lie between them."""
    return re.split(r"\s{2,}", texts.strip())


FINDS = """
    rating>=4  rating:4  flag:pick  label:red  visibility:public  visibility>space
    tells:place
    taken:2024  year:2024  taken:2024-06-15T23  taken<=2024-06-15  taken>2024-06-14  taken:2024-05..2024-06
    added:2024-07  iso:800..  iso:..800  iso<=800  focal:50mm  focal<51  f:2.8  f<=2.8  f>=2.8  f:1.4..2.8
    shutter:1/250  shutter:1/500..1/60  shutter<0.5s  shutter<1/200  format:nef  format:JPEG  has:shutter
    *0123*  *123  file:*sc_01*  "*idnight su*"  *anon*  camera:*os  canon midn
    width>8000  height:5464px  size:12MB  size>10MB  session:12  is:raw  has:gps  near:59.91,10.75,5km
    tag:travel  tag:Travel/Norway  tag:norway  tag:norway/TROMSO  tag=summer
    space:family  space:"Family & friends"  has:space
    visibility>=authenticated OR (visibility:space has:space)
    collection:best  collection:"of the year"  shoot:wedd  author:nordmann  place:tro
    camera:eos  camera:"EOS R5"  camera="Canon EOS R5"  lens:rf50  title=midnight-sun
    file:DSC_01*  file=dsc_0123.nef  folder:"/2024"  folder:2024/06  drive:blue
    midn  "midnight sun"  ase  Åse  TROMSØ  "of åse"  summer  nef  canon  wedding tromso
"""
FINDS_NOT = """
    tells:names
    shutter>1/200  format:cr3  *zz*  file:*anon*  "*idnight un*"  "*idnigh sun*"  is:missing
    rating:3  rating:5  rating:5 OR z  f<2.8  f>2.8  size>12MB  iso<800
    taken<2024-06-15  taken>2024-06-15  near:59.9,10.75,5km  is:video  is:trashed
    tag:trav  tag=travel  tag:tromsø/norway  folder:202
    camera:"EOS R"  title=midnight  title:"sun midnight"  "sun wedding"  "midnight su"  file=dsc_0123  -*
"""
UNKNOWN = """
    -has:camera  is:undated  camera!=canon  -iso>100  is:unrated  -taken:2024  -near:59.9,10.7,99  rating!=4
"""


@pytest.mark.parametrize("text", each(FINDS))
def test_this_finds_the_photo_that_was_made_with_care(connection: Connection, text: str) -> None:
    assert _found(connection, text) == ({1}, {1})


@pytest.mark.parametrize("text", each(FINDS_NOT))
def test_this_finds_nothing(connection: Connection, text: str) -> None:
    assert _found(connection, text) == (set(), set())


@pytest.mark.parametrize("text", each(UNKNOWN))
def test_what_is_unknown_is_not_so_and_its_opposite_is(connection: Connection, text: str) -> None:
    assert _found(connection, text) == ({2}, {2})


def test_a_photo_is_offline_when_no_drive_of_its_files_is_there(connection: Connection) -> None:
    assert _found(connection, "is:offline") == ({1}, {1})
    assert _found(connection, "is:offline", online=[2]) == ({1}, {1})
    assert _found(connection, "is:offline", online=[1, 2]) == (set(), set())


def test_a_photo_is_elsewhere_when_a_server_knows_it_and_no_file_is_here(connection: Connection) -> None:
    there = Searchable(3, "2024", is_on_server=True)
    both = replace(MADE, id=4, is_on_server=True)
    query = parse("is:elsewhere")
    with connection.begin_nested() as attempt:
        shelf = Shelf(connection)
        for one in (there, both, BARE):
            shelf.put(one)
        assert found_by_sql(connection, query) == [3]
        attempt.rollback()
    assert [one.id for one in (there, both, BARE) if matcher(query)(one)] == [3]


def test_what_cannot_be_unknown_is_not_asked_for() -> None:
    assert {field.name for field in TABLE if not field.optional} >= {"rating", "flag", "visibility", "added"}


def _found(connection: Connection, text: str, online: list[int] | None = None) -> tuple[set[int], set[int]]:
    query = parse(text)
    fits = matcher(query, online or [])
    with connection.begin_nested() as attempt:
        shelf = Shelf(connection)
        shelf.put(MADE)
        shelf.put(BARE)
        by_sql = set(found_by_sql(connection, query, online or []))
        attempt.rollback()
    return {photo.id for photo in (MADE, BARE) if fits(photo)}, by_sql
