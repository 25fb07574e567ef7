"""What is proved, part by part. Each is a question that answers in a few words or raises what is wrong."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from gettext import GNUTranslations
from importlib.util import find_spec
from pathlib import Path

from imalink_desktop.app.proving.drawn import FORMATS, drawn
from imalink_desktop.base.errors import Bug
from imalink_desktop.base.paths import Paths, private_folder

Question = Callable[[], str]

_EMPTY_MO = struct.pack("<7I", 0x950412DE, 0, 0, 28, 28, 0, 28)
"""A translation without a text, as msgfmt writes it."""

_NOWHERE = "https://127.0.0.1:9"


@dataclass(frozen=True, slots=True)
class Finding:
    """How it stands with one part of the program."""

    part: str
    is_ok: bool
    why: str


def examined(place: Path) -> Iterator[Finding]:
    """Look at every part, also after one has failed. All that is written goes into `place`."""
    for part, question in _questions(Paths.below(place), place):
        try:
            yield Finding(part, is_ok=True, why=question())
        except Exception as error:  # noqa: BLE001 - whatever is missing says so in its own way
            yield Finding(part, is_ok=False, why=f"{type(error).__name__}: {error}")


def _questions(paths: Paths, place: Path) -> Iterator[tuple[str, Question]]:
    yield "resources", _resources
    yield "catalog", partial(_catalog, paths)
    for name in FORMATS:
        yield f"{name} becomes an egg", partial(_egg, name, place)
    yield "drives", _drives
    yield "watching", _watching
    yield "line to a server", _line
    yield "keyring", _keyring
    yield "translations", _translations
    yield "icons", _icons
    yield "window", partial(_window, paths)


def _resources() -> str:
    from imalink_resources import text

    return f"{len(text('egg.schema.json')) + len(text('window.qss')):,} letters of schema and style"


def _catalog(paths: Paths) -> str:
    """Made by all the steps of its tables, closed, and found as it was left."""
    from imalink_desktop.catalog.catalog import Catalog
    from imalink_desktop.catalog.inspection import revision_of, what_is_wrong

    private_folder(paths.data)
    for _ in range(2):
        with Catalog.open(paths.data) as catalog:
            _must(catalog.notice is None, str(catalog.notice))
    wrong = what_is_wrong(paths.catalog, thoroughly=True)
    _must(wrong is None, str(wrong))
    return f"tables of revision {revision_of(paths.catalog)}"


def _egg(name: str, place: Path) -> str:
    from imalink_core import Hatchery

    with Hatchery() as hatchery:
        egg = hatchery.hatch(drawn(name, place)).egg
    _must(egg.is_valid_image and egg.hotpreview is not None, "there is no preview")
    return f"{egg.width} × {egg.height}, {egg.hothash[:12]}"


def _drives() -> str:
    from imalink_desktop.importing.volumes import all_mounted

    return f"{len(tuple(all_mounted()))} mounted"


def _watching() -> str:
    import send2trash
    from watchdog.observers import Observer

    _must(callable(send2trash.send2trash), "nothing can be put into the trash")
    return str(getattr(Observer, "__name__", Observer))


def _line() -> str:
    from imalink_desktop.sync.http import Http

    with Http(_NOWHERE):  # made and not used: there is no server here
        return "with HTTP/2" if find_spec("h2") else "without HTTP/2"


def _keyring() -> str:
    from imalink_desktop.settings.secrets import keyring_name

    return keyring_name() or "none: tokens stay in memory"


def _translations() -> str:
    from PySide6.QtCore import QLibraryInfo

    from imalink_resources import folder

    _must(GNUTranslations(io.BytesIO(_EMPTY_MO)).gettext("Undo") == "Undo", "a translation cannot be read")
    ours = [each.parent.parent.name for each in folder("locale").glob("*/LC_MESSAGES/*.mo")]
    qts = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)).glob("qtbase_*.qm")
    return f"English {' '.join(sorted(ours))}".rstrip() + f"; {len(list(qts))} of Qt's own"


def _icons() -> str:
    from imalink_desktop.ui.theme.icons import NAMES, app_image, drawing

    for name, image in (
        ("our own", app_image(64)),
        *((name, drawing(name, "#000000", 24)) for name in NAMES),
    ):
        _must(any(bytes(image.constBits())), f"the icon {name} is empty")
    return f"{len(NAMES)} and our own"


def _window(paths: Paths) -> str:
    from imalink_desktop.app.proving.showing import shown

    return shown(paths)


def _must(is_so: bool, else_say: str) -> None:
    if not is_so:
        raise Bug(else_say)
