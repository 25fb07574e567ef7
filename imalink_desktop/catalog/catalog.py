"""`Catalog`: the one door for change, and the way in for those who only look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, insert

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.catalog import history, outbox
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.engine import reading_engine, writing_engine
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.migrate import migrate
from imalink_desktop.catalog.models import Step
from imalink_desktop.catalog.touched import Touched

Work = Callable[[Writer], None]

_STEPS_KEPT = 1000


class Catalog:
    """An open catalog. Made by `Catalog.open`; one at a time writes, and one of its threads."""

    def __init__(self, path: Path, *, clock: Clock = now, steps_kept: int = _STEPS_KEPT) -> None:
        self.path = path
        self._clock = clock
        self._steps_kept = steps_kept
        self._lock = CatalogLock(path.with_suffix(".lock"))
        self._writing: Engine = writing_engine(path)
        self._reading: Engine = reading_engine(path)

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = now, steps_kept: int = _STEPS_KEPT) -> Self:
        """Open the catalog of a folder, or begin one; bring its tables up to date."""
        folder.mkdir(parents=True, exist_ok=True)
        catalog = cls(folder / "catalog.db", clock=clock, steps_kept=steps_kept)
        try:
            with catalog._writing.begin() as connection:
                migrate(connection)
        except BaseException:
            catalog.close()
            raise
        return catalog

    def close(self) -> None:
        """Let go of the file. Nothing is lost by not calling it."""
        self._reading.dispose()
        self._writing.dispose()
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at the catalog as it was at this moment; short, please."""
        with self._reading.begin() as connection:
            yield connection

    def transact(self, op: Op, work: Work, *, by_machine: bool = False) -> Changes:
        """Do some work in one transaction, under a name, with what its undo needs; all of it or nothing.

        What the machine does by itself (hatching, relocation, pulls) is in the journal
        too, but nobody undoes it, and it does not end the chance to redo.
        """
        with self._writing.begin() as connection:
            touched = _watched(connection, work)
            if touched:
                self._write_down(connection, op, touched, history.MACHINE if by_machine else history.DONE)
                if not by_machine:
                    history.forget(connection, self._steps_kept)
                outbox.post(connection, touched)
        return _changes(op, touched)

    def undo(self) -> Changes | None:
        """Take back the newest step that has not been taken back; `None` when there is none."""
        return self._turn(Op.UNDO, history.DONE, history.UNDONE)

    def redo(self) -> Changes | None:
        """Do again what was last taken back; `None` when there is nothing."""
        return self._turn(Op.REDO, history.UNDONE, history.DONE)

    def next_undo(self) -> tuple[Op, int] | None:
        """What `undo` would take back, and how many things that concerns."""
        return self._next(history.DONE)

    def next_redo(self) -> tuple[Op, int] | None:
        """What `redo` would do again."""
        return self._next(history.UNDONE)

    def _next(self, state: str) -> tuple[Op, int] | None:
        with self.reading() as connection:
            step = history.latest(connection, state)
        return None if step is None else (Op(step[1]), step[2])

    def _turn(self, op: Op, before: str, after: str) -> Changes | None:
        with self._writing.begin() as connection:
            step = history.latest(connection, before)
            if step is None:
                return None
            step_id, of, _ = step
            images = history.images_of(connection, step_id)
            kept: Mapping[str, set[int]] = {}

            def work(writer: Writer) -> None:
                nonlocal kept
                kept = history.take_back(writer, images)

            touched = _watched(connection, work)
            history.keep_images(connection, step_id, touched)
            history.set_state(connection, step_id, after)
            outbox.post(connection, touched)
        return _changes(op, touched, of=Op(of), kept=kept)

    def _write_down(self, connection: Connection, op: Op, touched: list[Touched], state: str) -> None:
        step = {"op": op, "count": _count(touched), "at": self._clock().isoformat(), "state": state}
        step_id = connection.execute(insert(Step).values(step).returning(Step.id)).scalar_one()
        history.keep_images(connection, step_id, touched)


def _watched(connection: Connection, work: Work) -> list[Touched]:
    writer = Writer(connection)
    with writer.guarded():
        work(writer)
    return writer.touched


def _rows(touched: list[Touched]) -> dict[str, frozenset[int]]:
    rows: dict[str, set[int]] = {}
    for images in touched:
        rows.setdefault(images.table, set()).update(images.ids)
    return {table: frozenset(ids) for table, ids in rows.items()}


def _count(touched: list[Touched]) -> int:
    """How many things were changed: photos where there are any, else rows of whatever it was."""
    rows = _rows(touched)
    return len(rows.get("photo", ())) or max(map(len, rows.values()), default=0)


def _changes(
    op: Op, touched: list[Touched], *, of: Op | None = None, kept: Mapping[str, set[int]] | None = None
) -> Changes:
    fields: dict[str, set[str]] = {}
    for images in touched:
        fields.setdefault(images.table, set()).add(images.field or "*")
    return Changes(
        op=op,
        of=of,
        count=_count(touched),
        fields={table: frozenset(names) for table, names in fields.items()},
        rows=_rows(touched),
        kept={table: frozenset(ids) for table, ids in (kept or {}).items()},
    )
