"""One pair of hands: beside the answering, or a process of its own; any number of both.

The jobs lie in the database, where they are written by whatever makes them necessary. So a job is never lost,
and none is in a queue whose cause was never kept; that is all a queue would have had to do for us.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from imalink_core import Hatchery
from imalink_server.base.errors import Refused
from imalink_server.base.log import logger
from imalink_server.services.server import Server
from imalink_server.services.sweeping import sweep_all
from imalink_server.services.uploads.working import tidy, work_off

log = logger(__name__)

_PAUSE = 1.0
"""Seconds between two looks for work."""
_SWEEPING = 3600.0


def work(server: Server, ended: threading.Event) -> None:
    """Do what there is to do until somebody says that it is enough."""
    swept = -_SWEEPING
    with Hatchery() as hatchery:
        while not ended.is_set():
            try:
                if time.monotonic() - swept >= _SWEEPING:
                    swept = time.monotonic()
                    sweep_all(server)
                    tidy(server)
                work_off(server, hatchery, ended)
            except Refused as refused:
                log.warning("there is no working now", reason=refused.message)
            except Exception:
                log.exception("a bug in working")
            ended.wait(_PAUSE)


@contextmanager
def beside(server: Server) -> Iterator[None]:
    """Work beside whatever else goes on, where the settings want that."""
    if server.settings.jobs != "here":
        yield
        return
    ended = threading.Event()
    thread = threading.Thread(target=work, args=(server, ended), name="worker")
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
