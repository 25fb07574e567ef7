"""A real server of ours, in a process of its own on loopback, and photos to send there."""

from __future__ import annotations

import hashlib
import itertools
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from imalink_core import Metadata, PhotoEgg
from imalink_desktop.sync.accounts import Badge, register
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.values import Fields, NewPhoto, RemoteFile
from tests.unit.server.sending import jpeg

PASSWORD = "a long enough one"  # noqa: S105 - of nobody
_MAIN = "import sys; from imalink_server.cli import main; sys.exit(main())"
_numbers = itertools.count(1)


class Purse:
    """Keeps tokens in memory, as where there is no keyring."""

    is_lasting = False

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get(self, server: str, user: str) -> str | None:
        return self.kept.get((server, user))

    def set(self, server: str, user: str, token: str) -> None:
        self.kept[server, user] = token

    def delete(self, server: str, user: str) -> None:
        self.kept.pop((server, user), None)


@contextmanager
def serving(folder: Path, database: str | None = None) -> Iterator[str]:
    """A server with nothing in it, maybe upon a database of its own; its address."""
    cheap = {"IMALINK_PASSWORD_MEMORY_KIB": str(19 * 1024), "IMALINK_PASSWORD_ROUNDS": "2"}
    if database is not None:
        cheap["IMALINK_DATABASE_URL"] = database
    words = ["serve", "--data-dir", str(folder), "--port", "0"]
    said = folder / "said.txt"  # a pipe that nobody empties would stop it
    with said.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", _MAIN, *words],
            env={**os.environ, **cheap},
            stderr=file,
            start_new_session=True,
        )
    try:
        while not (found := re.search(r"http://[\w.:\[\]]+(?= )", said.read_text())):
            assert process.poll() is None, said.read_text()
            time.sleep(0.02)
        yield found[0]
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=60)


def somebody(address: str, purse: Purse | None = None, name: str = "") -> tuple[Badge, Http]:
    """Somebody new, who is signed in; their way to the server has to be closed."""
    name = name or f"anna{next(_numbers)}"
    way = Http(address, stalling=30)
    register(way, name, f"{name}@example.org", PASSWORD)
    badge = Badge(address, name, purse or Purse())
    badge.sign_in(way, PASSWORD)
    return badge, way


@contextmanager
def signed_in(address: str, through: str = "") -> Iterator[Server]:
    """Somebody new at a server, maybe through something that stands before it."""
    badge, way = somebody(address)
    way.close()
    with Http(through or address, stalling=5) as asked:
        yield Server(asked, badge)


def photo(number: int | None = None, *, fields: Fields | None = None) -> NewPhoto:
    """A photo of a small picture of its own, and what is said of it."""
    number = number or next(_numbers)
    hot = jpeg(number)
    egg = PhotoEgg(
        hothash=hashlib.sha256(hot).hexdigest(),
        hotpreview=hot,
        coldpreview=None,
        width=4000,
        height=3000,
        metadata=Metadata(taken_at=datetime(2024, 6, 15, 12, 0), camera_make="Canon", iso=200),
        exif_dict={"Make": "Canon"},
        is_valid_image=True,
        image_format="JPEG",
        file_size_bytes=1_234_567,
    )
    digest = hashlib.sha256(b"file %d" % number).hexdigest()
    files = (RemoteFile(f"IMG_{number:04}.JPG", digest, "JPEG", 1_234_567, "main", "studio", "Blue"),)
    return NewPhoto(f"uid-of-photo-{number:06}", egg, fields or {}, files)
