"""Killed at any moment: what a client was told is done is there, once, however often it asked again."""

from __future__ import annotations

import random
import signal
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from imalink_server.base.settings import Settings
from imalink_server.services.checking import check
from tests.unit.server.asking import PASSWORD
from tests.unit.server.cli.test_serving import serving
from tests.unit.server.sending import egg, jpeg

pytestmark = pytest.mark.slow

API = "/api/v1"
PEOPLE = ("anna", "bert", "carl")


@dataclass
class Somewhere:
    """Where the server is at the moment, which is nowhere now and then."""

    url: str = ""
    over: bool = False


@dataclass
class Sender:
    """A client that asks again until it is answered, with the same key, and notes what it was told."""

    name: str
    where: Somewhere
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))
    token: str = ""
    titles: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By hothash: the title that was acknowledged, and how many edits were."""
    colds: dict[str, bytes] = field(default_factory=dict)
    collections: list[str] = field(default_factory=list)
    repeated: int = 0

    def ask(self, method: str, path: str, body: object = None) -> httpx.Response:
        # An account is made once anyhow, and tokens are never kept: those take no key.
        headers = {} if path.startswith("/auth/") else {"Idempotency-Key": str(uuid.uuid4())}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        for _ in range(5000):
            try:
                url = f"{self.where.url}{API}{path}"
                answer = self.client.request(method, url, json=body, headers=headers)
            except httpx.TransportError:
                self.repeated += 1
                time.sleep(0.02)
                continue
            if answer.status_code != 503:
                return answer
        raise AssertionError("the server stays away")

    def begin(self) -> None:
        who = {"username": self.name, "email": f"{self.name}@example.org", "password": PASSWORD}
        assert self.ask("POST", "/auth/register", who).status_code == 201
        signed_in = self.ask("POST", "/auth/login", {"username": self.name, "password": PASSWORD})
        self.token = signed_in.json()["access_token"]

    def work(self) -> None:
        for number in range(1_000_000):
            if self.where.over:
                return
            sent = egg(number, cold=jpeg(number, (320, 240)))
            answer = self.ask("POST", "/photos/photoegg", sent)
            assert answer.status_code == 201, answer.text
            photo = answer.json()
            self.colds[photo["hothash"]] = jpeg(number, (320, 240))
            self.titles[photo["hothash"]] = ("", 0)
            for edit in range(1, 3):
                title = f"{number} {edit}"
                answer = self.ask("PUT", f"/photos/{photo['id']}", {"title": title})
                assert answer.status_code == 200, answer.text
                self.titles[photo["hothash"]] = (title, edit)
            name = f"collection {number}"
            assert self.ask("POST", "/collections", {"name": name}).status_code == 201
            self.collections.append(name)

    def prove(self) -> None:
        """Everything that was told is there, and nothing else."""
        photos = list(self.pages("/photos", "owner=me"))
        assert {photo["hothash"] for photo in photos} == set(self.titles)
        assert len(photos) == len(self.titles)
        for photo in photos:
            title, edits = self.titles[str(photo["hothash"])]
            assert (photo["title"] or "", photo["version"]) == (title, 1 + edits)
            cold = self.ask("GET", f"/photos/{photo['id']}/coldpreview")
            assert cold.content == self.colds[str(photo["hothash"])]
        assert sorted(str(each["name"]) for each in self.pages("/collections")) == sorted(self.collections)

    def pages(self, path: str, more: str = "") -> Iterator[dict[str, object]]:
        for offset in range(0, 1_000_000, 500):
            some = self.ask("GET", f"{path}?offset={offset}&limit=500&{more}").json()["data"]
            if not some:
                return
            yield from some


def kill_often(folder: Path, url: str, kills: int) -> list[Sender]:
    """Let some clients work, kill the server so many times, and look at what is there in the end."""
    moments, where = random.Random(kills), Somewhere()  # noqa: S311 - no secret
    # What it says of each question would fill the pipe that nobody reads meanwhile.
    environment = {"IMALINK_DATABASE_URL": url, "IMALINK_LOG_LEVEL": "error"}
    senders = [Sender(name, where) for name in PEOPLE]
    with ThreadPoolExecutor(len(senders)) as threads:
        try:
            with serving(folder, **environment) as server:
                where.url = server.url
                for sender in senders:
                    sender.begin()
                working = [threads.submit(sender.work) for sender in senders]
                time.sleep(moments.uniform(0.2, 1.0))
                server.end(signal.SIGKILL)
            for _ in range(kills - 1):
                with serving(folder, **environment) as server:
                    where.url = server.url
                    time.sleep(moments.uniform(0.1, 1.0))
                    server.end(signal.SIGKILL)
            with serving(folder, **environment) as server:
                where.url, where.over = server.url, True
                for each in working:
                    each.result(120)
                for sender in senders:
                    sender.prove()
                assert server.end()[0] == 0
        finally:
            where.over = True
            for sender in senders:
                sender.client.close()
    found = check(Settings.of({"data_dir": folder, "database_url": url}))
    assert found.faults == ()
    return senders


def test_nothing_that_was_acknowledged_is_lost_or_doubled(tmp_path: Path, empty_url: str) -> None:
    senders = kill_often(tmp_path, empty_url, 4)
    assert all(sender.titles and sender.collections for sender in senders)
    assert sum(sender.repeated for sender in senders) > 0


@pytest.mark.soak
def test_nothing_is_lost_however_often(tmp_path: Path, empty_url: str) -> None:
    kill_often(tmp_path, empty_url, 60)
