"""`Navigator`: the left panel. It shows photos on the stage, and marks what the stage shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QMessageBox, QVBoxLayout, QWidget

from imalink_desktop.catalog.query.ast import EVERYTHING, all_of
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.navigator import nodes
from imalink_desktop.ui.navigator.deeds import Deeds
from imalink_desktop.ui.navigator.keeping import Keeper
from imalink_desktop.ui.navigator.menus import Line, Steps, entries, menu
from imalink_desktop.ui.navigator.model import NavigatorModel
from imalink_desktop.ui.navigator.nodes import Kind, Node
from imalink_desktop.ui.navigator.queries import rows_of, sign_of
from imalink_desktop.ui.navigator.reading import part_of
from imalink_desktop.ui.navigator.tree import Tree
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.space import ROW, TIGHT
from imalink_desktop.ui.wording import _, many

_NARROW, _USUAL = 7 * ROW, 10 * ROW
_OPEN = (nodes.TIME, nodes.DRIVES, nodes.TAGS, nodes.COLLECTIONS)
"""What is open at the first start."""
_MOST_OPEN = 1000
"""So many open rows are remembered, among them such as are no longer there."""
_DRAFT = "draft"


class Navigator(QWidget):
    """Timeline, imports, drives, tags, collections, saved searches, trash: a click shows their photos."""

    left = Signal()
    """A name has been typed: the keyboard may go back to the photos."""
    report_asked = Signal(int)
    """What became of every file of an import, by its number."""

    def __init__(self, library: Library, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._stage = stage
        self._model = NavigatorModel(self)
        self.tree = Tree(self._model, self)
        self._to_open = set(_OPEN)
        self._top = 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, TIGHT, 0, 0)
        layout.addWidget(self.tree)
        self.setFocusProxy(self.tree)
        self._keeper = Keeper(library, self._model, self.tree.in_sight, self)
        self._deeds = Deeds(library, stage, self._keeper.refresh)
        self._looking = soon(self, self._look_around)
        self._wire()
        self._listed = stage.listed.connect(self._mark)

    def sizeHint(self) -> QSize:  # noqa: N802
        """Wide enough for most names."""
        return QSize(_USUAL, 20 * ROW)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Narrower it says nothing."""
        return QSize(_NARROW, 4 * ROW)

    def state(self) -> dict[str, object]:
        """What is open, and how far it is scrolled."""
        opened = [key for key in self._keys() if self.tree.isExpanded(self._model.at(key))]
        waiting = sorted(self._to_open.difference(opened))
        return {"open": [*opened, *waiting][:_MOST_OPEN], "top": self.tree.verticalScrollBar().value()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Be as it was. What has not been read yet opens when it comes."""
        opened = state.get("open")
        if isinstance(opened, Sequence):
            self.tree.collapseAll()
            self._to_open = {key for key in opened if isinstance(key, str)}
            self._open_what_came()
        top = state.get("top")
        self._top = top if isinstance(top, int) else 0

    def close_down(self) -> None:
        """Ask and hear no more."""
        self._listed.disconnect()
        self._looking.stop()
        self._keeper.close()

    def _wire(self) -> None:
        tree, model = self.tree, self._model
        model.renamed.connect(self._renamed)
        model.photos_dropped.connect(self._deeds.put_onto)
        model.node_dropped.connect(self._deeds.move)
        model.rowsInserted.connect(self._came)
        tree.shown.connect(self._show)
        tree.removed.connect(self._deeds.remove)
        tree.added.connect(self._add)
        tree.menu_asked.connect(self._menu)
        tree.expanded.connect(lambda _index: self._looking.start())
        tree.collapsed.connect(lambda index: self._to_open.discard(model.node(index).key))
        tree.verticalScrollBar().valueChanged.connect(lambda _value: self._looking.start())
        tree.itemDelegate().closeEditor.connect(self._edited)

    # What is shown

    def _show(self, node: Node, narrows: bool) -> None:
        if node.query is None:
            return
        query = all_of([self._stage.query, node.query]) if narrows else node.query
        self._stage.show(query, None if narrows else node.sort)
        self._mark()

    def _mark(self, _shown: Shown | None = None) -> None:
        signs = rows_of(sign_of(self._stage.query), self._model.signs)
        self.tree.mark(map(self._model.by_sign, signs))

    # What comes

    def _keys(self) -> list[str]:
        return [self._model.node(index).key for index in self._model.walk()]

    def _came(self, _parent: QModelIndex, _first: int, _last: int) -> None:
        self._looking.start()

    def _look_around(self) -> None:
        """Rows have come or others are in sight: open those that were open, mark, count."""
        self._open_what_came()
        if self._top and self.tree.verticalScrollBar().maximum() >= self._top:
            self.tree.verticalScrollBar().setValue(self._top)
            self._top = 0
        self._mark()
        self._keeper.count()

    def _open_what_came(self) -> None:
        for key in sorted(self._to_open):
            index = self._model.at(key)
            if index.isValid():
                self._to_open.discard(key)
                self.tree.expand(index)

    # What is done

    def lines(self, node: Node) -> Sequence[Line]:
        """The lines of a row's menu."""
        steps = Steps(
            show=self._show,
            rename=lambda node: self.tree.begin_rename(self._model.at(node.key)),
            new_collection=self._add,
            new_search=partial(self._begin_draft, nodes.SEARCHES, "saved-search", _("Name of the search")),
            report=lambda node: self.report_asked.emit(node.number),
            empty_trash=partial(self._ask_to_empty, node.count or 0),
        )
        return entries(node, self._stage, self._deeds, steps)

    def _menu(self, node: Node, where: QPoint) -> None:
        if lines := self.lines(node):
            menu(lines, self).popup(where)

    def _add(self, node: Node) -> None:
        """The + of a group, or a new one inside of one."""
        if node.key != nodes.SEARCHES:
            self._begin_draft(node.key, "collection", _("Name of the collection"))
        elif self._stage.query != EVERYTHING:
            self._begin_draft(node.key, "saved-search", _("Name of the search"))

    def _begin_draft(self, below: str, icon: str, prompt: str) -> None:
        self.tree.expand(self._model.at(below))
        draft = Node(f"{_DRAFT}/{below}", Kind.DRAFT, "", icon, note=prompt, path=below)
        self.tree.begin_rename(self._model.begin_draft(below, draft))

    def _renamed(self, node: Node, text: str) -> None:
        if node.kind is not Kind.DRAFT:
            self._deeds.rename(node, text)
        elif not text:
            self._drop_draft()
        else:
            self._model.end_draft(goes=False)
            if node.path == nodes.SEARCHES:
                self._deeds.save_search(text)
            else:
                parent = self._model.at(node.path)
                self._deeds.new_collection(text, self._model.node(parent).number)

    def _edited(self) -> None:
        """The keyboard goes back to where it was, when Qt has done with its field."""
        QTimer.singleShot(0, self, self._leave_name)

    def _leave_name(self) -> None:
        self._drop_draft()
        if not self.tree.was_here and self.tree.hasFocus():
            self.left.emit()

    def _drop_draft(self) -> None:
        """Esc: a draft goes as it came."""
        if (below := self._model.end_draft()) is not None:
            self._keeper.refresh(part_of(below) if "/" not in below else nodes.COLLECTIONS)

    def _ask_to_empty(self, photos: int) -> None:
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.NoIcon)
        box.setText(many("Forget {n} photo in the trash?", "Forget {n} photos in the trash?", photos))
        box.setInformativeText(
            _("Their stars, tags and titles go with them. The original files stay where they are.")
        )
        forget = box.addButton(_("Forget them"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(_("Keep them"), QMessageBox.ButtonRole.RejectRole))
        forget.clicked.connect(self._deeds.empty_trash)
        box.open()
