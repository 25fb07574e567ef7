"""No test reaches beyond this machine.

The guard sits under Python's sockets, so no library gets past it. It cannot see
into child processes.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator

import pytest

_touched: list[str] = []


class TouchedTheNetworkError(Exception):
    """A test tried to reach another machine."""


def _is_here(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if not isinstance(host, str) or host in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _guard(event: str, args: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = args[1]
        host = address[0] if isinstance(address, tuple) else None  # a path is a socket on this machine
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = args[0]
    else:
        return
    if not _is_here(host):
        _touched.append(f"{event} {host!r}")
        raise TouchedTheNetworkError(_touched[-1])


def pytest_configure() -> None:
    """Stand guard from now on; an audit hook cannot be taken away again."""
    sys.addaudithook(_guard)


@pytest.fixture(autouse=True)
def _no_network() -> Iterator[None]:
    _touched.clear()
    yield
    # Also when the code under test swallowed the exception.
    if _touched:
        pytest.fail(f"the test reached for the network: {', '.join(_touched)}")
