"""`make tour`: draw photos, import them, walk through every view of the window, and tell a story.

The pictures come to `build/tour`, with a page that shows them all. The walks are processes of their own,
two at once: each has a screen of its size that nobody sees. Whatever goes wrong in one is told, and the tour
has failed.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from imalink_desktop.app.main import main as imalink
from tests.tour import front
from tests.tour.originals import TRIP
from tests.tour.page import page
from tests.tour.sheet import contact_sheet
from tests.tour.walk import Shot

FOLDER = Path("build/tour")
_SIZES = ((1280, 800), (2560, 1440))
_NOW_AND_THEN = 20.0
"""Seconds after which it is said how far they are."""
_PATIENCE = 400.0
"""Seconds for one walk; on two idle processors all of them together take less than four minutes."""


def main(words: Sequence[str]) -> int:
    """Walk the tour, and say where the pictures are; `--readme` keeps those that README and guide show."""
    began = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    work = FOLDER / "work"
    originals = work / "originals"
    originals.mkdir(parents=True)
    told: list[str] = []
    print("The tour is being painted; this takes some minutes.", flush=True)
    with ThreadPoolExecutor(2) as pool:
        told += _all(pool, [("originals", name, str(originals)) for name in ("walks", "story")])
        walks = [("one_size", str(FOLDER), str(wide), str(high)) for wide, high in reversed(_SIZES)]
        told += _all(pool, [*walks, ("story", str(FOLDER))])
    flaws = [words for words in told if words]
    flaws += _eggs(originals / TRIP)
    views, more = _seen([work / f"walk-{wide}.json" for wide, _high in _SIZES])
    story, still_more = _seen([work / "walk-story.json"])
    flaws += [*more, *still_more]
    (FOLDER / "index.html").write_text(page(views, story, flaws), encoding="utf-8")
    if not flaws:
        shutil.rmtree(work)
        if "--readme" in words:
            front.keep(FOLDER)
    print(f"{len(views) + len(story)} pictures in {time.monotonic() - began:.0f} seconds; look at them here:")
    print(f"  {(FOLDER / 'index.html').absolute()}")
    if flaws:
        print("The tour has met something that is wrong:", *dict.fromkeys(flaws), sep="\n  ", file=sys.stderr)
    return 1 if flaws else 0


def _all(pool: ThreadPoolExecutor, parts: Sequence[Sequence[str]]) -> list[str]:
    """Run parts; say now and then how far they are."""
    under_way = [pool.submit(_run, words) for words in parts]
    while wait(under_way, timeout=_NOW_AND_THEN).not_done:
        painted = sum(1 for _ in FOLDER.glob("*.png"))
        print(f"  {painted} pictures so far" if painted else "  the photos for it are drawn", flush=True)
    return [each.result() for each in under_way]


def _run(words: Sequence[str]) -> str:
    """Run one part in a process of its own; what is to be said of it where it failed."""
    module, *arguments = words
    try:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.tour.{module}", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired:
        return f"{' '.join(words)} did not end within {_PATIENCE:.0f} seconds"
    last = done.stdout.strip().rpartition("\n")[2]
    return f"{' '.join(words)} ended with {done.returncode}: {last}" if done.returncode else ""


def _seen(files: Sequence[Path]) -> tuple[list[Shot], list[str]]:
    """The pictures of some walks, and what was wrong in them."""
    shots: list[Shot] = []
    flaws: list[str] = []
    for file in files:
        if file.exists():
            told = json.loads(file.read_text(encoding="utf-8"))
            shots += [Shot(**{**shot, "size": tuple(shot["size"])}) for shot in told["shots"]]
            flaws += told["flaws"]
    return shots, flaws


def _eggs(folder: Path) -> list[str]:
    """The eggs of the trip as `imalink egg` writes them, and a sheet of their previews."""
    words = io.StringIO()
    with redirect_stdout(words), redirect_stderr(io.StringIO()):
        code = imalink(["egg", str(folder), "--json"])
    (FOLDER / "eggs.json").write_text(words.getvalue(), encoding="ascii")
    document: dict[str, list[Mapping[str, Any]]] = json.loads(words.getvalue())
    contact_sheet(document).save(FOLDER / "contact-sheet.png")
    # Some of the files came to harm on purpose: then it ends with another code than none, and still writes.
    return [] if document["eggs"] else [f"imalink egg ended with {code} and no egg"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
