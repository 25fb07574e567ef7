"""`main`: what starts when somebody types `imalink`, or double-clicks it.

Nothing is imported before it can be stopped: whoever presses Ctrl+C in the first moment wants no report.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

_COULD_NOT = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    try:
        from imalink_desktop.app.running import run

        return run(list(sys.argv[1:] if argv is None else argv))
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write("Stopped.\n")
        return _COULD_NOT


if __name__ == "__main__":
    sys.exit(main())
