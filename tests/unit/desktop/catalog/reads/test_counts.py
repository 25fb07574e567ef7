"""Facets, trees and the rating view: what is kept, what is counted, and what one counts by hand."""

from __future__ import annotations

from collections import Counter

import pytest

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import discarding, stacking
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import count
from imalink_desktop.catalog.reads.branches import Branch, walk
from imalink_desktop.catalog.reads.counts import Kind, counts
from imalink_desktop.catalog.reads.facets import Facet, all_facets, facets
from imalink_desktop.catalog.reads.rating_view import UNLABELLED, rating_view
from imalink_desktop.catalog.reads.trees import collections, folders, tags, whole
from tests.unit.desktop.catalog.reads.album import BLUE, FILES, IN_SIGHT, PHOTOS, RED

EVERY_ONE = parse("rating>=0")
"""All photos, but nobody can tell without counting."""


def outline(branches: tuple[Branch, ...]) -> list[tuple[str, int, int | None]]:
    return [(branch.path, branch.count, branch.whole) for branch in walk(branches)]


@pytest.mark.parametrize("kind", Kind)
def test_what_is_kept_is_what_counting_finds(album: Catalog, kind: Kind) -> None:
    with album.reading() as look:
        kept = facets(look, kind)
        assert kept
        assert facets(look, kind, query=EVERY_ONE) == kept
        assert facets(look, kind, query=parse("file:nothing-is-called-so")) == []


@pytest.mark.parametrize("column", ["rating", "flag", "label", "visibility", "camera_id", "lens_id"])
def test_what_is_kept_is_what_one_counts_by_hand(album: Catalog, column: str) -> None:
    values = (
        PHOTOS[number - 1].get(column, 0 if column in ("flag", "visibility") else None) for number in IN_SIGHT
    )
    with album.reading() as look:
        found = counts(look, Kind(column.removesuffix("_id")))
    assert found == Counter(value for value in values if value is not None)


def test_each_facet_has_a_name(album: Catalog) -> None:
    with album.reading() as look:
        found = all_facets(look)
    assert found.keys() == set(Kind)
    assert found[Kind.CAMERA] == [Facet(1, "Canon EOS R5", 3), Facet(2, "X100V", 2)]
    assert found[Kind.LENS] == [Facet(1, "RF50mm", 2)]
    assert found[Kind.AUTHOR] == [Facet(1, "Kari", 2)]
    assert found[Kind.SESSION] == [Facet(1, "Holidays", 7)]
    assert found[Kind.DRIVE] == [Facet(BLUE, "Blue", 4), Facet(RED, "Red", 3)]
    assert found[Kind.SHOOT] == [Facet(1, "Wedding", 2)]
    assert found[Kind.LABEL] == [Facet("blue", "blue", 1), Facet("red", "red", 1)]
    assert [facet.name for facet in found[Kind.RATING]] == ["0", "2", "3", "4", "5"]
    assert [facet.name for facet in found[Kind.FLAG]] == ["reject", "none", "pick"]
    assert [facet.name for facet in found[Kind.VISIBILITY]] == ["private", "public"]
    assert {(facet.name, facet.count) for facet in found[Kind.TAG]} == {
        ("travel/norway", 2),
        ("travel/sweden", 2),
        ("travel", 1),
        ("home", 1),
    }
    assert {facet.name for facet in found[Kind.COLLECTION]} == {"Best", "Best/Of 2024"}
    assert [facet.name for facet in found[Kind.FOLDER]] == ["", "Pictures/2024/June", "Pictures"]


def test_facets_of_a_query(album: Catalog) -> None:
    with album.reading() as look:
        for query in (EVERY_ONE, parse("camera:canon"), parse("file:nothing-is-called-so")):
            each = {kind: facets(look, kind, query=query) for kind in Kind}
            assert all_facets(look, query=query) == each
        assert facets(look, Kind.TAG, query=parse("camera:canon")) == [
            Facet(2, "travel/norway", 2),
            Facet(3, "travel/sweden", 2),
            Facet(1, "travel", 1),
        ]
        assert facets(look, Kind.DRIVE, query=parse("rating:5")) == [
            Facet(BLUE, "Blue", 1),
            Facet(RED, "Red", 1),
        ]


def test_a_tag_tells_its_own_photos_and_each_of_those_below_once(album: Catalog) -> None:
    with album.reading() as look:
        quick, deep = tags(look), tags(look, deep=True)
        assert outline(quick) == [
            ("home", 1, 1),
            ("travel", 1, None),
            ("travel/norway", 2, 2),
            ("travel/sweden", 2, 2),
        ]
        assert outline(deep)[1] == ("travel", 1, 3)
        assert whole(look, Kind.TAG, quick[1]) == 3
        assert outline(tags(look, query=parse("rating:5"), deep=True)) == [
            ("travel", 0, 1),
            ("travel/norway", 1, 1),
        ]


def test_collections_come_in_their_own_order(album: Catalog) -> None:
    with album.reading() as look:
        assert outline(collections(look, deep=True)) == [("Best", 2, 3), ("Best/Of 2024", 2, 2)]


def test_folders_that_only_lie_on_the_way_are_shown_too(album: Catalog) -> None:
    with album.reading() as look:
        (pictures,) = folders(look, BLUE, deep=True)
        assert outline((pictures,)) == [
            ("Pictures", 1, 4),
            ("Pictures/2024", 0, 3),
            ("Pictures/2024/June", 3, 3),
        ]
        assert [branch.id for branch in walk([pictures])] == [1, None, 2]
        assert outline(folders(look, RED)) == [("", 3, 3)]
        assert whole(look, Kind.FOLDER, pictures) == len(
            {f["photo_id"] for f in FILES if f["folder_id"] != 3} - {8}
        )


@pytest.mark.parametrize("query", ["", "rating>=0"])
def test_the_rating_view_counts_stars_flags_and_colours(album: Catalog, query: str) -> None:
    with album.reading() as look:
        view = rating_view(look, query=parse(query))
    assert (view.photos, view.stars) == (7, (3, 0, 1, 1, 1, 1))
    assert view.flags == {-1: 1, 0: 5, 1: 1}
    assert {label: many for label, many in view.labels.items() if many} == {
        "red": 1,
        "blue": 1,
        UNLABELLED: 5,
    }
    assert view.labels["green"] == 0


def test_each_shelf_has_as_many_photos_as_the_view_says(album: Catalog) -> None:
    with album.reading() as look:
        view = rating_view(look, query=parse("-flag:pick"))
        shelves = {f"rating:{stars}": many for stars, many in enumerate(view.stars)}
        shelves |= {f"flag:{Flag(flag).word}": many for flag, many in view.flags.items()}
        shelves |= {f"label:{label}" if label else "-has:label": n for label, n in view.labels.items()}
        for shelf, many in shelves.items():
            assert count(look, parse(f"-flag:pick {shelf}")) == many


def test_the_trash_counts_nowhere(album: Catalog) -> None:
    stacking.unstack(album, [1])
    discarding.discard(album, IN_SIGHT)
    with album.reading() as look:
        assert not any(all_facets(look).values())
        assert rating_view(look).photos == 0
        assert {branch.count for branch in walk(tags(look, deep=True))} == {0}
