"""Whatever is imported, read, decided, undone and done again: no number drifts, and nothing dangles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from shutil import copytree
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from imalink_core import Found, Problem
from imalink_core.pairing import Role
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import (
    correcting,
    deciding,
    discarding,
    hatched,
    moving,
    resolving,
    sessions,
    stacking,
    tagging,
)
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.moving import Seen
from imalink_desktop.catalog.commands.resolving import Side
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import ImageFile, Photo, RemotePhoto, SessionFile
from tests.unit.desktop.catalog.commands.cards import all_of, drift, file, known_to_server, lay, prepare, shot

Deed: TypeAlias = Callable[[Catalog], object]

numbers = st.integers(1, 8)
some = st.lists(numbers, max_size=4)
names = st.sampled_from(["a", "b", "c"])
folders = st.integers(1, 2)
pictures = st.sampled_from(["sea", "hill", "fog"])
found = st.builds(
    Found,
    rating=st.sampled_from([None, -1, 2, 4]),
    title=st.sampled_from([None, "x", "y"]),
    keywords=st.sampled_from([(), ("x",), ("x/y", "z")]),
    creator=st.sampled_from([None, "Ada", "Grace"]),
)


def imports(catalog: Catalog, chosen: list[str], folder: int, said: Found, twins: bool) -> None:
    session = sessions.begin(catalog, "somewhere")
    arrivals = []
    for name in dict.fromkeys(chosen):
        files = [file(f"{name}.jpg", folder)] + [file(f"{name}.cr3", folder, Role.RAW)] * twins
        arrivals.append(Arrival(tuple(files), shot(ord(name)), said))
    register(catalog, session, arrivals)
    sessions.end(catalog, session)


def acknowledge(catalog: Catalog, number: int) -> None:
    """A server knows a photo from now on."""
    if (number,) in all_of(catalog, Photo, "id") and (number,) not in all_of(
        catalog, RemotePhoto, "photo_id"
    ):
        sign_in(catalog, "https://photos.example", "ada")
        known_to_server(catalog, number)


def done(command: Callable[..., object], *given: st.SearchStrategy[object]) -> st.SearchStrategy[Deed]:
    """A command with whatever it might be told; what it refuses has not been done."""

    def deed(arguments: tuple[object, ...]) -> Deed:
        def do(catalog: Catalog) -> None:
            with suppress(Expected):
                command(catalog, *arguments)

        return do

    return st.tuples(*given).map(deed)


deeds: st.SearchStrategy[Deed] = st.one_of(
    done(imports, st.lists(names, min_size=1), folders, found, st.booleans()),
    done(lambda c, n, p, f: hatched.hatched(c, [lay(n, p, f)]), numbers, pictures, found),
    done(lambda c, ns, p: hatched.hatched(c, [lay(n, p) for n in ns]), some, pictures),
    done(
        lambda c, n, p: hatched.hatched(c, [lay(n, p), lay(n + 1, p), lay(n + 2, p)]),
        st.integers(1, 4),
        pictures,
    ),
    done(acknowledge, numbers),
    done(lambda c, n: hatched.failed(c, {n: Problem("damaged")}), numbers),
    done(lambda c, n: moving.changed(c, {n: Seen(1000, 7)}), numbers),
    done(lambda c, n, f, name: moving.relocate(c, {n: (f, f"{name}.jpg")}), numbers, folders, names),
    done(undo_import, st.integers(1, 3)),
    done(deciding.rate, some, st.integers(0, 5)),
    done(deciding.entitle, some, st.sampled_from(["p", "q"])),
    done(deciding.show_to, some, st.sampled_from(Visibility)),
    done(lambda c, p, t: tagging.tag(c, p, [t]), some, st.sampled_from(["x", "v"])),
    done(lambda c, p: correcting.turn(c, p, 90), some),
    done(stacking.stack, some),
    done(discarding.discard, some),
    done(discarding.purge, some),
    done(resolving.resolve, numbers, st.sampled_from(["rating", "title"]), st.sampled_from(Side)),
    done(lambda c: sign_in(c, "https://photos.example", "ada")),
    done(sign_out),
    st.sampled_from([Catalog.undo, Catalog.redo]),
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a catalog with two photos on a card, and two on a disk; something is said of each."""
    folder = tmp_path_factory.mktemp("bare")
    with Catalog.open(folder) as catalog:
        prepare(catalog)
        imports(catalog, ["a", "b"], 1, Found(rating=2, keywords=("x",)), twins=True)
        imports(catalog, ["a", "c"], 2, Found(), twins=False)
        deciding.rate(catalog, [3, 4], 5)
        stacking.stack(catalog, [1, 3])
    return folder


@settings(max_examples=50)
@given(sequence=st.lists(deeds, max_size=25))
def test_whatever_is_imported_makes_sense(
    tmp_path_factory: pytest.TempPathFactory, bare: Path, sequence: list[Deed]
) -> None:
    folder = copytree(bare, tmp_path_factory.mktemp("catalog") / "copy")
    with Catalog.open(folder) as catalog:
        for deed in sequence:
            deed(catalog)
        assert drift(catalog) == []
        assert list(complaints(catalog)) == []


def complaints(catalog: Catalog) -> Iterator[str]:
    with catalog.reading() as look:
        broken = look.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            yield f"references to nothing: {broken}"
        leaders = select(ImageFile.photo_id).where(ImageFile.leads == 1)
        if look.execute(leaders.group_by(ImageFile.photo_id).having(func.count() > 1)).all():
            yield "two files lead one photo"
        same = select(SessionFile.id).join(ImageFile, ImageFile.id == SessionFile.file_id)
        if look.execute(same.where(SessionFile.photo_id != ImageFile.photo_id)).all():
            yield "a report names another photo than the file's"
