"""Qt paints large areas by threads of its own, which stay for half a minute: they are no test's.

So they are there before a test begins, and the guard of threads does not take them for the test's.
"""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

_AGAIN = 15.0
"""Seconds after which they may soon be gone."""
_last: list[float] = []


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Keep them there, once there is an application."""
    if _last and time.monotonic() - _last[-1] > _AGAIN:
        _paint()


@pytest.fixture(scope="session")
def painters(qapp: QGuiApplication) -> None:
    """Have Qt begin them."""
    del qapp
    _paint()


def _paint() -> None:
    paper, picture = (QImage(side, side, QImage.Format.Format_RGB32) for side in (3001, 3000))
    picture.fill(0)
    painter = QPainter(paper)
    painter.fillRect(paper.rect(), QColor(255, 255, 255, 128))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(paper.rect(), picture)
    painter.end()
    paper.scaled(1000, 1000, mode=Qt.TransformationMode.SmoothTransformation)
    paper.convertToFormat(QImage.Format.Format_RGBA64)
    _last[:] = [time.monotonic()]
