"""`imalink sync`, typed beside the open window: the window does the round, and answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.commands import deciding
from tests.unit.desktop.ui.syncing.conftest import Desk

pytestmark = pytest.mark.slow

_IMALINK = "import sys; from imalink_desktop.app.main import main; sys.exit(main(sys.argv[1:]))"
Typed = Callable[..., tuple[int, str, str]]


@pytest.fixture
def typed(desk: Desk, tmp_path: Path) -> Typed:
    """What a program of its own answers to these words, typed beside the window."""

    def imalink(*words: str) -> tuple[int, str, str]:
        call = [sys.executable, "-c", _IMALINK, *words, "--data-dir", str(tmp_path / "one")]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[5])}
        pipe = subprocess.PIPE
        other = subprocess.Popen(
            call, stdin=subprocess.DEVNULL, stdout=pipe, stderr=pipe, text=True, env=environment
        )
        try:
            desk.until(lambda: other.poll() is not None)
        finally:
            other.kill()
        return other.returncode, *other.communicate()

    return imalink


def test_the_window_does_the_round(here: Program, typed: Typed) -> None:
    here.syncer.pause()  # it is not to be faster
    deciding.rate(here.catalog, [1], 5)
    before = len(here.syncer.standing.rounds)
    code, out, err = typed("sync", "--json")
    assert (code, err) == (0, "")
    assert {"pushed": 1, "pending": 0, "asks": None}.items() <= json.loads(out).items()
    assert len(here.syncer.standing.rounds) == before + 1
    assert typed("sync")[1].startswith("Sent: 0. Received: ")


def test_where_nobody_is_signed_in_it_says_so(desk: Desk, typed: Typed) -> None:
    desk.window()
    code, out, err = typed("sync")
    assert (code, out) == (3, "")
    assert "Nobody is signed in" in err


def test_what_goes_wrong_is_told_in_the_terminal_too(desk: Desk, here: Program, typed: Typed) -> None:
    jobs = here.syncer._jobs
    jobs._keys["all"].delete(desk.address, desk.name)
    code, out, err = typed("sync")
    assert (code, out) == (3, "")
    assert "Sign in again" in err
    assert here.syncer.standing.is_signed_out


def test_a_password_that_is_piped_in_is_not_for_the_window(desk: Desk, typed: Typed) -> None:
    desk.window()
    code, _, err = typed("sync", "--password-stdin")
    assert code == 3
    assert "open in another ImaLink" in err
