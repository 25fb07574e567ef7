"""What answers until somebody says stop, by SIGTERM or Ctrl+C, may be told so while it still starts."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Asked:
    """Whether somebody has said stop.

    That is raised where it comes; and where Python cleans up after itself, what is raised is passed over.
    """

    def __init__(self) -> None:
        self._is_asked = False

    def to_stop(self, _number: int, _frame: FrameType | None) -> None:
        """Somebody says stop."""
        self._is_asked = True
        raise KeyboardInterrupt

    def look(self) -> None:
        """Stop now, if it was passed over."""
        if self._is_asked:
            raise KeyboardInterrupt


@contextmanager
def until_stopped() -> Iterator[Asked]:
    """Do this until then; whoever has a long start looks at its end."""
    asked = Asked()
    before = {number: signal.signal(number, asked.to_stop) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield asked
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
