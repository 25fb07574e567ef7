#!/usr/bin/env python3
"""What can be done in this house: python3 packaging/tasks.py VERB (Windows: py packaging/tasks.py VERB).

Needs nothing but Python itself; all it installs goes into `.venv`.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence

from house import checking, environment, locking, wording
from house.commands import call, tool
from house.packing import recipe
from house.stop import Stop

Verb = Callable[[Sequence[str]], int]


def setup(_words: Sequence[str]) -> int:
    """Make .venv with everything in it; quick when nothing is to be done."""
    environment.ensure()
    return 0


def run(words: Sequence[str]) -> int:
    """Open ImaLink, or walk the tour where there is no screen; make run ARGS="egg pictures" for a command."""
    environment.ensure()
    if not words and not has_screen():
        print("There is no screen here, so this is the tour, painted into pictures.", flush=True)
        return tour(words)
    return call([tool("imalink"), *words])


def test(words: Sequence[str]) -> int:
    """Run the tests: random order, no screen, no network; all of them on every core."""
    environment.ensure()
    return call([tool("python"), "-m", "pytest", *(words or ("-n", "auto", "--dist", "worksteal"))])


def check(words: Sequence[str]) -> int:
    """Look for mistakes without running the program; --fast for the quick part."""
    environment.ensure()
    return checking.run(fast="--fast" in words)


def bench(words: Sequence[str]) -> int:
    """Measure, and print the ratios."""
    environment.ensure()
    return call([tool("python"), "-m", "tests.bench", *words])


def soak(words: Sequence[str]) -> int:
    """Run the tests that take too long for every day."""
    environment.ensure()
    return call([tool("python"), "-m", "pytest", "-m", "soak", "-o", "faulthandler_timeout=0", *words])


def tour(words: Sequence[str]) -> int:
    """Show what ImaLink can do in pictures, and say where they are."""
    environment.ensure()
    return call([tool("python"), "-m", "tests.tour", *words])


def messages(_words: Sequence[str]) -> int:
    """Gather all texts that can be translated into imalink.pot."""
    print(f"{wording.gather()} texts are in {wording.TEMPLATE}")
    return 0


def package(_words: Sequence[str]) -> int:
    """Build the program for people without Python, and on Debian a .deb; both lie in dist/ afterwards."""
    environment.ensure()
    return recipe.package()


def lock(_words: Sequence[str]) -> int:
    """Choose anew which version of everything is used: writes constraints.txt."""
    environment.ensure()
    return locking.lock()


def has_screen() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


VERBS: dict[str, Verb] = {
    verb.__name__: verb for verb in (setup, run, test, check, bench, soak, tour, messages, package, lock)
}


def main(argv: Sequence[str]) -> int:
    """Do the verb, and answer with its exit code: 2 = wrong use, 3 = could not."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without our signs shows others
            stream.reconfigure(errors="replace")
    if not argv or argv[0] in ("help", "-h", "--help"):
        print(*(f"{name:8} {verb.__doc__}" for name, verb in VERBS.items()), sep="\n")
        return 0
    verb = VERBS.get(argv[0])
    if verb is None:
        print(f"There is no verb {argv[0]!r}; there are: {' '.join(VERBS)}", file=sys.stderr)
        return 2
    try:
        return verb(argv[1:])
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        print("Stopped. Nothing is broken; the next run starts where it must.", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
