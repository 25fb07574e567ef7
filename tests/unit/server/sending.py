"""Eggs to send: small pictures of our own, of which no two look the same unless they are asked to."""

from __future__ import annotations

import base64
import hashlib
import io
import itertools
import json
from functools import cache

from PIL import Image

from tests.unit.server.asking import Client

PHOTOS, EGG = "/api/v1/photos", "/api/v1/photos/photoegg"

_numbers = itertools.count(1)


@cache
def jpeg(number: int, size: tuple[int, int] = (150, 100), comment: bytes = b"") -> bytes:
    """A picture, another for each number."""
    picture = Image.new("RGB", size, (number % 256, number // 256 % 256, 120))
    picture.paste((255 - number % 256, 200, 10), (10, 10, 20 + number % 70, 60))
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=85, comment=comment)
    return stream.getvalue()


def text(content: bytes) -> str:
    """As it travels."""
    return base64.b64encode(content).decode()


def egg(
    number: int | None = None,
    *,
    hot: bytes | None = None,
    cold: bytes | None = None,
    metadata: dict[str, object] | None = None,
    **beside: object,
) -> dict[str, object]:
    """A flat egg, with whatever its owner says beside it."""
    hot = hot or jpeg(next(_numbers) if number is None else number)
    return {
        "hothash": hashlib.sha256(hot).hexdigest(),
        "hotpreview_base64": text(hot),
        "coldpreview_base64": None if cold is None else text(cold),
        "width": 4000,
        "height": 3000,
        "metadata": {"taken_at": "2024-06-15T12:00:00", **(metadata or {})},
        "exif_dict": {},
        "is_valid_image": True,
        "image_format": "JPEG",
        "file_size_bytes": 1234567,
        **beside,
    }


def send(client: Client, sent: dict[str, object] | None = None, **beside: object) -> dict[str, object]:
    """Send an egg; what the server says of the photo."""
    answer = client.post(EGG, sent or egg(**beside))  # type: ignore[arg-type]  # whatever an egg takes
    assert answer.status_code in (200, 201), answer.text
    said: dict[str, object] = json.loads(answer.text)
    return said


def somebody(client: Client, name: str = "anna") -> Client:
    """Register and sign in."""
    assert client.register(name).status_code == 201
    return client.signed_in(name)
