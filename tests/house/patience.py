"""A test waits for what must come as long as it takes: how fast a machine is says nothing about the code.

The window itself takes its time where there is much to do: a list that took a second to be found is asked
for again only after four.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

PATIENCE = 30_000
"""Milliseconds after which it will never come."""


class PatientBot(QtBot):
    """Gives up later."""

    def waitUntil(  # noqa: N802 - the name it has there
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE
    ) -> None:
        """Wait until something is so."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: QGuiApplication, request: pytest.FixtureRequest) -> QtBot:
    """Hands on widgets, as everywhere."""
    del qapp
    return PatientBot(request)
