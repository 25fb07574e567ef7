"""How a tree grows from a list; no recursion, however deep somebody has nested his folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from imalink_desktop.catalog.reads.counts import Key


@dataclass(frozen=True, slots=True)
class Branch:
    """A thing in a tree. `id` is its row's number; a folder that only lies on the way to others has none."""

    id: int | None
    name: str
    path: str
    count: int
    """Photos that hang on it itself."""
    whole: int | None
    """Photos that hang on it or on anything below, each once; `None` while nobody has counted."""
    below: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A thing that a branch will be made of: where it is, below what, and its row if it has one."""

    at: Hashable
    above: Hashable | None
    row: int | None
    name: str


def walk(branches: Iterable[Branch]) -> list[Branch]:
    """All branches of a tree, those above before those below."""
    order = list(branches)
    for branch in order:  # it grows while we walk
        order += branch.below
    return order


def downwards(nodes: Iterable[Node]) -> list[Node]:
    """Those above before those below; what hangs on nothing that is there is left out."""
    below: defaultdict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        below[node.above].append(node)
    order = list(below[None])
    for node in order:  # it grows while we walk
        order += below[node.at]
    return order


def lineage(order: Sequence[Node]) -> list[tuple[int, int]]:
    """Each row with its own place in the order, and with that of each node above it."""
    places: dict[Hashable, tuple[int, ...]] = {}
    pairs: list[tuple[int, int]] = []
    for place, node in enumerate(order):
        places[node.at] = (*places.get(node.above, ()), place)
        if node.row is not None:
            pairs += [(node.row, above) for above in places[node.at]]
    return pairs


def grow(
    order: Sequence[Node], own: Mapping[Key, int], wholes: Mapping[int, int] | None, *, all_kept: bool
) -> tuple[Branch, ...]:
    """From the leaves up, so that each branch finds those below it."""
    grown: defaultdict[Hashable, list[Branch]] = defaultdict(list)
    paths: dict[Hashable, str] = {}
    for node in order:
        paths[node.at] = f"{higher}/{node.name}" if (higher := paths.get(node.above)) else node.name
    for place, node in reversed(list(enumerate(order))):
        parts = tuple(reversed(grown[node.at]))
        count = 0 if node.row is None else own.get(node.row, 0)
        if all_kept or count or parts:
            told = _told(count, parts) if wholes is None else wholes.get(place, 0)
            branch = Branch(node.row, node.name, paths[node.at], count, told, parts)
            grown[node.above].append(branch)
    return tuple(reversed(grown[None]))


def _told(count: int, parts: Sequence[Branch]) -> int | None:
    """What needs no counting: where only one place has photos, none can be there twice."""
    inside = [part.whole for part in parts]
    filled = [many for many in (count, *inside) if many != 0]
    return 0 if not filled else filled[0] if len(filled) == 1 else None
