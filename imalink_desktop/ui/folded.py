"""`HiddenInStacks`: why fewer photos are seen than are counted, in the same words wherever that is."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.whole import Whole
from imalink_desktop.ui.wording import _, hidden_in_stacks


class HiddenInStacks(Whole):
    """Stands beside a count; hidden while every photo of the list is seen."""

    def __init__(self, stage: Stage, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("quiet", True)
        self.setToolTip(
            _("Of a closed stack only the top photo is shown, and counted on the way from photo to photo.")
        )
        self._connection = stage.folded.connect(self._say)
        self._say(stage.hidden)

    def close_down(self) -> None:
        """Hear no more."""
        self._connection.disconnect()

    def _say(self, hidden: int) -> None:
        self.setText(hidden_in_stacks(hidden))
        self.setVisible(bool(hidden))
