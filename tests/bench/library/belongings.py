"""What hangs on the photos of a made-up library: files in folders on drives, tags, collections, imports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import numpy as np

from imalink_core.pairing import Role
from imalink_desktop.catalog.commands.stacking import StackKind
from imalink_desktop.catalog.models import (
    Author,
    Base,
    Camera,
    Collection,
    CollectionPhoto,
    Drive,
    Fate,
    Folder,
    ImageFile,
    ImportSession,
    Lens,
    PhotoExif,
    PhotoTag,
    Reading,
    SavedSearch,
    SessionFile,
    Shoot,
    ShootPhoto,
    Stack,
    Tag,
)
from imalink_desktop.catalog.touched import Value
from tests.bench.library import vocabulary
from tests.bench.library.opinions import sentence, tagged
from tests.bench.library.photos import Columns, Library, arrivals, leading, moments, stem
from tests.bench.library.taking import Made

Rows: TypeAlias = tuple[type[Base], Columns]

_COPIED_OUTINGS, _COPIED = 0.1, 0.3
_WITH_EXIF = 50
"""One photo in so many; all of them would make the catalog larger, and the benches no truer."""
_FILES_AT_MOST = 4
_COLLECTIONS, _SHOOTS = 150, 60
_HOUR_NS = 3_600_000_000_000


def before_photos(library: Library) -> Iterator[Rows]:
    """What photos refer to."""
    cameras, lenses, tags = vocabulary.CAMERAS, vocabulary.LENSES, vocabulary.tags()
    yield Camera, {"make": [one.make for one in cameras], "model": [one.model for one in cameras]}
    yield Lens, {"model": [one.model for one in lenses]}
    yield Author, {"name": vocabulary.AUTHORS}
    number = {path: place for place, path in enumerate(tags, start=1)}
    above = [number.get(path.rpartition("/")[0]) for path in tags]
    yield Tag, {"path": tags, "folded": [path.casefold() for path in tags], "parent_id": above}
    begun = moments(library.imported)
    ended = moments(library.imported + 1800)
    titles = [f"Import {place}" for place in range(1, len(begun) + 1)]
    sources = ["/media/card"] * len(begun)
    yield ImportSession, {"title": titles, "source": sources, "started_at": begun, "ended_at": ended}
    kinds = [StackKind.BURST.value] * library.opinions.stacks
    yield Stack, {"kind": kinds, "reason": ["one after the other"] * len(kinds)}
    yield from _places(library)


def after_photos(library: Library) -> Iterator[Rows]:
    """What refers to photos."""
    rng = np.random.default_rng((library.seed, 1))
    photo, tag = tagged(rng, library.shots, vocabulary.TAGS)
    yield PhotoTag, {"photo_id": (photo + 1).tolist(), "tag_id": (tag + 1).tolist()}
    yield from _collections(library, rng)
    yield from _shoots(library, rng)
    searches = ["rating>=4", "flag:pick -is:trashed", "is:undated", "camera:x-t3 iso>=1600", "tag:travel"]
    yield SavedSearch, {"name": [f"Search {text}" for text in searches], "query": searches}
    some = range(1, len(library) + 1, _WITH_EXIF)
    exif = '{"Image": {"Make": "made up", "Software": "%s"}}' % ("x" * 900)
    yield PhotoExif, {"photo_id": some, "exif": [exif] * len(some)}


def files(library: Library, part: slice) -> Iterator[Rows]:
    """The files of some photos, and how each fared when it was imported."""
    shot, taken = library.shots, library.taking
    rng = np.random.default_rng((library.seed, 2, part.start))
    outing = shot.outing[part]
    copied = _copied(library)[outing] & (rng.random(len(outing)) < _COPIED)
    found: list[tuple[Value, ...]] = []
    rows = zip(
        taken.camera[part].tolist(),
        taken.number[part].tolist(),
        moments(shot.moment[part]),
        taken.made[part].tolist(),
        taken.bytes[part].tolist(),
        (outing + 1).tolist(),
        copied.tolist(),
        strict=True,
    )
    for photo, (camera, number, moment, made, size, folder, twice) in enumerate(rows, part.start + 1):
        name, kind = leading(camera, number, moment, made)
        digest = rng.bytes(32).hex()
        role = {Made.RAW: Role.RAW, Made.FILM: Role.VIDEO}.get(Made(made), Role.PICTURE).value
        file = photo * _FILES_AT_MOST
        found.append((file, photo, folder, name, size, digest, kind, role, 1))
        if made == Made.PAIR:
            raw = vocabulary.CAMERAS[camera].raw or kind
            name = f"{stem(camera, number, moment)}.{raw}"
            found.append(
                (file + 1, photo, folder, name, size * 3, rng.bytes(32).hex(), raw, Role.RAW.value, 0)
            )
        if twice:
            name, kind = leading(camera, number, moment, made)
            found.append((file + 2, photo, folder + len(library.outings), name, size, digest, kind, role, 0))
    names = ("id", "photo_id", "folder_id", "name", "size", "sha256", "format", "role", "leads")
    columns: dict[str, Sequence[Value]] = dict(zip(names, zip(*found, strict=True), strict=True))
    when = arrivals(library, part) * 10**9 - _HOUR_NS
    later = [int(when[photo - part.start - 1]) for photo in columns["photo_id"]]
    columns |= {
        "mtime_ns": later,
        "inode": range(len(found)),
        "reading": [Reading.HATCHED.value] * len(found),
    }
    yield ImageFile, columns
    yield SessionFile, _fates(library, columns)


def _fates(library: Library, columns: Columns) -> Columns:
    """A copy is the duplicate of what was imported just before."""
    paths = _folders(library)
    session = (library.session + 1).tolist()
    outings = len(library.outings)
    folders = [int(folder or 0) - 1 for folder in columns["folder_id"]]
    sources = ("/media/card", f"/media/{vocabulary.DRIVES[-1]}")
    return {
        "session_id": [session[folder % outings] for folder in folders],
        "path": [
            f"{sources[folder // outings]}/{paths[folder % outings]}/{name}"
            for folder, name in zip(folders, columns["name"], strict=True)
        ],
        "fate": [(Fate.IMPORTED.value, Fate.DUPLICATE.value)[folder // outings] for folder in folders],
        "photo_id": columns["photo_id"],
        "file_id": columns["id"],
    }


def _places(library: Library) -> Iterator[Rows]:
    """A folder for each outing, and one more where copies of it lie."""
    last = len(vocabulary.DRIVES)
    ids = [f"volume-{name}" for name in vocabulary.DRIVES]
    mounts = [f"/media/{name}" for name in vocabulary.DRIVES]
    yield Drive, {"volume_id": ids, "label": vocabulary.DRIVES, "last_mount": mounts}
    year = library.outings.day.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    drive = np.clip((year - vocabulary.FIRST_YEAR) // 5, 0, last - 2) + 1
    paths = _folders(library)
    copied = [place for place, twice in enumerate(_copied(library).tolist()) if twice]
    yield (
        Folder,
        {
            "id": [*range(1, len(paths) + 1), *(len(paths) + place + 1 for place in copied)],
            "drive_id": [*drive.tolist(), *[last] * len(copied)],
            "path": [*paths, *(paths[place] for place in copied)],
        },
    )


def _folders(library: Library) -> list[str]:
    """`Photos/2019/2019-07-20 Bergen`; a second outing of that day has a number."""
    days = np.datetime_as_string(library.outings.day.astype("datetime64[D]")).tolist()
    seen: dict[str, int] = {}
    paths = []
    for day, place in zip(days, library.outings.place.tolist(), strict=True):
        path = f"Photos/{day[:4]}/{day} {vocabulary.PLACES[place].name}"
        seen[path] = seen.get(path, 0) + 1
        paths.append(path if seen[path] == 1 else f"{path} {seen[path]}")
    return paths


def _copied(library: Library) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    rng = np.random.default_rng((library.seed, 3))
    count = len(library.outings)
    return np.isin(np.arange(count), rng.choice(count, max(1, round(count * _COPIED_OUTINGS)), replace=False))


def _collections(library: Library, rng: np.random.Generator) -> Iterator[Rows]:
    """Some large, most small, each third below another."""
    count = min(_COLLECTIONS, max(3, len(library) // 500))
    above = [int(rng.integers(1, place + 1)) if place % 3 == 2 else None for place in range(count)]
    names = [f"{sentence(rng, 1, 2)} {place}" for place in range(count)]
    yield Collection, {"name": names, "parent_id": above, "position": range(count)}
    for number in range(1, count + 1):
        size = min(len(library) // 2, int(20 * (1 + rng.pareto(0.8))))
        photos = np.sort(rng.choice(len(library), size, replace=False) + 1).tolist()
        yield (
            CollectionPhoto,
            {"collection_id": [number] * size, "photo_id": photos, "position": range(size)},
        )


def _shoots(library: Library, rng: np.random.Generator) -> Iterator[Rows]:
    """An outing each."""
    count = min(_SHOOTS, len(library.outings) // 2)
    chosen = np.sort(rng.choice(len(library.outings), count, replace=False)).tolist()
    titles = [f"{sentence(rng, 1, 2)} {place}" for place in range(count)]
    yield Shoot, {"title": titles, "client": rng.choice(vocabulary.AUTHORS, count).tolist()}
    for number, outing in enumerate(chosen, start=1):
        first, end = np.searchsorted(library.shots.outing, [outing, outing + 1])
        photos = range(int(first) + 1, int(end) + 1)
        yield ShootPhoto, {"shoot_id": [number] * len(photos), "photo_id": photos}
