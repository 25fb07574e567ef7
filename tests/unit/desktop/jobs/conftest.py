"""Each kind of room, closed behind every test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.jobs.room import InlineRoom, PlainRoom, Room

THREADED: dict[str, Callable[[], Room]] = {"window": QtRoom, "command line": PlainRoom}
ALL: dict[str, Callable[[], Room]] = {**THREADED, "one thread": InlineRoom}


@pytest.fixture(params=ALL)
def room(request: pytest.FixtureRequest) -> Iterator[Room]:
    request.getfixturevalue("qapp")
    with ALL[request.param]() as made:
        yield made


@pytest.fixture(params=THREADED)
def threaded(request: pytest.FixtureRequest) -> Iterator[Room]:
    request.getfixturevalue("qapp")
    with THREADED[request.param]() as made:
        yield made
