"""Where Qt is, Python's garbage is collected between two tests and not amid one: see `Sweeper`.

What a test has left of Qt's is gone before the next begins, so no thread of another test comes upon it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


def pytest_collection_finish() -> None:
    """What came with the test modules stays, and need not be looked through each time."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Around what sets a test up and what clears up after it, too."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.enable()
