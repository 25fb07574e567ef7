"""`Catalog`: the one door for change, and the way in for those who only look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Self, TypeAlias

from sqlalchemy import Connection, insert

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.disks import disk_of
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.events import Signal
from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job
from imalink_desktop.base.words import _
from imalink_desktop.catalog import history, outbox, own_word
from imalink_desktop.catalog import kept as numbers
from imalink_desktop.catalog.access import Access
from imalink_desktop.catalog.backup import back_up, backups
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.doubting import doubt
from imalink_desktop.catalog.identity import identity_of
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Step
from imalink_desktop.catalog.opening import open_for_looking, open_for_writing
from imalink_desktop.catalog.places import warnings_about
from imalink_desktop.catalog.rotation import AtExit, BackupPolicy, is_due
from imalink_desktop.catalog.touched import Touched
from imalink_desktop.catalog.wording import in_words

Work = Callable[[Writer], None]

Look: TypeAlias = Connection
"""What reads are given: the catalog as it was at one moment."""

log = logger(__name__)

_STEPS_KEPT = 1000
_BEFORE_MIGRATIONS_ONLY = BackupPolicy(at_exit=AtExit.NEVER)


class Catalog:
    """An open catalog. Made by `Catalog.open` or `Catalog.look`.

    One program at a time may write. In that one any thread may give commands; they wait for each other.
    """

    def __init__(
        self,
        access: Access,
        *,
        clock: Clock = now,
        steps_kept: int = _STEPS_KEPT,
        backups: BackupPolicy = _BEFORE_MIGRATIONS_ONLY,
    ) -> None:
        self.path = access.path
        self.changed = Signal[Changes]("the catalog changed")
        """Every change after its commit, in the thread that made it."""
        self.warnings = warnings_about(disk_of(self.path))
        """What makes the place of the catalog unfit for one."""
        self._access = access
        self._clock = clock
        self._steps_kept = steps_kept
        self._backups = backups

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        clock: Clock = now,
        steps_kept: int = _STEPS_KEPT,
        backups: BackupPolicy = _BEFORE_MIGRATIONS_ONLY,
    ) -> Self:
        """Open the catalog of a folder, or begin one; bring its tables up to date.

        Where that cannot be, because the place can only be read or a newer program made it, it is
        opened for looking and `notice` says why. A large one should be checked by `verify` at once.
        """
        access = open_for_writing(folder, backups, clock)
        return cls(access, clock=clock, steps_kept=steps_kept, backups=backups)

    @classmethod
    def look(cls, folder: Path) -> Self:
        """Open a catalog to look at it, whatever another program does with it meanwhile."""
        return cls(open_for_looking(folder))

    @property
    def notice(self) -> Expected | None:
        """Why nothing can be changed; `None` when it can."""
        return self._access.notice

    def close(self) -> Expected | None:
        """Let go of the file. Nothing is lost by not calling it.

        Answers why there is no backup, when there should have been one.
        """
        trouble = None
        try:
            if self._access.has_written and self.notice is None:
                trouble = self._back_up_at_exit()
        finally:
            self._access.close()
        return trouble

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def verify(self) -> Job[Expected | None]:
        """Check a large catalog while work goes on; when it is damaged, nothing more is written to it."""
        return self._access.verify()

    def back_up(self, folder: Path | None = None) -> Path:
        """Make a backup while work goes on, and prove it."""
        there = folder or self._backups.folder_of(self.path)
        return back_up(self.path, there, clock=self._clock, rotation=self._backups.rotation)

    def backup_is_due(self) -> bool:
        """Whether the newest backup is older than a day."""
        there = backups(self._backups.folder_of(self.path), of=identity_of(self.path))
        return is_due(next(iter(there), None), self._clock())

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A look at the catalog as it was at this moment; short, please."""
        with self._access.reading() as connection:
            yield connection

    def transact(self, op: Op, work: Work, *, by_machine: bool = False) -> Changes:
        """Do some work in one transaction, under a name, with what its undo needs; all of it or nothing.

        What the machine does by itself (hatching, relocation, pulls) is in the journal
        too, but nobody undoes it, and it does not end the chance to redo.
        """

        def whole(writer: Writer) -> None:
            work(writer)
            if not by_machine:
                own_word.settle(writer, op)

        step = None
        with self._access.writing() as connection:
            writer = self._watched(connection, whole)
            touched, subjects = writer.touched, writer.subjects
            rows = _rows(touched)
            photos = _photos(touched, rows)
            count = _count(rows, photos) if subjects is None else len(subjects)
            if touched:
                state = history.MACHINE if by_machine else history.DONE
                number = self._write_down(connection, op, count, touched, state)
                if not by_machine:
                    step = number
                    history.end_redo(connection)
                history.trim(connection, state, self._steps_kept)
                outbox.post(connection, touched, writer.heard)
        return self._told(_changes(op, touched, rows, photos, count, step=step))

    def doubt(self) -> None:
        """Note that an older file was put in the catalog's place: what waits here waited on another day."""
        with self._access.writing() as connection:
            doubt(connection, self._clock())

    def count_anew(self) -> None:
        """Count what the timeline and the facets show, should what is kept ever be wrong."""
        with self._access.writing() as connection:
            numbers.recount(connection)

    def undo(self, only: int | None = None) -> Changes | None:
        """Take back the newest step that has not been taken back; `None` when there is none.

        Given the `step` of some `Changes`, that one is meant: what came after it has to go first.
        """
        return self._turn(Op.UNDO, history.DONE, history.UNDONE, only)

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

    def _turn(self, op: Op, before: str, after: str, only: int | None = None) -> Changes | None:
        with self._access.writing() as connection:
            step = history.latest(connection, before)
            if only is not None and (step is None or step[0] != only):
                raise _not_the_last(step, only)
            if step is None:
                return None
            step_id, of, count = step
            images = history.images_of(connection, step_id)
            kept: Mapping[str, set[int]] = {}

            def work(writer: Writer) -> None:
                nonlocal kept
                kept = history.take_back(writer, images)

            touched = self._watched(connection, work).touched
            history.keep_images(connection, step_id, touched)
            history.set_state(connection, step_id, after)
            outbox.post(connection, touched)
        # What was left alone is not counted, and what moved along was not counted in the first place.
        rows = _rows(touched)
        photos = _photos(touched, rows)
        count = min(count, _count(rows, photos))
        changes = _changes(op, touched, rows, photos, count, of=Op(of), kept=kept)
        return self._told(changes)

    def _told(self, changes: Changes) -> Changes:
        if changes.rows:
            self.changed.emit(changes)
        return changes

    def _write_down(
        self, connection: Connection, op: Op, count: int, touched: list[Touched], state: str
    ) -> int:
        step = {"op": op, "count": count, "at": self._clock().isoformat(), "state": state}
        step_id = connection.execute(insert(Step).values(step).returning(Step.id)).scalar_one()
        history.keep_images(connection, step_id, touched)
        return step_id

    def _watched(self, connection: Connection, work: Work) -> Writer:
        writer = Writer(connection)
        with writer.guarded():
            work(writer)
        numbers.settle(connection)
        return writer

    def _back_up_at_exit(self) -> Expected | None:
        wanted = self._backups.at_exit
        try:
            if wanted is AtExit.ALWAYS or (wanted is AtExit.DAILY and self.backup_is_due()):
                self.back_up()
        except Expected as trouble:
            log.warning("no backup could be made", why=str(trouble))
            return trouble
        return None


def _rows(touched: list[Touched]) -> dict[str, frozenset[int]]:
    ids: dict[str, list[Sequence[int]]] = {}
    for images in touched:
        ids.setdefault(images.table, []).append(images.ids)
    return {table: frozenset(chain.from_iterable(some)) for table, some in ids.items()}


def _photos(touched: list[Touched], rows: Mapping[str, frozenset[int]]) -> frozenset[int]:
    """The photos that were changed, in themselves or in what hangs on them."""
    themselves = rows.get("photo", frozenset())
    beside = {photo for images in touched if images.table != "photo" for photo in images.photos}
    # There may be a million: one set of them is enough.
    return themselves if beside <= themselves else themselves | beside


def _count(rows: Mapping[str, frozenset[int]], photos: frozenset[int]) -> int:
    """How many things were changed: photos where there are any, else rows of whatever it was."""
    return len(photos) or max(map(len, rows.values()), default=0)


def _changes(
    op: Op,
    touched: list[Touched],
    rows: Mapping[str, frozenset[int]],
    photos: frozenset[int],
    count: int,
    *,
    of: Op | None = None,
    kept: Mapping[str, set[int]] | None = None,
    step: int | None = None,
) -> Changes:
    fields: dict[str, set[str]] = {}
    for images in touched:
        fields.setdefault(images.table, set()).add(images.field or "*")
    return Changes(
        op=op,
        of=of,
        count=count if touched else 0,
        fields={table: frozenset(names) for table, names in fields.items()},
        rows=rows,
        photos=photos,
        kept={table: frozenset(ids) for table, ids in (kept or {}).items()},
        step=step,
    )


def _not_the_last(step: tuple[int, str, int] | None, wanted: int) -> Expected:
    if step is None or step[0] < wanted:
        return Expected(_("That has been taken back already."))
    return Expected(
        _("Something else was done since: {what}.").format(what=in_words(Op(step[1]), step[2])),
        _("Take that back first, in the window."),
    )
