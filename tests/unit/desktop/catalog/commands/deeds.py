"""Whatever a photographer might do to a catalog, one deed after the other, sensible or not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import strategies as st

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import (
    collecting,
    correcting,
    crediting,
    deciding,
    discarding,
    remembering,
    shooting,
    stacking,
    tagging,
)
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.query.ast import Under

Deed: TypeAlias = Callable[[Catalog], object]

photos = st.lists(st.integers(1, 10), max_size=6)
photo = st.none() | st.integers(1, 10)
things = st.integers(1, 4)
"""Numbers of collections and shoots; some of them are not there."""
thing = st.none() | things
names = st.sampled_from(["a", "A", "b", "C", "a/b", " "])
words = st.none() | st.sampled_from(["", "x", "long\nwords"])
kinds = st.sampled_from(stacking.StackKind)
queries = st.sampled_from(["", "rating>=4", "rating>"])


PHOTOS = 12


@pytest.fixture(scope="module")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalog with a little of everything, that deeds have something to work on."""
    folder = tmp_path_factory.mktemp("furnished")
    with Catalog.open(folder, steps_kept=1) as catalog:
        catalog.transact(Op.REGISTER, _photos, by_machine=True)
        collecting.create(catalog, "a")
        collecting.create(catalog, "b", parent=1)
        collecting.create(catalog, "c", parent=2)
        collecting.add(catalog, 1, [1, 2, 3])
        collecting.add(catalog, 3, [3, 4, 5])
        stacking.stack(catalog, [1, 2, 3])
        stacking.stack(catalog, [4, 5], kind=stacking.StackKind.BURST)
        shooting.create(catalog, "a")
        shooting.add(catalog, 1, [1, 5])
        crediting.credit(catalog, [2, 4], "a")
        crediting.credit(catalog, [3], "b")
        tagging.tag(catalog, [1, 2], ["a/b"])
        remembering.save(catalog, "a", "rating>=4")
    return folder


def _photos(writer: Writer) -> None:
    writer.insert(Photo, [{"uid": f"photo {number}", "added_at": "2024"} for number in range(PHOTOS)])


def done(command: Callable[..., object], *given: st.SearchStrategy[object]) -> st.SearchStrategy[Deed]:
    """A command with whatever it might be told; what it refuses has not been done."""

    def deed(arguments: tuple[object, ...]) -> Deed:
        def do(catalog: Catalog) -> None:
            with suppress(Expected):
                command(catalog, *arguments)

        return do

    return st.tuples(*given).map(deed)


orders = st.one_of(
    done(lambda c, n, p, b: collecting.create(c, n, parent=p, before=b), names, thing, thing),
    done(collecting.rename, things, names),
    done(collecting.describe, things, words),
    done(lambda c, n, p, b: collecting.move(c, n, parent=p, before=b), things, thing, thing),
    done(collecting.delete, things),
    done(lambda c, n, p, b: collecting.add(c, n, p, before=b), things, photos, photo),
    done(collecting.remove, things, photos),
    done(lambda c, n, p: collecting.take_out(c, Under("collection", n), p), names, photos),
    done(lambda c, n, p, b: collecting.arrange(c, n, p, before=b), things, photos, photo),
    done(lambda c, p, k, why: stacking.stack(c, p, kind=k, reason=why), photos, kinds, words),
    done(stacking.unstack, photos),
    done(stacking.take_out, photos),
    done(stacking.set_cover, photos),
    done(lambda c, t, who: shooting.create(c, t, client=who), names, words),
    done(lambda c, n, who, note: shooting.edit(c, n, client=who, note=note), things, words, words),
    done(shooting.archive, things),
    done(shooting.unarchive, things),
    done(shooting.delete, things),
    done(shooting.add, things, photos),
    done(shooting.remove, things, photos),
    done(crediting.credit, photos, st.none() | names),
    done(remembering.save, names, queries),
    done(remembering.rename, names, names),
    done(lambda c, n, q: remembering.change(c, n, query=q), names, queries),
    done(remembering.forget, names),
    done(lambda c, p, on, off: tagging.tag(c, p, [on], [off]), photos, names, names),
    done(tagging.rename, names, names),
    done(tagging.forget, names),
    done(deciding.rate, photos, st.integers(0, 6)),
    done(correcting.shift_time, photos, st.builds(timedelta, hours=st.integers(-30, 30))),
    done(correcting.turn, photos, st.sampled_from([0, 90, 45])),
    done(discarding.discard, photos),
    done(discarding.bring_back, photos),
)
"""One of the commands that lose no photo."""

deeds = st.one_of(orders, done(lambda c, p: (discarding.discard(c, p), discarding.purge(c, p)), photos))
"""One of all the commands there are."""
