"""What the benches count and what they call short."""

from __future__ import annotations

from functools import partial

import pytest

from tests.bench.timing import Figure, Task, measured, told


def test_a_warm_up_is_not_counted() -> None:
    done: list[str] = []
    tasks = [Task(name, partial(done.append, name)) for name in ("one", "two")]
    figures = measured(tasks, rounds=2, warm_up=1)
    assert done == ["one", "two"] * 3
    assert [figure.what for figure in figures] == ["one", "two"]


def test_a_thing_is_compared_with_its_bare_thing() -> None:
    tasks = [Task("bare", lambda: None), Task("ours", lambda: sum(range(200_000)), against="bare")]
    bare, ours = measured(tasks, rounds=3)
    assert bare.ratio is None
    assert ours.ratio == pytest.approx(ours.median / bare.median)


@pytest.mark.parametrize(("target", "short"), [(10, True), (20, False), (None, False)])
def test_short_is_what_takes_longer_than_its_target(target: float | None, short: bool) -> None:
    figure = Figure("a page", median=15, worst=30, ratio=None, target=target)
    assert figure.short is short
    assert ("short" in str(figure)) is short


def test_a_table_has_a_line_for_each_figure() -> None:
    figures = [Figure(name, 1, 2, 3, 4) for name in ("a", "b")]
    *_, first, second = told("Title", figures)
    assert first.split() == ["a", "1.0", "2.0", "3.0", "4", "ok"]
    assert second.startswith("  b")
