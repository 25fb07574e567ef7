"""A warning in the log that nobody expected is a failure."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import pytest


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def _no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Expect one with `@pytest.mark.expects_log("a pattern")`; it then has to come."""
    expected = [str(mark.args[0]) for mark in request.node.iter_markers("expects_log")]
    ear = _Ear()
    logging.getLogger().addHandler(ear)
    yield
    logging.getLogger().removeHandler(ear)
    surprises = [line for line in ear.heard if not any(re.search(pattern, line) for pattern in expected)]
    if surprises:
        pytest.fail("logged without being expected:\n" + "\n".join(surprises))
    missed = [pattern for pattern in expected if not any(re.search(pattern, line) for line in ear.heard)]
    if missed:
        pytest.fail("expected in the log, never came:\n" + "\n".join(missed))
