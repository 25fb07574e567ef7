"""The context menus of the rows: what can be done with a row by mouse can be done from here, too."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.ui.navigator.deeds import Deeds
from imalink_desktop.ui.navigator.nodes import COLLECTIONS, SEARCHES, Kind, Node
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.theme.icons import icon
from imalink_desktop.ui.wording import _, many


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu."""

    text: str
    do: Callable[[], object]
    icon: str | None = None
    key: str = ""
    is_possible: bool = True


@dataclass(frozen=True, slots=True)
class Steps:
    """What a menu begins and the tree goes on with."""

    show: Callable[[Node, bool], object]
    rename: Callable[[Node], object]
    new_collection: Callable[[Node], object]
    new_search: Callable[[], object]
    report: Callable[[Node], object]
    empty_trash: Callable[[], object]


Line: TypeAlias = Entry | None
"""`None` draws a line between two groups."""


def entries(node: Node, stage: Stage, deeds: Deeds, steps: Steps) -> Sequence[Line]:
    """What can be done with a row."""
    shows = [
        Entry(_("Show"), lambda: steps.show(node, False), "photos", "Return"),
        Entry(_("Narrow what is shown to these"), lambda: steps.show(node, True), "filter", "Ctrl+Return"),
    ]
    own = list(_own(node, stage, deeds, steps))
    return [*(shows if node.query is not None else []), *([None] if node.query and own else []), *own]


def menu(lines: Sequence[Line], parent: QWidget) -> QMenu:
    """The lines as a menu, which goes when it is closed."""
    made = QMenu(parent)
    made.aboutToHide.connect(made.deleteLater)
    for line in lines:
        if line is None:
            made.addSeparator()
            continue
        action = made.addAction(line.text)
        action.setEnabled(line.is_possible)
        action.triggered.connect(lambda _checked=False, do=line.do: do())
        if line.icon is not None:
            action.setIcon(icon(line.icon))
        if line.key:
            action.setShortcut(QKeySequence(line.key))
            action.setShortcutVisibleInContextMenu(True)
    return made


def _own(node: Node, stage: Stage, deeds: Deeds, steps: Steps) -> Iterator[Line]:
    photos = list(stage.photos)
    some = len(photos)
    match node.kind:
        case Kind.IMPORT:
            yield Entry(_("What became of every file…"), lambda: steps.report(node), "info")
            yield Entry(
                _("Take this import back"),
                lambda: deeds.take_back(node),
                "undo",
                is_possible=not node.is_quiet,
            )
        case Kind.TAG | Kind.COLLECTION:
            give, take = (
                (
                    many("Give {n} photo this tag", "Give {n} photos this tag", some),
                    many("Take this tag from {n} photo", "Take this tag from {n} photos", some),
                )
                if node.kind is Kind.TAG
                else (
                    many("Put {n} photo in here", "Put {n} photos in here", some),
                    many("Take {n} photo out of here", "Take {n} photos out of here", some),
                )
            )
            put, away = (lambda: deeds.put_onto(node, photos)), (lambda: deeds.take_from(node, photos))
            yield Entry(give, put, "plus", is_possible=bool(photos))
            yield Entry(take, away, "minus", is_possible=bool(photos))
            yield None
            if node.kind is Kind.COLLECTION:
                yield Entry(_("New collection in here…"), lambda: steps.new_collection(node), "collection")
            yield from _named(node, deeds, steps)
        case Kind.SEARCH:
            change = _("Replace by what is shown")
            yield Entry(
                change, lambda: deeds.change_search(node), "saved-search", is_possible=_is_some(stage)
            )
            yield from _named(node, deeds, steps)
        case Kind.GROUP if node.key == COLLECTIONS:
            yield Entry(_("New collection…"), lambda: steps.new_collection(node), "collection")
        case Kind.GROUP if node.key == SEARCHES:
            save = _("Save what is shown as a search…")
            yield Entry(save, steps.new_search, "saved-search", is_possible=_is_some(stage))
        case Kind.TRASH:
            empty = _("Empty the trash…")
            yield Entry(empty, steps.empty_trash, "trash", is_possible=bool(node.count))
        case _:
            return


def _named(node: Node, deeds: Deeds, steps: Steps) -> Iterator[Line]:
    yield Entry(_("Rename…"), lambda: steps.rename(node), "pencil", "F2")
    gone = _("Delete the collection; its photos stay") if node.kind is Kind.COLLECTION else _("Forget")
    yield Entry(gone, lambda: deeds.remove(node), "trash", "Del")


def _is_some(stage: Stage) -> bool:
    """Whether less than everything is shown, which needs no name."""
    return stage.query != EVERYTHING
