"""How large a picture is shown, and which part of it: arithmetic, without a window.

Everything is in pixels of the screen, never in those of the layout, so that at 1:1 one pixel of the photo
is one of the screen. The zoom tells of no picture: it is kept from one photo to the next, which is how
sharpness is compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TypeAlias

Size: TypeAlias = tuple[int, int]
Point: TypeAlias = tuple[float, float]
Part: TypeAlias = tuple[float, float, float, float]

LEAST, MOST = 0.05, 8.0
_FITS_UP_TO = 2.0
"""A small picture is enlarged to fit, but not beyond all likeness."""

_MIDDLE = (0.5, 0.5)
_HARDLY = 1e-6


class Mode(Enum):
    """Wholly in sight, or as the photographer chose."""

    FIT = "fit"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Zoom:
    """`scale` is pixels of the screen for one of the photo; `at` the point in the middle, in parts of it."""

    mode: Mode = Mode.FIT
    scale: float = 1.0
    at: Point = _MIDDLE


FIT = Zoom()


@dataclass(frozen=True, slots=True)
class Placed:
    """Where the picture lies in the view; more of it may lie outside."""

    scale: float
    left: int
    top: int
    width: int
    height: int

    def part_at(self, point: Point) -> Point:
        """What lies under a point of the view, in parts of the picture; its edge where nothing does."""
        return (
            min(1.0, max(0.0, (point[0] - self.left) / self.width)),
            min(1.0, max(0.0, (point[1] - self.top) / self.height)),
        )


def seen_size(size: Size, rotation: int, crop: Part | None) -> Size:
    """The size of what is seen of a picture, as the photographer cut and turned it."""
    width, height = size
    if crop is not None:
        width, height = max(1, round(width * crop[2])), max(1, round(height * crop[3]))
    return (height, width) if rotation % 180 else (width, height)


def place(zoom: Zoom, seen: Size, view: Size) -> Placed:
    """Where a picture lies. Its middle is the view's, unless it is larger: then no edge leaves the view's."""
    scale = scale_of(zoom, seen, view)
    width, height = (max(1, round(side * scale)) for side in seen)
    return Placed(
        scale, _start(zoom.at[0], width, view[0]), _start(zoom.at[1], height, view[1]), width, height
    )


def scale_of(zoom: Zoom, seen: Size, view: Size) -> float:
    """How many pixels of the screen one of the photo takes."""
    across, down = view[0] / seen[0], view[1] / seen[1]
    match zoom.mode:
        case Mode.FIT:
            return min(across, down, _FITS_UP_TO)
        case Mode.FREE:
            return zoom.scale


def zoomed(zoom: Zoom, seen: Size, view: Size, scale: float, pointer: Point) -> Zoom:
    """Another scale, with the same point of the picture under the pointer."""
    scale = min(MOST, max(min(LEAST, scale_of(FIT, seen, view)), scale))
    part = place(zoom, seen, view).part_at(pointer)
    return _held(Zoom(Mode.FREE, scale), seen, view, part, pointer)


def stepped(zoom: Zoom, seen: Size, view: Size, steps: float, pointer: Point) -> Zoom:
    """Nearer by so many steps, or farther; 1:1 is never stepped over."""
    now = scale_of(zoom, seen, view)
    scale = now * 2.0 ** (steps / 3)
    if min(now, scale) < 1 - _HARDLY < 1 + _HARDLY < max(now, scale) or abs(scale - 1) <= _HARDLY:
        scale = 1.0
    return zoomed(zoom, seen, view, scale, pointer)


def toggled(zoom: Zoom, seen: Size, view: Size, pointer: Point) -> Zoom:
    """1:1 at this point; and back."""
    return FIT if zoom.mode is Mode.FREE else zoomed(zoom, seen, view, 1.0, pointer)


def panned(zoom: Zoom, seen: Size, view: Size, by: Point) -> Zoom:
    """The picture moved along with the hand, as far as it goes."""
    placed = place(zoom, seen, view)
    part = ((view[0] / 2 - placed.left) / placed.width, (view[1] / 2 - placed.top) / placed.height)
    return _held(zoom, seen, view, part, (view[0] / 2 + by[0], view[1] / 2 + by[1]))


def _held(zoom: Zoom, seen: Size, view: Size, part: Point, pointer: Point) -> Zoom:
    """With this part of the picture under the pointer, as far as its edges allow."""
    placed = place(zoom, seen, view)
    sides = (placed.width, placed.height)
    wanted = (part[axis] + (view[axis] / 2 - pointer[axis]) / sides[axis] for axis in (0, 1))
    at = tuple(_within(part, side, room) for part, side, room in zip(wanted, sides, view, strict=True))
    return replace(zoom, at=(at[0], at[1]))


def _within(part: float, side: int, room: int) -> float:
    """A middle with which no edge comes into the view."""
    if side <= room:
        return 0.5
    margin = room / 2 / side
    return min(1 - margin, max(margin, part))


def _start(part: float, side: int, room: int) -> int:
    return round(room / 2 - _within(part, side, room) * side)
