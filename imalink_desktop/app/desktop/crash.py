"""When a fault of ours is met: it is written down, told in a sentence, and the program goes on if it can."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from imalink_core.version import VERSION
from imalink_desktop.base.errors import Bug, Trouble
from imalink_desktop.base.log import logger
from imalink_desktop.base.redaction import redact

log = logger(__name__)


def report_of(error: BaseException, trace: TracebackType | None) -> str:
    """What a developer needs, without secrets and without the user's name."""
    told = "".join(traceback.format_exception(type(error), error, trace))
    program = f"ImaLink {VERSION}, Python {sys.version.split()[0]}, {sys.platform}"
    return redact(f"{program}\n\n{told}", Path.home())


def catch_faults(tell: Callable[[Trouble], object]) -> None:
    """From now on a fault in the window's thread ends no program."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("a fault in the window", report=report_of(error, trace))
        tell(error if isinstance(error, Trouble) else Bug(str(error)))

    sys.excepthook = hook
