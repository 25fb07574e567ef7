"""What is preferred comes first, then the highest rank, then the newest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.jobs.priorities import Priorities


def taken(queue: Priorities[str]) -> list[str]:
    return [queue.take()[1] for _ in range(len(queue))]


def test_the_newest_comes_first_among_equals_and_the_highest_rank_before_it() -> None:
    queue = Priorities[str]()
    for key, rank in {"old": 0, "new": 0, "urgent": 5, "some day": -5}.items():
        queue.put(key, key, rank)
    assert taken(queue) == ["urgent", "new", "old", "some day"]


def test_what_is_on_the_screen_comes_first_also_when_it_comes_later() -> None:
    queue = Priorities[str]()
    for key in "abc":
        queue.put(key, key)
    queue.prefer("cd")
    queue.prefer("bx")
    queue.put("x", "x", rank=-9)
    assert taken(queue) == ["b", "x", "c", "a"], "the last request wins"


def test_what_scrolled_away_is_dropped_in_bulk() -> None:
    queue = Priorities[str]()
    for key in "abcd":
        queue.put(key, key)
    assert queue.drop("dbxb") == ("d", "b")
    assert taken(queue) == ["c", "a"]
    queue.put("e", "e")
    assert queue.clear() == ("e",)
    assert not queue


def test_scrolling_to_and_fro_for_hours_fills_no_memory() -> None:
    queue = Priorities[str]()
    queue.put("bottom", "bottom", rank=-1)
    for _ in range(5_000):
        queue.put("a", "a")
        queue.drop("a")
    assert len(queue._order) < 100
    assert taken(queue) == ["bottom"]


keys = st.integers(0, 5)
deeds = st.one_of(
    st.tuples(st.just("put"), keys, st.integers(-2, 2)),
    st.tuples(st.just("prefer"), st.lists(keys, max_size=4)),
    st.tuples(st.just("drop"), st.lists(keys, max_size=4)),
    st.tuples(st.just("take")),
)


@given(st.lists(deeds, max_size=200))
def test_any_deeds_are_as_if_the_whole_list_were_searched_each_time(done: list[tuple[object, ...]]) -> None:
    queue = Priorities[int]()
    model: dict[object, tuple[object, int]] = {}
    preferred: list[object] = []
    for number, deed in enumerate(done):
        match deed:
            case "put", int() as key, int() as rank:
                queue.put(key, number, rank)
                model[key] = (rank, number)
            case "prefer", list() as wanted:
                queue.prefer(wanted)
                preferred = wanted
            case "drop", list() as gone:
                assert queue.drop(gone) == tuple(
                    model.pop(key)[1] for key in dict.fromkeys(gone) if key in model
                )
            case _ if model:
                first = next((key for key in preferred if key in model), None)
                best = first if first is not None else max(model, key=lambda key: model[key])
                assert queue.take() == (best, model.pop(best)[1])
        assert len(queue) == len(model)
