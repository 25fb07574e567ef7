"""A container's own rotation and mirroring, put into EXIF's eight orientations."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

Side = TypeVar("Side")

_SIDEWAYS = (5, 6, 7, 8)
"""The orientations whose stored picture lies on its side."""

Matrix: TypeAlias = tuple[int, int, int, int]
"""(a, b, c, d): the stored point (x, y), y downwards, is shown at (a·x + c·y, b·x + d·y)."""

UPRIGHT: Matrix = (1, 0, 0, 1)
QUARTER_TURN_LEFT: Matrix = (0, -1, 1, 0)
LEFT_TO_RIGHT: Matrix = (-1, 0, 0, 1)
TOP_TO_BOTTOM: Matrix = (1, 0, 0, -1)

_ORIENTATIONS: dict[Matrix, int] = {
    UPRIGHT: 1,
    LEFT_TO_RIGHT: 2,
    (-1, 0, 0, -1): 3,
    TOP_TO_BOTTOM: 4,
    (0, 1, 1, 0): 5,
    (0, 1, -1, 0): 6,
    (0, -1, -1, 0): 7,
    QUARTER_TURN_LEFT: 8,
}


def after(first: Matrix, second: Matrix) -> Matrix:
    """What both do together, one after the other."""
    a, b, c, d = first
    e, f, g, h = second
    return (e * a + g * b, f * a + h * b, e * c + g * d, f * c + h * d)


def orientation_of_matrix(matrix: Matrix) -> int:
    """The orientation that does the same; 1 for what is no turning by quarters."""
    return _ORIENTATIONS.get(matrix, 1)


def upright_size(size: tuple[Side, Side], orientation: int) -> tuple[Side, Side]:
    """Width and height once the picture stands upright; and back again, since it is its own inverse."""
    width, height = size
    return (height, width) if orientation in _SIDEWAYS else (width, height)
