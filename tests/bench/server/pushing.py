"""Eggs a second, alone and in batches, with and without large previews: on the disk when acknowledged."""

from __future__ import annotations

import base64
import hashlib
import io
import itertools
import json
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image

from tests.bench.server.asking import API, Person, Question, serving, somebody
from tests.bench.server.crowd import PASSWORD

_BATCH = 100
_BATCHES = 8
_ALONE = 100
_AT_ONCE = 400
_numbers = itertools.count(1)


def report(database: str, kind: str) -> Iterator[str]:
    """The lines: one by one, fifty at once, and in batches. Nothing of it stays."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), database) as url:
        person = somebody(url, f"pusher-{uuid.uuid4().hex[:12]}")
        yield f"  {f'{kind}: eggs':52}{'a second':>10}{'p50 ms':>10}{'p99 ms':>10}{'target':>9}"
        for cold, target in ((None, 500), (large(), 150)):
            yield from _pushed(person, cold, target)
        leaving = json.dumps({"password": PASSWORD}).encode()
        with person.asking() as ask:
            ask(Question("DELETE", f"{API}/users/me", leaving))


def _pushed(person: Person, cold: bytes | None, target: int) -> Iterator[str]:
    words = "with coldpreviews" if cold else "with hotpreviews"
    rate = _ALONE / _seconds(person, [_single(cold) for _ in range(_ALONE)])
    yield f"  {f'one by one, {words}':52}{rate:10.0f}"
    rush = person.rush([_single(cold) for _ in range(_AT_ONCE)])
    yield f"  {f'fifty at once, {words}':52}{rush}"
    batches = [_batch(cold) for _ in range(_BATCHES)]
    rate = _BATCH * _BATCHES / _seconds(person, batches)
    verdict = "ok" if rate >= target else "short"
    yield f"  {f'batches of {_BATCH}, {words}':52}{rate:10.0f}{'':20}{target:9}  {verdict}"


def _seconds(person: Person, questions: Sequence[Question]) -> float:
    with person.asking() as ask:
        began = time.perf_counter()
        for question in questions:
            ask(question)
        return time.perf_counter() - began


def _single(cold: bytes | None) -> Question:
    return Question("POST", f"{API}/photos/photoegg", json.dumps(_egg(cold)).encode())


def _batch(cold: bytes | None) -> Question:
    eggs = {"photos": [_egg(cold) for _ in range(_BATCH)]}
    return Question("POST", f"{API}/photos/photoegg/batch", json.dumps(eggs).encode())


def large() -> bytes:
    """1920 × 1280 with about as much in it as a photograph has."""
    noise = Image.effect_noise((160, 107), 90).convert("RGB")
    stream = io.BytesIO()
    noise.resize((1920, 1280), Image.Resampling.BICUBIC).save(stream, "JPEG", quality=85)
    return stream.getvalue()


def _small(number: int) -> bytes:
    stream = io.BytesIO()
    picture = Image.effect_noise((150, 100), 60).convert("RGB")
    picture.save(stream, "JPEG", quality=85, comment=str(number).encode())
    return stream.getvalue()


def _egg(cold: bytes | None) -> dict[str, object]:
    number = next(_numbers)
    hot = _small(number)
    sent = None if cold is None else base64.b64encode(cold + str(number).encode()).decode()
    return {
        "hothash": hashlib.sha256(hot).hexdigest(),
        "hotpreview_base64": base64.b64encode(hot).decode(),
        "coldpreview_base64": sent,
        "width": 6000,
        "height": 4000,
        "metadata": {
            "taken_at": f"2024-06-15T12:{number // 60 % 60:02}:{number % 60:02}",
            "camera_model": "R5",
        },
        "exif_dict": {"Make": "Canon"},
        "is_valid_image": True,
        "image_format": "JPEG",
        "file_size_bytes": 9_000_000,
        "uid": f"bench-{number:012}",
        "title": f"Photo {number}",
        "tags": ["bench"],
        "files": [
            {"filename": f"IMG_{number}.JPG", "sha256": hashlib.sha256(str(number).encode()).hexdigest()}
        ],
    }
