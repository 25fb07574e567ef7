"""Sending an original, as a program does that knows the wire."""

from __future__ import annotations

import hashlib
from typing import Any

import httpx

from imalink_core import Hatchery
from imalink_server.services.uploads.working import work_off
from tests.unit.server.asking import Client
from tests.unit.server.sending import jpeg

API = "/api/v1"
ORIGINAL = jpeg(77, (900, 600))


def shoot(me: Client) -> int:
    """A shoot to send something for."""
    made: int = me.post(f"{API}/shoots", {"title": "Wedding"}).json()["id"]
    return made


def announce(me: Client, shoot_id: int, content: bytes = ORIGINAL, **more: object) -> httpx.Response:
    """Say what is to be sent."""
    said = {
        "filename": "IMG_1.JPG",
        "size": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
        **more,
    }
    return me.post(f"{API}/shoots/{shoot_id}/uploads/init", said)


def put(
    me: Client, upload: dict[str, Any], content: bytes, offset: int = 0, **headers: str
) -> httpx.Response:
    """Send some bytes."""
    told = {"X-Upload-Token": upload["upload_token"], "Upload-Offset": str(offset), **headers}
    return me.ask("PUT", upload["upload_url"], content=content, headers=told)


def complete(me: Client, upload: dict[str, Any], **more: Any) -> httpx.Response:  # noqa: ANN401
    """Say that this was all."""
    return me.post(f"{API}/uploads/complete", {"upload_id": upload["id"]}, **more)


def worked_off(client: Client) -> int:
    """Do what a worker would do."""
    with Hatchery() as hatchery:
        return work_off(client.server, hatchery)


def sent(me: Client, content: bytes = ORIGINAL, **more: object) -> dict[str, Any]:
    """Send an original from the first word to the last; what has become of it."""
    upload = announce(me, shoot(me), content, **more).json()
    assert put(me, upload, content).json()["state"] == "received"
    assert complete(me, upload).json()["state"] == "processing"
    assert worked_off(me) == 1
    told: dict[str, Any] = me.get(upload["upload_url"]).json()
    return told
