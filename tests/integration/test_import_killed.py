"""kill -9 in the middle of an import, again and again: begun once more, it comes to the same."""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.drawing.card import draw_card
from tests.integration.told import told

SIZE = (96, 64)


def begin(home: Path, card: Path) -> subprocess.Popen[str]:
    """The program itself, importing."""
    words = ["-m", "imalink_desktop.app.main", "--data-dir", str(home), "import", str(card), "--json"]
    return subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def done(program: subprocess.Popen[str]) -> dict[str, Any]:
    """What it says when it is let be."""
    out, err = program.communicate()
    assert program.returncode == 0, (out[-2000:], err)
    assert err == "" or re.fullmatch("A new library was begun in .*\n", err)
    answer: dict[str, Any] = json.loads(out)
    return answer


def killed_until_done(home: Path, card: Path, moments: random.Random, patience: float) -> tuple[Any, int]:
    """Import, killed at random moments, until one comes through; what it said, and how many were killed."""
    kills = 0
    while True:
        program = begin(home, card)
        try:
            # It is given longer each time, so that it gets there on any machine; and never so little that it
            # dies three times over one file, which it would then, rightly, set aside.
            program.wait(moments.uniform(0.4 + kills, patience + kills))
        except subprocess.TimeoutExpired:
            program.kill()
            program.communicate()
            kills += 1
        else:
            return done(program), kills


def check(tmp_path: Path, photos: int, patience: float, size: tuple[int, int]) -> int:
    card, clean, home = tmp_path / "card", tmp_path / "clean", tmp_path / "home"
    files = draw_card(card, photos, size=size)
    said = done(begin(clean, card))
    answer, kills = killed_until_done(home, card, random.Random(photos), patience)  # noqa: S311 - no secret
    assert answer["found"] == said["found"] == files
    assert answer["waiting"] == 0
    for counted in (said, answer):
        parts = [counted[name] for name in ("imported", "duplicates", "unchanged")]
        assert sum(parts) + len(counted["skipped"]) + len(counted["failed"]) == files
    before = told(home)
    # It may have been killed when all was done but the good-bye; then it was imported once more.
    assert before | {"fates": before["fates"][:1]} == told(clean)
    again = done(begin(home, card))
    assert (again["imported"], again["duplicates"], again["found"]) == (0, 0, files)
    after = told(home)
    assert after | {"fates": after["fates"][:-1]} == before
    return kills


def test_an_import_that_is_killed_again_and_again_comes_to_the_same(tmp_path: Path) -> None:
    assert check(tmp_path, photos=150, patience=1.5, size=SIZE) > 0


@pytest.mark.soak
def test_three_thousand_photos_killed_at_random_come_to_the_same(tmp_path: Path) -> None:
    assert check(tmp_path, photos=3_000, patience=5.0, size=(480, 320)) > 5
