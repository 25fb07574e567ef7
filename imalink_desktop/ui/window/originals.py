"""What can be done with the files themselves, none of which changes them: show, open, copy the path."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.base.names import kept_path
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.reads.drives import drives
from imalink_desktop.catalog.reads.parts import PhotoFile
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.importing.volumes import all_mounted, place_of
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.wording import _

_MOST = 20
"""So many files are opened or shown at once: more would be a slip."""


class Originals:
    """Finds where the files of what is chosen lie now."""

    def __init__(self, library: Library, stage: Stage) -> None:
        self._library = library
        self._stage = stage

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        actions.on("reveal", partial(self._with_files, reveal))
        actions.on("open with", partial(self._with_files, _open))
        actions.on("copy path", partial(self._with_files, _copy))

    def reveal_file(self, file: PhotoFile) -> None:
        """Show one of a photo's files."""
        self._library.ask("originals", partial(_place, file), partial(self._do, reveal))

    def copy_file(self, file: PhotoFile) -> None:
        """Copy the path of one of a photo's files."""
        self._library.ask("originals", partial(_place, file), partial(self._do, _copy))

    def _with_files(self, do: Callable[[Sequence[Path]], object]) -> None:
        photos = list(self._stage.photos[:_MOST])
        if photos:
            self._library.ask("originals", partial(_found, photos), partial(self._do, do))

    def _do(self, do: Callable[[Sequence[Path]], object], places: Sequence[Path]) -> None:
        if not places:
            trouble = Expected(
                _("The files of these photos are not here now."), _("Connect the drive on which they lie.")
            )
            self._library.trouble.emit(trouble)
            return
        try:
            do(places)
        except Trouble as trouble:
            self._library.trouble.emit(trouble)


def reveal(places: Sequence[Path]) -> None:
    """Show files in the file manager, chosen there where the system can do that."""
    if sys.platform == "win32":
        subprocess.Popen(["explorer", "/select,", str(places[0])])  # noqa: S603, S607 - the system's own
        return
    if sys.platform == "darwin":
        subprocess.Popen(["/usr/bin/open", "-R", *map(str, places)])  # noqa: S603
        return
    if shutil.which("dbus-send") and _shown_by_bus(places):
        return
    for folder in dict.fromkeys(place.parent for place in places):
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            raise Expected(_("No file manager could be opened."), kept_path(folder))


def _shown_by_bus(places: Sequence[Path]) -> bool:
    """By the interface that the file managers of Linux share."""
    uris = ",".join(place.absolute().as_uri().replace(",", "%2C") for place in places)
    call = [
        *("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.FileManager1"),
        *("/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems"),
        *(f"array:string:{uris}", "string:"),
    ]
    try:
        return subprocess.run(call, check=False, capture_output=True, timeout=2).returncode == 0  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False


def _open(places: Sequence[Path]) -> None:
    for place in places:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(place))):
            raise Expected(_("No program could be found for this file."), kept_path(place))


def _copy(places: Sequence[Path]) -> None:
    QGuiApplication.clipboard().setText("\n".join(map(kept_path, places)))


def _found(photos: Sequence[int], look: Look) -> list[Path]:
    """The first file of each photo that is here."""
    mounted = all_mounted()
    found: list[Path] = []
    for photo in shown(look, photos).values():
        places = (place_of(file.volume, file.path, mounted) for file in photo.files)
        if (
            here := next((place for place in places if place is not None and place.exists()), None)
        ) is not None:
            found.append(here)
    return found


def _place(file: PhotoFile, look: Look) -> list[Path]:
    """Where one file is now."""
    volume = next((drive.volume_id for drive in drives(look) if drive.id == file.drive_id), None)
    place = None if volume is None else place_of(volume, file.path, all_mounted())
    return [] if place is None or not place.exists() else [place]
