"""The application as it was found, however a test dressed it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication

from imalink_desktop.ui.theme.look import look_of


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    style, words = qapp.style().objectName(), qapp.font()
    yield qapp
    look = look_of(qapp)
    if look is not None:
        look.setParent(None)
        look.deleteLater()
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(QPalette())
    qapp.setFont(words)
    qapp.processEvents()
