"""Many threads give commands, which come one after the other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from imalink_desktop.base.errors import Bug
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands.deciding import entitle, rate
from imalink_desktop.catalog.models import Photo, Step
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


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


def _together(work: Callable[[int], None], threads: int) -> None:
    started = [threading.Thread(target=work, args=(number,)) for number in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()


def ignored(_: object) -> None:
    """Work answers nothing."""
