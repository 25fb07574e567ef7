"""What a walk leaves out on purpose: one table, a reason for each row, in the photographer's words.

Nothing that was named as a source is ever left out: who drops a hidden folder means it.
"""

from __future__ import annotations

import fnmatch
import os
import re
import stat
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from imalink_desktop.base.words import marked


class LeaveOut(IntEnum):
    """How much to leave out."""

    NOTHING = 0
    SYSTEM = 1
    """What programs and systems keep for themselves: the table."""
    HIDDEN = 2
    """That, and whatever is hidden."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why a file or a folder was left out on purpose."""

    code: str
    message: str


HIDDEN = Skipped("hidden", marked("It is hidden."))
AGAIN = Skipped("again", marked("This is a folder that has been walked already, by another way."))
THE_SYSTEM = Skipped("system", marked("Here the system shows itself in the shape of files."))

OURS = Skipped("ours", marked("This program keeps its own files here."))

ON_PURPOSE = (HIDDEN.code, AGAIN.code, THE_SYSTEM.code, OURS.code)
"""The codes of what was left out on purpose, whether it is a file or a whole folder."""

_TRASH = marked("This was thrown away; it lies in a bin.")
_THUMBNAILS = marked("These are thumbnails that another program made.")
_SYSTEM = marked("The system keeps this for itself.")
_CODE = marked("A program's source code is managed here.")
_SNAPSHOTS = marked("These are earlier states of the files beside it.")
_PREVIEWS = marked("These are previews that another program made of photos elsewhere.")
_SYNC = marked("A program that copies files keeps this for itself.")
_HALF = marked("This holds a Mac's notes on the file of this name, not the file.")
_LIBRARY = marked("These are the works of a photo library; the photos themselves lie beside it.")

FOLDERS: dict[str, str] = {
    # bins
    "$recycle.bin": _TRASH,
    "recycler": _TRASH,
    "recycled": _TRASH,
    ".trash": _TRASH,
    ".trash-*": _TRASH,
    ".trashes": _TRASH,
    ".dtrash": _TRASH,  # digiKam
    "#recycle": _TRASH,  # Synology
    "@recycle": _TRASH,  # QNAP
    "network trash folder": _TRASH,
    # thumbnails
    "@eadir": _THUMBNAILS,  # Synology
    ".@__thumb": _THUMBNAILS,  # QNAP
    ".thumbnails": _THUMBNAILS,
    ".thumbs": _THUMBNAILS,
    ".thumb": _THUMBNAILS,
    ".xvpics": _THUMBNAILS,
    ".sh_thumbnails": _THUMBNAILS,
    # systems and their disks
    "system volume information": _SYSTEM,
    "lost+found": _SYSTEM,
    "found.[0-9][0-9][0-9]": _SYSTEM,
    "#snapshot": _SNAPSHOTS,
    "@recently-snapshot": _SNAPSHOTS,
    ".snapshot": _SNAPSHOTS,
    ".snapshots": _SNAPSHOTS,
    ".zfs": _SNAPSHOTS,
    ".timemachine": _SNAPSHOTS,
    ".mobilebackups": _SNAPSHOTS,
    "backups.backupdb": _SNAPSHOTS,
    ".spotlight-v100": _SYSTEM,
    ".fseventsd": _SYSTEM,
    ".documentrevisions-v100": _SYSTEM,
    ".temporaryitems": _SYSTEM,
    "temporary items": _SYSTEM,
    ".appledouble": _HALF,
    ".appledb": _SYSTEM,
    ".appledesktop": _SYSTEM,
    "@tmp": _SYSTEM,
    ".@upload_cache": _SYSTEM,
    ".cache": _SYSTEM,
    # copying
    ".dropbox.cache": _SYNC,
    ".stversions": _SYNC,
    ".stfolder": _SYNC,
    ".sync": _SYNC,
    ".tmp.drivedownload": _SYNC,
    # code
    ".git": _CODE,
    ".svn": _CODE,
    ".hg": _CODE,
    ".bzr": _CODE,
    "node_modules": _CODE,
    "__pycache__": _CODE,
    # other photo programs
    "*.lrdata": _PREVIEWS,  # Lightroom
    "*.lrcat-data": _PREVIEWS,
    "captureone/cache": _PREVIEWS,
    "*.cocatalog/cache": _PREVIEWS,
    "*.photoslibrary/database": _LIBRARY,  # Apple Photos; `originals` and `Masters` are walked
    "*.photoslibrary/external": _LIBRARY,
    "*.photoslibrary/internal": _LIBRARY,
    "*.photoslibrary/private": _LIBRARY,
    "*.photoslibrary/resources": _LIBRARY,
    "*.photoslibrary/scopes": _LIBRARY,
    "*.photoslibrary/plugins": _LIBRARY,
    "*.photolibrary/data*": _LIBRARY,  # iPhoto
    "*.photolibrary/database": _LIBRARY,
    "*.photolibrary/previews": _LIBRARY,
    "*.photolibrary/thumbnails": _LIBRARY,
    "*.photolibrary/resources": _LIBRARY,
    "*.migratedphotolibrary": _LIBRARY,  # its photos lie in the library that took them over
    "*.aplibrary/database": _LIBRARY,  # Aperture
    "*.aplibrary/previews": _LIBRARY,
    "*.aplibrary/thumbnails": _LIBRARY,
}
"""Folders by name, in small letters; with a `/`, the name of the folder it lies in stands before."""

FILES: dict[str, str] = {
    "._*": _HALF,
    ".ds_store": _SYSTEM,
    "icon\r": _SYSTEM,
    "desktop.ini": _SYSTEM,
    "autorun.inf": _SYSTEM,
    "pagefile.sys": _SYSTEM,
    "hiberfil.sys": _SYSTEM,
    "swapfile.sys": _SYSTEM,
    "thumbs.db": _THUMBNAILS,
    "thumbs.db:encryptable": _THUMBNAILS,
    "ehthumbs*.db": _THUMBNAILS,
    ".picasa.ini": _SYSTEM,
    "picasa.ini": _SYSTEM,
    ".nomedia": _SYSTEM,
    ".dropbox": _SYNC,
    ".~lock.*#": _SYSTEM,
    ".imalink-copy-*.part": _SYNC,  # of our own copy mode, when it was cut off
}
"""Files by name, in small letters."""


def skip_folder(name: str, parent: str, leave_out: LeaveOut) -> Skipped | None:
    """Why a folder of this name is left out, if it is."""
    if leave_out is LeaveOut.NOTHING:
        return None
    name = name.casefold()
    why = _folders().why(name) or _folders().why(f"{parent.casefold()}/{name}")
    return Skipped("system", why) if why else _hidden(name, leave_out)


def skip_file(name: str, leave_out: LeaveOut) -> Skipped | None:
    """Why a file of this name is left out, if it is."""
    if leave_out is LeaveOut.NOTHING:
        return None
    why = _files().why(name.casefold())
    return Skipped("system", why) if why else _hidden(name, leave_out)


def skip_marked(state: os.stat_result, leave_out: LeaveOut) -> Skipped | None:
    """Why something is left out for a mark that Windows or macOS put on it."""
    windows, apple = getattr(state, "st_file_attributes", 0), getattr(state, "st_flags", 0)
    hidden = windows & stat.FILE_ATTRIBUTE_HIDDEN or apple & stat.UF_HIDDEN
    return HIDDEN if leave_out is LeaveOut.HIDDEN and hidden else None


def _hidden(name: str, leave_out: LeaveOut) -> Skipped | None:
    return HIDDEN if leave_out is LeaveOut.HIDDEN and name.startswith(".") else None


class _Names:
    """One of the tables made ready: its patterns are one expression, since names are many and few match."""

    def __init__(self, rows: dict[str, str]) -> None:
        self._rows = rows
        patterns = [row for row in rows if re.search(r"[*\[]", row)]
        self._whys = [rows[row] for row in patterns]
        self._any = re.compile("|".join(f"({fnmatch.translate(row)})" for row in patterns))

    def why(self, name: str) -> str | None:
        if why := self._rows.get(name):
            return why
        found = self._any.fullmatch(name)
        return None if found is None or found.lastindex is None else self._whys[found.lastindex - 1]


@cache
def _folders() -> _Names:
    return _Names(FOLDERS)


@cache
def _files() -> _Names:
    return _Names(FILES)
