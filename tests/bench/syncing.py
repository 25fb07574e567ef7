"""`make bench ARGS="sync"`: a library goes to a server on this computer, and how much memory that takes.

`python -m tests.bench.syncing NAME FOLDER …` is one of the subjects, each in a process of its own.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image
from sqlalchemy import select

from imalink_core import Found, Metadata, PhotoEgg
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import sessions, signing
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.hatched import Laid, hatched
from imalink_desktop.catalog.models import ImageFile, Photo
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.room import PlainRoom
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.accounts import register as make_account
from imalink_desktop.sync.engine import sync
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.store import Store
from tests.bench.server.asking import serving
from tests.bench.server.pushing import large
from tests.bench.timing import peak_memory
from tests.unit.desktop.catalog.commands.cards import file, prepare
from tests.unit.desktop.sync.ours import PASSWORD, Purse

_EGGS = 2_000
_QUEUES = (10_000, 100_000)
_CHUNK = 1_000
_names = itertools.count(1)


def report() -> Iterator[str]:
    """The lines: eggs a second by the whole engine, and memory with a short queue and a long one."""
    with tempfile.TemporaryDirectory() as there, tempfile.TemporaryDirectory() as here:
        database = f"sqlite:///{there}/imalink.db"
        with serving(Path(there), database) as url:
            what = "a library goes to a server on this computer"
            yield f"  {what:52}{'eggs/s':>10}{'peak MB':>10}{'target':>9}"
            for cold, target in ((0, 500), (1, 150)):
                told = _run(url, Path(here) / f"library-{cold}", _EGGS, cold)
                verdict = "ok" if told["rate"] >= target else "short"
                words = "with coldpreviews" if cold else "with hotpreviews"
                what = f"{_EGGS:,} eggs, {words}"
                yield f"  {what:52}{told['rate']:10.0f}{told['peak']:10.0f}{target:9}  {verdict}"
            for queue in _QUEUES:
                told = _run(url, Path(here) / f"queue-{queue}", queue, 0)
                what = f"the first {_EGGS:,} of {queue:,} that wait"
                yield f"  {what:52}{told['rate']:10.0f}{told['peak']:10.0f}"


def _run(url: str, folder: Path, photos: int, cold: int) -> dict[str, float]:
    """Make a library in one process, and send the first of it in another."""
    name = f"sync{next(_names)}"
    with Http(url) as way:
        make_account(way, name, f"{name}@example.org", PASSWORD)
    _process("fill", folder, photos, cold, url, name)
    told: dict[str, float] = json.loads(_process("send", folder, cold, url, name))
    return told


def _process(*words: object) -> bytes:
    command = [sys.executable, "-m", "tests.bench.syncing", *map(str, words)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout


def fill(folder: str, photos: str, cold: str, url: str, name: str) -> None:
    """A library of so many photos, all of which wait."""
    with Catalog.open(Path(folder)) as catalog:
        prepare(catalog)
        signing.sign_in(catalog, url, name)
        sessions.begin(catalog, "card")
        previews = Previews.open(Path(folder), cold_budget=1 << 34)
        pictures = _pictures()
        picture = large()
        number = 0
        for begin in range(0, int(photos), _CHUNK):
            some = [next(pictures) for _ in range(min(_CHUNK, int(photos) - begin))]
            arrivals = [Arrival((file(f"{begin + place}.jpg"),)) for place in range(len(some))]
            register(catalog, 1, arrivals)
            with catalog.reading() as look:
                wanted = select(ImageFile.id, Photo.uid).join(Photo, Photo.id == ImageFile.photo_id)
                rows = look.execute(wanted.where(ImageFile.id > number).order_by(ImageFile.id)).all()
            previews.put(Preview(uid, hot) for (_, uid), hot in zip(rows, some, strict=True))
            if int(cold):
                for place, (_, uid) in enumerate(rows):
                    previews.put_cold(uid, _told_apart(picture, begin + place))
            hatched(catalog, [_laid(row, hot) for (row, _), hot in zip(rows, some, strict=True)])
            number = rows[-1][0]
        previews.close()


def send(folder: str, cold: str, url: str, name: str) -> None:
    """Send until enough of it is there; prints how fast, and the most memory it took."""
    purse = Purse()
    badge = Badge(url, name, purse)
    with Catalog.open(Path(folder)) as catalog, Http(url) as way, PlainRoom() as room:
        badge.sign_in(way, PASSWORD)
        previews = Previews.open(Path(folder), cold_budget=1 << 34)
        store = Store.of(catalog, previews, machine="bench", state=Path(folder))
        job = sync(store, Server(way, badge), room.workers(Lane.SENDING), with_cold=bool(int(cold)))
        began, most = time.perf_counter(), 0
        for step in job:
            most = max(most, step.done)
            if most >= _EGGS and not int(cold):
                break
        taken = time.perf_counter() - began
        job.close()
        previews.close()
    print(json.dumps({"rate": _EGGS / taken, "peak": peak_memory()}))


def _pictures() -> Iterator[bytes]:
    """Small previews, another each time."""
    picture = _jpeg(150, 100)
    return (_told_apart(picture, number) for number in itertools.count())


def _jpeg(width: int, height: int) -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((width, height), 30).convert("RGB").save(stream, "JPEG", quality=70)
    return stream.getvalue()


def _told_apart(jpeg: bytes, number: int) -> bytes:
    """Other bytes of the same picture: a number in a comment."""
    comment = b"%09d" % number
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


def _laid(row: int, hot: bytes) -> Laid:
    egg = PhotoEgg(
        hothash=hashlib.sha256(hot).hexdigest(),
        hotpreview=hot,
        coldpreview=None,
        width=6000,
        height=4000,
        metadata=Metadata(camera_make="Canon", camera_model="EOS R5", iso=200),
        exif_dict={"Make": "Canon", "Model": "EOS R5"},
        is_valid_image=True,
        image_format="JPEG",
        file_size_bytes=9_000_000 + row,
    )
    return Laid(row, hashlib.sha256(b"%d" % row).hexdigest(), egg, Found())


if __name__ == "__main__":
    subjects: dict[str, Any] = {"fill": fill, "send": send}
    subjects[sys.argv[1]](*sys.argv[2:])
