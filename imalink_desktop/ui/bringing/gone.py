"""`GoneBar`: asks what it means that a great part of a source is not there. Nothing happens until then."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from imalink_desktop.ui.bringing.errand import Ended
from imalink_desktop.ui.bringing.importer import Answer, Importer, Missing
from imalink_desktop.ui.bringing.wording import gone, short
from imalink_desktop.ui.elided import Elided
from imalink_desktop.ui.mark import Mark
from imalink_desktop.ui.pieces import label
from imalink_desktop.ui.theme import space
from imalink_desktop.ui.theme.style import primary
from imalink_desktop.ui.theme.type import Role
from imalink_desktop.ui.wording import _


class GoneBar(QFrame):
    """Lies above the photos; hidden while there is nothing to ask. Several are asked one by one."""

    def __init__(self, importer: Importer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._importer = importer
        self._questions: list[Missing] = []
        self.setAccessibleName(_("A question about missing files"))
        self.setBackgroundRole(QPalette.ColorRole.ToolTipBase)
        self.setAutoFillBackground(True)
        mark = Mark("warning", "warning", space.ICON)
        self._words, self._where = label(role=Role.HEADING), Elided(cut=Qt.TextElideMode.ElideMiddle)
        self._where.setProperty("quiet", True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._words)
        words.addWidget(self._where)
        row = QHBoxLayout(self)
        row.setContentsMargins(space.PADDING, space.SNUG, space.PADDING, space.SNUG)
        row.setSpacing(space.SNUG)
        row.addWidget(mark)
        row.addLayout(words, 1)
        for answer, said, hint in _answers():
            button = QPushButton(said)
            button.setToolTip(hint)
            button.clicked.connect(partial(self._answer, answer))
            if answer is Answer.LEAVE:
                primary(button)
            row.addWidget(button)
        self.hide()
        self._heard = (importer.asked.connect(self.ask), importer.ended.connect(self._look_again))

    def ask(self, missing: Missing) -> None:
        """Put a question; a newer one about the same source takes the place of the older."""
        self._questions = [one for one in self._questions if one.source != missing.source] + [missing]
        self._show()

    def _look_again(self, _ended: Ended) -> None:
        """An import may have met them, or somebody has answered elsewhere."""
        for one in self._questions:
            self._importer.look_again(one, partial(self._renew, one))

    def _renew(self, asked: Missing, now: Missing) -> None:
        if asked in self._questions:
            place = self._questions.index(asked)
            self._questions[place : place + 1] = [now] if now.gone.files else []
            self._show()

    def _answer(self, answer: Answer) -> None:
        self._importer.answer(self._questions.pop(0), answer)
        self._show()

    def _show(self) -> None:
        if self._questions:
            asked = self._questions[0]
            self._words.setText(gone(len(asked.gone.files), asked.gone.of))
            self._where.say(", ".join(map(short, asked.source.split("\n"))))
        self.setVisible(bool(self._questions))


def _answers() -> tuple[tuple[Answer, str, str], ...]:
    return (
        (
            Answer.GONE,
            _("They are gone"),
            _("Mark them as missing. Photos and what you decided about them stay."),
        ),
        (
            Answer.LEAVE,
            _("A drive is missing: leave it"),
            _("Change nothing, and do not ask for these again."),
        ),
        (Answer.LATER, _("Ask later"), _("Change nothing, and ask after the next import.")),
    )
