"""Each guard bites: tests that misbehave, in a run of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from defusedxml import ElementTree

from tests.house.leaks import _new

ROOT = Path(__file__).resolve().parents[2]

NETWORK_BY_NAME = """
    import socket
    def test_it():
        socket.getaddrinfo("example.org", 80)
"""
NETWORK_SWALLOWED = """
    import socket
    def test_it():
        try:
            socket.create_connection(("192.0.2.1", 80))
        except Exception:
            pass
"""
NETWORK_WITHOUT_CONNECTION = """
    import socket
    def test_it():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.sendto(b"x", ("192.0.2.1", 53))
"""
LOG = """
    import logging
    def test_it():
        logging.getLogger("imalink").warning("the disk is full")
"""
LOG_THAT_NEVER_COMES = """
    import pytest
    @pytest.mark.expects_log("the disk is full")
    def test_it():
        pass
"""
THREAD = """
    import threading
    def test_it():
        threading.Thread(target=threading.Event().wait, name="the forgotten one", daemon=True).start()
"""
QT_THREAD = """
    import atexit, threading
    from PySide6.QtCore import QThreadPool
    pool, begun, end = QThreadPool(), threading.Event(), threading.Event()
    atexit.register(end.set)
    def test_it():
        pool.start(lambda: (begun.set(), end.wait()))
        begun.wait()
"""
PROCESS = """
    import atexit, subprocess, sys
    def test_it():
        global child
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        atexit.register(child.kill)
"""
WINDOW = """
    from PySide6.QtWidgets import QWidget
    def test_it(qapp):
        global window
        window = QWidget()
"""
QT_MESSAGE = """
    from PySide6.QtCore import qWarning
    def test_it(qapp):
        qWarning("a signal " + "without a slot")
"""
WARNING = """
    import warnings
    def test_it():
        warnings.warn("this will go away", DeprecationWarning)
"""
UNKNOWN_MARK = """
    import pytest
    @pytest.mark.sloow
    def test_it():
        pass
"""
ORIGINAL = """
    def test_it(tmp_path, untouched):
        (tmp_path / "a.jpg").write_bytes(b"one")
        untouched(tmp_path)
        {deed}
"""

BAD = {
    "network by name": (NETWORK_BY_NAME, "reached for the network"),
    "network, swallowed": (NETWORK_SWALLOWED, "192.0.2.1"),
    "network without connection": (NETWORK_WITHOUT_CONNECTION, "192.0.2.1"),
    "log": (LOG, "the disk is full"),
    "log that never comes": (LOG_THAT_NEVER_COMES, "never came"),
    "thread": (THREAD, "the forgotten one"),
    "thread of Qt": (QT_THREAD, "left a thread behind"),
    "process": (PROCESS, "left a child process behind"),
    "window": (WINDOW, "left a window behind"),
    "message of Qt": (QT_MESSAGE, "a signal without a slot"),
    "warning": (WARNING, "this will go away"),
    "unknown mark": (UNKNOWN_MARK, "sloow"),
    "original written": (ORIGINAL.format(deed='(tmp_path / "a.jpg").write_bytes(b"two")'), "touched"),
    "original dated": (ORIGINAL.format(deed='import os; os.utime(tmp_path / "a.jpg", (1, 1))'), "a.jpg"),
    "original locked": (ORIGINAL.format(deed='(tmp_path / "a.jpg").chmod(0o400)'), "a.jpg"),
    "original renamed": (ORIGINAL.format(deed='(tmp_path / "a.jpg").rename(tmp_path / "b.jpg")'), "b.jpg"),
    "original removed": (ORIGINAL.format(deed='(tmp_path / "a.jpg").unlink()'), "a.jpg"),
    "something added": (ORIGINAL.format(deed='(tmp_path / "a.xmp").touch()'), "a.xmp"),
}

GOOD = """
    import logging, os, socket, subprocess, sys, threading
    from pathlib import Path
    import pytest

    def test_loopback_is_ours():
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname()).close()
            socket.getaddrinfo("localhost", 80)

    @pytest.mark.expects_log("disk is full")
    def test_an_expected_log():
        logging.getLogger("imalink").error("the disk is full")

    def test_threads_and_processes_that_end():
        threading.Thread(target=lambda: None).start()
        subprocess.run([sys.executable, "-c", ""], check=True)

    def test_qt_threads_that_end():
        from PySide6.QtCore import QThreadPool
        pool = QThreadPool()
        pool.start(lambda: threading.current_thread())
        assert pool.waitForDone(2000)
        del pool

    def test_a_window_that_goes(qtbot):
        from PySide6.QtWidgets import QWidget
        window = QWidget()
        qtbot.addWidget(window)
        window.show()

    @pytest.mark.parametrize("time", [1, 2])
    def test_a_key_that_another_test_held(qapp, time):
        from PySide6.QtCore import Qt
        from tests.house.keys import held, hold
        assert not held()
        hold(Qt.KeyboardModifier.ShiftModifier)
        assert held()

    def test_originals_that_are_read(tmp_path, untouched):
        (tmp_path / "a.jpg").write_bytes(b"one")
        untouched(tmp_path)
        (tmp_path / "a.jpg").read_bytes()

    def test_a_home_of_its_own():
        assert "imalink-tests-" in str(Path.home())
        assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
"""


@pytest.fixture(scope="module")
def complaints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Run all these tests under our settings and our guards; give what was complained of in each file."""
    project = tmp_path_factory.mktemp("project")
    for name in ("pyproject.toml", "tests/conftest.py"):
        shutil.copy(ROOT / name, project)
    for number, (test, _) in enumerate(BAD.values()):
        (project / f"test_bad{number}.py").write_text(textwrap.dedent(test))
    (project / "test_good.py").write_text(textwrap.dedent(GOOD))
    command = [
        sys.executable,
        "-m",
        "pytest",
        ".",
        "--junitxml=result.xml",
        "--continue-on-collection-errors",
    ]
    path = os.pathsep.join([str(ROOT), str(ROOT / "packaging")])
    subprocess.run(command, cwd=project, env={**os.environ, "PYTHONPATH": path}, stdout=subprocess.DEVNULL)
    found: dict[str, str] = {}
    for case in ElementTree.parse(project / "result.xml").iter("testcase"):
        # A file that could not even be collected stands in the name.
        file = str(case.get("classname") or case.get("name"))
        said = [
            f"{trouble.get('message')}\n{trouble.text}"
            for trouble in case
            if trouble.tag in ("failure", "error")
        ]
        found[file] = found.get(file, "") + "\n".join(said)
    return found


def test_painters_of_qts_that_have_others_in_their_place_were_left_by_nobody() -> None:
    pooled = "Thread (pooled)"
    assert _new({3: pooled, 4: "another"}, {1: pooled, 2: "another"}) == ["another"]
    assert _new({2: pooled, 3: pooled, 4: pooled}, {1: pooled, 2: pooled}) == [pooled]


@pytest.mark.slow
@pytest.mark.parametrize("name", BAD)
def test_a_guard_bites(complaints: dict[str, str], name: str) -> None:
    assert BAD[name][1] in complaints[f"test_bad{list(BAD).index(name)}"]


@pytest.mark.slow
def test_the_guards_leave_good_tests_alone(complaints: dict[str, str]) -> None:
    assert complaints["test_good"] == ""
