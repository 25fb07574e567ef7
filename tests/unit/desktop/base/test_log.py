"""The log is bounded, private, readable, and knows no secret; outside a `Logbook` nothing is written."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from imalink_desktop.base import log as logs
from imalink_desktop.base.log import Logbook, logger

HOME = Path("/home/anna")
CANARY = "k4n4ri"

log = logger("imalink_desktop.tests")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Logbook]:
    with Logbook(tmp_path / "logs", HOME) as book:
        yield book


def written(tmp_path: Path) -> str:
    return (tmp_path / "logs/imalink.log").read_text(encoding="utf-8")


def test_a_line_says_when_how_grave_where_and_what(book: Logbook, tmp_path: Path) -> None:
    log.info("imported", photos=12, source="/home/anna/Pictures")
    line = book.lines()[-1]
    assert (line.level, line.where) == ("INFO", "imalink_desktop.tests")
    assert line.text == "imported photos=12 source='~/Pictures'"
    assert written(tmp_path).rstrip().endswith("Z INFO    imalink_desktop.tests: " + line.text)
    assert written(tmp_path).startswith(f"{line.at:%Y-%m-%dT%H:%M:%S}.")


def test_a_sign_of_percent_is_a_sign_of_percent(book: Logbook) -> None:
    log.info("100 %s sure", of="50 %d")
    assert [line.text for line in book.lines()] == ["100 %s sure of='50 %d'"]


@pytest.mark.expects_log("it failed")
def test_no_secret_is_written_not_even_in_a_traceback(book: Logbook, tmp_path: Path) -> None:
    try:
        int(f"https://anna:{CANARY}@example.org refused Authorization: Bearer {CANARY}")
    except ValueError:
        log.exception("it failed", token=CANARY)
    logging.getLogger("imalink_core").info("password: %s", CANARY)
    assert "ValueError" in written(tmp_path)
    assert CANARY not in written(tmp_path)
    assert CANARY not in repr(book.lines())


@pytest.mark.expects_log("odd")
def test_a_file_name_cannot_forge_a_line_or_break_the_log(book: Logbook, tmp_path: Path) -> None:
    log.warning("odd\n2026-01-01T00:00:00.000Z ERROR   forged: yes")
    log.warning("odd", name="a\nb\udcff.jpg")
    log.warning("odd \udcff")
    assert len(written(tmp_path).splitlines()) == len(book.lines()) == 3


def test_a_long_record_is_cut_and_says_so(book: Logbook, tmp_path: Path) -> None:
    log.info("x" * (logs.LONGEST + 5_000))
    assert book.lines()[0].text.endswith("x … (5,000 more characters)")
    assert len(written(tmp_path)) < logs.LONGEST + 100


def test_others_are_heard_only_when_they_warn(book: Logbook) -> None:
    logging.getLogger("httpcore").info("chatter")
    log.debug("chatter of ours")
    assert book.lines() == ()


def test_debugging_hears_more_of_ours(tmp_path: Path) -> None:
    with Logbook(tmp_path, HOME, debug=True) as book:
        log.debug("detail")
        assert [line.text for line in book.lines()] == ["detail"]


def test_the_files_and_the_memory_are_bounded(book: Logbook, tmp_path: Path) -> None:
    for number in range(640):
        log.info("x" * 50_000, number=number)
    for number in range(logs.LINES):
        log.info("short", number=number)
    sizes = [path.stat().st_size for path in (tmp_path / "logs").iterdir()]
    assert len(sizes) == logs.FILES
    assert 7_000_000 < sum(sizes) < 11_000_000
    assert len(book.lines()) == logs.LINES
    assert book.lines()[-1].text == f"short number={logs.LINES - 1}"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_nobody_else_may_read_it(book: Logbook, tmp_path: Path) -> None:
    log.info("private")
    assert book.lines()
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("logs", "logs/imalink.log")]
    assert modes == [0o700, 0o600]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device here is always full")
def test_a_full_disk_stops_nothing(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "imalink.log").symlink_to("/dev/full")
    with Logbook(tmp_path, HOME) as book:
        log.info("still here")
        log.info("and here")
        assert [line.text for line in book.lines()] == ["still here", "and here"]
        (tmp_path / "imalink.log").unlink()
        log.info("there is room again")
        assert "there is room again" in (tmp_path / "imalink.log").read_text(encoding="utf-8")
    assert capfd.readouterr() == ("", "")


def test_a_closed_book_hears_nothing_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    root, ours = logging.getLogger(), logging.getLogger("imalink_desktop")
    before = list(root.handlers), ours.level
    assert ours.level == logging.NOTSET
    with Logbook(tmp_path, HOME) as book:
        assert len(root.handlers) == len(before[0]) + 2
    log.info("nobody listens")
    assert book.lines() == ()
    assert (list(root.handlers), ours.level) == before
