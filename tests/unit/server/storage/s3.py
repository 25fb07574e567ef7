"""A server of its own that speaks S3: nothing of it is kept."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

BUCKET = "photos"
_PATIENCE = 30.0


@contextmanager
def speaking() -> Iterator[dict[str, str]]:
    """Run it with an empty bucket; what has to stand in the environment of whoever asks it."""
    with TemporaryDirectory() as folder:
        said = Path(folder) / "said.txt"  # a pipe that nobody empties would stop it
        with said.open("wb") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"],
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=file,
            )
        try:
            address = _address(said, process)
            httpx.put(f"{address}/{BUCKET}", trust_env=False).raise_for_status()
            yield {
                "AWS_ENDPOINT": address,
                "AWS_ALLOW_HTTP": "true",
                "AWS_REGION": "us-east-1",
                "AWS_ACCESS_KEY_ID": "of nobody",
                "AWS_SECRET_ACCESS_KEY": "of nobody",
            }
        finally:
            process.terminate()
            process.wait()


def _address(said: Path, process: subprocess.Popen[bytes]) -> str:
    """Where it listens: it takes a port that is free, and says which."""
    until = time.monotonic() + _PATIENCE
    while not (found := re.search(r"http://127\.0\.0\.1:\d+(?=\s)", said.read_text())):
        assert process.poll() is None, said.read_text()
        assert time.monotonic() < until, "moto_server does not say where it is"
        time.sleep(0.1)
    return found[0]
