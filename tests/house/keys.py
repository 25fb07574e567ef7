"""No key is held when a test begins: Qt takes those of the last event it saw for still held down."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Let them go, once there is an application."""
    if isinstance(QApplication.instance(), QApplication) and held():
        hold(Qt.KeyboardModifier.NoModifier)


def held() -> Qt.KeyboardModifier:
    """Shift, Control and the like, as far as Qt knows."""
    return QGuiApplication.keyboardModifiers()


def hold(keys: Qt.KeyboardModifier) -> None:
    """Have Qt believe that just these are held."""
    QTest.keyRelease(QWidget(), Qt.Key.Key_A, keys)
