"""On whose work this program stands, and under which licence each part came to us.

Asked of what is installed; a package, in which nothing is installed, has the answer with it as a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from imalink_resources import folder

_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|copyright", re.IGNORECASE)
_SPACE = 78


@dataclass(frozen=True, slots=True)
class Work:
    """One library: its name, the licence in a word, and the licence as its makers wrote it."""

    name: str
    version: str
    licence: str
    text: str


def told() -> str:
    """All of them, as one text to read."""
    shipped = folder("licences.txt")
    return shipped.read_text(encoding="utf-8") if shipped.is_file() else as_text(works())


def works(of: str = "imalink", extra: str = "desktop") -> list[Work]:
    """All that is needed for it, by name, each once."""
    found: dict[str, Distribution] = {}
    _gather(of, frozenset({extra}), found, set())
    found.pop(of, None)
    return [_work(each) for _, each in sorted(found.items())]


def as_text(some: list[Work]) -> str:
    """First a list, then each licence whole."""
    listed = "\n".join(f"{work.name} {work.version}: {work.licence}" for work in some)
    whole = "".join(f"\n\n{'=' * _SPACE}\n{work.name} {work.version}\n\n{work.text}" for work in some)
    return f"{listed}\n{whole}".rstrip() + "\n"


def _gather(name: str, extras: frozenset[str], found: dict[str, Distribution], seen: set[object]) -> None:
    name = re.sub(r"[-_.]+", "-", name).lower()
    if (name, extras) in seen:
        return
    seen.add((name, extras))
    try:
        found[name] = distribution(name)
    except PackageNotFoundError:
        return  # wanted on another system, or with another Python
    for wanted in found[name].requires or ():
        needed, _, condition = wanted.partition(";")
        asked = re.search(r"""extra == ["']([\w.-]+)["']""", condition)
        parts = re.match(r"([\w.-]+)\s*(?:\[([^]]*)\])?", needed.strip())
        if parts is not None and (asked is None or asked[1] in extras):
            more = frozenset(each.strip() for each in (parts[2] or "").split(",") if each.strip())
            _gather(parts[1], more, found, seen)


def _work(installed: Distribution) -> Work:
    texts = dict.fromkeys(_texts(installed))
    return Work(installed.name, installed.version, _in_a_word(installed), "\n\n".join(texts))


def _texts(installed: Distribution) -> Iterator[str]:
    for file in installed.files or ():
        if ".dist-info" in file.parts[0] and _LICENCE_FILE.search(file.name):
            yield Path(file.locate()).read_text(encoding="utf-8", errors="replace").strip()


def _in_a_word(installed: Distribution) -> str:
    """As its makers say it: today by an expression, once by a class, or by whatever they wrote."""
    said = installed.metadata
    expression, written = ("".join(said.get_all(name, [])) for name in ("License-Expression", "License"))
    classes = [name.rpartition(" :: ")[2] for name in said.get_all("Classifier", []) if "License ::" in name]
    return expression or " AND ".join(classes) or written.strip().partition("\n")[0] or "not told"
