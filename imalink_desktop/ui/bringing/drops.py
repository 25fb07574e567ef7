"""What was dropped: files and folders on drives of this machine, and a sentence about all that is not."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from PySide6.QtCore import QMimeData

from imalink_desktop.base.errors import Expected
from imalink_desktop.ui.carried import are_photos
from imalink_desktop.ui.wording import _, many

_LIST = "text/uri-list"


@dataclass(frozen=True, slots=True)
class Dropped:
    """What can be imported of what was dropped, and what is to be said about the rest."""

    paths: tuple[Path, ...]
    trouble: Expected | None = None


def may_hold_photos(mime: QMimeData) -> bool:
    """Whether to take what is being dragged. What comes from the web is taken, to say what to do instead.

    Photos of this very window are not: they are here already.
    """
    return not are_photos(mime) and (mime.hasUrls() or mime.hasFormat(_LIST))


def dropped(mime: QMimeData) -> Dropped:
    """Understand what was dropped."""
    addresses = tuple(dict.fromkeys(_addresses(mime)))
    paths = tuple(dict.fromkeys(path for one in addresses if (path := local_path(one)) is not None))
    if any(map(_is_everything, addresses)):
        sentence = _("A whole computer is more than can be imported.")
        return Dropped(paths, Expected(sentence, _("Drop the folders or the drives that hold photos.")))
    far = [one for one in addresses if local_path(one) is None]
    if far:
        sentence = many(
            "{n} thing that was dropped lies on no drive of this computer.",
            "{n} things that were dropped lie on no drive of this computer.",
            len(far),
        )
        return Dropped(paths, Expected(sentence, _("Save it to a folder first, then drop the folder.")))
    if not paths:
        return Dropped(
            (), Expected(_("There are no files in what was dropped."), _("Drop photos or folders."))
        )
    return Dropped(paths)


def local_path(address: bytes) -> Path | None:
    """The file that an address names, whatever bytes are in its name; None where it lies elsewhere.

    Programs differ in what they escape, so nothing but `%` and two digits is taken for an escape.
    """
    scheme, separator, rest = address.partition(b"://")
    if not separator:
        scheme, separator, rest = address.partition(b":")  # `file:/tmp/a.jpg`, as some write it
    if scheme.lower() != b"file":
        return None
    host, slash, path = rest.partition(b"/")
    if not slash or host.decode("ascii", "replace").lower() not in _this_machine():
        return None
    name = unquote_to_bytes(slash + path)
    if b"\0" in name or name.strip(b"/") == b"":
        return None
    if sys.platform == "win32":
        return Path(os.fsdecode(name.lstrip(b"/")))
    return Path(os.fsdecode(name))


def _is_everything(address: bytes) -> bool:
    """Whether this is the root of all folders."""
    scheme, _colon, rest = address.partition(b":")
    host, slash, path = rest.removeprefix(b"//").partition(b"/")
    is_here = host.decode("ascii", "replace").lower() in _this_machine()
    return scheme.lower() == b"file" and is_here and bool(slash) and not path.strip(b"/")


def _addresses(mime: QMimeData) -> Iterator[bytes]:
    """The lines of the list as they came: Qt would already have lost names that are no text."""
    given = bytes(mime.data(_LIST).data()) if mime.hasFormat(_LIST) else b""
    for line in given.splitlines():
        if (one := line.strip(b"\r\n\0")) and not one.startswith(b"#"):
            yield one


def _this_machine() -> frozenset[str]:
    return frozenset(("", "localhost", socket.gethostname().lower()))
