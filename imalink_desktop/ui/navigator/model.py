"""`NavigatorModel`: the rows as Qt wants them. What comes is taken in place; what has not changed stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from imalink_desktop.ui import carried
from imalink_desktop.ui.navigator import drops
from imalink_desktop.ui.navigator.nodes import DRAGGED, RENAMED, Kind, Node
from imalink_desktop.ui.navigator.placing import In, Out, Up, steps
from imalink_desktop.ui.navigator.queries import Sign
from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.wording import photos

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NODE = Role.UserRole
"""Asks for the row's `Node`."""

_NOWHERE = QModelIndex()


@dataclass(slots=True, eq=False)
class Item:
    """A row's place in the tree, and what it says now."""

    number: int
    node: Node
    parent: Item | None
    place: int = 0
    rows: list[Item] = field(default_factory=list)
    is_read: bool = False
    """Whether its rows have come, or need not be asked for."""
    is_asked: bool = False
    whole: int | None = None
    """The last count of a row whose node knows none."""


class NavigatorModel(QAbstractItemModel):
    """A tree of `Node`s by their keys. It reads nothing itself: `wanted` tells which rows to `put`."""

    wanted = Signal(str)
    """A row was opened of which nobody knows what lies below."""
    renamed = Signal(object, str)
    photos_dropped = Signal(object, object)
    """Onto a row: the node, and the photos."""
    node_dropped = Signal(object, object, object)
    """A node, below which other, and before which of those below; the last may be None."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._numbers = count(1)
        root = Node("", Kind.GROUP, "", below=None)
        self._root = Item(0, root, None)
        self._items: dict[int, Item] = {0: self._root}
        self._by_key: dict[str, Item] = {"": self._root}
        self._by_sign: dict[Sign, Item] = {}
        self._draft: tuple[str, Node] | None = None

    # What is there

    def node(self, index: Index) -> Node:
        """What a row says."""
        return self._item(index).node

    def count_of(self, index: Index) -> int | None:
        """How many photos it leads to, as far as anybody knows."""
        item = self._item(index)
        return item.whole if item.node.count is None else item.node.count

    def at(self, key: str) -> QModelIndex:
        """Where a row is; an index that is not valid when there is none."""
        item = self._by_key.get(key)
        return _NOWHERE if item is None else self._index(item)

    def by_sign(self, sign: Sign) -> QModelIndex:
        """Where the row is that shows a query."""
        item = self._by_sign.get(sign)
        return _NOWHERE if item is None else self._index(item)

    @property
    def signs(self) -> Collection[Sign]:
        """The queries of all rows that have been read."""
        return self._by_sign.keys()

    def read(self) -> list[str]:
        """The keys of all rows whose rows are here or on their way, those above before those below."""
        known = (item for item in self._walk(self._root) if item.is_read or item.is_asked)
        return [item.node.key for item in known if item.node.below is None]

    def walk(self) -> Iterator[QModelIndex]:
        """All rows that have been read, in their order."""
        return (self._index(item) for item in self._walk(self._root) if item.parent is not None)

    # What comes

    def put(self, key: str, nodes: Sequence[Node]) -> None:
        """Take the rows below one, in place of those that were there."""
        item = self._by_key.get(key)
        if item is None:
            return  # gone meanwhile
        item.is_read, item.is_asked = True, False
        self._settle(item, nodes)

    def set_whole(self, key: str, photos: int | None) -> None:
        """Take the count of all that lies on a row and below it."""
        item = self._by_key.get(key)
        if item is not None and item.whole != photos:
            item.whole = photos
            self._tell(item, item)

    def forget_wish(self, key: str) -> None:
        """What was asked for did not come: opening the row asks once more."""
        if (item := self._by_key.get(key)) is not None:
            item.is_asked = False

    def begin_draft(self, below: str, node: Node) -> QModelIndex:
        """A new row, that is about to get a name."""
        self.end_draft()
        item = self._by_key[below]
        self._draft = below, node
        self._settle(item, [each.node for each in item.rows])
        return self.at(node.key)

    def end_draft(self, *, goes: bool = True) -> str | None:
        """It has got its name, or none: answers below which row it stood.

        The draft itself stays until the real row comes, unless it `goes`.
        """
        if self._draft is None:
            return None
        below, node = self._draft
        self._draft = None
        item = self._by_key.get(below)
        if goes and item is not None:
            self._settle(item, [each.node for each in item.rows if each.node.key != node.key])
        return below

    # What Qt asks

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """A row below another."""
        rows = self._item(parent).rows
        if column != 0 or not 0 <= row < len(rows):
            return QModelIndex()
        return self.createIndex(row, 0, rows[row].number)

    def parent(self, child: Index = _NOWHERE) -> QModelIndex:  # type: ignore[override]  # two methods in Qt
        """The row above."""
        above = self._item(child).parent
        return QModelIndex() if above is None else self._index(above)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """How many rows lie below, as far as they have been read."""
        return len(self._item(parent).rows) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802
        """One."""
        del parent
        return 1

    def hasChildren(self, parent: Index = _NOWHERE) -> bool:  # noqa: N802
        """Whether it can be opened; of what has not been read, yes."""
        item = self._item(parent)
        return bool(item.rows) or (item.node.below is None and not item.is_read)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802
        """Whether there is anything to read."""
        item = self._item(parent)
        return item.node.below is None and not item.is_read and not item.is_asked

    def fetchMore(self, parent: Index) -> None:  # noqa: N802
        """Have it read."""
        item = self._item(parent)
        if self.canFetchMore(parent):
            item.is_asked = True
            self.wanted.emit(item.node.key)

    def data(self, index: Index, role: int = Role.DisplayRole) -> object:
        """What a row says, in each manner."""
        if not index.isValid():
            return None
        node = self._item(index).node
        match role:
            case Role.DisplayRole | Role.EditRole:
                return node.text
            case Role.UserRole:
                return node
            case Role.DecorationRole:
                return icon(node.icon, node.tint) if node.icon else None
            case Role.ToolTipRole:
                return tip(node.tip or node.text)
            case Role.AccessibleTextRole:
                count = self.count_of(index)
                told = "" if count is None else photos(count)
                return ", ".join(filter(None, (node.text, node.note, told)))
            case _:
                return None

    def setData(self, index: Index, value: object, role: int = Role.EditRole) -> bool:  # noqa: N802
        """Rename; the new name is seen at once, and the catalog is told."""
        if role != Role.EditRole or not isinstance(value, str):
            return False
        item, text = self._item(index), " ".join(value.split())
        node = item.node
        if node.kind is Kind.DRAFT or (text and text != node.text):
            if text:
                item.node = replace(node, text=text.rpartition("/")[2] if node.kind is Kind.TAG else text)
                self._tell(item, item)
            self.renamed.emit(node, text)
            return True
        return False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done with a row by hand."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        kind, key = self._item(index).node.kind, self._item(index).node.key
        can = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if kind in RENAMED:
            can |= Qt.ItemFlag.ItemIsEditable
        if kind in DRAGGED:
            can |= Qt.ItemFlag.ItemIsDragEnabled
        if drops.takes_any(kind, key):
            can |= Qt.ItemFlag.ItemIsDropEnabled
        return can

    def mimeTypes(self) -> list[str]:  # noqa: N802
        """What can be dropped."""
        return [carried.PHOTOS, drops.ROW]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:  # noqa: N802
        """A row, to be dropped on another."""
        return drops.of_row([self.node(index).key for index in indexes])

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802
        """Photos are copied onto a row, rows are moved."""
        return Qt.DropAction.CopyAction | Qt.DropAction.MoveAction

    def canDropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Whether a row takes this."""
        del action, column
        target = self.node(parent)
        if carried.are_photos(data):
            return row < 0 and drops.takes_photos(target.kind)
        moved = self._by_key.get(drops.row_in(data) or "")
        if moved is None or not drops.takes_row(target.kind, target.key, moved.node.kind):
            return False
        return moved not in self._lineage(parent) and (row < 0 or moved.node.kind is Kind.COLLECTION)

    def dropMimeData(  # noqa: N802
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Tell what was dropped. Nothing moves before the catalog says so, hence always False."""
        if self.canDropMimeData(data, action, row, column, parent):
            item = self._item(parent)
            if carried.are_photos(data):
                self.photos_dropped.emit(item.node, carried.photos_in(data))
            else:
                moved = self._by_key[drops.row_in(data) or ""]
                after = item.rows[row:] if row >= 0 else []
                before = next((each.node for each in after if each is not moved), None)
                self.node_dropped.emit(moved.node, item.node, before)
        return False

    # How it is kept

    def _item(self, index: Index) -> Item:
        return self._items[index.internalId()] if index.isValid() else self._root

    def _index(self, item: Item) -> QModelIndex:
        return QModelIndex() if item.parent is None else self.createIndex(item.place, 0, item.number)

    def _lineage(self, index: Index) -> list[Item]:
        found: list[Item] = []
        item: Item | None = self._item(index)
        while item is not None:
            found.append(item)
            item = item.parent
        return found

    @staticmethod
    def _walk(item: Item) -> Iterator[Item]:
        waiting = [item]
        while waiting:
            item = waiting.pop()
            yield item
            waiting.extend(reversed(item.rows))

    def _settle(self, above: Item, nodes: Sequence[Node]) -> None:
        """Make the rows below one right, step by step, and then what they say."""
        if self._draft is not None and self._draft[0] == above.node.key:
            nodes = [*(node for node in nodes if node.kind not in (Kind.HINT, Kind.DRAFT)), self._draft[1]]
        for step in steps([item.node.key for item in above.rows], [node.key for node in nodes]):
            match step:
                case Out(begin, end):
                    self._take_out(above, begin, end)
                case In(begin, end):
                    self._put_in(above, begin, nodes[begin:end])
                case Up(source, target):
                    self._move_up(above, source, target)
        self._renew(above, nodes)

    def _renew(self, above: Item, nodes: Sequence[Node]) -> None:
        other: list[Item] = []
        for item, node in zip(above.rows, nodes, strict=True):
            if item.node is node:
                continue
            if item.node != node:
                other.append(item)
            self._sign_off(item)
            item.node = node
            self._sign_on(item)
            if node.below is not None:
                self._settle(item, node.below)
        if other:
            self._tell(other[0], other[-1])

    def _take_out(self, above: Item, begin: int, end: int) -> None:
        self.beginRemoveRows(self._index(above), begin, end - 1)
        for gone in above.rows[begin:end]:
            for item in self._walk(gone):
                self._sign_off(item)
                del self._items[item.number]
                if self._by_key.get(item.node.key) is item:  # it may stand elsewhere by now
                    del self._by_key[item.node.key]
        del above.rows[begin:end]
        self._number(above, begin)
        self.endRemoveRows()

    def _put_in(self, above: Item, place: int, nodes: Sequence[Node]) -> None:
        self.beginInsertRows(self._index(above), place, place + len(nodes) - 1)
        waiting = [(above, place, nodes)]
        while waiting:
            item, at, below = waiting.pop()
            made = [Item(next(self._numbers), node, item) for node in below]
            item.rows[at:at] = made
            self._number(item, at)
            for each in made:
                self._items[each.number] = self._by_key[each.node.key] = each
                self._sign_on(each)
                if each.node.below:
                    waiting.append((each, 0, each.node.below))
        self.endInsertRows()

    def _move_up(self, above: Item, source: int, target: int) -> None:
        index = self._index(above)
        self.beginMoveRows(index, source, source, index, target)
        above.rows.insert(target, above.rows.pop(source))
        self._number(above, target)
        self.endMoveRows()

    def _sign_on(self, item: Item) -> None:
        if item.node.sign is not None:
            self._by_sign.setdefault(item.node.sign, item)

    def _sign_off(self, item: Item) -> None:
        if item.node.sign is not None and self._by_sign.get(item.node.sign) is item:
            del self._by_sign[item.node.sign]

    def _tell(self, first: Item, last: Item) -> None:
        self.dataChanged.emit(self._index(first), self._index(last))

    @staticmethod
    def _number(above: Item, begin: int) -> None:
        for place in range(begin, len(above.rows)):
            above.rows[place].place = place
