"""kill -9 at any moment: no acknowledged change is lost, and the catalog is sound."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Photo

PHOTOS = 200

PROGRAM = """
import itertools, sys
from pathlib import Path
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.deciding import entitle, rate

catalog = Catalog.open(Path(sys.argv[1]))
print("open", flush=True)
for number in itertools.count(int(sys.argv[2])):
    entitle(catalog, [1 + number % 200], str(number))
    print(number, flush=True)
    if number % 7 == 0:
        if rate(catalog, range(1, 201), number % 6).count:
            catalog.undo()
"""


def fill(writer: Writer) -> None:
    writer.insert(Photo, [{"uid": str(number), "added_at": "2024"} for number in range(PHOTOS)])


def killed_once(folder: Path, start: int, changes: int, after: float) -> int:
    """Let the program make so many changes, kill it in the midst of more; answer the last that it told of."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder), str(start)], stdout=subprocess.PIPE, text=True
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "open\n"
    said = [program.stdout.readline() for _ in range(changes)]
    time.sleep(after)
    program.kill()
    # The last line may be cut short by the kill; only whole lines were said.
    said += (line for line in program.stdout if line.endswith("\n"))
    program.wait()
    program.stdout.close()
    return int(said[-1]) if said else start - 1


def check(folder: Path, last: int) -> None:
    """Every change that was said to be done is there, and nothing is amiss."""
    with Catalog.open(folder) as catalog, catalog.reading() as look:
        assert look.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert look.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        titles = {row.id: row.title for row in look.execute(select(Photo.id, Photo.title))}
        ratings = set(look.execute(select(Photo.rating)).scalars())
    for number in range(max(0, last - PHOTOS + 1), last + 1):
        assert int(titles[1 + number % PHOTOS] or -1) >= number
    assert len(ratings) == 1  # all rated or none: a step is never cut in two


def crash_loop(folder: Path, kills: int) -> int:
    with Catalog.open(folder) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
    moments = random.Random(kills)  # noqa: S311 - no secret
    last = -1
    for _ in range(kills):
        changes, after = moments.choice((0, 1, 2, 3, 4)), moments.uniform(0.0, 0.12)
        last = max(last, killed_once(folder, last + 1, changes, after))
        check(folder, last)
    return last


def test_fifty_kills_lose_nothing(tmp_path: Path) -> None:
    assert crash_loop(tmp_path, 50) > 50


@pytest.mark.soak
def test_a_thousand_kills_lose_nothing(tmp_path: Path) -> None:
    assert crash_loop(tmp_path, 1000) > 1000
