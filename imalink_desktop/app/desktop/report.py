"""What a developer needs to know of a fault, and nothing else: no path, no name, no word that a person wrote.

Nothing is looked for that must not be told; only what is known to be ours or Python's is let through. So of
an error's message those words stay that stand in the source, as in "'NoneType' object has no attribute 'x'".
"""

from __future__ import annotations

import builtins
import platform
import re
import sysconfig
import traceback
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePath

from PySide6.QtCore import qVersion

import imalink_core
from imalink_core.version import VERSION
from imalink_desktop.base.log import Line

GONE = "…"
_LONGEST = 60_000
_PACKAGES = ("imalink_core", "imalink_desktop", "imalink_server", "imalink_resources")
_LATEST = 60

_FRAME = re.compile(r'\s*File "(?P<file>[^"]*)", line (?P<line>\d+)(?:,? in (?P<name>.+))?')
_MARKS = re.compile(r"\s*[~^]+\s*")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_PIECE = re.compile(r"[A-Za-z_][A-Za-z0-9_.]*|\s+|[^\sA-Za-z_]+")
_ENDED = re.compile(r"(?:Fatal Python error|Windows fatal exception): (?P<why>[A-Za-z ]+)")
_THREAD = re.compile(r"(?:Current thread|Thread) 0x[0-9a-f]+.*\(most recent call first\):")
_FIELD = re.compile(r"\s\w+=")
_SAID_BY_PYTHON = frozenset(
    """
    a after already an and argument arguments at attribute attributes be before bool bytes call callable
    cannot closed compare comparison concatenate convert dict division does empty encoding expected for
    found from function generator given got has have in index indices instance instances int integer
    invalid is item iterable iteration key keyword length list literal local main many maximum may
    memory method missing must mutable name no None NoneType not object of on only or order out over
    positional process range recursion required running set slice so str string subscriptable support
    takes than the thread to too tuple type types unexpected unhashable unpack unsupported value values
    was were where when while with without word wrong zero
    """.split()  # noqa: SIM905 - it is read more easily so
)
_LINES = frozenset(
    (
        "Traceback (most recent call last):",
        "During handling of the above exception, another exception occurred:",
        "The above exception was the direct cause of the following exception:",
    )
)


def report_of(told: str, log: Iterable[Line] = ()) -> str:
    """The whole report: what the program is and runs on, what went wrong, and what was logged before."""
    lines = tuple(log)[-_LATEST:]
    before = "\n\n" + "\n".join(_logged(line) for line in lines) if lines else ""
    return f"{_surroundings()}\n\n{without_names(told)}{before}"[:_LONGEST]


def told_of(error: BaseException) -> str:
    """An error as Python tells it, with what it was told in another thread; not yet for anybody's eyes."""
    notes = [note for note in getattr(error, "__notes__", ()) if note.startswith("Traceback ")]
    return notes[0] if notes else "".join(traceback.format_exception(error))


def where(error: BaseException) -> str:
    """By what a fault is known when it comes again: its kind, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    at = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else told_of(error)[-500:]
    return f"{type(error).__name__} {at}"


def without_names(told: str) -> str:
    """A traceback, or several, with nothing in it but our source and Python's words."""
    lines = told.splitlines()
    known = _words_of(lines)
    return "\n".join(line for line in _cleaned(lines, known) if line.strip())


def _cleaned(lines: list[str], known: frozenset[str]) -> Iterator[str]:
    in_source = False
    for line in lines:
        frame = _FRAME.fullmatch(line)
        if frame is not None:
            file = _below(frame["file"])
            in_source = file is not None
            name = f" in {frame['name']}" if in_source and frame["name"] else ""
            yield f'  File "{file or GONE}", line {frame["line"]}{name}'
        elif line.startswith("    "):
            if in_source:
                yield line
                in_source = bool(_MARKS.fullmatch(line)) or in_source
        elif line.strip() in _LINES:
            yield line.strip()
        elif (ended := _ENDED.fullmatch(line)) is not None:
            yield f"Ended by the system: {ended['why']}"
        elif _THREAD.fullmatch(line):
            yield "Thread (most recent call first):"
        else:
            in_source = False
            yield _scrubbed(line, known)


def _below(file: str) -> str | None:
    """A file of a source that everybody has, from its package downwards; None when it is anywhere else."""
    path = PurePath(file)
    for root in _roots():
        if path.is_relative_to(root):
            below = path.relative_to(root)
            if root != _home_of_ours() or below.parts[:1] in {(package,) for package in _PACKAGES}:
                return below.as_posix()
    # Packed into a program, ours know no place.
    return path.as_posix() if not path.is_absolute() and path.parts[:1] in {(p,) for p in _PACKAGES} else None


@cache
def _roots() -> tuple[PurePath, ...]:
    """Where Python's own source lies, that of libraries, and ours; what lies deeper comes first."""
    found = {PurePath(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")}
    return tuple(sorted(found | {_home_of_ours()}, key=lambda root: -len(root.parts)))


@cache
def _home_of_ours() -> PurePath:
    return PurePath(imalink_core.__file__).parent.parent


def _words_of(lines: list[str]) -> frozenset[str]:
    """The words of the source that the traceback shows: an error that speaks of them tells nothing new."""
    found: set[str] = set()
    in_source = False
    for line in lines:
        frame = _FRAME.fullmatch(line)
        if frame is not None:
            in_source = _below(frame["file"]) is not None
        elif in_source and line.startswith("    "):
            found.update(_WORD.findall(line))
        else:
            in_source = False
    return frozenset(found) | _SAID_BY_PYTHON | _errors()


def _scrubbed(line: str, known: frozenset[str]) -> str:
    """What is not known becomes a dot for each run of it."""
    said = "".join(
        piece if piece.isspace() or _is_known(piece, known) or _is_sign(piece) else GONE
        for piece in _PIECE.findall(line)
    )
    return re.sub(rf"{GONE}(?:[\W_]*{GONE})+", GONE, said)


def _is_known(piece: str, known: frozenset[str]) -> bool:
    return piece[0] != "." and all(
        part in known or part in _PACKAGES for part in piece.rstrip(".").split(".")
    )


def _is_sign(piece: str) -> bool:
    return all(sign in "'\"():,;[]{}<>=+-*/|" for sign in piece)


@cache
def _errors() -> frozenset[str]:
    names = {name for name, it in vars(builtins).items() if isinstance(it, type)}
    waiting: list[type] = [BaseException]
    while waiting:
        kind = waiting.pop()
        names.update((kind.__name__, *kind.__module__.split(".")))
        waiting += kind.__subclasses__()
    return frozenset(names)


def _logged(line: Line) -> str:
    """When and where, and the sentence without its fields; what others log may say anything."""
    ours = line.where.partition(".")[0] in _PACKAGES
    sentence = _FIELD.split(line.text.splitlines()[0] if line.text else "", maxsplit=1)[0]
    return f"{line.at:%H:%M:%S} {line.level} {line.where}: {sentence if ours else GONE}"


def _surroundings() -> str:
    release = re.match(r"\d+(\.\d+)?", platform.release())
    system = f"{platform.system()} {release[0] if release else ''} {platform.machine()}"
    return f"ImaLink {VERSION} · Python {platform.python_version()} · Qt {qVersion()} · {system}"
