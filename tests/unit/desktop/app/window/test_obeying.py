"""A command that is typed beside the open window is done by the window, and is answered as ever."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from imalink_core.version import VERSION
from imalink_desktop.app.desktop.obeying import Asked
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.sessions import sessions
from imalink_desktop.importing.from_card import FromCard
from imalink_desktop.jobs.ticket import Ticket
from imalink_desktop.ui.bringing.activity import Activity
from imalink_desktop.ui.bringing.errand import Errand
from tests.drawing.card import draw_card
from tests.unit.desktop.ui.window.conftest import home, paths, program

__all__ = ["home", "paths", "program"]

_IMALINK = "import sys; from imalink_desktop.app.main import main; sys.exit(main(sys.argv[1:]))"
Said = tuple[int, str, str]
Typed = Callable[..., Said]
Begun = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def begun(paths: Paths, tmp_path: Path) -> Iterator[Begun]:
    """A program of its own with these words, typed beside the window."""
    with ExitStack() as running:

        def imalink(*words: str | Path) -> subprocess.Popen[str]:
            call = [sys.executable, "-c", _IMALINK, *map(str, words), "--data-dir", str(paths.data.parent)]
            # Away from the sources: what is typed is about where one stands.
            environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[5])}
            pipe = subprocess.PIPE
            other = subprocess.Popen(call, stdout=pipe, stderr=pipe, text=True, cwd=tmp_path, env=environment)
            running.enter_context(other)
            running.callback(other.kill)
            return other

        yield imalink


@pytest.fixture
def typed(qtbot: QtBot, begun: Begun) -> Typed:
    """What such a program answers."""

    def imalink(*words: str | Path) -> Said:
        other = begun(*words)
        qtbot.waitUntil(lambda: other.poll() is not None, timeout=40_000)
        out, err = other.communicate()
        return other.returncode, out, err

    return imalink


def _found(program: Program, text: str) -> int:
    with program.catalog.reading() as look:
        return len(ids(look, parse(text), Sort()))


def _paused_import(qtbot: QtBot, program: Program, folder: Path) -> Ticket[FromCard | None]:
    """The window imports a card, and rests in the middle; another card lies there."""
    for card in ("first", "second"):
        draw_card(folder / card, 6, size=(300, 200))
    program.importer.bring(Errand((folder / "first",)))
    qtbot.waitUntil(lambda: program.importer.ticket is not None)
    ticket = program.importer.ticket
    assert ticket is not None
    ticket.pause()
    return ticket


@pytest.mark.slow
def test_changes_are_made_by_the_window_and_answered(typed: Typed, program: Program) -> None:
    photos = sorted(program.stage.shown.photos)[:3]
    assert typed("edit", *map(str, photos), "--title", "Øyer", "--json") == (
        0,
        '{\n "op": "edit",\n "changed": 3\n}\n',
        "",
    )
    assert _found(program, "title:Øyer") == 3
    code, out, err = typed("tag", str(photos[0]), "999999", "--add", "from outside")
    assert (code, err) == (1, "There is no photo 999999.\n")
    assert out
    code, out, err = typed("edit", str(photos[0]))
    assert (code, out) == (2, "")
    assert "nothing to change" in err
    code, out, _ = typed("undo")
    assert code == 0
    assert _found(program, 'tag:"from outside"') == 0


@pytest.mark.slow
def test_a_window_that_is_busy_for_some_seconds_is_waited_for(
    qtbot: QtBot, begun: Begun, program: Program
) -> None:
    photo = program.stage.shown.photos[0]
    other = begun("edit", str(photo), "--title", "Patience")
    with pytest.raises(subprocess.TimeoutExpired):
        other.wait(5)  # and all that time this window hears nothing
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=40_000)
    assert (other.returncode, _found(program, "title:Patience")) == (0, 1)


@pytest.mark.slow
def test_a_folder_is_imported_by_the_window_from_where_one_stands(
    typed: Typed, program: Program, tmp_path: Path
) -> None:
    draw_card(tmp_path / "card", 4, size=(300, 200))
    before = _found(program, "")
    code, out, err = typed("import", "card", "--json")

    answer = json.loads(out)
    of_photos = answer["found"] - len(answer["skipped"])
    assert (code, of_photos, answer["failed"]) == (0, answer["imported"], []), (err, answer)
    assert _found(program, "") - before == answer["photos"] > 0


@pytest.mark.slow
def test_an_import_that_was_typed_waits_for_the_one_that_runs(
    typed: Typed, program: Program, tmp_path: Path
) -> None:
    for card in ("first", "second"):
        draw_card(tmp_path / card, 6, size=(300, 200))
    ended: list[tuple[Path, ...]] = []
    listening = program.importer.ended.connect(lambda one: ended.append(one.errand.sources))
    program.importer.bring(Errand((tmp_path / "first",)))
    code, out, err = typed("import", "second", "--workers", "1", "--json")

    answer = json.loads(out)
    assert ended == [(tmp_path / "first",), (tmp_path / "second",)]
    assert (code, answer["duplicates"], answer["waiting"]) == (0, 6, 0)
    assert err == "The open window reads the files, with its own workers: --workers changes nothing.\n"
    listening.disconnect()


@pytest.mark.slow
def test_an_import_whose_terminal_was_closed_is_taken_off(
    qtbot: QtBot, begun: Begun, program: Program, tmp_path: Path
) -> None:
    first = _paused_import(qtbot, program, tmp_path)
    other = begun("import", "second")
    qtbot.waitUntil(lambda: bool(program.importer.waiting), timeout=40_000)
    other.kill()
    qtbot.waitUntil(lambda: not program.importer.waiting, timeout=40_000)
    first.resume()
    qtbot.waitUntil(lambda: program.importer.at is None, timeout=40_000)
    with program.catalog.reading() as look:
        assert [one.source for one in sessions(look)] == [str(tmp_path / "first")]


@pytest.mark.slow
@pytest.mark.parametrize("runs", [True, False])
def test_a_typed_import_is_seen_among_what_goes_on_and_stopped_there(
    qtbot: QtBot, begun: Begun, program: Program, tmp_path: Path, runs: bool
) -> None:
    for card in ("first", "second"):
        draw_card(tmp_path / card, 12, size=(300, 200))
    activity = Activity(program.library, program.importer)
    qtbot.addWidget(activity)
    if not runs:
        program.importer.bring(Errand((tmp_path / "first",)))
        qtbot.waitUntil(lambda: program.importer.ticket is not None)
        running = program.importer.ticket
        assert running is not None
        running.pause()
    other = begun("import", "second")

    def stop() -> QToolButton | None:
        buttons = activity.findChildren(QToolButton)
        return next((one for one in buttons if one.accessibleName() == "Stop Import of “second”"), None)

    def seen() -> bool:
        at = program.importer.ticket
        if runs and at is not None and at.status.progress is None:
            return False
        if runs and at is not None:
            at.pause()
        return stop() is not None

    qtbot.waitUntil(seen, timeout=40_000)
    found = stop()
    assert found is not None
    found.click()
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=40_000)
    assert other.returncode == 3
    assert "stopped before it was done" in other.communicate()[1]


@pytest.mark.slow
def test_an_import_that_is_taken_off_in_the_window_lets_its_terminal_go(
    qtbot: QtBot, begun: Begun, program: Program, tmp_path: Path
) -> None:
    first = _paused_import(qtbot, program, tmp_path)
    other = begun("import", "second")
    qtbot.waitUntil(lambda: bool(program.importer.waiting), timeout=40_000)
    program.importer.take_off(program.importer.waiting[0])
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=40_000)
    assert (other.returncode, other.communicate()[1]) == (3, "It was stopped before it was done.\n")
    first.resume()
    qtbot.waitUntil(lambda: program.importer.at is None, timeout=40_000)


@pytest.mark.slow
def test_who_stops_waiting_for_what_the_window_was_to_import_stops_only_waiting(
    qtbot: QtBot, begun: Begun, program: Program, tmp_path: Path
) -> None:
    first = _paused_import(qtbot, program, tmp_path)
    wished = Errand((tmp_path / "second",))
    program.importer.bring(wished)
    other = begun("import", "second")
    qtbot.waitUntil(lambda: any("Typed" in one.name for one in program.room.tickets), timeout=40_000)
    other.kill()
    qtbot.waitUntil(lambda: not any("Typed" in one.name for one in program.room.tickets), timeout=40_000)
    assert program.importer.waiting == (wished,)
    first.resume()
    qtbot.waitUntil(lambda: program.importer.at is None and not program.importer.waiting, timeout=40_000)


@pytest.mark.slow
def test_what_cannot_be_handed_says_so_as_ever(typed: Typed, program: Program) -> None:
    code, out, err = typed("account", "remove")
    assert (code, out) == (3, "")
    assert "open in another ImaLink" in err
    assert _found(program, "") == len(program.stage.shown.photos)


@pytest.mark.parametrize(
    "said",
    [
        None,
        [],
        {"words": ["rate", "5", "1"]},
        {"words": ["rate", 5], "here": "/", "watched": False, "version": VERSION},
        {"words": ["rate", "5", "1"], "here": "here", "watched": False, "version": VERSION},
        {"words": ["rate", "5", "1"], "here": "/", "watched": False, "version": "0.0.0"},
        {"words": ["restore", "latest"], "here": "/", "watched": False, "version": VERSION},
        {"words": ["account", "remove"], "here": "/", "watched": False, "version": VERSION},
    ],
)
def test_what_makes_no_sense_or_is_not_done_for_others_is_refused(said: object) -> None:
    assert Asked.read(said) is None


def test_what_is_too_long_or_no_question_does_no_harm(qtbot: QtBot, program: Program, paths: Paths) -> None:
    for bad in (b"x" * (2 << 20), b"[" * 50_000 + b"\n", b'{"do": 7}\n', b'{"open": 7}\n', b"\xff\n"):
        socket = QLocalSocket()
        socket.connectToServer(paths.socket)
        assert socket.waitForConnected(2_000)
        socket.write(bad)
        socket.flush()
        qtbot.wait(50)
        socket.abort()
    assert program.room.tickets == () or all("Typed" not in one.name for one in program.room.tickets)
