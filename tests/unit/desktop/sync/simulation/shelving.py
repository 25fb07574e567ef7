"""What somebody does with collections, searches, shoots and stacks, by the seed; and what there is."""

from __future__ import annotations

from contextlib import suppress
from random import Random

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import collecting, remembering, shooting, stacking
from imalink_desktop.catalog.commands.stacking import Seen, StackKind
from imalink_desktop.catalog.models import (
    Collection,
    CollectionPhoto,
    Photo,
    SavedSearch,
    Shoot,
    ShootPhoto,
    Stack,
)
from imalink_desktop.catalog.reads.things import words_of
from imalink_desktop.catalog.things import ThingKind
from tests.unit.desktop.catalog.commands.cards import all_of

UNDONE = (
    *("new collection", "rename collection", "move collection", "delete collection", "collect"),
    *("stack", "unstack", "take from stack", "set cover", "new shoot", "edit shoot", "add to shoot"),
)
_NAMES = ("Best", "Norway", "best", "Print")
_QUERIES = ("rating:5", "tag:sea", "rating:5 OR rating:4")


def shelve(catalog: Catalog, random: Random, photo: int) -> None:
    """Do something; what cannot be is left."""
    there = [number for (number,) in all_of(catalog, Collection, "id")]
    with suppress(Expected):
        deed = random.randrange(10)
        if not there or deed == 0:
            collecting.create(catalog, random.choice(_NAMES), parent=random.choice([None, *there]))
            return
        one = random.choice(there)
        inside = [
            each for at, each in all_of(catalog, CollectionPhoto, "collection_id", "photo_id") if at == one
        ]
        if deed in (1, 2, 3):
            collecting.add(catalog, one, [photo], before=random.choice([None, *inside]))
        elif deed == 4 and inside:
            collecting.remove(catalog, one, [random.choice(inside)])
        elif deed == 5 and inside:
            collecting.arrange(catalog, one, [random.choice(inside)], before=random.choice([None, *inside]))
        elif deed == 6:
            collecting.rename(catalog, one, random.choice(_NAMES))
        elif deed == 7:
            collecting.move(catalog, one, parent=random.choice([None, *there]))
        elif deed == 8 and not random.randrange(2):
            collecting.delete(catalog, one)
        elif deed == 9:
            _search(catalog, random)


def stack(catalog: Catalog, random: Random, photo: int) -> None:
    """Fold photos, by hand or as a machine that sees a burst, lay another one on top, or unfold."""
    photos = [number for (number,) in all_of(catalog, Photo, "id")]
    some = [photo, *random.sample(photos, min(len(photos), random.randrange(1, 4)))]
    with suppress(Expected):
        match random.randrange(6):
            case 0 | 1:
                stacking.stack(catalog, some)
            case 2:
                first = sorted(photos)[: random.randrange(2, 5)]
                stacking.fold_seen(catalog, [Seen(tuple(first), StackKind.BURST, "Within a second.")])
            case 3:
                stacking.unstack(catalog, [photo])
            case 4:
                stacking.take_out(catalog, [photo])
            case 5:
                stacking.set_cover(catalog, [photo])


def shoot(catalog: Catalog, random: Random, photo: int) -> None:
    """Begin a job, or do something with one that is there."""
    there = [number for (number,) in all_of(catalog, Shoot, "id")]
    with suppress(Expected):
        deed = random.randrange(8)
        if not there or deed == 0:
            shooting.create(catalog, random.choice(_NAMES), client=random.choice([None, "Ada"]))
            return
        one = random.choice(there)
        if deed in (1, 2, 3):
            shooting.add(catalog, one, [photo])
        elif deed == 4:
            shooting.remove(catalog, one, [photo])
        elif deed == 5:
            shooting.edit(catalog, one, title=random.choice(_NAMES), note=random.choice(["", "late"]))
        elif deed == 6:
            random.choice([shooting.archive, shooting.unarchive])(catalog, one)
        elif not random.randrange(2):
            shooting.delete(catalog, one)


def _search(catalog: Catalog, random: Random) -> None:
    names = [name for (name,) in all_of(catalog, SavedSearch, "name")]
    if not names or not random.randrange(3):
        remembering.save(catalog, random.choice(_NAMES), random.choice(_QUERIES))
    elif random.randrange(3):
        remembering.change(catalog, random.choice(names), query=random.choice(_QUERIES))
    else:
        remembering.forget(catalog, random.choice(names))


def shelved(catalog: Catalog, kept: set[str]) -> dict[str, tuple[object, ...]]:
    """What there is, by uid: what it says, and the photos in it, in their order, that are `kept`."""
    uids = dict(all_of(catalog, Photo, "id", "uid"))
    rows = all_of(catalog, CollectionPhoto, "position", "id", "collection_id", "photo_id")
    found: dict[str, tuple[object, ...]] = {}
    with catalog.reading() as look:
        for number, uid in all_of(catalog, Collection, "id", "uid"):
            photos = [uids[photo] for _at, _row, one, photo in sorted(rows) if one == number]
            said = words_of(look, ThingKind.COLLECTION, uid)
            found[uid] = (said, [photo for photo in photos if photo in kept])
        for number, uid in all_of(catalog, Shoot, "id", "uid"):
            shot = {
                uids[photo]
                for one, photo in all_of(catalog, ShootPhoto, "shoot_id", "photo_id")
                if one == number
            }
            found[uid] = (words_of(look, ThingKind.SHOOT, uid), shot & kept)
        lying = all_of(catalog, Photo, "stack_position", "id", "stack_id", "uid")
        for number, uid in all_of(catalog, Stack, "id", "uid"):
            pile = [one for _at, _id, stack, one in sorted(lying, key=_place) if stack == number]
            assert len(pile) > 1, "nobody lies in a stack alone"
            there = [one for one in pile if one in kept]
            if len(there) > 1:  # one that lies with a photo of the trash that nobody else has is alone
                found[uid] = (words_of(look, ThingKind.STACK, uid), there)
        for (uid,) in all_of(catalog, SavedSearch, "uid"):
            found[uid] = (words_of(look, ThingKind.SEARCH, uid),)
    return found


def _place(row: tuple[int | None, ...]) -> tuple[int, int]:
    return row[0] or 0, row[1] or 0
