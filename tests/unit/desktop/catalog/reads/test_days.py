"""The days of a list: told from kept numbers, from places among all, or asked for, they are the same."""

from __future__ import annotations

from collections import Counter

import pytest
from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.days import days
from tests.unit.desktop.catalog.reads.album import Plain, refill

_DATED: list[Plain] = [
    {"taken_at": f"2024-0{1 + number % 3}-0{1 + number % 7}T10:00:{number:02}", "rating": number % 6}
    for number in range(40)
]
_UNDATED: list[Plain] = [{"taken_at": None, "rating": rating} for rating in (0, 3, 5)]
_PHOTOS: list[Plain] = [
    {**photo, "trashed_at": "2024" if number % 11 == 4 else None}
    for number, photo in enumerate([*_DATED, *_UNDATED])
]


@pytest.mark.parametrize("few", [0, 1000])
@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize(
    "text", ["", "rating>=3", "is:undated", "is:trashed", "rating:5 rating:4", "taken:2024-02"]
)
def test_days_are_those_of_the_photos_in_their_order(
    empty: Catalog, text: str, few: int, newest_first: bool
) -> None:
    refill(empty, _PHOTOS)
    query = parse(text)
    with empty.reading() as look:
        photos = ids(look, query, Sort(descending=newest_first))
        told = days(look, query, photos, newest_first=newest_first, few=few)
        at = {row[0]: row[1] for row in look.execute(select(Photo.id, Photo.shown_at))}
    assert [name for name, _ in told] == list(dict.fromkeys((at[photo] or "")[:10] for photo in photos))
    assert dict(told) == Counter((at[photo] or "")[:10] for photo in photos)
