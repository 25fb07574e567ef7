"""What is asked of a desk: in batches, the last wish wins."""

from __future__ import annotations

from collections.abc import Iterable

from imalink_desktop.base.workers import Key
from imalink_desktop.ui.grid.orders import Order, Orders


class Desk:
    """Takes orders and does none; the first has begun."""

    def __init__(self) -> None:
        self.placed: list[tuple[int, Order[str]]] = []

    def submit(self, key: Key, task: Order[str], rank: int = 0) -> None:
        assert key == task.number
        self.placed.append((rank, task))

    def drop(self, keys: Iterable[Key]) -> tuple[Order[str], ...]:
        waiting = [order for _, order in self.placed[1:] if order.number in set(keys)]
        self.placed = [entry for entry in self.placed if entry[1] not in waiting]
        return tuple(waiting)


def test_the_first_wishes_are_done_first() -> None:
    desk = Desk()
    Orders(desk, 2).place([(7, "a"), (3, "b"), (5, "c")])
    wanted = sorted(desk.placed, key=lambda entry: -entry[0])
    assert [list(order.wishes) for _, order in wanted] == [[7, 3], [5]]


def test_what_has_scrolled_by_is_forgotten_and_what_has_begun_is_not_asked_twice() -> None:
    desk = Desk()
    orders = Orders(desk, 1)
    orders.place([(1, "a"), (2, "a"), (3, "a")])
    orders.recall()
    assert [orders.pending(photo) for photo in (1, 2, 3)] == ["a", None, None]


def test_of_two_answers_the_newer_counts() -> None:
    desk = Desk()
    orders = Orders(desk, 2)
    orders.place([(1, "old"), (2, "old")])
    orders.place([(1, "new")])
    (_, first), (_, second) = desk.placed
    assert orders.pending(1) == "new"
    assert list(orders.taken(first)) == [2]
    assert list(orders.taken(second)) == [1]
    assert list(orders.taken(second)) == []
