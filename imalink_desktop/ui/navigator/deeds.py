"""What is done with the rows of the tree, as commands: each can be undone, so nothing is asked first.

Only emptying the trash asks, since what goes with it is a photographer's work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from imalink_desktop.base.errors import Trouble
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import collecting, discarding, remembering, tagging, unimporting
from imalink_desktop.catalog.query.ast import Is
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.query.unparse import unparse
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.navigator.nodes import Kind, Node
from imalink_desktop.ui.navigator.reading import part_of
from imalink_desktop.ui.stage import Stage

_Command = Callable[[Catalog], Changes]


class Deeds:
    """Carries out what was asked of a row; `settle` has a part of the tree read when that has ended."""

    def __init__(self, library: Library, stage: Stage, settle: Callable[[str], object]) -> None:
        self._library = library
        self._stage = stage
        self._settle = settle

    def rename(self, node: Node, text: str) -> None:
        """Give a tag, a collection or a saved search another name."""
        match node.kind:
            case Kind.TAG:
                above = node.path.rpartition("/")[0]
                new = f"{above}/{text}" if above else text
                self._do(Kind.TAG, partial(tagging.rename, path=node.path, new_path=new))
            case Kind.COLLECTION if node.number is not None:
                self._do(node.kind, partial(collecting.rename, collection=node.number, name=text))
            case _:
                self._do(Kind.SEARCH, partial(remembering.rename, name=node.path, new_name=text))

    def remove(self, node: Node) -> None:
        """Take a tag, a collection or a saved search from the catalog. The photos stay."""
        match node.kind:
            case Kind.TAG:
                self._do(node.kind, partial(tagging.forget, path=node.path))
            case Kind.COLLECTION if node.number is not None:
                self._do(node.kind, partial(collecting.delete, collection=node.number))
            case _:
                self._do(Kind.SEARCH, partial(remembering.forget, name=node.path))

    def put_onto(self, node: Node, photos: Sequence[int]) -> None:
        """Tag photos, collect them, or throw them away."""
        if node.kind is Kind.TRASH:
            self._do(node.kind, partial(discarding.discard, photos=photos))
        elif node.kind is Kind.TAG:
            self._do(node.kind, partial(tagging.tag, photos=photos, add=[node.path]))
        elif node.number is not None:
            self._do(node.kind, partial(collecting.add, collection=node.number, photos=photos))

    def take_from(self, node: Node, photos: Sequence[int]) -> None:
        """The other way round."""
        if node.kind is Kind.TAG:
            self._do(node.kind, partial(tagging.tag, photos=photos, remove=[node.path]))
        elif node.number is not None:
            self._do(node.kind, partial(collecting.remove, collection=node.number, photos=photos))

    def move(self, node: Node, below: Node, before: Node | None) -> None:
        """Put a tag or a collection below another, or at the top."""
        if node.kind is Kind.TAG:
            name = node.path.rpartition("/")[2]
            new = f"{below.path}/{name}" if below.path else name
            self._do(node.kind, partial(tagging.rename, path=node.path, new_path=new))
        elif node.number is not None:
            place = partial(
                collecting.move,
                collection=node.number,
                parent=below.number,
                before=None if before is None else before.number,
            )
            self._do(node.kind, place)

    def new_collection(self, name: str, parent: int | None) -> None:
        """Begin one, in another or at the top."""
        self._do(Kind.COLLECTION, partial(collecting.create, name=name, parent=parent))

    def save_search(self, name: str) -> None:
        """Keep what is shown, and its order, under a name."""
        text, sort = unparse(self._stage.query), self._stage.sort
        self._do(Kind.SEARCH, partial(remembering.save, name=name, query=text, sort=sort))

    def change_search(self, node: Node) -> None:
        """Keep what is shown, and its order, under a name that there is."""
        text, sort = unparse(self._stage.query), self._stage.sort
        self._do(Kind.SEARCH, partial(remembering.change, name=node.path, query=text, sort=sort))

    def take_back(self, node: Node) -> None:
        """Take away what an import brought."""
        if node.number is not None:
            self._do(node.kind, partial(unimporting.undo_import, session=node.number))

    def empty_trash(self) -> None:
        """Let the photos in the trash be gone from the catalog. The originals stay."""
        self._do(Kind.TRASH, _purge_all)

    def _do(self, kind: Kind, command: _Command) -> None:
        part = part_of(_PARTS.get(kind, ""))

        def failed(trouble: Trouble) -> None:
            self._settle(part)
            self._library.trouble.emit(trouble)

        self._library.do(command, lambda _changes: self._settle(part), failed)


_PARTS = {Kind.TAG: "tags", Kind.COLLECTION: "collections", Kind.SEARCH: "searches", Kind.IMPORT: "imports"}


def _purge_all(catalog: Catalog) -> Changes:
    with catalog.reading() as look:
        lying = ids(look, Is("trashed"), Sort())
    return discarding.purge(catalog, lying)
