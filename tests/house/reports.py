"""What a test printed is passed on between processes: also names that are no text anywhere."""

from __future__ import annotations

from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Spell out what cannot be written as UTF-8."""
    report = yield
    report.sections = [(name, _spelled(text)) for name, text in report.sections]
    return report


def _spelled(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
