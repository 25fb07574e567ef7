"""`run`: one call of `imalink`, from its words to its exit code, whatever goes wrong on the way."""

from __future__ import annotations

import io
import os
import sys
import traceback
import warnings
from collections.abc import Sequence

from imalink_core.isolation.keeper import HELPER_FLAG
from imalink_desktop.app.arguments import parse
from imalink_desktop.app.exits import Exit, Unheard, WrongUse
from imalink_desktop.app.telling import tell, tell_of
from imalink_desktop.base.errors import Expected


def run(words: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    if list(words) == [HELPER_FLAG]:
        from imalink_core.isolation import child

        child.main()
        return Exit.DONE
    # Pillow's remarks on odd files are not for a photographer; our notes say what matters.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without our signs shows others
            stream.reconfigure(errors="replace")
    if sys.stdout is None:
        tell("There is nothing to write to: standard output is closed.")
        return Exit.COULD_NOT
    arguments = parse(words)
    try:
        code = arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        _say_no_more()
    except Unheard as done:
        tell(f"It was done, but the answer could not be written: {done}.")
        _say_no_more()
        return Exit.WITH_PROBLEMS
    except WrongUse as trouble:
        tell_of(trouble)
        return Exit.WRONG_USE
    except Expected as trouble:
        tell_of(trouble)
    except OSError as error:
        tell(f"ImaLink could not go on: {error.strerror or error}.")
        _say_no_more()
    except Exception:  # noqa: BLE001 - a fault of ours must not look like a file's
        tell(f"ImaLink could not go on, by a fault of its own:\n{traceback.format_exc()}")
    else:
        return code
    return Exit.COULD_NOT


def _say_no_more() -> None:
    """Whoever read our output has left, or has no room. The interpreter says nothing at its end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
