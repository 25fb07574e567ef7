"""`imalink-server serve`: answering until somebody says stop, and then until the last answer is given."""

from __future__ import annotations

import argparse
import errno
import gc
import multiprocessing
import multiprocessing.connection
import os
import signal
import socket
import sys
import threading
from functools import partial

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from imalink_server.api.app import create_app
from imalink_server.base.errors import Expected
from imalink_server.base.log import Log
from imalink_server.base.settings import Settings, is_loopback
from imalink_server.cli.heads import BoundedHeads
from imalink_server.cli.stopping import until_stopped
from imalink_server.services.server import open_server
from imalink_server.worker.working import beside

_BACKLOG = 2048


def serve(_: argparse.Namespace, settings: Settings) -> None:
    """Answer until SIGTERM or Ctrl+C, which are the ordinary ways to end."""
    with until_stopped() as asked, listen(settings) as listening:
        # What is wrong with the secret or the database is said before anybody is let in, and once.
        with open_server(settings):
            pass
        print(_greeting(settings, listening), file=sys.stderr, flush=True)
        with log_of(settings):
            if settings.workers == 1:
                config = config_of(settings, _settled(settings))
                asked.look()
                uvicorn.Server(config).run([listening])
            else:
                config = config_of(settings, partial(_worker, settings))
                asked.look()
                Multiprocess(config, [listening]).run()


def _worker(settings: Settings) -> FastAPI:
    """The application in a process of its own, which has its own log, and does not outlive its parent."""
    log_of(settings)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return _settled(settings)


def _settled(settings: Settings) -> FastAPI:
    """The application, with all that is the same for ever made before anybody asks.

    Its own document takes a third of a second, for which everybody would wait. And Python looks never again
    for what is unused among all that: it would every few hundred photos, for a tenth of a second.
    """
    app = create_app(settings, beside=beside)
    app.openapi()
    gc.collect()
    gc.freeze()
    return app


def _end_with_parent() -> None:
    """Wait for the parent's end, however it comes; a worker left behind would keep the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def log_of(settings: Settings) -> Log:
    """What is written down of this run."""
    return Log(sys.stderr, level=settings.log_level, as_json=settings.log_format == "json")


def config_of(settings: Settings, app: FastAPI | partial[FastAPI]) -> uvicorn.Config:
    """How uvicorn is to run an application."""
    return uvicorn.Config(
        app,
        factory=isinstance(app, partial),
        workers=settings.workers,
        log_config=None,
        access_log=False,
        http=BoundedHeads,
        # Who asks is for `security.peers` to say, and no header of anybody's.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )


def listen(settings: Settings) -> socket.socket:
    """Take the port, or say in words why it cannot be had."""
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        if error.errno == errno.EADDRINUSE:
            raise Expected(f"Somebody else listens at {where}.", "Choose another with --port.") from error
        raise Expected(f"Nobody can listen at {where} ({error.strerror}).") from error


def _greeting(settings: Settings, listening: socket.socket) -> str:
    rule = settings.registration_for(forwarded=False)
    said = f"ImaLink answers at {url_of(listening)} (registration: {rule})."
    if not is_loopback(settings.host) and not settings.trusted_proxies:
        said += " Others can reach it: put a proxy with TLS before it."
    return said


def url_of(listening: socket.socket) -> str:
    """Where those on this machine find what listens."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"
