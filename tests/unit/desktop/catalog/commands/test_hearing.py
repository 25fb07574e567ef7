"""A sidecar that was written to since the import is heard again, where nobody has decided otherwise."""

from __future__ import annotations

import pytest

from imalink_core import Found
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import deciding, sessions, tagging
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.hearing import hear_again
from imalink_desktop.catalog.commands.opinions import Opinion
from imalink_desktop.catalog.decisions import Flag
from imalink_desktop.catalog.models import Author, Origin, PhotoTag, Tag
from tests.unit.desktop.catalog.commands.cards import all_of, empty, file, hatch, photo

__all__ = ["empty"]

SIDECAR = "sidecar a.xmp"


def arrived(catalog: Catalog, *beside: Found, found: Found | None = None) -> int:
    session = sessions.begin(catalog, "card")
    opinions = tuple(Opinion(SIDECAR, each) for each in beside)
    arrival = Arrival((file("a.jpg"),), found=found or Found(), beside=opinions)
    return register(catalog, session, [arrival]).photos[0]


def again(catalog: Catalog, number: int, said: Found, source: str = SIDECAR) -> None:
    hear_again(catalog, {number: [Opinion(source, said)]})


def tags(catalog: Catalog) -> set[str]:
    names = dict(all_of(catalog, Tag, "id", "path"))
    return {names[tag] for (tag,) in all_of(catalog, PhotoTag, "tag_id")}


def test_what_came_from_it_follows_it(empty: Catalog) -> None:
    number = arrived(empty, Found(rating=2, title="Fog", keywords=("a", "b/c"), creator="Ada"))
    again(empty, number, Found(rating=4, title="Mist", keywords=("b/c", "d"), creator="Grace"))
    row = photo(empty, number)
    assert (row.rating, row.title, tags(empty)) == (4, "Mist", {"b/c", "d"})
    assert dict(all_of(empty, Author, "id", "name"))[row.author_id] == "Grace"
    assert set(all_of(empty, Origin, "source")) == {(SIDECAR,)}


def test_what_was_decided_here_stays(empty: Catalog) -> None:
    number = arrived(empty, Found(rating=2, title="Fog", keywords=("a",)))
    deciding.rate(empty, [number], 5)
    tagging.tag(empty, [number], ["mine"])
    again(empty, number, Found(rating=4, title="Mist", keywords=("d",)))
    row = photo(empty, number)
    assert (row.rating, row.title, tags(empty)) == (5, "Mist", {"a", "mine"})


def test_what_was_taken_away_here_stays_away(empty: Catalog) -> None:
    number = arrived(empty, Found(rating=2))
    deciding.rate(empty, [number], 0)
    again(empty, number, Found(rating=4))
    assert photo(empty, number).rating == 0


def test_what_it_says_for_the_first_time_is_taken_over(empty: Catalog) -> None:
    number = arrived(empty, Found(rating=2))
    again(empty, number, Found(rating=2, label="red"))
    assert (photo(empty, number).rating, photo(empty, number).label) == (2, "red")


def test_what_the_file_itself_said_is_not_the_sidecars_to_change(empty: Catalog) -> None:
    number = arrived(empty, found=Found(title="Fog"))
    again(empty, number, Found(title="Mist"))
    assert photo(empty, number).title == "Fog"


def stars_and_flag(catalog: Catalog, number: int) -> tuple[int, int]:
    row = photo(catalog, number)
    return row.rating, row.flag


@pytest.mark.parametrize(
    ("better", "worse", "both"), [(4, -1, (4, 0)), (-1, 4, (0, -1)), (0, -1, (0, 0)), (None, -1, (0, -1))]
)
def test_stars_and_rejection_are_one_decision_of_the_better_sidecar(
    empty: Catalog, better: int | None, worse: int, both: tuple[int, int]
) -> None:
    number = arrived(empty, Found(rating=better), Found(rating=worse))
    assert stars_and_flag(empty, number) == both
    hatch(empty, 1, "sea", Found(rating=worse))  # as it stands in the file
    assert stars_and_flag(empty, number) == both


@pytest.mark.parametrize(
    ("first", "then", "both"),
    [
        (-1, Found(rating=4), (4, 0)),
        (-1, Found(rating=0), (0, 0)),
        (-1, Found(title="Fog"), (0, 0)),
        (4, Found(rating=-1), (0, -1)),
        (4, Found(rating=0), (0, 0)),
        (4, Found(), (4, 0)),  # it may be half written
    ],
)
def test_what_its_rating_said_is_taken_back_with_it(
    empty: Catalog, first: int, then: Found, both: tuple[int, int]
) -> None:
    number = arrived(empty, Found(rating=first))
    again(empty, number, then)
    assert stars_and_flag(empty, number) == both
    again(empty, number, Found(rating=first))
    assert stars_and_flag(empty, number) == ((0, -1) if first == -1 else (first, 0))


def test_a_flag_that_was_set_here_since_stays(empty: Catalog) -> None:
    number = arrived(empty, Found(rating=-1))
    deciding.flag(empty, [number], Flag.PICKED)
    again(empty, number, Found(rating=4))
    assert photo(empty, number).flag == Flag.PICKED


def test_another_sidecar_does_not_take_it_back(empty: Catalog) -> None:
    number = arrived(empty, Found(rating=-1))
    again(empty, number, Found(rating=4), "sidecar other.xmp")
    assert stars_and_flag(empty, number) == (0, -1)


def test_a_photo_that_has_gone_is_passed_over(empty: Catalog) -> None:
    again(empty, 99, Found(title="Mist"))
    assert all_of(empty, Origin, "id") == []
