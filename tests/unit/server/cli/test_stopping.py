"""Somebody says stop while a server still starts."""

from __future__ import annotations

import os
import signal
import sys

import pytest

from imalink_server.cli.stopping import until_stopped


class _Leaving:
    """As it is thrown away somebody says stop; what is raised there, Python passes over."""

    def __del__(self) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        signal.getsignal(signal.SIGTERM)  # Python looks for signals between two steps


def test_who_says_stop_is_heard_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    reached: list[int] = []
    with until_stopped():
        os.kill(os.getpid(), signal.SIGTERM)
        reached.append(1)
    assert not reached
    assert capsys.readouterr().err == "Stopped.\n"


def test_who_says_stop_while_python_cleans_up_is_heard_at_the_end_of_the_start(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_over: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda one: passed_over.append(one.exc_type))
    reached: list[int] = []
    with until_stopped() as asked:
        _Leaving()
        reached.append(1)
        asked.look()
        reached.append(2)
    assert (passed_over, reached) == ([KeyboardInterrupt], [1])
    assert capsys.readouterr().err == "Stopped.\n"


def test_afterwards_signals_mean_what_they_did() -> None:
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    with until_stopped() as asked:
        asked.look()
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)) == before
