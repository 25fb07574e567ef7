"""Corrections stand beside what the camera said, and can be taken back to it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import correcting, sessions
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.correcting import Crop
from imalink_desktop.catalog.models import Origin, Photo
from tests.unit.desktop.catalog.commands.cards import NOON, all_of, empty, file, shot
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["empty", "shelf"]


@pytest.fixture
def dated(shelf: Catalog) -> Catalog:
    """The camera knew the time of the first two photos, and the place of the first."""
    shelf.transact(
        Op.REGISTER, lambda w: w.set(Photo, [1, 2], taken_at="2024-06-01T14:30:00"), by_machine=True
    )
    shelf.transact(
        Op.REGISTER, lambda w: w.set(Photo, [1], gps_latitude=59.9, gps_longitude=10.7), by_machine=True
    )
    return shelf


def photo(catalog: Catalog, number: int) -> Row[*tuple[Any, ...]]:
    with catalog.reading() as look:
        return look.execute(select(Photo.__table__).where(Photo.id == number)).one()


def test_a_clock_that_was_an_hour_slow(dated: Catalog) -> None:
    changes = correcting.shift_time(dated, [1, 2, 3], timedelta(hours=1))
    assert changes.count == 2  # the third has no time that could be wrong
    assert photo(dated, 1).shown_at == "2024-06-01T15:30:00"
    assert photo(dated, 1).taken_at == "2024-06-01T14:30:00"
    correcting.shift_time(dated, [1], timedelta(hours=1))
    assert photo(dated, 1).shown_at == "2024-06-01T16:30:00"
    dated.undo()
    dated.undo()
    assert photo(dated, 1).shown_at == "2024-06-01T14:30:00"


def test_believing_the_camera_again(dated: Catalog) -> None:
    correcting.set_time(dated, [1], datetime(2020, 1, 1))
    correcting.set_place(dated, [1], (0.5, -10.0))
    assert photo(dated, 1).shown_at == "2020-01-01T00:00:00"
    assert (photo(dated, 1).latitude, photo(dated, 1).longitude) == (0.5, -10.0)
    correcting.set_time(dated, [1], None)
    correcting.set_place(dated, [1], None)
    assert photo(dated, 1).shown_at == "2024-06-01T14:30:00"
    assert (photo(dated, 1).latitude, photo(dated, 1).longitude) == (59.9, 10.7)


def test_four_quarters_are_a_whole_turn(dated: Catalog) -> None:
    for expected in (90, 180, 270, 0):
        correcting.turn(dated, [1], 90)
        assert photo(dated, 1).rotation == expected
    correcting.turn(dated, [1], -90)
    assert photo(dated, 1).rotation == 270


def test_a_crop_is_part_of_the_picture(dated: Catalog) -> None:
    correcting.crop(dated, [1], Crop(0.1, 0.2, 0.5, 0.8))
    assert photo(dated, 1).crop == "[0.1, 0.2, 0.5, 0.8]"
    correcting.crop(dated, [1], None)
    assert photo(dated, 1).crop is None


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda c: correcting.set_place(c, [1], (91.0, 0.0)),
        lambda c: correcting.set_place(c, [1], (float("nan"), 0.0)),
        lambda c: correcting.turn(c, [1], 45),
        lambda c: correcting.crop(c, [1], Crop(0.5, 0.0, 0.6, 1.0)),
        lambda c: correcting.crop(c, [1], Crop(0.0, 0.0, 0.0, 1.0)),
        lambda c: correcting.shift_time(c, [1], timedelta(days=9999 * 366)),
    ],
)
def test_nonsense_is_refused_in_a_sentence(dated: Catalog, nonsense: Callable[[Catalog], Changes]) -> None:
    with pytest.raises(Expected):
        nonsense(dated)
    assert dated.next_undo() is None


def test_one_camera_whose_clock_was_wrong_for_a_while(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    cameras = ["EOS R5", "EOS R5", "EOS R6", "EOS R5"]
    arrivals = [Arrival((file(f"{n}.jpg"),), shot(n, camera)) for n, camera in enumerate(cameras)]
    register(empty, session, [*arrivals, Arrival((file("undated.jpg"),))])
    changes = correcting.shift_camera(empty, 1, NOON, NOON + timedelta(minutes=3), timedelta(hours=-1))
    assert changes.rows["photo"] == {1, 2}  # the third is another camera's, the fourth is too late
    assert photo(empty, 2).shown_at == "2024-06-01T11:01:00"
    told = [("corrected_at", "clock -3600 s", json.dumps(photo(empty, n).corrected_at)) for n in (1, 2)]
    assert all_of(empty, Origin, "field", "source", "value") == told
    empty.undo()
    assert photo(empty, 2).shown_at == "2024-06-01T12:01:00"
    assert all_of(empty, Origin, "id") == []


def test_what_is_given_once_reaches_every_field(shelf: Catalog) -> None:
    correcting.set_place(shelf, (photo for photo in [1, 2]), (59.9, 10.7))
    assert all_of(shelf, Photo, "latitude", "longitude")[:2] == [(59.9, 10.7)] * 2
