"""Large previews: files named by their content, of which a budget keeps those that were looked at last."""

from __future__ import annotations

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imalink_desktop.catalog.previews import Kind, Previews, cold
from tests.unit.desktop.catalog.previews.pictures import BUDGET, files, jpeg, preview, previews, uid

__all__ = ["previews"]


def test_a_cold_preview_is_a_file_named_by_its_content(previews: Previews, tmp_path: Path) -> None:
    previews.put_cold(uid(1), jpeg(1))
    name = hashlib.sha256(jpeg(1)).hexdigest()
    assert previews.cold(uid(1)) == tmp_path / "cold" / name[:2] / name[2:4] / f"{name}.jpg"
    assert (tmp_path / "cold" / name[:2] / name[2:4] / f"{name}.jpg").read_bytes() == jpeg(1)
    assert previews.cold(uid(2)) is None


def test_one_file_serves_all_photos_that_look_so(previews: Previews, tmp_path: Path) -> None:
    for n in (1, 2):
        previews.put_cold(uid(n), jpeg(1))
    assert len(files(tmp_path)) == 1
    previews.forget([uid(1)])
    assert previews.cold(uid(2)) is not None
    previews.forget([uid(2)])
    assert files(tmp_path) == set()


def test_a_new_cold_preview_replaces_the_old(previews: Previews, tmp_path: Path) -> None:
    previews.put_cold(uid(1), jpeg(1))
    previews.put_cold(uid(1), jpeg(2))
    assert [path.name for path in [previews.cold(uid(1))] if path] == list(files(tmp_path))


def test_what_was_not_looked_at_for_longest_is_evicted(previews: Previews, tmp_path: Path) -> None:
    for n in range(10):
        previews.put_cold(uid(n), jpeg(n, BUDGET // 10))
    previews.cold(uid(0))
    previews.close()
    with Previews.open(tmp_path, cold_budget=BUDGET) as again:  # a restart forgets no look
        again.put_cold(uid(10), jpeg(10, BUDGET // 10))
        assert again.missing((uid(n) for n in range(11)), Kind.COLD) == {uid(1), uid(2)}
        assert again.cold(uid(0)) is not None
        assert again.cold(uid(1)) is None
    assert len(files(tmp_path)) == 9


def test_the_newest_is_not_evicted_by_its_own_coming(previews: Previews, tmp_path: Path) -> None:
    previews.put_cold(uid(1), jpeg(1, BUDGET // 2))
    previews.put_cold(uid(2), jpeg(2, BUDGET))
    assert previews.cold(uid(1)) is None
    assert previews.cold(uid(2)) is not None
    assert len(files(tmp_path)) == 1


def test_what_exceeds_the_whole_budget_is_not_kept(previews: Previews, tmp_path: Path) -> None:
    previews.put_cold(uid(1), jpeg(1))
    previews.put_cold(uid(2), jpeg(2, BUDGET + 1))
    assert previews.cold(uid(2)) is None
    assert previews.cold(uid(1)) is not None
    assert len(files(tmp_path)) == 1


def test_a_smaller_budget_holds_at_once(previews: Previews, tmp_path: Path) -> None:
    for n in range(30):
        previews.put_cold(uid(n), jpeg(n))
    previews.set_cold_budget(10_000)
    assert previews.missing((uid(n) for n in range(30)), Kind.COLD) == {uid(n) for n in range(27)}
    assert len(files(tmp_path)) == 3
    previews.set_cold_budget(0)
    assert files(tmp_path) == set()
    previews.set_cold_budget(BUDGET)
    previews.put_cold(uid(1), jpeg(1))
    assert previews.cold(uid(1)) is not None


def test_hundreds_are_evicted_at_once(previews: Previews, tmp_path: Path) -> None:
    for n in range(250):
        previews.put_cold(uid(n), jpeg(n, 10))
    previews.set_cold_budget(100)
    assert len(files(tmp_path)) == 9


def test_a_file_that_somebody_deleted_or_cut_is_not_there(previews: Previews, tmp_path: Path) -> None:
    for n in (1, 2, 3):
        previews.put_cold(uid(n), jpeg(n))
    deleted, cut = previews.cold(uid(1)), previews.cold(uid(2))
    assert deleted is not None
    assert cut is not None
    deleted.unlink()
    cut.write_bytes(jpeg(2)[:100])
    assert previews.cold(uid(1)) is previews.cold(uid(2)) is None
    assert previews.missing([uid(1), uid(2), uid(3)], Kind.COLD) == {uid(1), uid(2)}
    assert len(files(tmp_path)) == 1
    previews.put_cold(uid(1), jpeg(1))
    assert previews.cold(uid(1)) == deleted


def test_putting_again_mends_a_file_that_was_cut(previews: Previews) -> None:
    previews.put_cold(uid(1), jpeg(1))
    path = previews.cold(uid(1))
    assert path is not None
    path.write_bytes(b"")
    previews.put_cold(uid(2), jpeg(1))
    assert path.read_bytes() == jpeg(1)
    assert previews.cold(uid(1)) == path


def test_what_a_killed_program_left_is_swept(previews: Previews, tmp_path: Path) -> None:
    for n in (1, 2):
        previews.put_cold(uid(n), jpeg(n))
    previews.put([preview(1)])
    there = previews.cold(uid(1))
    gone = previews.cold(uid(2))
    assert there is not None
    assert gone is not None
    gone.unlink()
    stray = there.with_name(there.parent.parent.name + there.parent.name + "0" * 60 + ".jpg")
    for path in (stray, there.with_name(".imalink-abc.new")):
        path.write_bytes(jpeg(9))
    for name in ("not ours.jpg", ".jpg", "0" * 64 + ".jpg"):
        (tmp_path / "cold" / name).write_bytes(jpeg(9))
    assert previews.sweep([uid(1), uid(2)]) == 0
    assert files(tmp_path) == {there.name, "not ours.jpg", ".jpg", "0" * 64 + ".jpg"}
    assert previews.missing([uid(1), uid(2)], Kind.COLD) == {uid(2)}


def test_looks_are_written_down_now_and_then(
    previews: Previews, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cold, "_USES_KEPT", 3)
    for n in range(10):
        previews.put_cold(uid(n), jpeg(n))
    for n in (1, 5, 1, 3):
        previews.cold(uid(n))
    with Previews.open(tmp_path, cold_budget=9_500) as after_a_crash:
        after_a_crash.set_cold_budget(9_500)
        assert after_a_crash.missing((uid(n) for n in (1, 3, 5)), Kind.COLD) == set()
        assert len(files(tmp_path)) == 3


deeds = st.tuples(st.sampled_from(["put", "look", "restart"]), st.integers(0, 7))


@settings(max_examples=40)
@given(st.lists(deeds, max_size=30), st.integers(0, 100))
def test_the_budget_holds_and_the_last_looked_at_stay(done: list[tuple[str, int]], budget: int) -> None:
    """Against a list in order of use, in which picture n has 10 + n bytes."""
    order: list[int] = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = Previews.open(folder, cold_budget=budget)
        for deed, n in done:
            if deed == "restart":
                store.close()
                store = Previews.open(folder, cold_budget=budget)
            elif deed == "look" and store.cold(uid(n)) is not None:
                order = [*(m for m in order if m != n), n]
            elif deed == "put" and 10 + n <= budget:
                store.put_cold(uid(n), jpeg(n, 10 + n))
                order = [*(m for m in order if m != n), n]
            there = {m for m in order if store.missing([uid(m)], Kind.COLD) == set()}
            assert there == set(order[len(order) - len(there) :])
            assert sum(10 + m for m in there) <= budget
            assert {path.stat().st_size for path in (folder / "cold").rglob("*.jpg")} == {
                10 + m for m in there
            }
        store.close()
