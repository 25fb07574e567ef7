"""From which address a question comes: what the connection says, unless a proxy that is trusted says more.

Anybody can write a header. So only what a trusted proxy added is believed, from the last one backwards,
up to the first that is not trusted: that is who asks, and whatever stands before it is hearsay.
"""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from imalink_server.base.settings import Network

UNKNOWN = "unknown"


def peer(connection: str, forwarded_for: Sequence[str], trusted: Sequence[Network]) -> str:
    """The address of whoever asks; `forwarded_for` are the values of that header, as they came."""
    last = _address(connection)
    if last is None:
        return UNKNOWN
    said = [part for value in forwarded_for for part in value.split(",")]
    while said and is_in(last, trusted):
        before = _address(said.pop())
        if before is None:
            break
        last = before
    return str(last)


def counted_as(address: str) -> str:
    """What an address counts as: whoever has one of IPv6 has 2^64 of them."""
    found = _address(address)
    if isinstance(found, IPv6Address):
        return str(IPv6Network((found, 64), strict=False))
    return str(found) if found else UNKNOWN


def is_in(address: IPv4Address | IPv6Address | None, networks: Sequence[Network]) -> bool:
    """Whether an address lies in one of these networks."""
    return address is not None and any(address in network for network in networks)


def lies_in(address: str, networks: Sequence[Network]) -> bool:
    """The same for an address as text."""
    return is_in(_address(address), networks)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    bare = text.strip().strip("[]").partition("%")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    # An address of IPv4 in the clothes of IPv6 is the same address.
    return (found.ipv4_mapped or found) if isinstance(found, IPv6Address) else found
