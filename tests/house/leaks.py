"""A test leaves no thread, no child process and no window behind."""

from __future__ import annotations

import gc
import multiprocessing
import multiprocessing.resource_tracker
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 2.0
"""Seconds that things may take to end by themselves."""
_POOLED = "Thread (pooled)"
"""What Qt calls those of its pools, its painters too."""


@pytest.fixture(autouse=True)
def _nothing_left_behind() -> Iterator[None]:
    watched: dict[str, Callable[[], dict[int, str]]] = {
        "a thread": _threads,
        "a child process": _processes,
        "a window": _windows,
    }
    before = {what: look() for what, look in watched.items()}
    yield
    for what, look in watched.items():
        left = _still_there(look, before[what])
        if left:
            pytest.fail(f"the test left {what} behind: {', '.join(left)}")


def _still_there(look: Callable[[], dict[int, str]], before: dict[int, str]) -> list[str]:
    deadline = time.monotonic() + PATIENCE
    while True:
        left = _new(look(), before)
        if not left or time.monotonic() > deadline:
            return left
        gc.collect()
        time.sleep(0.01)


def _new(now: dict[int, str], before: dict[int, str]) -> list[str]:
    """What is there by now; Qt's painters, who go after half a minute, may have others in their place."""
    new = [name for key, name in now.items() if key not in before]
    for key, name in before.items():
        if name == _POOLED and key not in now and name in new:
            new.remove(name)
    return new


def _threads() -> dict[int, str]:
    """Python's own threads, and where the system tells, those that Qt made for its pools."""
    threads = {
        thread.native_id or 0: thread.name
        for thread in threading.enumerate()
        # Python lists a thread of Qt by a stand-in, also after it has ended.
        if not isinstance(thread, threading._DummyThread)
    }
    for task in Path("/proc/self/task").glob("[0-9]*"):
        try:
            name = (task / "comm").read_text().strip()
        except OSError:
            continue  # it ended while we looked
        if name in ("QThread", _POOLED):
            threads.setdefault(int(task.name), name)
    return threads


def _processes() -> dict[int, str]:
    children = {child.pid or 0: child.name for child in multiprocessing.active_children()}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, _, rest = stat.read_text(errors="replace").partition(" ")
        except OSError:
            continue  # it ended while we looked
        name, _, state_and_parent = rest.rpartition(") ")
        if int(state_and_parent.split()[1]) == os.getpid():
            children.setdefault(int(pid), name.lstrip("("))
    # Python's own, which it keeps until it ends itself.
    children.pop(getattr(multiprocessing.resource_tracker._resource_tracker, "_pid", None) or 0, None)
    return children


def _windows() -> dict[int, str]:
    if "PySide6.QtWidgets" not in sys.modules:
        return {}
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return {}
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return {id(widget): repr(widget) for widget in QApplication.topLevelWidgets()}
