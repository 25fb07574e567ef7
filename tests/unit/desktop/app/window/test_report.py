"""A report tells where we were wrong, and nothing that is anybody's own."""

from __future__ import annotations

import logging
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.version import VERSION
from imalink_desktop.app.desktop.report import report_of, told_of, where, without_names
from imalink_desktop.base.errors import Bug
from imalink_desktop.base.log import Line
from imalink_desktop.base.mounts import read_mountinfo
from imalink_desktop.base.names import kept_name
from imalink_desktop.jobs.trouble import trouble

# Names that no source knows: a person's, a file's, a token's.
_LETTERS = st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x2FF), min_size=6, max_size=20)
PRIVATE = _LETTERS.map(lambda text: f"q{text}7")
COORDINATE = st.floats(-90, 90).map(lambda number: f"{number:.6f}").filter(lambda text: len(text) > 8)
MESSAGES = st.sampled_from(
    (
        "{0}",
        "cannot open /home/{0}/photos/{1}.CR3",
        "C:\\Users\\{0}\\{1}.jpg is away",
        "bearer {0}: {1}@{0}.org",
        "first line\n    {0}\n  {1}",
        'x\n  File "/home/{0}/{1}.py", line 3, in {0}\n    {1} = 1',
        "Traceback (most recent call last):\n{0}: {1}",
        "{0}={1!r} at {2}, {2}",
    )
)


def raised(error: Exception, cause: Exception | None = None) -> Exception:
    """As it is when somebody has met it."""
    with pytest.raises(type(error)) as caught:
        throw(error, cause)
    return caught.value


def throw(error: Exception, cause: Exception | None) -> None:
    raise error from cause


def fault() -> Exception:
    with pytest.raises(AttributeError) as caught:
        read_mountinfo(None)  # type: ignore[arg-type]  # that is the fault
    return caught.value


@given(
    st.lists(PRIVATE, min_size=2, max_size=2),
    COORDINATE,
    MESSAGES,
    st.sampled_from((OSError, ValueError, Bug)),
)
def test_no_word_of_anybodys_own_is_in_it(
    names: list[str], at: str, message: str, kind: type[Exception]
) -> None:
    words = message.format(*names, at)
    error = raised(RuntimeError(words), raised(kind(words)))
    said = Line(datetime.now(UTC), "ERROR", "imalink_desktop.x", f"gone file={words!r} who={names[0]!r}")
    other = Line(datetime.now(UTC), "ERROR", "httpx", f"could not reach {words}")
    report = report_of(told_of(error), (said, other))
    for private in (*names, at, str(Path.home())):
        assert private not in report
    assert "RuntimeError" in report
    assert "gone" in report


@given(st.lists(PRIVATE, min_size=2, max_size=2), MESSAGES)
def test_what_failed_in_a_thread_is_told_without_names_too(names: list[str], message: str) -> None:
    logging.disable(logging.CRITICAL)
    try:
        bug = trouble(raised(ValueError(message.format(*names, "1"))), names[0])
    finally:
        logging.disable(logging.NOTSET)
    report = report_of(told_of(bug))
    assert "ValueError" in report
    assert not any(name in report for name in names)


def test_it_tells_where_in_our_source_and_what_python_said() -> None:
    report = report_of(told_of(fault()))
    assert f"ImaLink {VERSION}" in report
    assert re.search(r'File "imalink_desktop/base/mounts.py", line \d+ in read_mountinfo', report)
    assert "text.splitlines()" in report
    assert "AttributeError: 'NoneType' object has no attribute 'splitlines'" in report


def test_an_errors_kind_and_words_of_the_source_stay() -> None:
    told = """Traceback (most recent call last):
  File "/srv/anna/x.py", line 3, in anna
    anna()
KeyError: 5
"""
    assert without_names(told).splitlines() == [
        "Traceback (most recent call last):",
        '  File "…", line 3',
        "KeyError: …",
    ]


def test_what_python_wrote_when_the_system_ended_the_program_is_understood() -> None:
    told = (
        "Fatal Python error: Segmentation fault\n\n"
        "Current thread 0x00007f1 [anna] (most recent call first):\n"
        f'  File "{kept_name.__code__.co_filename}", line 12 in kept_name\n'
        '  File "/home/anna/own.py", line 2 in anna\n'
    )
    assert without_names(told).splitlines() == [
        "Ended by the system: Segmentation fault",
        "Thread (most recent call first):",
        '  File "imalink_desktop/base/names.py", line 12 in kept_name',
        '  File "…", line 2',
    ]


def test_the_same_fault_is_known_again() -> None:
    assert where(fault()) == where(fault())
    assert where(fault()) != where(raised(AttributeError("x")))


def test_it_does_not_grow_without_end() -> None:
    words = "\n".join(f"line {number}" for number in range(100_000))
    assert len(report_of(told_of(raised(ValueError(words))))) <= 60_000
