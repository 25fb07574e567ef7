"""Undo and redo: one more transaction, which takes back what a step's images tell.

A step holds the images of its last application. Taking it back records new images, and
these are what doing it again needs; so undo and redo are one and the same act.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import Column, Connection, Table, UniqueConstraint, delete, exists, insert, select, update

from imalink_desktop.base.clock import Clock, now
from imalink_desktop.catalog.journal import Writer, among, one_of, table_of
from imalink_desktop.catalog.lonely import dissolve_lonely, stacks_among
from imalink_desktop.catalog.models import Base, Image, ImageFile, Photo, Step
from imalink_desktop.catalog.touched import Kind, Touched, pack, unpack

DONE, UNDONE, MACHINE = "done", "undone", "machine"

Kept: TypeAlias = defaultdict[str, set[int]]
"""Rows that were left alone, by table."""

_MODELS: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers
}
_TABLES: dict[str, Table] = {name: table_of(model) for name, model in _MODELS.items()}

_KEPT_BY: Mapping[str, frozenset[str]] = {"photo": frozenset(["image_file"]), "image_file": frozenset()}
"""What a photo or a file that goes again stays for. Whatever else has come to refer to it, the machine
wrote (a step of the photographer's would have ended the redo), and it goes with it."""


def images_of(connection: Connection, step_id: int) -> list[Touched]:
    """What a step touched, in the order in which it did."""
    rows = connection.execute(
        select(Image.table_name, Image.kind, Image.field, Image.packed)
        .where(Image.step_id == step_id)
        .order_by(Image.id)
    )
    return [unpack(*row) for row in rows]


def keep_images(connection: Connection, step_id: int, touched: Sequence[Touched]) -> None:
    """Let a step hold these images, and no others."""
    connection.execute(delete(Image).where(Image.step_id == step_id))
    rows = [
        {"step_id": step_id, "table_name": t.table, "kind": t.kind, "field": t.field, "packed": pack(t)}
        for t in touched
    ]
    if rows:
        connection.execute(insert(Image), rows)


def latest(connection: Connection, state: str) -> tuple[int, str, int] | None:
    """The step that is next to be undone (the newest done) or done again (the oldest undone)."""
    order = Step.id.desc() if state == DONE else Step.id.asc()
    row = connection.execute(
        select(Step.id, Step.op, Step.count).where(Step.state == state).order_by(order).limit(1)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def end_redo(connection: Connection) -> None:
    """A new step ends the chance to do again what was taken back."""
    connection.execute(delete(Step).where(Step.state == UNDONE))


def trim(connection: Connection, state: str, most: int) -> None:
    """Let go of the oldest steps beyond so many."""
    newest_gone = (
        select(Step.id).where(Step.state == state).order_by(Step.id.desc()).limit(1).offset(most)
    ).scalar_subquery()
    connection.execute(delete(Step).where(Step.state == state, Step.id <= newest_gone))


def set_state(connection: Connection, step_id: int, state: str) -> None:
    """Move a step to the other side."""
    connection.execute(update(Step).where(Step.id == step_id).values(state=state))


def take_back(writer: Writer, touched: Sequence[Touched], clock: Clock = now) -> Kept:
    """Restore what was, last things first; answer the rows that were left alone.

    A file that was imported again meanwhile is in its place already: its photo and the new one become one.
    """
    # The commands know the catalog, which knows the history.
    from imalink_desktop.catalog.commands.uniting import unite

    kept: Kept = defaultdict(set)
    again: dict[int, set[int]] = {}
    for images in reversed(touched):
        model = _MODELS[images.table]
        if images.kind is Kind.UPDATE:
            left = _restore(writer, model, images)
        elif images.kind is Kind.INSERT:
            left = _remove(writer, model, images)
        else:
            left = _bring_back(writer, model, images)
            if model is ImageFile:
                again |= _imported_again(writer, images, left)
                left -= again.keys()
        if left:
            kept[images.table] |= left
    while lost := _leading_nowhere(writer):
        for model, field, rows in lost:
            _let_go(writer, model, field, rows)
            kept[model.__tablename__] |= set(rows)
    there = set(_present(writer, set().union(*again.values())))
    unite(writer, [photos for photos in again.values() if photos <= there], clock)
    # The machine may have made one photo of the two of a stack, which comes back with one too few.
    dissolve_lonely(writer, stacks_among(writer, writer.touched))
    return kept


def _restore(writer: Writer, model: type[Base], images: Touched) -> set[int]:
    """Give a field its old value where it still holds what the step wrote."""
    table = _TABLES[images.table]
    field = str(images.field)
    now = dict(map(tuple, writer.read(select(table.c.id, table.c[field]).where(among(table, images.ids)))))
    olds = {
        row_id: old
        for row_id, old, new in zip(images.ids, images.olds, images.news, strict=True)
        if row_id in now and now[row_id] == new
    }
    writer.set_each(model, field, olds)
    return now.keys() - olds.keys()


def _remove(writer: Writer, model: type[Base], images: Touched) -> set[int]:
    """Take new rows away again, but for those that something else has come to refer to."""
    table = _TABLES[images.table]
    keepers = _KEPT_BY.get(table.name, _TABLES.keys())
    needed = {
        row[0]
        for column in _references_to(table)
        if column.table.name in keepers
        for row in writer.read(select(column).where(one_of(column, images.ids)).distinct())
    }
    going = [row_id for row_id in images.ids if row_id not in needed]
    for column in _references_to(table):
        if column.table.name not in keepers:
            rows = writer.read(select(column.table.c.id).where(one_of(column, going)))
            _let_go(writer, _MODELS[column.table.name], column, [row[0] for row in rows])
    writer.delete(model, going)
    return needed


def _bring_back(writer: Writer, model: type[Base], images: Touched) -> set[int]:
    """Put deleted rows back under their numbers, but for those whose place has been taken."""
    table = _TABLES[images.table]
    taken: set[int] = set()
    for unique in _unique_keys(table):
        taken |= _taken(writer, unique, images)
    writer.insert(model, [row for row in images.rows if row["id"] not in taken])
    return taken


def _imported_again(writer: Writer, images: Touched, taken: set[int]) -> dict[int, set[int]]:
    """Of files whose places are taken, those that lie there themselves: the photo of each, then and now."""
    files = table_of(ImageFile)
    gone = {(row["folder_id"], row["name"]): row for row in images.rows if row["id"] in taken}
    columns = [files.c[name] for name in ("folder_id", "name", "photo_id", "size", "mtime_ns", "sha256")]
    folders = sorted({int(row["folder_id"] or 0) for row in gone.values()})
    names = [row["name"] for row in gone.values()]
    there = select(*columns).where(one_of(files.c.folder_id, folders), one_of(files.c.name, names))
    again: dict[int, set[int]] = {}
    for folder, name, photo, size, mtime_ns, sha256 in writer.read(there):
        row = gone.get((folder, name))
        if row is None or row["photo_id"] == photo or size != row["size"]:
            continue
        if mtime_ns == row["mtime_ns"] or (sha256 is not None and sha256 == row["sha256"]):
            again[int(row["id"] or 0)] = {photo, int(row["photo_id"] or 0)}
    return again


def _present(writer: Writer, photos: set[int]) -> list[int]:
    return [row[0] for row in writer.read(select(Photo.id).where(among(table_of(Photo), sorted(photos))))]


def _leading_nowhere(writer: Writer) -> list[tuple[type[Base], Column[Any], list[int]]]:
    """What was given back but refers to a row that was not; only at the end is it known which those are."""
    lost = []
    for images in list(writer.touched):
        table = _TABLES[images.table]
        for field in table.columns:
            if images.kind is not Kind.DELETE and images.field in (None, field.name):
                for key in field.foreign_keys:
                    other = key.column.table.alias()
                    there = exists().where(other.c[key.column.name] == field)
                    leads = among(table, images.ids) & field.is_not(None)
                    rows = writer.read(select(table.c.id).where(leads, ~there))
                    if rows:
                        lost.append((_MODELS[images.table], field, [row[0] for row in rows]))
    return lost


def _let_go(writer: Writer, model: type[Base], field: Column[Any], rows: list[int]) -> None:
    if field.nullable:
        writer.set(model, rows, **{field.name: None})
    else:
        writer.delete(model, rows)


def _unique_keys(table: Table) -> list[list[Column[Any]]]:
    """The sets of columns in which no two rows may agree."""
    constraints = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    keys = [list(rule.columns) for rule in constraints]
    return keys + [list(index.columns) for index in table.indexes if index.unique]


def _taken(writer: Writer, unique: list[Column[Any]], images: Touched) -> set[int]:
    """Which of the deleted rows agree with one that has come since."""
    # An image may be older than a column.
    keys = {tuple(row.get(column.name) for column in unique): row["id"] for row in images.rows}
    first = [key[0] for key in keys]
    there = writer.read(select(*unique).where(one_of(unique[0], first)))
    return {int(keys[key] or 0) for key in map(tuple, there) if key in keys}


def _references_to(table: Table) -> list[Column[Any]]:
    """Every column that refers to this table."""
    return [
        column
        for other in _TABLES.values()
        for column in other.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]
