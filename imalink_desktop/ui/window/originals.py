"""What can be done with the files themselves, none of which changes them: show, open, copy the path."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.base.events import Signal
from imalink_desktop.base.names import kept_path
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.reads.drives import drives
from imalink_desktop.catalog.reads.parts import PhotoFile
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.importing.volumes import all_mounted, place_of
from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.wording import _, many, number

_MOST = 20
"""So many files are opened or shown at once: more would be a slip. Paths are copied of all."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where files are now; and of how many the drive is here, but the file is not where it was."""

    places: tuple[Path, ...] = ()
    gone: int = 0


class Originals:
    """Finds where the files of what is chosen lie now."""

    def __init__(self, library: Library, stage: Stage) -> None:
        self.said = Signal[str]("of how many something is done, where that is not all")
        self._library = library
        self._stage = stage

    def connect(self, actions: Actions) -> None:
        """Carry out these actions."""
        actions.on("reveal", partial(self._with_files, self.reveal, _MOST))
        actions.on("open with", partial(self._with_files, _open, _MOST))
        actions.on("copy path", partial(self._with_files, self._copy, None))

    def reveal_file(self, file: PhotoFile) -> None:
        """Show one of a photo's files."""
        self._library.ask("originals", partial(_place, file), partial(self._do, self.reveal))

    def copy_file(self, file: PhotoFile) -> None:
        """Copy the path of one of a photo's files."""
        self._library.ask("originals", partial(_place, file), partial(self._do, self._copy))

    def reveal(self, places: Sequence[Path]) -> None:
        """Show files in the file manager, chosen there where the system can do that."""
        reveal(self._library, places)

    def _copy(self, places: Sequence[Path]) -> None:
        QGuiApplication.clipboard().setText("\n".join(map(kept_path, places)))
        self.said.emit(many("{n} path was copied.", "{n} paths were copied.", len(places)))

    def _with_files(self, do: Callable[[Sequence[Path]], object], most: int | None) -> None:
        chosen = self._stage.photos
        photos = list(chosen[:most])
        if len(photos) < len(chosen):
            told = _("Only the first {n} of {all}.")
            self.said.emit(told.format(n=number(len(photos)), all=number(len(chosen))))
        if not photos:
            self._library.trouble.emit(Expected(_("No photo is selected."), _("Select one first.")))
        else:
            self._library.ask("originals", partial(found_here, photos), partial(self._do, do))

    def _do(self, do: Callable[[Sequence[Path]], object], found: Found) -> None:
        if not found.places:
            self._library.trouble.emit(_not_here(found))
            return
        try:
            do(found.places)
        except Trouble as trouble:
            self._library.trouble.emit(trouble)


def _not_here(found: Found) -> Expected:
    if found.gone:
        sentence = many(
            "The file is no longer where it was.", "{n} files are no longer where they were.", found.gone
        )
        return Expected(sentence, _("If it was moved, import the folder it lies in now: it is recognised."))
    return Expected(
        _("The files of these photos are not here now."), _("Connect the drive on which they lie.")
    )


def reveal(library: Library, places: Sequence[Path]) -> None:
    """Show files in the file manager, chosen there where the system can do that. May raise, or tell later."""
    if sys.platform == "win32":
        subprocess.Popen(["explorer", "/select,", str(places[0])])  # noqa: S603, S607 - the system's own
        return
    if sys.platform == "darwin":
        subprocess.Popen(["/usr/bin/open", "-R", *map(str, places)])  # noqa: S603
        return
    if shutil.which("dbus-send") is None:
        _open_folders(places)
        return

    def tell(shown: bool) -> None:
        if not shown:
            try:
                _open_folders(places)
            except Expected as trouble:
                library.trouble.emit(trouble)

    # A file manager that has to be started first takes its time to answer.
    library.ask("file manager", lambda _look: _shown_by_bus(places), tell)


def _open_folders(places: Sequence[Path]) -> None:
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


def files_here(photos: Sequence[int], look: Look) -> list[Path]:
    """The first file of each photo that is here."""
    return list(found_here(photos, look).places)


def found_here(photos: Sequence[int], look: Look) -> Found:
    """The same, and how many are not where they should be."""
    mounted = all_mounted()
    found: list[Path] = []
    gone = 0
    for photo in shown(look, photos).values():
        wanted = [place_of(file.volume, file.path, mounted) for file in photo.files]
        places = [place for place in wanted if place is not None]
        if (here := next((place for place in places if place.exists()), None)) is not None:
            found.append(here)
        else:
            gone += bool(places)
    return Found(tuple(found), gone)


def _place(file: PhotoFile, look: Look) -> Found:
    """Where one file is now."""
    volume = next((drive.volume_id for drive in drives(look) if drive.id == file.drive_id), None)
    place = None if volume is None else place_of(volume, file.path, all_mounted())
    if place is None:
        return Found()
    return Found((place,)) if place.exists() else Found(gone=1)
