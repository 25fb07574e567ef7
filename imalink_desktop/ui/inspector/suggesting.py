"""Which tags somebody may mean by what he has typed so far. Pure, and quick for thousands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from imalink_desktop.catalog.query.folding import fold

MOST = 12


@dataclass(frozen=True, slots=True)
class KnownTag:
    """A tag and how many photos have it; `folded` is its path without what makes no difference."""

    path: str
    count: int
    folded: str

    @classmethod
    def of(cls, path: str, count: int) -> KnownTag:
        """As the catalog knows it."""
        return cls(path, count, fold(path))


def suggest(
    typed: str, known: Iterable[KnownTag], *, without: Sequence[str] = (), most: int = MOST
) -> list[KnownTag]:
    """The tags that fit, the likeliest first: what begins so, what has a level or a word that does.

    Words may stand in any order; among equals what is used most comes first.
    """
    wanted = fold(typed).strip()
    words = wanted.replace("/", " ").split()
    if not words:
        return []
    left_out = frozenset(without)
    found = [
        (rank, -tag.count, tag.path, tag)
        for tag in known
        if tag.path not in left_out and (rank := _rank(tag.folded, wanted, words)) is not None
    ]
    found.sort(key=lambda each: each[:3])
    return [tag for *_, tag in found[:most]]


def _rank(path: str, wanted: str, words: Sequence[str]) -> int | None:
    """How well a path fits; the lower the better. A word fits where a word of the path begins so."""
    if not all(word in path for word in words):
        return None
    leaf = path.rpartition("/")[2]
    if path == wanted or leaf == wanted:
        return 0
    if path.startswith(wanted):
        return 1
    if leaf.startswith(wanted):
        return 2
    if f"/{wanted}" in path:
        return 3
    parts = path.replace("/", " ").replace("-", " ").replace("_", " ").split()
    if all(any(part.startswith(word) for part in parts) for word in words):
        return 4
    return None
