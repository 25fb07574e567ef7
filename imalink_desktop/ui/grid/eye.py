"""`Eye`: what somebody is looking at, so that it stays there when everything around it changes."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from imalink_desktop.ui.grid.geometry import Layout
from imalink_desktop.ui.grid.selection import find, survivor


@dataclass(frozen=True, slots=True)
class Eye:
    """A photo, where it lay in the list, and where it lies on the page."""

    photo: int
    place: int
    at: int
    """Pixels below the top of the page."""
    part: float = 0.0
    """Which height of the cell lies there: 0 is its upper edge."""

    def top(self, photos: array[int], layout: Layout) -> int | None:
        """Where the page has to begin; None when the photo is not in the list."""
        found = find(photos, self.photo, near=self.place)
        if found is None:
            return None
        box = layout.box(found)
        return box.y + round(self.part * box.height) - self.at

    def among(self, before: array[int], after: array[int]) -> Eye:
        """The same in another list; where the photo has gone, the nearest one that stayed."""
        if find(after, self.photo, near=self.place) is not None or self.place >= len(before):
            return self
        place = survivor(before, after, near=self.place)
        return self if place is None else replace(self, photo=before[place], place=place)


def eye_on(photos: array[int], layout: Layout, top: int, height: int, target: int | None) -> Eye | None:
    """What somebody looks at on this page: the target if any of it is seen, else the first whole photo."""
    seen = layout.visible(top, top + height)
    if not seen:
        return None
    upper, lower = top + layout.spacing.heading, top + height - layout.edge
    whole = (place for place in seen if upper <= layout.box(place).y <= lower)
    if target is not None and upper - layout.edge < layout.box(target).y < top + height:
        place = target
    else:
        place = next(whole, seen.start)
    return Eye(photos[place], place, layout.box(place).y - top)


def eye_at(photos: array[int], layout: Layout, top: int, x: int, y: int) -> Eye | None:
    """What lies below the pointer, which is at `y` on the page."""
    place = layout.index_at(x, top + y)
    if place is None:
        return None
    box = layout.box(place)
    return Eye(photos[place], place, y, (top + y - box.y) / box.height)
