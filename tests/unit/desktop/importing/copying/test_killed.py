"""kill -9 while copying: what has a name is whole, and the next run removes the rest and goes on."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_desktop.importing.copying.report import Fate
from tests.unit.desktop.importing.copying.cards import Desk, fates, files_in, noise

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")

ROOT = Path(__file__).resolve().parents[5]
DAY = "2024/2024-01-15"
CARD = {f"DSC_{n}.{ext}": noise(n * 90_001, n) for n in range(1, 13) for ext in ("JPG", "NEF")}

PROGRAM = """
import os, signal, sys
from pathlib import Path
from tests.unit.desktop.importing.copying.cards import Desk

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

root, moment, steps = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
if moment == "before the name":
    from imalink_desktop.importing.copying import part
    part.land = die
elif moment == "between the names":
    Path.unlink = die
elif moment == "before the folder":
    from imalink_desktop.importing.copying import destination
    destination.sync_folder = die
job = Desk(root / "card", root / "disk", root / "backup", root).job()
print("begun", flush=True)
for number, _ in enumerate(job):
    if number == steps:
        die()
"""


def child(root: Path, moment: str = "", steps: int = -1) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", PROGRAM, str(root), moment, str(steps)]
    return subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def check(desk: Desk) -> None:
    """Every file that has a name is whole; the others can be told by theirs."""
    whole = {f"{DAY}/{name}": content for name, content in CARD.items()}
    for place in (desk.disk, desk.backup):
        for name, content in files_in(place).items():
            if not name.startswith(".imalink-copy-"):
                assert whole[name] == content


def check_end(desk: Desk) -> None:
    report = desk.copied()
    assert report.safe_to_format
    assert set(fates(report).values()) <= {Fate.COPIED, Fate.THERE_ALREADY}
    whole = {f"{DAY}/{name}": content for name, content in CARD.items()}
    assert files_in(desk.disk) == files_in(desk.backup) == whole


@pytest.mark.parametrize(
    ("moment", "steps"),
    [
        ("", 0),
        ("", 1),
        ("", 3),
        ("", 40),
        ("before the name", -1),
        ("between the names", -1),
        ("before the folder", -1),
    ],
)
def test_a_program_killed_at_this_moment_left_nothing_half(
    desk: Desk, untouched: Callable[[Path], None], moment: str, steps: int
) -> None:
    desk.fill(CARD)
    untouched(desk.card)
    with child(desk.root, moment, steps) as program:
        program.communicate()
    assert program.returncode == -9
    check(desk)
    check_end(desk)


def test_kills_at_any_moment_lose_nothing(desk: Desk, untouched: Callable[[Path], None]) -> None:
    desk.fill(CARD)
    untouched(desk.card)
    moments = random.Random(9)  # noqa: S311 - no secret
    for _ in range(10):
        with child(desk.root) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "begun\n"
            time.sleep(moments.uniform(0.0, 0.06))
            program.kill()
        check(desk)
    check_end(desk)
