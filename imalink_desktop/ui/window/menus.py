"""The menu bar and the menu of a photo, made of the table of actions."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from imalink_desktop.catalog.decisions import MOST_STARS
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.actions.table import Group
from imalink_desktop.ui.wording import _

_BREAKS = frozenset(
    {"reveal", "back up", "quit", "select all", "edit title", "discard", "rate 0", "star up", "label red"}
    | {"advance", "rotate left", "stack", "full screen", "zoom", "filter bar", "search", "about"}
)
"""A line stands before these."""


def title_of(group: Group) -> str:
    """How a menu is called."""
    return {
        Group.FILE: _("File"),
        Group.EDIT: _("Edit"),
        Group.CULL: _("Decide"),
        Group.PHOTO: _("Photo"),
        Group.VIEW: _("View"),
        Group.GO: _("Go"),
        Group.HELP: _("Help"),
    }[group]


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> None:
    """A menu for each group."""
    for group in Group:
        menu = bar.addMenu(title_of(group))
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
    for level in ("private", "space", "authenticated", "public"):
        levels.addAction(actions[f"show to {level}"])
    menu.addSeparator()
    for name in ("rotate left", "rotate right", "stack", "unstack", "cover"):
        menu.addAction(actions[name])
    menu.addSeparator()
    menu.addAction(actions["discard"])
    return menu
