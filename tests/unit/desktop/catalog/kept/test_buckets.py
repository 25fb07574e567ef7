"""What stands for a year, a month, a day, an hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo

Shot = tuple[str, int, str | None]
"""When, how many stars, hothash."""

moments = st.integers(0, 40).map(lambda tenths: datetime(2024, 6, 30, 23) + tenths * timedelta(minutes=6))
shots = st.lists(
    st.tuples(moments.map(datetime.isoformat), st.integers(0, 5), st.sampled_from([None, "a", "b", "c"])),
    min_size=1,
    max_size=12,
)


def buckets_of(folder: Path, photos: list[Shot]) -> dict[str, tuple[int, str, str, int]]:
    with Catalog.open(folder) as catalog:
        rows = [
            {
                "uid": str(number),
                "added_at": "2024-07-01",
                "taken_at": taken,
                "rating": stars,
                "hothash": hothash,
            }
            for number, (taken, stars, hothash) in enumerate(photos)
        ]

        def fill(writer: Writer) -> None:
            writer.insert(Photo, rows)

        catalog.transact(Op.REGISTER, fill, by_machine=True)
        with catalog.reading() as look:
            found = look.execute(text("SELECT name, count, first, last, preview_id FROM bucket"))
            return {name: (count, first, last, preview) for name, count, first, last, preview in found}


def chosen(photos: list[Shot]) -> Shot:
    """The rule in words: the best of the good, else any; nearest to the middle, then the smallest hothash."""
    times = sorted(datetime.fromisoformat(shot[0]) for shot in photos)
    middle = times[0] + (times[-1] - times[0]) / 2

    def rank(shot: Shot) -> tuple[int, timedelta, bool, str]:
        stars = shot[1] if shot[1] >= 4 else 0
        return -stars, abs(datetime.fromisoformat(shot[0]) - middle), shot[2] is None, shot[2] or ""

    return min(photos, key=rank)


@given(photos=shots)
def test_each_bucket_is_what_counting_by_hand_says(
    tmp_path_factory: pytest.TempPathFactory, photos: list[Shot]
) -> None:
    kept = buckets_of(tmp_path_factory.mktemp("buckets"), photos)
    names = {taken[:length] for taken, _, _ in photos for length in (4, 7, 10, 13)}
    assert kept.keys() == names
    for name in names:
        inside = [shot for shot in photos if shot[0].startswith(name)]
        count, first, last, preview = kept[name]
        assert (count, first, last) == (
            len(inside),
            min(shot[0] for shot in inside),
            max(shot[0] for shot in inside),
        )
        assert photos[preview - 1] == chosen(inside)


def test_five_stars_stand_before_four_and_four_before_the_middle(tmp_path: Path) -> None:
    first, middle, last = "2024-06-15T14:00:00", "2024-06-15T14:30:00", "2024-06-15T15:00:00"
    assert buckets_of(tmp_path / "a", [(first, 4, "a"), (middle, 3, "b"), (last, 5, "c")])["2024"][3] == 3
    assert buckets_of(tmp_path / "b", [(first, 4, "a"), (middle, 3, "b"), (last, 0, "c")])["2024"][3] == 1
    assert buckets_of(tmp_path / "c", [(first, 3, "a"), (middle, 0, "b"), (last, 3, "c")])["2024"][3] == 2


def test_photos_of_unknown_time_are_in_no_bucket(tmp_path: Path) -> None:
    assert buckets_of(tmp_path, [("2024-06-15T14:00:00", 0, None)]).keys() == {
        "2024",
        "2024-06",
        "2024-06-15",
        "2024-06-15T14",
    }
