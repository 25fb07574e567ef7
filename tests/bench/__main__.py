"""`python -m tests.bench`: draw the pictures, run the benches, print the tables as they come."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.bench import eggs


def main() -> None:
    """Run every bench."""
    with tempfile.TemporaryDirectory() as folder:
        for line in eggs.report(Path(folder)):
            print(line, flush=True)


if __name__ == "__main__":
    main()
