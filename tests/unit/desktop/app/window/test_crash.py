"""A fault of ours is met: the program goes on, one page tells of it, and nothing is told twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop.crash import Faults, LastWords, hearing_qt
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.app.desktop.teller import Teller
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.ui.window.crash_dialog import CrashDialog

DIES = """
import faulthandler, sys
from pathlib import Path
from imalink_desktop.app.desktop.crash import LastWords
with LastWords(Path(sys.argv[1])):
    faulthandler._sigabrt()
"""

LIVES = """
import sys
from pathlib import Path
from imalink_desktop.app.desktop.crash import LastWords
with LastWords(Path(sys.argv[1])):
    print(Path(sys.argv[1]).exists())
"""


@pytest.fixture
def program(opened: Callable[[Paths], Program], fresh: Paths) -> Program:
    return opened(fresh)


@pytest.fixture
def teller(program: Program) -> Iterator[Teller]:
    with Faults() as faults:
        made = Teller(faults, program.window)
        yield made
        made.close()


def page(teller: Teller, qtbot: QtBot) -> CrashDialog:
    qtbot.waitUntil(lambda: teller.page is not None)
    assert teller.page is not None
    return teller.page


def fail() -> None:
    raise ZeroDivisionError("anna's photo.jpg")


def fail_otherwise() -> None:
    raise LookupError("anna's photo.jpg")


def raise_in_the_window(deed: Callable[[], object]) -> None:
    try:
        deed()
    except Exception as error:  # noqa: BLE001 - as Qt would hand it over
        sys.excepthook(type(error), error, error.__traceback__)


@pytest.mark.expects_log("a fault in the window")
def test_a_fault_in_the_window_is_told_on_a_page(teller: Teller, qtbot: QtBot) -> None:
    raise_in_the_window(fail)
    shown = page(teller, qtbot)
    assert "ZeroDivisionError" in shown.report
    assert "anna" not in shown.report
    assert "Your photos and your decisions are safe." in {
        label.text() for label in shown.findChildren(type(shown._said))
    }


@pytest.mark.expects_log("a fault in the window")
def test_the_same_again_is_only_counted(teller: Teller, qtbot: QtBot) -> None:
    for _time in range(30):
        raise_in_the_window(fail)
    shown = page(teller, qtbot)
    assert shown.report.count("ZeroDivisionError") == 1
    assert shown._times.text() == "It happened 30 times."
    shown.accept()
    raise_in_the_window(fail)
    assert teller.page is None


@pytest.mark.expects_log("a fault in the window")
def test_another_one_is_added_to_the_page_that_is_open(teller: Teller, qtbot: QtBot) -> None:
    raise_in_the_window(fail)
    first = page(teller, qtbot)
    raise_in_the_window(fail_otherwise)
    assert page(teller, qtbot) is first
    assert "ZeroDivisionError" in first.report
    assert "LookupError" in first.report


@pytest.mark.expects_log("a fault in a thread")
def test_a_fault_in_a_thread_is_told(teller: Teller, qtbot: QtBot) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert "ZeroDivisionError" in page(teller, qtbot).report


@pytest.mark.expects_log("work failed")
def test_a_fault_of_a_worker_is_told(program: Program, teller: Teller, qtbot: QtBot) -> None:
    def job() -> Job[None]:
        yield Progress("x", 0)
        fail()

    program.room.start(job(), "work")
    assert "ZeroDivisionError" in page(teller, qtbot).report


@pytest.mark.expects_log("a receiver failed")
def test_a_fault_of_who_is_told_something_is_told(program: Program, teller: Teller, qtbot: QtBot) -> None:
    program.room.post(fail)
    assert "ZeroDivisionError" in page(teller, qtbot).report


def test_what_was_foreseen_is_no_fault(program: Program, teller: Teller, qtbot: QtBot) -> None:
    def job() -> Job[None]:
        yield Progress("x", 0)
        raise Expected("The disk is full.")

    ticket = program.room.start(job(), "work")
    qtbot.waitUntil(lambda: ticket.ended)
    assert teller.page is None


@pytest.mark.expects_log("a fault in the window")
def test_the_report_can_be_copied_and_saved(teller: Teller, qtbot: QtBot, tmp_path: Path) -> None:
    raise_in_the_window(fail)
    shown = page(teller, qtbot)
    shown.copy.click()
    assert QGuiApplication.clipboard().text() == shown.report
    shown.save(tmp_path / "report.txt")
    assert (tmp_path / "report.txt").read_text(encoding="utf-8") == shown.report
    shown.save(tmp_path / "no" / "such" / "report.txt")
    assert shown._times.text().startswith("The folder ")


@pytest.mark.expects_log("a fault in the window")
def test_one_may_go_on_or_leave(program: Program, teller: Teller, qtbot: QtBot) -> None:
    raise_in_the_window(fail)
    page(teller, qtbot).go_on.click()
    assert teller.page is None
    assert program.window.isVisible()
    raise_in_the_window(fail_otherwise)
    page(teller, qtbot).leave.click()
    qtbot.waitUntil(lambda: not program.window.isVisible())


def test_afterwards_the_hooks_are_as_they_were() -> None:
    before = (sys.excepthook, threading.excepthook)
    with Faults():
        assert (sys.excepthook, threading.excepthook) != before
    assert (sys.excepthook, threading.excepthook) == before


def test_a_program_that_the_system_ended_tells_of_it_next_time(
    tmp_path: Path, opened: Callable[[Paths], Program], fresh: Paths, qtbot: QtBot
) -> None:
    file = tmp_path / "state" / "last-words.txt"
    died = subprocess.run([sys.executable, "-c", DIES, file], capture_output=True)
    assert died.returncode != 0
    last = LastWords(file)
    assert "Aborted" in last.of_last_time
    program = opened(fresh)
    with Faults() as faults:
        teller = Teller(faults, program.window)
        teller.tell_of_last_time(last.of_last_time, program.window.message)
        assert program.window.message.words.startswith(
            "ImaLink ended unexpectedly last time. Nothing was lost."
        )
        program.window.message._button.click()
        qtbot.waitUntil(lambda: program.window.findChild(CrashDialog) is not None)
        shown = program.window.findChild(CrashDialog)
        assert isinstance(shown, CrashDialog)
        assert shown.report == last.of_last_time
        shown.accept()
        teller.close()


def test_a_good_end_leaves_no_last_words(tmp_path: Path) -> None:
    file = tmp_path / "state" / "last-words.txt"
    ended = subprocess.run([sys.executable, "-c", LIVES, file], capture_output=True, text=True)
    assert ended.stdout == "True\n"
    assert not file.exists()
    assert LastWords(file).of_last_time == ""


def test_where_nothing_can_be_written_the_program_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file")
    ended = subprocess.run(
        [sys.executable, "-c", LIVES, tmp_path / "state" / "x.txt"], capture_output=True, text=True
    )
    assert (ended.stdout, ended.returncode) == ("False\n", 0)


@pytest.mark.expects_log("said by Qt")
def test_what_qt_says_is_logged() -> None:
    with hearing_qt():
        qWarning("something is odd")
