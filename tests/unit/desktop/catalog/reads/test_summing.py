"""Many photos taken together: what all have, what differs, and what is said of a sample."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.crediting import credit
from imalink_desktop.catalog.commands.deciding import entitle, tell
from imalink_desktop.catalog.decisions import Telling
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict
from imalink_desktop.catalog.reads.detail import detail
from imalink_desktop.catalog.reads.summed import OnDrive, Spread, runs_of
from imalink_desktop.catalog.reads.summing import Summary, summary
from tests.unit.desktop.catalog.reads.album import BLUE, PHOTOS, RED, refill

ALL = range(1, len(PHOTOS) + 1)


def together(catalog: Catalog, photos: Sequence[int], **how: int) -> Summary:
    with catalog.reading() as look:
        return summary(look, photos, online=[BLUE], **how)


def test_decisions_are_counted(album: Catalog) -> None:
    found = together(album, [1, 2, 3, 4, 5])
    assert found.total == found.sampled == 5
    assert found.rating == {0: 2, 3: 1, 4: 1, 5: 1}
    assert found.flag == {-1: 1, 0: 3, 1: 1}
    assert found.label == {None: 4, "red": 1}
    assert found.visibility == {0: 4, 3: 1}
    tell(album, [1, 2], Telling.PLACE, wanted=True)
    found = together(album, [1, 2, 3, 4, 5])
    assert found.tells_place == {0: 3, 1: 2}
    assert found.tells_names == {0: 5}


def test_nothing_chosen_is_nothing(album: Catalog) -> None:
    assert together(album, []) == Summary()


def test_photos_that_are_gone_are_not_counted(album: Catalog) -> None:
    assert together(album, [1, 4000]).total == 1
    assert together(album, [4000]).total == 0


def test_a_photo_in_the_trash_counts_where_it_is_chosen(album: Catalog) -> None:
    assert together(album, [8]).rating == {5: 1}


def test_tags_are_counted_and_those_of_most_come_first(album: Catalog) -> None:
    found = together(album, [1, 2, 3, 5])
    assert list(found.tags.items()) == [
        ("travel/norway", 2),
        ("travel/sweden", 2),
        ("home", 1),
        ("travel", 1),
    ]


def test_gear_and_imports_go_by_name(album: Catalog) -> None:
    found = together(album, [1, 2, 3, 4, 6])
    assert found.cameras == {"Canon EOS R5": 3, "X100V": 1, None: 1}
    assert found.lenses == {None: 3, "RF50mm": 2}
    assert found.sessions == {"Holidays": 5}
    assert found.formats == {"JPEG": 4, "PNG": 1}


def test_a_photo_counts_once_for_each_drive_it_lies_on(album: Catalog) -> None:
    assert together(album, [1, 2, 3]).drives == (
        OnDrive(BLUE, "Blue", is_online=True, photos=3),
        OnDrive(RED, "Red", is_online=False, photos=1),
    )


def test_an_author_is_told_where_all_have_the_same(album: Catalog) -> None:
    assert together(album, [1, 2]).author == Spread(2, 2, "Kari", "Kari")
    assert together(album, [1, 2]).author.value == "Kari"
    differing = together(album, [1, 3]).author
    assert not differing.same
    assert differing.value is None
    assert together(album, [3, 4]).author.same


def test_two_authors_are_not_the_same(album: Catalog) -> None:
    credit(album, [2], "Ola")
    assert not together(album, [1, 2]).author.same


def test_times_go_from_the_first_to_the_last(album: Catalog) -> None:
    taken = together(album, [1, 3, 4, 6]).taken
    assert (taken.known, taken.low, taken.high) == (3, "2024-06-15T10:00:00", "2024-06-16T09:30:00")


def test_photos_in_doubt_are_counted_once(album: Catalog) -> None:
    def doubt(writer: Writer) -> None:
        rows = [{"photo_id": 1, "field": field, "mine": "1", "theirs": "2"} for field in ("title", "rating")]
        writer.insert(Conflict, [{**row, "noticed_at": "2024"} for row in rows])

    album.transact(Op.HATCH, doubt, by_machine=True)
    assert together(album, [1, 2]).conflicts == 1


@pytest.mark.parametrize("sample", [1, 2, 5])
def test_what_seems_the_same_in_a_sample_is_checked_in_all(album: Catalog, sample: int) -> None:
    entitle(album, ALL, "Norway")
    entitle(album, [7], "Sweden")
    found = together(album, ALL, sample=sample)
    assert found.sampled < found.total == len(ALL)
    assert found.is_sampled
    assert not found.title.same
    assert found.title.value is None


def test_what_only_a_few_past_the_sample_have_is_seen(album: Catalog) -> None:
    entitle(album, [7], "Sweden")
    found = together(album, ALL, sample=2).title
    assert not found.same
    assert found.known == 1


def test_what_is_the_same_in_all_is_so_with_a_sample(album: Catalog) -> None:
    entitle(album, ALL, "Norway")
    assert together(album, ALL, sample=2).title.value == "Norway"
    assert together(album, ALL, sample=2).description.same


def test_decisions_are_those_of_all_whatever_the_sample(album: Catalog) -> None:
    assert together(album, ALL, sample=2).rating == together(album, ALL).rating


def test_of_far_too_many_photos_only_some_are_counted_at_all(album: Catalog) -> None:
    assert together(album, ALL, most=4, sample=2).total == 4


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from([None, "red", "gray"])), min_size=1, max_size=12),
    st.data(),
)
def test_counts_are_those_of_the_photos_themselves(
    empty: Catalog, drawn: list[tuple[int, str | None]], data: st.DataObject
) -> None:
    refill(empty, [{"rating": stars, "label": label} for stars, label in drawn])
    chosen = data.draw(st.lists(st.integers(1, len(drawn)), unique=True, min_size=1))
    found = together(empty, array("q", chosen))
    with empty.reading() as look:
        photos = [whole for photo in chosen if (whole := detail(look, photo)) is not None]
    assert found.total == len(photos)
    assert found.rating == Counter(photo.rating for photo in photos)
    assert found.label == Counter(photo.label for photo in photos)


@given(st.lists(st.integers(1, 60), unique=True))
def test_runs_hold_the_very_numbers(numbers: list[int]) -> None:
    runs = runs_of(numbers, most=100)
    assert [number for first, last in runs for number in range(first, last + 1)] == sorted(numbers)
    assert all(one[1] + 1 < other[0] for one, other in pairwise(runs))


@given(st.integers(1, 500), st.integers(1, 100))
def test_a_sample_is_from_everywhere_and_no_larger_than_asked_for(count: int, most: int) -> None:
    runs = runs_of(array("q", range(count)), most)
    size = sum(last - first + 1 for first, last in runs)
    assert size == count if count <= most else 0 < size <= most
    assert runs[0][0] == 0
