"""Where pictures for the loupe are made, in workers: from previews, and from the originals themselves."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from imalink_core import Hatchery, Problem, decode_preview
from imalink_core.errors import PROBLEMS
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.shown import Lying, Shown, shown
from imalink_desktop.importing.known import is_as_known
from imalink_desktop.ui.loupe import wording
from imalink_desktop.ui.loupe.ahead import Sharpness
from imalink_desktop.ui.loupe.shots import (
    Layer,
    Nothing,
    Origin,
    Shot,
    layer_of,
    layers_of,
    with_fitting,
)
from imalink_desktop.ui.loupe.zoom import Size
from imalink_desktop.ui.wording import _, retold

Find: TypeAlias = Callable[[str, str], Path | None]
"""Where a path of a volume is at this moment; None where it is not connected."""

BYTES_PER_PIXEL = 16 / 3
"""Of an original: four, and those of its halves."""

_SAME = 0.03
"""A camera's own preview that is so little smaller than the photo is the photo without its border."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture that is asked for: how sharp, for a view of this size, within so many bytes."""

    photo: int
    sharpness: Sharpness
    view: Size
    most: int


class Enlarger:
    """Makes pictures. All of it may be called from any thread."""

    def __init__(self, catalog: Catalog, previews: Previews, hatchery: Hatchery, find: Find) -> None:
        self._catalog = catalog
        self._previews = previews
        self._hatchery = hatchery
        self._find = find

    def facts(self, photo: int) -> Shown | None:
        """What is known of a photo."""
        with self._catalog.reading() as connection:
            return shown(connection, [photo]).get(photo)

    def from_preview(self, wish: Wish) -> Shot | Nothing:
        """What the library keeps of a photo: a matter of milliseconds."""
        facts = self.facts(wish.photo)
        if facts is None:
            return Nothing(None, wish.sharpness, _(wording.GONE))
        away = self._why_away(facts)
        layer = self._cold(facts) if wish.sharpness is Sharpness.SCREEN else self._small(facts)
        if layer is None:
            return Nothing(facts, wish.sharpness, away or _(wording.NOT_YET))
        layers: tuple[Layer, ...] = (layer,)
        size = facts.size or layers[0].size
        if wish.sharpness is Sharpness.SCREEN:
            layers = with_fitting(layers, facts, size, wish.view)
        return Shot(facts, wish.sharpness, Origin.PREVIEW, layers, size, away)

    def from_original(self, wish: Wish) -> Shot | Nothing:
        """What an original holds, of those that are here the first that can be read."""
        facts = self.facts(wish.photo)
        if facts is None:
            return Nothing(None, wish.sharpness, _(wording.GONE))
        why, changed = self._why_away(facts), None
        for file, place in self._lying(facts):
            if place.exists() and not is_as_known(file.size, file.mtime_ns, place):
                why, changed = _(wording.CHANGED), changed or place
                continue
            try:
                return self._decoded(facts, place, wish)
            except Problem as problem:
                why = retold(problem.message, PROBLEMS[problem.code])
        return Nothing(facts, wish.sharpness, why or _(wording.NOT_YET), changed)

    def _decoded(self, facts: Shown, place: Path, wish: Wish) -> Shot:
        whole = wish.sharpness is Sharpness.WHOLE
        picture = self._hatchery.picture(place, _side(facts, wish) if whole else max(wish.view))
        layers = layers_of(picture)
        camera = any(note.code == "raw_embedded" for note in picture.notes)
        size = picture.size
        if camera and picture.width > size[0] * (1 - _SAME):
            size = picture.width, picture.height
        if not whole:
            layers = with_fitting(layers, facts, size, wish.view)
        return Shot(facts, wish.sharpness, Origin.CAMERA if camera else Origin.ORIGINAL, layers, size)

    def _small(self, facts: Shown) -> Layer | None:
        for read in (self._previews.grid, self._previews.hot):
            if jpeg := read([facts.uid]).get(facts.uid):
                return _layer(jpeg)
        return None

    def _cold(self, facts: Shown) -> Layer | None:
        path = self._previews.cold(facts.uid)
        try:
            return None if path is None else _layer(path.read_bytes())
        except OSError:  # it was evicted this moment
            return None

    def _lying(self, facts: Shown) -> Iterator[tuple[Lying, Path]]:
        for file in facts.files:
            if (place := self._place(file)) is not None:
                yield file, place

    def _place(self, file: Lying) -> Path | None:
        return self._find(file.volume, file.path) if file.state == "present" else None

    def _why_away(self, facts: Shown) -> str | None:
        """Why no original can be opened, as far as can be told without touching a disk."""
        if next(self._lying(facts), None) is not None:
            return None
        return wording.away(facts.files[0] if facts.files else None)


def _layer(jpeg: bytes) -> Layer | None:
    """Decode a preview, by the engine and not by Qt.

    Qt's reader takes a lock of its own and then, to read from a buffer, asks for Python's; a window that
    is about to read an icon holds that one and waits for the first, for ever.
    """
    try:
        return layer_of(decode_preview(jpeg))
    except Problem:
        return None


def _side(facts: Shown, wish: Wish) -> int | None:
    """None for the whole picture, or the side of what there is memory for."""
    pixels = wish.most / BYTES_PER_PIXEL
    width, height = facts.size or (1, 1)
    if facts.size is not None and width * height <= pixels:
        return None
    return int(max(width, height) * math.sqrt(pixels / (width * height)))
