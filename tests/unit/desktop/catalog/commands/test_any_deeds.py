"""After whatever was done, undone and done again, the catalog still makes sense."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.models import Author, Collection, Photo, SavedSearch, Stack
from tests.unit.desktop.catalog.commands.deeds import Deed, deeds, furnished

__all__ = ["furnished"]

turns: st.SearchStrategy[list[Deed]] = st.lists(
    st.one_of(deeds, st.sampled_from([Catalog.undo, Catalog.redo])), max_size=30
)


@given(sequence=turns)
def test_whatever_is_done_makes_sense(
    tmp_path_factory: pytest.TempPathFactory, furnished: Path, sequence: list[Deed]
) -> None:
    folder = copytree(furnished, tmp_path_factory.mktemp("catalog") / "copy")
    with Catalog.open(folder) as catalog:
        for deed in sequence:
            deed(catalog)
        names_are_unlike(catalog)
        nobody_is_stacked_alone(catalog)
        every_collection_hangs_from_the_top(catalog)


def names_are_unlike(catalog: Catalog) -> None:
    with catalog.reading() as look:
        siblings = look.execute(select(Collection.parent_id, Collection.name)).all()
        named = [(parent, folded(name)) for parent, name in siblings]
        assert len(named) == len(set(named))
        for column in (Author.name, SavedSearch.name):
            names = [folded(name) for name in look.execute(select(column)).scalars()]
            assert len(names) == len(set(names))


def nobody_is_stacked_alone(catalog: Catalog) -> None:
    with catalog.reading() as look:
        sizes = Counter(look.execute(select(Photo.stack_id).where(Photo.stack_id.is_not(None))).scalars())
        assert sizes.keys() == set(look.execute(select(Stack.id)).scalars())
        assert all(size > 1 for size in sizes.values())


def every_collection_hangs_from_the_top(catalog: Catalog) -> None:
    with catalog.reading() as look:
        rows = look.execute(select(Collection.id, Collection.parent_id))
        parents: dict[int, int | None] = {row.id: row.parent_id for row in rows}
    for collection in parents:
        above: int | None = collection
        for _ in parents:
            above = parents[above] if above is not None else None
        assert above is None
