"""What a row of the tree is: a frozen value that says what to write, what to show, and what lies below."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.branches import Branch
from imalink_desktop.ui.navigator.queries import Sign, sign_of


class Kind(StrEnum):
    """What a row stands for."""

    EVERYTHING = "everything"
    GROUP = "group"
    MOMENT = "moment"
    UNDATED = "undated"
    IMPORT = "import"
    DRIVE = "drive"
    FOLDER = "folder"
    TAG = "tag"
    COLLECTION = "collection"
    SEARCH = "search"
    REVIEW = "review"
    TRASH = "trash"
    HINT = "hint"
    """Says what to do where there is nothing yet."""
    DRAFT = "draft"
    """Is about to get a name."""


RENAMED = frozenset({Kind.TAG, Kind.COLLECTION, Kind.SEARCH, Kind.DRAFT})
"""What is called as the photographer likes."""
REMOVED = frozenset({Kind.TAG, Kind.COLLECTION, Kind.SEARCH})
"""What goes when it is deleted; no photo goes with it."""
DRAGGED = frozenset({Kind.TAG, Kind.COLLECTION})
"""What can be put below another of its kind."""

ALL, TIME, IMPORTS, DRIVES = "all", "time", "imports", "drives"
TAGS, COLLECTIONS, SEARCHES, REVIEW, TRASH = "tags", "collections", "searches", "review", "trash"
"""The keys of the rows at the top."""


@dataclass(frozen=True, slots=True)
class Node:
    """A row. Two of one key are the same thing at two times; `below` does not make them differ."""

    key: str
    kind: Kind
    text: str
    icon: str = ""
    query: Query | None = None
    sort: Sort | None = None
    count: int | None = None
    note: str = ""
    """Said quietly after the text."""
    tip: str = ""
    tint: str = "icon"
    is_quiet: bool = False
    """Out of reach, or of no use now."""
    number: int | None = None
    """The row's in the catalog."""
    path: str = ""
    later: Branch | Query | None = field(default=None, compare=False)
    """What to count when the row is in sight, because it takes a while: all below a branch, or a query."""
    below: tuple[Node, ...] | None = field(default=(), compare=False)
    """`None` where it is read when the row is opened."""
    sign: Sign | None = field(init=False, compare=False, default=None)

    def __post_init__(self) -> None:
        if self.query is not None:
            object.__setattr__(self, "sign", sign_of(self.query))
