"""`imalink-server worker`: do the work that nobody waits for, in a process of its own."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from imalink_server.base.settings import Settings
from imalink_server.cli.serving import log_of
from imalink_server.cli.there import must_have_begun
from imalink_server.services.server import open_server
from imalink_server.worker.working import work


def worker(_: argparse.Namespace, settings: Settings) -> None:
    """Work until SIGTERM or Ctrl+C; what is being done then is finished."""
    must_have_begun(settings)
    ended = threading.Event()

    def end(*_: object) -> None:
        ended.set()

    before = {each: signal.signal(each, end) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        with log_of(settings), open_server(settings) as server:
            print("ImaLink's worker waits for originals.", file=sys.stderr, flush=True)
            work(server, ended)
        print("Stopped.", file=sys.stderr)
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
