"""The command `imalink-server`, before there is a server."""

from __future__ import annotations

import pytest

from imalink_core.version import VERSION
from imalink_server.cli import main


def test_it_does_not_pretend_to_start(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 3
    assert "No server can be started yet" in capsys.readouterr().err


def test_it_knows_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--version"])
    assert VERSION in capsys.readouterr().out
