"""The one table of actions: a name, words, an icon, keys, and where it stands in the menus and the key list.

Keys are Lightroom's where it has one. A key decides about what is chosen, never about what the mouse is over.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from imalink_desktop.catalog.decisions import MOST_STARS
from imalink_desktop.ui.wording import _, many


class Group(StrEnum):
    """The menus, and the columns of the key list."""

    FILE = "file"
    EDIT = "edit"
    CULL = "cull"
    PHOTO = "photo"
    VIEW = "view"
    GO = "go"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Row:
    """One action. `advance` keys do it too, and go on to the next photo."""

    name: str
    text: str
    group: Group
    keys: tuple[str, ...] = ()
    advance: tuple[str, ...] = ()
    icon: str | None = None
    is_switch: bool = False


def rows() -> tuple[Row, ...]:
    """All actions, in the order of the menus; made when asked for, in the language chosen by then."""
    return (*_file(), *_edit(), *_cull(), *_photo(), *_view(), *_go(), *_help())


def _file() -> tuple[Row, ...]:
    group = Group.FILE
    return (
        Row("import", _("Import photos…"), group, ("Ctrl+Shift+I",), icon="import"),
        Row("import files", _("Import single files…"), group),
        Row("reveal", _("Show in the file manager"), group, ("Ctrl+R",), icon="reveal"),
        Row("open with", _("Open in another program"), group, ("Ctrl+E",), icon="external"),
        Row("copy path", _("Copy the path"), group, ("Ctrl+Shift+C",), icon="copy"),
        Row("back up", _("Back up now"), group),
        Row("accounts", _("Accounts…"), group, ("Ctrl+Shift+U",), icon="person"),
        Row("spaces", _("Spaces…"), group, icon="group"),
        Row("sync panel", _("Sync…"), group, ("Ctrl+Shift+S",), icon="sync"),
        Row("sync now", _("Sync now"), group),
        Row("settings", _("Settings…"), group, ("Ctrl+,",), icon="settings"),
        Row("quit", _("Quit"), group, ("Ctrl+Q",)),
    )


def _edit() -> tuple[Row, ...]:
    group = Group.EDIT
    return (
        Row("undo", _("Undo"), group, ("Ctrl+Z",), icon="undo"),
        Row("redo", _("Redo"), group, ("Ctrl+Shift+Z", "Ctrl+Y"), icon="redo"),
        Row("select all", _("Select all"), group, ("Ctrl+A",)),
        Row("select none", _("Select none"), group, ("Ctrl+D",)),
        Row("select section", _("Select this day"), group, ("Ctrl+Shift+D",)),
        Row("edit title", _("Title…"), group, ("F2",), icon="pencil"),
        Row("edit tags", _("Tags…"), group, ("T",), icon="tag"),
        Row("edit author", _("Author…"), group, ("A",), icon="person"),
        Row("edit place", _("Place…"), group),
        Row("discard", _("Move to the trash"), group, ("Del",), icon="trash"),
        Row("bring back", _("Bring back from the trash"), group, ("Shift+Del",)),
    )


def _cull() -> tuple[Row, ...]:
    group = Group.CULL
    stars = tuple(
        Row(
            f"rate {count}",
            _("No stars") if count == 0 else many("{n} star", "{n} stars", count),
            group,
            (str(count),),
            (f"Shift+{count}",),
            icon="star-empty" if count == 0 else "star",
        )
        for count in range(MOST_STARS + 1)
    )
    labels = (("red", _("Red")), ("yellow", _("Yellow")), ("green", _("Green")), ("blue", _("Blue")))
    return (
        Row("pick", _("Pick"), group, ("P",), ("Shift+P",), icon="flag"),
        Row("reject", _("Reject"), group, ("X",), ("Shift+X",), icon="reject"),
        Row("unflag", _("Neither"), group, ("U",), ("Shift+U",), icon="unflag"),
        *stars,
        Row("star up", _("One star more"), group, ("]",)),
        Row("star down", _("One star less"), group, ("[",)),
        *(
            Row(f"label {colour}", words, group, (str(key),), (f"Shift+{key}",), icon="label")
            for key, (colour, words) in enumerate(labels, 6)
        ),
        Row("label purple", _("Purple"), group, icon="label"),
        Row("keep", _("Keep this, reject the rest of the stack"), group, ("K",), ("Shift+K",), icon="stack"),
        Row("advance", _("Go on after each decision"), group, is_switch=True),
    )


def _photo() -> tuple[Row, ...]:
    group = Group.PHOTO
    return (
        Row("visibility", _("Who may see it…"), group, ("V",), icon="eye"),
        Row("show to private", _("Only me"), group, icon="lock"),
        Row("show to space", _("My spaces"), group, icon="group"),
        Row("show to authenticated", _("Everybody who is signed in"), group, icon="people"),
        Row("show to public", _("Everybody"), group, icon="globe"),
        Row("new space", _("Show in a new space…"), group, icon="group"),
        Row("tell place", _("Let others see its place, or no more"), group),
        Row("tell names", _("Let others see names, or no more"), group),
        Row("private now", _("Make private now"), group, ("Ctrl+Shift+V",), icon="lock"),
        Row("rotate left", _("Rotate left"), group, ("Ctrl+[",), icon="rotate-left"),
        Row("rotate right", _("Rotate right"), group, ("Ctrl+]",), icon="rotate-right"),
        Row("stack", _("Stack"), group, ("Ctrl+G",), icon="stack"),
        Row("unstack", _("Unstack"), group, ("Ctrl+Shift+G",)),
        Row("cover", _("Put on top of its stack"), group, ("Shift+S",)),
        Row("take out", _("Take out of the collection"), group, ("Backspace",)),
    )


def _view() -> tuple[Row, ...]:
    group = Group.VIEW
    return (
        Row("grid", _("Grid"), group, ("G",), icon="grid"),
        Row("loupe", _("Loupe"), group, ("E", "Space"), icon="loupe"),
        Row("compare", _("Compare two"), group, ("C",), icon="compare"),
        Row("survey", _("Beside each other"), group, ("N",)),
        Row("rating view", _("Rating view"), group, ("Ctrl+Shift+R",), icon="star"),
        Row("sort anew", _("Sort the shelves anew"), group, ("Shift+F5",), icon="sort"),
        Row("cut days", _("Timeline by days"), group),
        Row("cut hours", _("Timeline by hours"), group),
        Row("cut months", _("Timeline by months"), group),
        Row("cut events", _("Timeline by events"), group),
        Row("full screen", _("Full screen"), group, ("F", "F11"), icon="full-screen"),
        Row("zoom", _("Fit or full size"), group, ("Z",), icon="zoom-100"),
        Row("zoom in", _("Larger"), group, ("=", "+", "Ctrl+=", "Ctrl++"), icon="zoom-in"),
        Row("zoom out", _("Smaller"), group, ("-", "Ctrl+-"), icon="zoom-out"),
        Row("overlay", _("Information on the picture"), group, ("I",), icon="info"),
        Row("open stack", _("Open or close the stack"), group, ("S",), icon="stack"),
        Row("open stacks", _("Open all stacks"), group),
        Row("close stacks", _("Close all stacks"), group),
        Row("filter bar", _("Filter bar"), group, ("\\",), icon="filter", is_switch=True),
        Row("seen as stranger", _("Seen as a stranger"), group, icon="eye"),
        Row("seen as signed in", _("Seen as somebody who is signed in"), group),
        Row("seen as member", _("Seen as a member of my spaces"), group),
        Row("left panel", _("Navigator"), group, ("F7",), is_switch=True),
        Row("right panel", _("Inspector"), group, ("F8",), is_switch=True),
        Row("bottom panel", _("Filmstrip and timeline"), group, ("F6",), icon="filmstrip", is_switch=True),
        Row("panels", _("Hide all panels"), group, ("F5",)),
    )


def _go() -> tuple[Row, ...]:
    group = Group.GO
    return (
        Row("next", _("Next photo"), group, icon="chevron-right"),
        Row("previous", _("Previous photo"), group, icon="chevron-left"),
        Row("out", _("One step back"), group, ("Esc",)),
        Row("search", _("Search"), group, ("Ctrl+F",), icon="search"),
        Row("go to date", _("Go to a date…"), group, ("Ctrl+J",), icon="calendar"),
        Row("new photos", _("New photos"), group, ("Shift+N",)),
        Row("everything", _("All photos"), group, ("Ctrl+L",)),
        Row("next panel", _("Next panel"), group, ("Ctrl+Tab",)),
        Row("previous panel", _("Panel before"), group, ("Ctrl+Shift+Tab",)),
        Row("menus", _("Menus"), group, ("F10",)),
    )


def _help() -> tuple[Row, ...]:
    group = Group.HELP
    return (
        Row("keys", _("Keys"), group, ("?", "F1"), icon="keyboard"),
        Row("activity", _("What is going on"), group, ("Ctrl+Shift+A",)),
        Row("problems", _("Files that could not be read…"), group, icon="warning"),
        Row("remove samples", _("Remove the sample photos"), group, icon="trash"),
        Row("about", _("About ImaLink"), group, icon="info"),
    )
