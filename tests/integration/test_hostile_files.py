"""No file can crash the program, hang it or fill its memory; each becomes an egg or a problem."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from imalink_core.codec import egg_from_json
from imalink_core.errors import NOTES, PROBLEMS
from tests.drawing.hostile import hostile_files
from tests.drawing.traps import free, traps
from tests.house.originals import look
from tests.house.peaks import run_and_weigh


def hatched(folder: Path) -> tuple[dict[str, Any], int, int]:
    """The document, the exit code, and the peak memory of any one process in MB."""
    ended = run_and_weigh("egg", str(folder), "--json", "--cold", "400")
    return json.loads(ended.out), ended.code, ended.peak


def check(document: dict[str, Any], files: list[Path]) -> None:
    """Every file once, every egg whole, every code from the tables."""
    met = [entry["path"] for entry in document["eggs"] + document["problems"]]
    assert sorted(met) == sorted(map(str, files))
    for entry in document["eggs"]:
        egg_from_json(entry["egg"])
        assert {note["code"] for note in entry["notes"]} <= NOTES.keys()
    assert {entry["code"] for entry in document["problems"]} <= PROBLEMS.keys()


def test_every_hostile_file_is_an_egg_or_a_problem(tmp_path: Path) -> None:
    files = hostile_files(tmp_path, seed=1, count=250)
    before = look(tmp_path)
    document, code, peak = hatched(tmp_path)
    check(document, files)
    assert code == 1
    assert peak < 1024
    assert look(tmp_path) == before


def test_a_walk_falls_into_no_trap(tmp_path: Path) -> None:
    built = traps(tmp_path)
    try:
        started = time.monotonic()
        document, _, peak = hatched(tmp_path)
    finally:
        free(built)
    assert time.monotonic() - started < 60
    assert peak < 1024
    met = {entry["path"]: entry.get("code") for entry in document["eggs"] + document["problems"]}
    expected = {"fifo": "not_a_file", "socket": "not_a_file", "device": "not_a_file", "broken link": "link"}
    told = {name: met[str(path)] for name, path in built.items() if name in expected}
    assert told.items() <= expected.items()
    assert "broken link" in told


@pytest.mark.soak
def test_thousands_of_hostile_files(tmp_path: Path) -> None:
    files = hostile_files(tmp_path, seed=2, count=6000)
    document, _, peak = hatched(tmp_path)
    check(document, files)
    assert peak < 1024
