"""A budget is never overdrawn, and nobody waits for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event, Lock

from imalink_desktop.jobs.budget import Budget


def test_a_share_is_held_while_the_work_is_done() -> None:
    budget = Budget(10)
    with budget.spend(4) as granted:
        assert granted
        assert budget.spent == 4
    assert budget.spent == 0


def test_what_is_larger_than_the_whole_is_done_alone() -> None:
    budget = Budget(10)
    with budget.spend(1_000) as granted:
        assert granted
        assert budget.spent == 10
    assert budget.spent == 0


def test_many_threads_never_overdraw_it() -> None:
    budget, lock, in_use, most = Budget(10), Lock(), 0, 0
    start = Barrier(8)

    def work(wanted: int) -> None:
        nonlocal in_use, most
        start.wait(30)
        for _ in range(200):
            with budget.spend(wanted):
                with lock:
                    in_use += wanted
                    most = max(most, in_use)
                with lock:
                    in_use -= wanted

    with ThreadPoolExecutor(8) as pool:
        for each in [pool.submit(work, wanted) for wanted in (1, 2, 3, 4, 5, 6, 7, 8)]:
            each.result(60)
    assert 0 < most <= 10
    assert budget.spent == 0


def test_the_small_do_not_overtake_the_large_for_ever() -> None:
    budget, order, lock = Budget(10), list[str](), Lock()

    def work(name: str, wanted: int) -> None:
        with budget.spend(wanted), lock:
            order.append(name)

    with ThreadPoolExecutor(2) as pool:
        with budget.spend(5):
            large = pool.submit(work, "large", 10)
            while not budget._turns:
                Event().wait(0.001)
            small = pool.submit(work, "small", 1)
            while len(budget._turns) < 2:
                Event().wait(0.001)
        large.result(30)
        small.result(30)
    assert order == ["large", "small"]


def test_who_waits_can_be_called_back() -> None:
    budget, stopped = Budget(10), Event()

    def work() -> bool:
        with budget.spend(8, unless=stopped.is_set) as granted:
            return granted

    with ThreadPoolExecutor(1) as pool, budget.spend(5):
        waiting = pool.submit(work)
        while not budget._turns:
            Event().wait(0.001)
        stopped.set()
        budget.ask_again()
        assert waiting.result(30) is False
        assert budget.spent == 5
