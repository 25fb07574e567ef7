"""Two machines that share photos and a collection, and what each of them has."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

import pytest

from imalink_desktop.catalog.commands import collecting
from imalink_desktop.catalog.models import Collection, CollectionPhoto, Photo, SavedSearch
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, synced
from tests.unit.desktop.sync.simulation.machine import Machine

PICTURES = ("sea", "hill", "wood", "lake")


@pytest.fixture
def shared(home: Home) -> Home:
    """Two machines with the same four photos, of which the first two lie in a collection."""
    bring(home.attic, *PICTURES)
    collecting.create(home.attic.catalog, "Best", description="Of all")
    collecting.add(home.attic.catalog, 1, [2, 1])
    settle(home)
    return home


def settle(home: Home) -> None:
    for machine in (home.attic, home.kitchen, home.attic):
        assert synced(machine).pending == 0


def collections(machine: Machine) -> dict[str, list[str]]:
    """The photos of each collection, by its path."""
    uids = dict(all_of(machine.catalog, Photo, "id", "uid"))
    rows = all_of(machine.catalog, CollectionPhoto, "collection_id", "photo_id", "position")
    above = {
        number: (name, up)
        for number, name, up in all_of(machine.catalog, Collection, "id", "name", "parent_id")
    }

    def path(number: int) -> str:
        name, up = above[number]
        return name if up is None else f"{path(up)}/{name}"

    return {
        path(number): [
            uids[photo] for one, photo, _at in sorted(rows, key=lambda row: row[2]) if one == number
        ]
        for number in above
    }


def searches(machine: Machine) -> list[tuple[object, ...]]:
    return sorted(all_of(machine.catalog, SavedSearch, "name", "query", "sort"))


def called(machine: Machine, name: str) -> int:
    (number,) = [number for number, has in all_of(machine.catalog, Collection, "id", "name") if has == name]
    return int(number)


def uid(number: int) -> str:
    """The photo that the attic brought as its nth."""
    return str(uuid5(NAMESPACE_OID, f"attic {number}"))


def numbers(machine: Machine, *nth: int) -> list[int]:
    """Those photos, by their numbers here."""
    here = dict(all_of(machine.catalog, Photo, "uid", "id"))
    return [here[uid(one)] for one in nth]
