"""Many threads give commands, and long ones tell how far they are and can be ended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import entitle, rate
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo, Step
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

MANY = 50_000


class Cancelled(Exception):
    """Somebody pressed a button."""


def fill(writer: Writer) -> None:
    writer.insert(Photo, [{"uid": f"{n}", "added_at": "2024"} for n in range(MANY)])


def rated(catalog: Catalog) -> int:
    with catalog.reading() as look:
        return int(look.execute(select(func.count()).where(Photo.rating > 0)).scalar_one())


def test_commands_of_many_threads_come_one_after_the_other(shelf: Catalog) -> None:
    threads, each = 6, 12
    finished: list[int] = []

    def work(number: int) -> None:
        for turn in range(each):
            entitle(shelf, [1 + turn % 5], f"{number} {turn}")
            if turn % 4 == 3:
                assert shelf.undo() is not None
        finished.append(number)

    _together(work, threads)
    assert sorted(finished) == list(range(threads))
    with shelf.reading() as look:
        ids = look.execute(select(Step.id).where(Step.op == Op.TITLE).order_by(Step.id)).scalars().all()
        assert look.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    assert len(ids) == len(set(ids)) > 0


def test_a_command_inside_a_command_is_a_mistake_of_ours(shelf: Catalog) -> None:
    with pytest.raises(Bug, match="inside another"):
        shelf.transact(Op.RATE, lambda _: ignored(rate(shelf, [1], 5)))
    rate(shelf, [1], 5)
    assert rated(shelf) == 1


def test_a_long_command_tells_how_far_it_is(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        heard: list[int] = []
        with catalog.pulsing(heard.append):
            catalog.transact(Op.REGISTER, fill)
            assert heard == sorted(heard)
            assert heard[-1] == MANY
            assert len(heard) > 2
            heard.clear()
            assert rate(catalog, range(1, MANY + 1), 4).count == MANY
            assert heard[-1] == MANY
            heard.clear()
            catalog.undo()
            assert heard[-1] == MANY
        heard.clear()
        catalog.redo()
        assert heard == []


def test_ended_in_the_middle_it_has_not_been(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        if done >= MANY // 2:
            raise Cancelled

    with Catalog.open(tmp_path) as catalog:
        with pytest.raises(Cancelled), catalog.pulsing(stop):
            catalog.transact(Op.REGISTER, fill)
        catalog.transact(Op.REGISTER, fill)
        rate(catalog, range(1, 11), 3)
        before = catalog.next_undo()
        with pytest.raises(Cancelled), catalog.pulsing(stop):
            rate(catalog, range(1, MANY + 1), 5)
        assert rated(catalog) == 10
        assert catalog.next_undo() == before
        assert rate(catalog, range(1, MANY + 1), 5).count == MANY


def test_a_pulse_is_heard_for_ones_own_commands_only(shelf: Catalog) -> None:
    heard: list[int] = []
    with shelf.pulsing(heard.append):
        _together(lambda number: ignored(rate(shelf, [1 + number], 4)), 3)
    assert heard == []


def _together(work: Callable[[int], None], threads: int) -> None:
    started = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()


def ignored(_: object) -> None:
    """Work answers nothing."""
