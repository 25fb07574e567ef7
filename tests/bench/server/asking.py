"""Asking a server in a process of its own: alone, and fifty at once."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import httpx

from tests.bench import timing
from tests.bench.server.crowd import PASSWORD, PASSWORDS

API = "/api/v1"
CLIENTS = 50
_MAIN = "import sys; from imalink_server.cli import main; sys.exit(main())"
_ANSWERS = re.compile(r"answers at (\S+)")
_LONG = 600
_JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as it goes over the wire."""

    method: str
    path: str
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A question to time. `target` is in milliseconds."""

    what: str
    question: Question
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Rush:
    """What many at once were answered: how many a second, and after how long."""

    rate: float
    p50: float
    p99: float

    def __str__(self) -> str:
        """A line of the table."""
        return f"{self.rate:10.0f}{self.p50:10.0f}{self.p99:10.0f}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, or nobody known."""

    url: str
    name: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: _JSON)

    @contextmanager
    def asking(self) -> Iterator[Callable[[Question], bytes]]:
        """Ask one after the other, over one connection."""
        with httpx.Client(timeout=_LONG, headers=self.headers) as client:

            def ask(question: Question) -> bytes:
                path = self.url + question.path
                answer = client.request(question.method, path, content=question.body)
                if answer.is_error:
                    raise RuntimeError(f"{question.path}: {answer.status_code} {answer.text[:500]}")
                return answer.content

            yield ask

    def rush(self, questions: Sequence[Question]) -> Rush:
        """Ask each once, fifty at any time."""
        return asyncio.run(self._rush(questions))

    async def _rush(self, questions: Sequence[Question]) -> Rush:
        taken: list[float] = []
        left = iter(questions)
        limits = httpx.Limits(max_connections=CLIENTS, max_keepalive_connections=CLIENTS)
        async with httpx.AsyncClient(limits=limits, timeout=_LONG, headers=self.headers) as client:

            async def one() -> None:
                for question in left:
                    began = time.perf_counter()
                    answer = await client.request(
                        question.method, self.url + question.path, content=question.body
                    )
                    taken.append(time.perf_counter() - began)
                    answer.raise_for_status()

            began = time.perf_counter()
            await asyncio.gather(*(one() for _ in range(CLIENTS)))
            whole = time.perf_counter() - began
        cuts = statistics.quantiles(taken, n=100)
        return Rush(len(questions) / whole, cuts[49] * 1000, cuts[98] * 1000)


@contextmanager
def serving(folder: Path, database: str, *options: str) -> Iterator[str]:
    """Run a server; its address."""
    settings = {f"IMALINK_{name.upper()}": str(value) for name, value in PASSWORDS.items()}
    command = [
        *(sys.executable, "-c", _MAIN, "serve", "--port", "0", "--data-dir", str(folder)),
        *("--registration", "open", *options),
    ]
    more = {"IMALINK_DATABASE_URL": database, "IMALINK_LOG_LEVEL": "warning", **settings}
    process = subprocess.Popen(command, env=os.environ | more, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        said = ""
        while not (found := _ANSWERS.search(said)):
            line = process.stderr.readline()
            if not line:
                raise RuntimeError(f"the server ended: {said}")
            said += line
        yield found[1]
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=_LONG)


def somebody(url: str, name: str) -> Person:
    """Sign in; register first, if nobody is called so."""
    who = {"username": name, "password": PASSWORD}
    with httpx.Client(timeout=_LONG) as client:
        answer = client.post(f"{url}{API}/auth/login", json=who)
        if answer.status_code == 401:
            new = {**who, "email": f"{name}@example.org"}
            client.post(f"{url}{API}/auth/register", json=new).raise_for_status()
            answer = client.post(f"{url}{API}/auth/login", json=who)
        return Person(url, name, {**_JSON, "Authorization": f"Bearer {answer.json()['access_token']}"})


def alone(person: Person, questions: Sequence[Task], rounds: int) -> Iterator[str]:
    """The lines of a table: each question asked by itself, one after the other."""
    with person.asking() as ask:
        tasks = [timing.Task(each.what, partial(ask, each.question), each.target) for each in questions]
        yield from map(str, timing.measured(tasks, rounds=rounds))
