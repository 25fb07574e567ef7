"""`imalink-server serve`: answering until somebody says stop, and then until the last answer is given."""

from __future__ import annotations

import argparse
import errno
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
from imalink_server.services.server import open_server

_BACKLOG = 2048


def serve(_: argparse.Namespace, settings: Settings) -> None:
    """Answer until SIGTERM or Ctrl+C, which are the ordinary ways to end."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    listening = _listen(settings)
    try:
        # What is wrong with the secret or the database is said before anybody is let in, and once.
        with open_server(settings):
            pass
        print(_greeting(settings, listening), file=sys.stderr, flush=True)
        if settings.workers == 1:
            with _log(settings):
                uvicorn.Server(_config(settings, create_app(settings))).run([listening])
        else:
            config = _config(settings, partial(_worker, settings))
            with _log(settings):
                Multiprocess(config, [listening]).run()
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
    finally:
        listening.close()
        signal.signal(signal.SIGTERM, before)


def _worker(settings: Settings) -> FastAPI:
    """The application in a process of its own, which has its own log, and does not outlive its parent."""
    _log(settings)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return create_app(settings)


def _end_with_parent() -> None:
    """Wait for the parent's end, however it comes; a worker left behind would keep the port."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _log(settings: Settings) -> Log:
    return Log(sys.stderr, level=settings.log_level, as_json=settings.log_format == "json")


def _config(settings: Settings, app: FastAPI | partial[FastAPI]) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        factory=isinstance(app, partial),
        workers=settings.workers,
        log_config=None,
        access_log=False,
        # Who asks is for `security.peers` to say, and no header of anybody's.
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )


def _listen(settings: Settings) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family, backlog=_BACKLOG)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        if error.errno == errno.EADDRINUSE:
            raise Expected(f"Somebody else listens at {where}.", "Choose another with --port.") from error
        raise Expected(f"Nobody can listen at {where} ({error.strerror}).") from error


def _greeting(settings: Settings, listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    rule = settings.registration_for(forwarded=False)
    said = f"ImaLink answers at http://{f'[{host}]' if ':' in host else host}:{port} (registration: {rule})."
    if not is_loopback(settings.host) and not settings.trusted_proxies:
        said += " Others can reach it: put a proxy with TLS before it."
    return said
