"""The menu bar and the menu of a photo, made of the table of actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from imalink_desktop.catalog.decisions import MOST_STARS
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.actions.table import Group
from imalink_desktop.ui.wording import _

_BREAKS = frozenset(
    {"reveal", "back up", "quit", "select all", "edit title", "discard", "rate 0", "star up", "label red"}
    | {
        "keep",
        "advance",
        "rotate left",
        "stack",
        "take out",
        "cut days",
        "full screen",
        "zoom",
        "open stack",
        "filter bar",
    }
    | {"search", "next panel", "about", "accounts", "private now", "seen as stranger"}
)
"""A line stands before these."""


LEVELS = "who may see it"
"""The name of the menu in the photo's menu that says so."""


def title_of(group: Group) -> str:
    """How a menu is called."""
    return _in_the_bar(group).replace("&", "")


def _in_the_bar(group: Group) -> str:
    """The same with the letter that opens it, with Alt."""
    return {
        Group.FILE: _("&File"),
        Group.EDIT: _("&Edit"),
        Group.CULL: _("&Decide"),
        Group.PHOTO: _("&Photo"),
        Group.VIEW: _("&View"),
        Group.GO: _("&Go"),
        Group.HELP: _("&Help"),
    }[group]


def open_first(bar: QMenuBar) -> None:
    """Go to the menus by keyboard."""
    if bar.isHidden():
        return
    bar.setFocus(Qt.FocusReason.MenuBarFocusReason)
    bar.setActiveAction(bar.actions()[0])


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """A menu for each group."""
    for group in Group:
        menu = bar.addMenu(_in_the_bar(group))
        for action in actions.group(group):
            if action.objectName() in _BREAKS:
                menu.addSeparator()
            menu.addAction(action)


def photo_menu(actions: Actions, parent: QWidget) -> QMenu:
    """What can be done with what is chosen."""
    menu = QMenu(parent)
    for name in ("loupe", "reveal", "open with", "copy path"):
        menu.addAction(actions[name])
    menu.addSeparator()
    stars = menu.addMenu(_("Stars"))
    for count in range(MOST_STARS, -1, -1):
        stars.addAction(actions[f"rate {count}"])
    for name in ("pick", "reject", "unflag"):
        menu.addAction(actions[name])
    labels = menu.addMenu(_("Label"))
    for colour in ("red", "yellow", "green", "blue", "purple"):
        labels.addAction(actions[f"label {colour}"])
    levels = menu.addMenu(_("Who may see it"))
    levels.setObjectName(LEVELS)
    for level in ("private", "space", "authenticated", "public"):
        levels.addAction(actions[f"show to {level}"])
    levels.addSeparator()
    for name in ("tell place", "tell names"):
        levels.addAction(actions[name])
    levels.addSeparator()
    levels.addAction(actions["private now"])
    menu.addSeparator()
    for name in ("rotate left", "rotate right", "stack", "unstack", "open stack", "cover", "keep"):
        menu.addAction(actions[name])
    menu.addSeparator()
    for name in ("take out", "discard"):
        menu.addAction(actions[name])
    return menu
