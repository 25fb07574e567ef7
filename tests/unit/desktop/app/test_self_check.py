"""`imalink --self-check` proves every part, names the one that is missing, and leaves nothing behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from imalink_core.formats.table import PICTURES
from imalink_desktop.app.proving import parts
from imalink_desktop.app.proving.drawn import FORMATS
from imalink_desktop.app.proving.parts import examined
from tests.unit.desktop.app.conftest import Run

_ALONE = [sys.executable, "-m", "imalink_desktop.app.main"]


@pytest.mark.slow
def test_all_of_this_program_is_there(tmp_path: Path) -> None:
    done = subprocess.run(
        [*_ALONE, "--self-check", "--json"],
        capture_output=True,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    told = json.loads(done.stdout)
    assert [part for part in told["parts"] if not part["ok"]] == []
    assert (done.returncode, told["ok"], done.stderr) == (0, True, "")
    assert {"catalog", "window", "keyring", "line to a server"} <= {part["part"] for part in told["parts"]}
    assert list(tmp_path.iterdir()) == []


def test_every_still_format_that_is_read_is_tried() -> None:
    read = {each.name for each in PICTURES if each.decode is not None}
    assert read <= set(FORMATS)


def test_a_missing_part_is_named_and_the_others_are_still_looked_at(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> str:
        raise ImportError("libraw is not there")

    monkeypatch.setattr(parts, "_questions", lambda *_: iter([("one", broken), ("two", lambda: "fine")]))
    code, said, beside = run("--self-check")
    assert code == 1
    assert said.splitlines() == ["FAILED  one: ImportError: libraw is not there", "ok      two: fine"]
    assert "not whole: one" in beside
    code, said, _ = run("--self-check", "--json")
    told = json.loads(said)
    assert (code, told["ok"], [part["ok"] for part in told["parts"]]) == (1, False, [False, True])


def test_a_sample_that_no_decoder_knows_is_a_finding(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def empty(_name: str, into: Path) -> Path:
        (into / "empty.heic").touch()
        return into / "empty.heic"

    monkeypatch.setattr(parts, "drawn", empty)
    monkeypatch.setattr(parts, "_window", lambda _paths: "")
    with tempfile.TemporaryDirectory(dir=tmp_path) as place:
        broken = [finding.part for finding in examined(Path(place)) if not finding.is_ok]
    assert broken == [f"{name} becomes an egg" for name in FORMATS]


@pytest.mark.parametrize("words", [["--self-check", "--data-dir", "x"], ["--data-dir", "x", "--self-check"]])
def test_it_takes_no_catalog_of_anybodys(run: Run, words: list[str]) -> None:
    assert run(*words)[0] == 2
