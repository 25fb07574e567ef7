"""PySide6 6.12.0 loses a reference to `True` with every signal; before Python 3.12 that ends in a crash."""

from __future__ import annotations

import subprocess
import sys

import pytest

EMIT = """
import sys
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(int)

bell, before = Bell(), sys.getrefcount(True)
for _ in range(200):
    bell.rung.emit(1)
print(before - sys.getrefcount(True))
"""


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="True is immortal here")
def test_a_signal_costs_no_reference() -> None:
    lost = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, check=True).stdout
    assert abs(int(lost)) < 50
