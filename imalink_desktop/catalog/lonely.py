"""Nobody lies in a stack alone: whatever takes photos away, by a command or by an undo, ends here."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select

from imalink_desktop.catalog.journal import Writer, chunks, one_of, table_of
from imalink_desktop.catalog.models import Photo, Stack
from imalink_desktop.catalog.touched import Kind, Touched


def dissolve_lonely(writer: Writer, stacks: Iterable[int]) -> None:
    """Of these stacks, unfold those that have one photo left, or none."""
    inside = table_of(Photo).c.stack_id
    for chunk in chunks(sorted(set(stacks))):
        there = one_of(table_of(Stack).c.id, chunk)
        known = {row[0] for row in writer.read(select(Stack.id).where(there))}
        count = select(inside).where(one_of(inside, chunk)).group_by(inside).having(func.count() > 1)
        lonely = sorted(known - {row[0] for row in writer.read(count)})
        lie_out(writer, [row[0] for row in writer.read(select(Photo.id).where(one_of(inside, lonely)))])
        writer.delete(Stack, lonely)


def lie_out(writer: Writer, photos: Iterable[int]) -> None:
    """Let photos lie in no stack."""
    writer.set(Photo, list(photos), stack_id=None, stack_position=None)


def stacks_among(writer: Writer, touched: Iterable[Touched]) -> set[int]:
    """The stacks that changes were about."""
    stacks: set[int] = set()
    inside = table_of(Photo).c.stack_id
    for images in list(touched):
        if images.table == "stack":
            stacks.update(images.ids)
        elif images.table == "photo" and images.field == "stack_id":
            stacks.update(int(stack) for stack in (*images.olds, *images.news) if stack is not None)
        elif images.table == "photo" and images.kind is Kind.DELETE:
            stacks.update(int(row["stack_id"]) for row in images.rows if row["stack_id"] is not None)
        elif images.table == "photo" and images.kind is Kind.INSERT:
            came = one_of(table_of(Photo).c.id, images.ids) & inside.is_not(None)
            stacks.update(row[0] for row in writer.read(select(inside).where(came).distinct()))
    return stacks
