"""What is shown to whoever asks what sync does: two libraries and a server, by the command line alone.

IMALINK_SHOWN=300 shows it with as many photos, and kills the program at every tenth of the way.
"""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path

import pytest

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import collecting, remembering
from imalink_desktop.catalog.models import Collection, CollectionPhoto, Photo, SavedSearch
from imalink_desktop.catalog.query.sort import By, Sort
from tests.drawing import jpeg, scene
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.proxy import Fault, before
from tests.unit.desktop.sync.test_sync_command import Run, add, killed, listed, run, sync

__all__ = ["run"]  # a fixture

pytestmark = pytest.mark.slow

PHOTOS = int(os.environ.get("IMALINK_SHOWN", "12"))
TENTHS = range(1, 10) if PHOTOS >= 100 else (3, 7)
FAULTS = (Fault.CUT_BEFORE, Fault.DROP_ANSWER, Fault.TRUNCATE, Fault.TWICE, Fault.PORTAL)
_names = (f"eve{number}" for number in itertools.count(1))


@pytest.mark.parametrize("line", ["good", "killed", "bad"])
def test_two_libraries_agree_and_keep_both_titles(run: Run, tmp_path: Path, address: str, line: str) -> None:
    one, other, name = tmp_path / "one", tmp_path / "other", next(_names)
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(PHOTOS):
        (folder / f"IMG_{number:03}.jpg").write_bytes(jpeg(scene(320, 240, seed=number)))
    with before(address) as proxy:
        add(run, one, proxy.url, name, "--register", f"{name}@example.org")
        add(run, other, proxy.url, name)
        assert run("--data-dir", one, "import", folder)[0] == 0

        def synced(library: Path) -> None:
            if line == "killed":
                for tenth in TENTHS:
                    killed(library, proxy, max(1, tenth * (PHOTOS + 9) // 10))
            if line == "bad":
                proxy.at_random(PHOTOS, 0.2, FAULTS)
                for _again in range(60):
                    if run("--data-dir", library, "sync", "--password-stdin")[0] == 0:
                        break
            proxy.choose = lambda: Fault.NONE
            assert sync(run, library)["pending"] == 0

        synced(one)
        synced(other)
        here, there = ({each["uid"]: each for each in listed(run, each)} for each in (one, other))
        assert here.keys() == there.keys()
        assert len(there) == PHOTOS
        assert not [each for each in there.values() if each["files"]]

        first, second, *_rest = here
        run("--data-dir", other, "rate", "5", str(there[first]["id"]))
        run("--data-dir", one, "edit", str(here[first]["id"]), "--title", "Harbour")
        run("--data-dir", one, "edit", str(here[second]["id"]), "--title", "Quay")
        run("--data-dir", other, "edit", str(there[second]["id"]), "--title", "Pier")
        for library in (one, other, one, other):
            synced(library)
        here, there = ({each["uid"]: each for each in listed(run, each)} for each in (one, other))
        said = ("hothash", "rating", "title", "visibility", "tags")
        for uid, photo in here.items():
            assert [photo[word] for word in said] == [there[uid][word] for word in said]
        assert (here[first]["rating"], here[first]["title"]) == (5, "Harbour")
        assert here[second]["title"] == "Quay"
        conflicts = [run("--data-dir", each, "conflicts", "--json")[1] for each in (one, other)]
        assert ["Quay" in json.dumps(each) and "Pier" in json.dumps(each) for each in conflicts].count(
            True
        ) == 1


def test_collections_and_searches_are_on_the_other_computer_too(
    run: Run, tmp_path: Path, address: str
) -> None:
    one, other, name = tmp_path / "one", tmp_path / "other", next(_names)
    folder = tmp_path / "photos"
    folder.mkdir()
    for number in range(3):
        (folder / f"IMG_{number:03}.jpg").write_bytes(jpeg(scene(320, 240, seed=number)))
    add(run, one, address, name, "--register", f"{name}@example.org")
    add(run, other, address, name)
    assert run("--data-dir", one, "import", folder)[0] == 0
    with Catalog.open(Paths.below(one).data) as catalog:
        collecting.create(catalog, "Travel", description="Away")
        collecting.create(catalog, "Norway", parent=1)
        collecting.add(catalog, 2, [3, 1])
        remembering.save(catalog, "Good", "rating>=4", sort=Sort(By.RATING, descending=True))
    for library in (one, other):
        assert sync(run, library)["pending"] == 0
    assert _kept(one) == _kept(other)
    assert len(_kept(other)["Norway"]) == 2

    with Catalog.open(Paths.below(other).data) as catalog:
        (travel, norway) = (_number(catalog, each) for each in ("Travel", "Norway"))
        collecting.arrange(catalog, norway, _photos(catalog, norway)[1:], before=_photos(catalog, norway)[0])
        collecting.move(catalog, norway, parent=None)
        collecting.delete(catalog, travel)
        remembering.forget(catalog, "Good")
    with Catalog.open(Paths.below(one).data) as catalog:
        collecting.add(catalog, 2, [2])
        collecting.rename(catalog, 2, "Norge")
    for library in (one, other, one):
        assert sync(run, library)["pending"] == 0
    assert _kept(one) == _kept(other)
    assert [(name, len(photos)) for name, photos in _kept(one).items()] == [("Norge", 3)]
    assert len(listed(run, one)) == 3


def _kept(library: Path) -> dict[str, list[str]]:
    """The names of what there is, each with its photos in their order."""
    with Catalog.open(Paths.below(library).data) as catalog:
        uids = dict(all_of(catalog, Photo, "id", "uid"))
        found = {
            name: [uids[photo] for photo in _photos(catalog, number)]
            for number, name in all_of(catalog, Collection, "id", "name")
        }
        return found | {
            f"{name}: {query}": [] for name, query in all_of(catalog, SavedSearch, "name", "query")
        }


def _photos(catalog: Catalog, collection: int) -> list[int]:
    rows = all_of(catalog, CollectionPhoto, "position", "photo_id", "collection_id")
    return [photo for _at, photo, number in sorted(rows) if number == collection]


def _number(catalog: Catalog, name: str) -> int:
    return int(next(number for number, has in all_of(catalog, Collection, "id", "name") if has == name))
