"""The files of a photo and where they lie; with what it came, how it is stacked, where else it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from imalink_desktop.base.sizes import in_words
from imalink_desktop.catalog.reads.parts import Detail, PhotoFile
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.inspector import telling
from imalink_desktop.ui.inspector.hands import Hands
from imalink_desktop.ui.inspector.labels import plain, show_or_hide
from imalink_desktop.ui.inspector.section import Rows, Section
from imalink_desktop.ui.inspector.subject import Subject
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import sign
from imalink_desktop.ui.plain import tip
from imalink_desktop.ui.theme.space import SNUG, TIGHT
from imalink_desktop.ui.wording import _, many, photos

MOST_FILES = 20


class Files(Section):
    """Where the originals are. They stay there."""

    reveal = Signal(object)
    """Show a `PhotoFile` in the file manager."""
    copy_path = Signal(object)
    """Put the path of a `PhotoFile` on the clipboard."""

    def __init__(self, hands: Hands) -> None:
        super().__init__("files", _("Files and places"))
        self._hands = hands
        self._list = QVBoxLayout()
        self._list.setSpacing(SNUG)
        self._files: list[FileRow] = []
        self._copies = plain(caption=True)
        self._rows = Rows()
        self._why = plain(caption=True)
        self.body.addLayout(self._list)
        self.body.addWidget(self._copies)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._why)

    @property
    def files(self) -> list[FileRow]:
        """The files that are seen."""
        return [row for row in self._files if not row.isHidden()]

    def show_subject(self, subject: Subject) -> None:
        """Show the files of one photo, or on which drives those of many lie."""
        detail = subject.detail
        self._show_files(() if detail is None else detail.files[:MOST_FILES])
        show_or_hide(self._copies, "" if detail is None else copies(detail.files))
        self._rows.tell([row for row in _rows(subject) if row[1]])
        said = [subject.why[about] for about in ("stack", "files", "view") if about in subject.why]
        show_or_hide(self._why, " ".join(said))

    def _show_files(self, files: Sequence[PhotoFile]) -> None:
        while len(self._files) < len(files):
            row = FileRow()
            row.reveal.connect(self.reveal)
            row.copy_path.connect(self.copy_path)
            self._files.append(row)
            self._list.addWidget(row)
        for place, row in enumerate(self._files):
            row.setVisible(place < len(files))
            if place < len(files):
                row.tell(files[place])


class FileRow(QWidget):
    """One file: its name, its drive and whether that is there, its way, and what it is."""

    reveal = Signal(object)
    copy_path = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.file: PhotoFile | None = None
        self._mark = Mark()
        self.title = Elided(cut=Qt.TextElideMode.ElideMiddle)
        self.path = Elided(cut=Qt.TextElideMode.ElideMiddle)
        self.about = Elided()
        for label in (self.path, self.about):
            label.setProperty("caption", True)
        self.show_it = sign("reveal", _("Show in the file manager"))
        self.copy_it = sign("copy", _("Copy the path"))
        self.show_it.clicked.connect(lambda: self.reveal.emit(self.file))
        self.copy_it.clicked.connect(lambda: self.copy_path.emit(self.file))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(TIGHT)
        layout.setVerticalSpacing(0)
        layout.addWidget(self._mark, 0, 0)
        layout.addWidget(self.title, 0, 1)
        layout.addWidget(self.show_it, 0, 2, 2, 1)
        layout.addWidget(self.copy_it, 0, 3, 2, 1)
        layout.addWidget(self.path, 1, 1)
        layout.addWidget(self.about, 2, 1, 1, 3)
        layout.setColumnStretch(1, 1)

    def tell(self, file: PhotoFile) -> None:
        """Show this file."""
        self.file = file
        name = "drive" if file.is_online else "drive-offline"
        tint = "icon" if file.at_hand else "offline"
        self._mark.wear(name, tint)
        where = _("{drive}, connected") if file.is_online else _("{drive}, not connected")
        self._mark.setToolTip(tip(where.format(drive=file.drive)))
        self._mark.setAccessibleName(self._mark.toolTip())
        self.title.say(file.name)
        folder = file.path.rpartition("/")[0]
        self.path.say(f"{file.drive}: {folder}" if folder else file.drive)
        self.about.say(" · ".join(_about(file)))
        self.show_it.setEnabled(file.at_hand)


def copies(files: Sequence[PhotoFile]) -> str:
    """How often the same bytes are there."""
    same = Counter(file.sha256 for file in files if file.sha256 is not None)
    most = max(same.values(), default=0)
    return many("{n} copy of the same file", "{n} copies of the same file", most) if most > 1 else ""


def _about(file: PhotoFile) -> list[str]:
    told = [file.format, in_words(file.size)]
    role = _roles().get(file.role)
    if role and role != file.format:
        told.insert(0, role)
    if not file.is_online:
        told.append(_("drive not connected"))
    elif file.state == "missing":
        told.append(_("not where it was"))
    elif file.state == "unreadable":
        told.append(_("cannot be read"))
    if file.problem:
        told.append(file.problem)
    return told


def _roles() -> dict[str, str]:
    return {
        "picture": _("Picture"),
        "raw": _("RAW"),
        "video": _("Video"),
        "edited": _("Edited"),
        "sidecar": _("Sidecar"),
    }


def _rows(subject: Subject) -> list[tuple[str, str, str]]:
    if (detail := subject.detail) is not None:
        return _rows_of_one(detail)
    summary = subject.summary
    drives = []
    for drive in summary.drives:
        words = photos(drive.photos)
        if not drive.is_online:
            words = many("{n} photo, not connected", "{n} photos, not connected", drive.photos)
        drives.append((drive.label, words, ""))
    session, sessions = telling.names(summary.sessions, _("Unknown"))
    return [*drives, (_("Import"), session if subject.total else "", sessions)]


def _rows_of_one(detail: Detail) -> list[tuple[str, str, str]]:
    stack = "" if detail.stack is None else photos(len(detail.stack.members))
    return [
        (_("Import"), "" if detail.session is None else detail.session.name, ""),
        (_("Stack"), stack, ""),
        (_("Collections"), ", ".join(each.name for each in detail.collections), ""),
        (_("Shoots"), ", ".join(each.name for each in detail.shoots), ""),
        (_("Original"), elsewhere(detail), ""),
        (_("Synced"), *_sync(detail)),
    ]


def elsewhere(detail: Detail) -> str:
    """On which computer, and which drive of it, the original lies when it is not here."""
    if detail.files or not detail.remote:
        return ""
    where = next((each.machine for each in detail.remote if each.machine), None)
    return _("On another computer") if where is None else _("On {computer}").format(computer=where)


def _sync(detail: Detail) -> tuple[str, str]:
    if not detail.remote and not detail.waiting:
        return _("Not synced"), _("No account has this photo.")
    servers = "\n".join(remote.account for remote in detail.remote)
    if detail.waiting:
        return many("{n} change waits", "{n} changes wait", len(detail.waiting)), servers
    return _("Up to date"), servers
