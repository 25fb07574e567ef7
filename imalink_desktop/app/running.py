"""`run`: one call of `imalink`, from its words to its exit code, whatever goes wrong on the way."""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from pathlib import Path

from imalink_core.isolation import HELPER_FLAG
from imalink_desktop.app.arguments import can_be_handed, parse
from imalink_desktop.app.exits import Exit, Unheard, WrongUse
from imalink_desktop.app.telling import is_watched, tell, tell_of
from imalink_desktop.app.typed import Typed
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.catalog.lock import InUse


def run(words: Sequence[str]) -> int:
    """Run a command and return its exit code."""
    if list(words) == [HELPER_FLAG]:
        from imalink_core.isolation import child

        child.main()
        return Exit.DONE
    _hush()
    if sys.stdout is None:
        tell("There is nothing to write to: standard output is closed.")
        return Exit.COULD_NOT
    arguments = parse(words)
    try:
        code = _done(arguments, words)
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
        tell(f"ImaLink could not go on: {in_words(error)}.")
        _say_no_more()
    except Exception:  # noqa: BLE001 - a fault of ours must not look like a file's
        tell(f"ImaLink could not go on, by a fault of its own:\n{traceback.format_exc()}")
    else:
        return code
    return Exit.COULD_NOT


def _done(arguments: Typed, words: Sequence[str]) -> int:
    """Do it here; or have the window do it, where that has the catalog open."""
    try:
        return arguments.run(arguments)
    except InUse:
        if not can_be_handed(words):
            raise
        from imalink_desktop.app.desktop.handing import have_done

        code = have_done(arguments.paths.socket, words, watched=is_watched())
        if code is None:
            raise
        return code


def _hush() -> None:
    """What is not for a photographer does not reach the terminal."""
    # Pillow's remarks on odd files: our notes say what matters.
    warnings.filterwarnings("ignore", module=r"PIL\.")
    if logging.lastResort is not None:
        logging.lastResort.setLevel(logging.ERROR)  # of what is less, the command tells in words
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal without our signs shows others
            stream.reconfigure(errors="replace")


def in_words(error: OSError) -> str:
    """What the system says, and of which file."""
    words = error.strerror or str(error)
    named = error.filename
    return f"{words}: {kept_path(Path(os.fsdecode(named)))}" if isinstance(named, str | bytes) else words


def _say_no_more() -> None:
    """Whoever read our output has left, or has no room. The interpreter says nothing at its end either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
