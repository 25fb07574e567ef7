"""Copies that were made before, under whatever names: the catalog says where they may lie.

What it says is only a place to look: a file there counts as a copy when its bytes were read and compared.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from imalink_core.pairing.names import fold
from imalink_desktop.base.names import kept_path, real_name, real_path
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.fates import never_photos_below
from imalink_desktop.catalog.reads.files import known_of_sizes_below
from imalink_desktop.importing.copying.arranging import OnCard, Parcel, Sent
from imalink_desktop.importing.volumes import Mounted, spot_of

_AS_LATE = 2 * 10**9
"""FAT tells times to two seconds."""

_NUMBER = re.compile(r" \(\d+\)(?=(\.[^.]*)?$)")
"""What a copy's name has more than its original's, where that was taken."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Where in a folder for copies one may lie."""

    place: PurePosixPath
    size: int = 0
    mtime_ns: int = 0
    sha256: str | None = None
    """None where nobody has read it yet."""


class EarlierCopies:
    """What is known in the folders for the copies. Of one it helps to find those in the other."""

    def __init__(self, known: Iterable[Earlier] = ()) -> None:
        self._by_size: dict[int, list[Earlier]] = {}
        for one in known:
            self._by_size.setdefault(one.size, []).append(one)

    def of(self, parcel: Parcel) -> dict[Path, list[Earlier]]:
        """For each file of a photo, where to look for it: what no catalog knows lies beside the photo."""
        known = {sent.path: self._like(sent) for sent in parcel.files}
        stems = dict.fromkeys(
            one.place.with_name(one.place.name.removesuffix(sent.facts.ending))
            for sent in parcel.files
            for one in known[sent.path]
            if sent.facts.ending and one.place.name.endswith(sent.facts.ending)
        )
        return {
            sent.path: known[sent.path]
            or [Earlier(stem.with_name(stem.name + sent.facts.ending)) for stem in stems]
            for sent in parcel.files
        }

    def _like(self, sent: Sent) -> list[Earlier]:
        """Of uncompressed photos all are of one size: to read each of a card for that would take long."""
        return [
            one
            for one in self._by_size.get(sent.size, ())
            if abs(one.mtime_ns - sent.seen.mtime_ns) <= _AS_LATE
            or fold(one.place.name) == fold(sent.facts.name)
        ]


def earlier_copies(
    catalog: Catalog, roots: Sequence[Path], met: Iterable[OnCard], mounted: Sequence[Mounted]
) -> EarlierCopies:
    """What the catalog knows in these folders of files as large as those that are to be copied."""
    sizes = {one.candidate.path: one.candidate.facts.size for one in met if one.candidate.facts is not None}
    wanted = sorted(set(sizes.values()))
    found: list[Earlier] = []
    names = {fold(path.name) for path in sizes}
    for root in roots:
        found += _no_photos(catalog, root, names)
        spot = spot_of(root, mounted)
        with catalog.reading() as look:
            known = known_of_sizes_below(look, (spot.volume.volume_id, spot.path), wanted)
        for one in known:
            inside = one.path[len(spot.path) :].lstrip("/")
            place = PurePosixPath(*map(real_name, inside.split("/")))
            found.append(Earlier(place, one.size, one.mtime_ns, one.sha256))
    return EarlierCopies(found)


def _no_photos(catalog: Catalog, root: Path, names: Collection[str]) -> Iterator[Earlier]:
    """Of what is no photo, such as a lone text, the catalog knows what became of it when it was met."""
    with catalog.reading() as look:
        met = never_photos_below(look, kept_path(root).rstrip(os.sep) + os.sep)
    for path in map(real_path, met):
        if fold(_NUMBER.sub("", path.name)) in names:
            with suppress(OSError):  # it is there no more
                state = path.lstat()
                place = PurePosixPath(path.relative_to(root).as_posix())
                yield Earlier(place, state.st_size, state.st_mtime_ns)
