"""Small previews: put in batches, read in batches, and never the work of a photographer's life."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.previews import Kind, Preview, Previews
from tests.unit.desktop.catalog.previews.pictures import BUDGET, hothash, jpeg, preview, previews, uid

__all__ = ["previews"]


def test_previews_survive_a_restart(previews: Previews, tmp_path: Path) -> None:
    previews.put(preview(n) for n in range(3))
    previews.close()
    with Previews.open(tmp_path, cold_budget=BUDGET) as again:
        assert again.hot([uid(1), uid(2), uid(9)]) == {uid(1): preview(1).hot, uid(2): preview(2).hot}
        assert again.grid([uid(0)]) == {uid(0): preview(0).grid}


def test_any_number_of_photos_is_put_and_read_at_once(previews: Previews) -> None:
    previews.put(preview(n) for n in range(1200))
    uids = [uid(n) for n in range(1201)]
    assert previews.hot(uids) == {uid(n): preview(n).hot for n in range(1200)}
    assert previews.missing(uids, Kind.GRID) == {uid(1200)}


def test_a_photo_may_have_one_preview_before_the_other(previews: Previews) -> None:
    previews.put([Preview(uid(1), grid=jpeg(1))])
    assert previews.missing([uid(1)], Kind.HOT) == {uid(1)}
    assert previews.missing([uid(1)], Kind.GRID) == set()
    previews.put([Preview(uid(1), hot=jpeg(2)), Preview(uid(2), hot=jpeg(3)), Preview(uid(2), grid=jpeg(4))])
    assert previews.grid([uid(1), uid(2)]) == {uid(1): jpeg(1), uid(2): jpeg(4)}
    assert previews.hot([uid(1), uid(2)]) == {uid(1): jpeg(2), uid(2): jpeg(3)}


def test_a_uid_may_be_written_in_any_way(previews: Previews) -> None:
    previews.put([preview(1)])
    written = [uid(1), uid(1).upper(), uid(1).replace("-", "")]
    assert previews.hot(written) == dict.fromkeys(written, preview(1).hot)


def test_what_is_no_uid_is_a_fault_of_ours(previews: Previews) -> None:
    with pytest.raises(Bug, match="photo 1"):
        previews.hot(["photo 1"])


def test_a_rebuilt_preview_is_shown_and_never_sent(previews: Previews) -> None:
    previews.put([preview(1), Preview(uid(2), hot=preview(2).hot, rebuilt=True)])
    assert previews.hot([uid(1), uid(2)]).keys() == {uid(1), uid(2)}
    wanted = {uid(n): hothash(n) for n in (1, 2, 3)}
    assert previews.hot_to_send(wanted) == {uid(1): preview(1).hot}
    previews.put([Preview(uid(2), grid=jpeg(5))])  # which says nothing of the hot one
    assert uid(2) not in previews.hot_to_send(wanted)


def test_a_preview_that_is_not_what_the_egg_is_named_by_is_not_sent(previews: Previews) -> None:
    previews.put([preview(1)])
    assert previews.hot_to_send({uid(1): hothash(2)}) == {}


def test_a_forgotten_photo_leaves_none(previews: Previews) -> None:
    previews.put([preview(1), preview(2)])
    previews.put_cold(uid(1), jpeg(7))
    previews.forget([uid(1), uid(3)])
    assert previews.hot([uid(1), uid(2)]).keys() == previews.grid([uid(1), uid(2)]).keys() == {uid(2)}
    assert previews.cold(uid(1)) is None
    previews.put([Preview(uid(1), hot=jpeg(8))])  # and they do not come back with the photo
    assert previews.grid([uid(1)]) == {}
    assert previews.missing([uid(1)], Kind.COLD) == {uid(1)}


def test_what_no_photo_has_is_swept(previews: Previews, tmp_path: Path) -> None:
    previews.put(preview(n) for n in range(5))
    previews.close()
    with Previews.open(tmp_path, cold_budget=BUDGET) as again:
        again.put([preview(7), Preview(uid(0), grid=jpeg(1))])
        assert again.sweep([uid(1), uid(2), uid(9)]) == 3
        # The seventh has just come; the catalog may hear of it in a moment.
        assert again.hot(uid(n) for n in range(10)).keys() == {uid(1), uid(2), uid(7)}


def test_many_threads_put_and_read_at_once(previews: Previews) -> None:
    def work(worker: int) -> bool:
        for n in range(worker, 200, 8):
            previews.put([preview(n)])
            previews.put_cold(uid(n), jpeg(n % 5))
            if previews.hot([uid(n)]) != {uid(n): preview(n).hot} or previews.cold(uid(n)) is None:
                return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
    assert previews.missing((uid(n) for n in range(200)), Kind.GRID) == set()


def test_without_the_derived_half_nothing_is_lost(tmp_path: Path) -> None:
    uids = [uid(n) for n in range(5)]

    def register(writer: Writer) -> None:
        writer.insert(Photo, [{"uid": u, "added_at": "2024-06-01T12:00:00", "rating": 4} for u in uids])

    with Catalog.open(tmp_path) as catalog:
        with Previews.open(tmp_path, cold_budget=BUDGET) as full:
            full.put(preview(n) for n in range(5))
            for n in range(5):
                full.put_cold(uid(n), jpeg(n))
            catalog.transact(Op.REGISTER, register, by_machine=True)
        for path in [*tmp_path.glob("previews.db*"), *(tmp_path / "cold").rglob("*.jpg")]:
            path.unlink()
        with catalog.reading() as look:
            assert look.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert look.execute(select(Photo.uid, Photo.rating)).all() == [(name, 4) for name in uids]
        with Previews.open(tmp_path, cold_budget=BUDGET) as empty:
            assert all(empty.missing(uids, kind) == set(uids) for kind in Kind)
            assert empty.hot(uids) == empty.grid(uids) == {}
            assert empty.sweep(uids) == 0
            empty.put(preview(n) for n in range(5))
            for n in range(5):
                empty.put_cold(uid(n), jpeg(n))
            assert empty.hot(uids) == {uid(n): preview(n).hot for n in range(5)}
            assert not any(empty.missing(uids, kind) for kind in Kind)


photos = st.integers(0, 5)
pictures = st.none() | st.integers(0, 9).map(jpeg)
puts = st.builds(lambda n, hot, grid: Preview(uid(n), hot, grid), photos, pictures, pictures)


@settings(max_examples=30)
@given(deeds=st.lists(st.lists(puts, max_size=4) | photos, max_size=12))
def test_previews_are_those_that_were_put_last(deeds: list[list[Preview] | int]) -> None:
    """A list is put, a number is forgotten; what is there after each equals what should be."""
    hot: dict[str, bytes] = {}
    grid: dict[str, bytes] = {}
    everybody = [uid(n) for n in range(6)]
    with TemporaryDirectory() as folder, Previews.open(Path(folder), cold_budget=0) as store:
        for deed in deeds:
            if isinstance(deed, int):
                store.forget([uid(deed)])
                hot.pop(uid(deed), None)
                grid.pop(uid(deed), None)
            else:
                store.put(deed)
                hot |= {each.uid: each.hot for each in deed if each.hot is not None}
                grid |= {each.uid: each.grid for each in deed if each.grid is not None}
            assert store.hot(everybody) == hot
            assert store.grid(everybody) == grid
            assert store.missing(everybody, Kind.GRID) == set(everybody) - grid.keys()
