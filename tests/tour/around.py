"""The last part of the walk: the panels at the sides, and the dialogs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from imalink_desktop.app.desktop.report import report_of, told_of
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.window.crash_dialog import CrashDialog
from imalink_desktop.ui.window.menus import photo_menu
from tests.tour.arriving import close_dialogs
from tests.tour.looking import choose
from tests.tour.rest import rest, turn, until
from tests.tour.walk import View, Walk


def walk_around(walk: Walk) -> None:
    """See the navigator, the inspector and the dialogs."""
    walk.see(
        (
            View("navigator", "Where photos come from, what they are about; a drive in a drawer.", _opened),
            View("tag", "What a tag leads to.", _showing("tag:place")),
            View("offline", "Photos of a drive that is away: grey, never gone.", _showing("is:offline")),
            View("trash", "The trash.", _showing("is:trashed")),
            View("inspector", "What is known of one photo, and why.", _one),
            View("mixed", "What is known of many: where they differ, that is said.", _many),
            View("menu", "What can be done with a photo.", _menu),
            View("settings", "Settings.", _dialog("settings")),
            View("keys", "The key list.", _dialog("keys")),
            View("about", "About.", _dialog("about")),
            View("fault", "A fault of ours: what happened, and a report without anything private.", _fault),
        )
    )


@contextmanager
def _opened(walk: Walk) -> Iterator[None]:
    tree = walk.program._navigator.tree
    for _ in range(3):
        tree.expandAll()
        rest(walk.program)
    tree.verticalScrollBar().setValue(tree.verticalScrollBar().maximum())
    yield
    tree.collapseAll()
    tree.expandToDepth(0)
    tree.verticalScrollBar().setValue(0)


def _showing(text: str) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def show(walk: Walk) -> Iterator[None]:
        walk.program.stage.show(parse(text))
        rest(walk.program)
        until(lambda: walk.program.stage.shown.photos, f"photos of {text}")
        walk.program.centre.show_place(0)
        yield
        walk.program.stage.show(EVERYTHING)
        rest(walk.program)
        walk.program.centre.show_place(0)

    return show


@contextmanager
def _one(walk: Walk) -> Iterator[None]:
    choose(walk, 0)
    yield


@contextmanager
def _many(walk: Walk) -> Iterator[None]:
    choose(walk, 0, 1, 2, 3, 4, 5, 6, 7)
    yield
    choose(walk, 0)


@contextmanager
def _fault(walk: Walk) -> Iterator[None]:
    page = CrashDialog(walk.program.window)
    try:
        int("a stack of one")
    except ValueError as error:
        page.tell(report_of(told_of(error)))
    page.open()
    yield
    page.close()
    page.deleteLater()
    turn()


@contextmanager
def _menu(walk: Walk) -> Iterator[None]:
    window = walk.program.window
    menu = photo_menu(walk.program.actions, window)
    menu.popup(window.mapToGlobal(window.rect().center()))
    yield
    menu.close()
    menu.deleteLater()
    turn()


def _dialog(action: str) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def show(walk: Walk) -> Iterator[None]:
        walk.program.actions[action].trigger()
        yield
        close_dialogs()

    return show
