"""Tags, collections and folders as rows, however deeply they lie in each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.query.select import count
from imalink_desktop.catalog.reads import trees
from imalink_desktop.catalog.reads.branches import Branch, walk
from imalink_desktop.catalog.reads.counts import Kind as Counted
from imalink_desktop.catalog.reads.trees import whole
from imalink_desktop.ui.navigator.nodes import Kind, Node
from imalink_desktop.ui.navigator.queries import of_folder, of_path

_COUNTED = {Kind.TAG: Counted.TAG, Kind.COLLECTION: Counted.COLLECTION, Kind.FOLDER: Counted.FOLDER}

_Make = Callable[[Branch, tuple[Node, ...]], Node]


def tags(look: Look) -> tuple[Node, ...]:
    """All tags, by name."""
    return _rows(trees.tags(look), partial(_named, Kind.TAG, "tag"))


def collections(look: Look) -> tuple[Node, ...]:
    """All collections, in the photographer's order."""
    return _rows(trees.collections(look), partial(_named, Kind.COLLECTION, "collection"))


def folders(look: Look, drive: int, label: str, *, is_online: bool) -> tuple[Node, ...]:
    """The folders of a drive. Its root is the drive's own row, so what lies in that begins here."""
    found = trees.folders(look, drive)
    if len(found) == 1 and not found[0].name:
        found = found[0].below
    return _rows(found, partial(_folder, drive, label, is_online))


def count_later(look: Look, node: Node) -> int | None:
    """Count what a row left to be counted; on a branch and below it, each photo once."""
    match node.later:
        case None:
            return None
        case Branch():
            return whole(look, _COUNTED[node.kind], node.later)
        case _:
            return count(look, node.later)


def _rows(roots: Sequence[Branch], make: _Make) -> tuple[Node, ...]:
    """From the leaves up, without recursion."""
    made: dict[int, Node] = {}
    for branch in reversed(walk(roots)):
        made[id(branch)] = make(branch, tuple(made.pop(id(each)) for each in branch.below))
    return tuple(made[id(root)] for root in roots)


def _named(kind: Kind, icon: str, branch: Branch, below: tuple[Node, ...]) -> Node:
    return Node(
        f"{kind}/{branch.id}",
        kind,
        branch.name,
        icon,
        of_path(kind.value, branch.path, is_last=not below),
        count=branch.whole,
        tip=branch.path,
        number=branch.id,
        path=branch.path,
        later=None if branch.whole is not None else branch,
        below=below,
    )


def _folder(drive: int, label: str, is_online: bool, branch: Branch, below: tuple[Node, ...]) -> Node:
    path = branch.path.strip("/")
    return Node(
        f"folder/{drive}/{path}",
        Kind.FOLDER,
        branch.name,
        "folder" if is_online else "folder-offline",
        of_folder(label, path, is_last=not below),
        count=branch.whole,
        tip=path,
        is_quiet=not is_online,
        number=branch.id,
        path=path,
        later=None if branch.whole is not None else branch,
        below=below,
    )
