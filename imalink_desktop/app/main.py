"""`main`: what starts when somebody types `imalink`, or double-clicks it."""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Sequence

from imalink_core.isolation.keeper import HELPER_FLAG
from imalink_desktop.app.arguments import parse
from imalink_desktop.app.exits import Exit


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == [HELPER_FLAG]:
        from imalink_core.isolation import child

        child.main()
        return Exit.DONE
    # Pillow's remarks on odd files are not for a photographer; our notes say what matters.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without our signs shows others
            stream.reconfigure(errors="replace")
    arguments = parse(words)
    try:
        return arguments.run(arguments)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    except BrokenPipeError:
        # Whoever read our output has left. Nothing more is said, at the interpreter's end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.COULD_NOT


if __name__ == "__main__":
    sys.exit(main())
