"""All that `make check` looks at, in the order in which it is quick to fail."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from house.audit import audit
from house.commands import call, tool

Step = Callable[[], int]

TREE = "tests/architecture"


def run(*, fast: bool) -> int:
    """Look at the tree: only at how it is written, or at all that is seen without running the program."""
    pytest = [tool("python"), "-m", "pytest", "-q"]
    quick: dict[str, Step] = {
        "style": lambda: call([tool("ruff"), "check", "."]),
        "format": lambda: call([tool("ruff"), "format", "--check", "."]),
        "sizes and names": lambda: call([*pytest, f"{TREE}/test_size.py", f"{TREE}/test_names.py"]),
    }
    thorough: dict[str, Step] = {
        "types": lambda: call([tool("mypy")]),
        "rooms": lambda: call([tool("lint-imports"), "--no-logo"]),
        "architecture": lambda: call([*pytest, TREE]),
        "known vulnerabilities": audit,
    }
    return go_through(quick if fast else quick | thorough)


def go_through(steps: dict[str, Step]) -> int:
    """Do every step, also after one has failed; 0 when all is well."""
    failed = [name for name, step in steps.items() if _timed(name, step) != 0]
    if failed:
        print(f"make check: not clean: {', '.join(failed)}", file=sys.stderr)
        return 1
    print("make check: clean.")
    return 0


def _timed(name: str, step: Step) -> int:
    print(f"== {name}", flush=True)
    start = time.monotonic()
    code = step()
    print(f"== {name}: {'ok' if code == 0 else 'FAILED'}, {time.monotonic() - start:.1f} s\n", flush=True)
    return code
