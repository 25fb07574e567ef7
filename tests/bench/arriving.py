"""The catalog as photos come into it: files that were glanced at, then read whole."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count

import numpy as np
from PIL import Image

from imalink_core import Metadata, PhotoEgg
from imalink_core.pairing import Role
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.arriving import Arrival, ArrivingFile, Registered, register
from imalink_desktop.catalog.commands.drives import ensure_folders
from imalink_desktop.catalog.commands.hatched import Laid, hatched
from imalink_desktop.catalog.commands.sessions import begin
from tests.bench.bare import Bare
from tests.bench.timing import Figure, Task, measured

FILES = 500
_ROUNDS = 3
_REGISTERED = 300
_BEGUN = datetime(2025, 6, 1, 12)


def arrivals(catalog: Catalog, bare: Bare) -> list[Figure]:
    """A card's worth of photos, some hundred at a time."""
    folder = ensure_folders(catalog, 1, ["Photos/2025/bench"])["Photos/2025/bench"]
    session = begin(catalog, "/media/card")
    numbers = count(1)
    eggs = [_egg(number) for number in range(1, (_ROUNDS + 1) * FILES + 1)]
    waiting: list[Registered] = []
    floor = f"bare: {FILES} rows, durable"

    def register_some() -> object:
        some = [_arrival(folder, next(numbers)) for _ in range(FILES)]
        waiting.append(register(catalog, session, some))
        return waiting

    def hatch_them() -> object:
        files = waiting.pop().files.values()
        return hatched(catalog, [_laid(file, eggs.pop()) for file in files])

    return measured(
        [
            Task(floor, lambda: bare.update(FILES)),
            Task(f"register {FILES} photos", register_some, _REGISTERED, floor),
            Task("they are read whole", hatch_them, None, floor),
        ],
        rounds=_ROUNDS,
    )


def _arrival(folder: int, number: int) -> Arrival:
    name = f"NEW_{number:06}.JPG"
    file = ArrivingFile(
        folder, name, 9_000_000 + number, number, number, "JPEG", Role.PICTURE, f"/media/card/{name}"
    )
    return Arrival((file,), _metadata(number))


def _metadata(number: int) -> Metadata:
    return Metadata(
        taken_at=_BEGUN + timedelta(seconds=7 * number),
        camera_make="Canon",
        camera_model="EOS R5",
        lens_model="RF50mm F1.8 STM",
        focal_length=50.0,
        f_number=2.8,
        iso=400,
        exposure_time="1/250",
        width=8192,
        height=5464,
    )


def _laid(file: int, egg: PhotoEgg) -> Laid:
    return Laid(file, sha256(str(file).encode()).hexdigest(), egg)


def _egg(number: int) -> PhotoEgg:
    preview = _preview(number)
    return PhotoEgg(
        hothash=sha256(preview).hexdigest(),
        hotpreview=preview,
        coldpreview=None,
        width=8192,
        height=5464,
        metadata=_metadata(number),
        exif_dict={"Image": {"Make": "Canon", "Model": "EOS R5"}},
        is_valid_image=True,
        image_format="JPEG",
        file_size_bytes=9_000_000,
    )


def _preview(number: int) -> bytes:
    """Another picture for each number, and none like another."""
    rough = np.random.default_rng(number).integers(0, 256, (6, 9, 3), np.uint8)
    stream = io.BytesIO()
    Image.fromarray(rough).resize((150, 100), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=85)
    return stream.getvalue()
