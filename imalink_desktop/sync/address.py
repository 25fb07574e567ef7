"""Addresses of servers: checked before anything is sent, and written in one way only.

    Photos.Example/imalink/   →   https://photos.example/imalink
    localhost:8000            →   http://localhost:8000

A password is sent there, so it has to be https, or this very machine. Addresses where a cloud tells its
machines secrets are nobody's photo server.
"""

from __future__ import annotations

import re
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import SplitResult, unquote, urlsplit

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _

_PORTS = {"https": 443, "http": 80}
_SECURE = (443, 8443)
_LONGEST = 2_000
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_SEGMENT = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

# What tells machines of clouds their secrets, and what is no place at all.
_NEVER = tuple(
    ip_network(each)
    for each in (
        "169.254.0.0/16", "fe80::/10", "fd00:ec2::/32", "fd20:ce::/32", "100.100.100.200/32",
        "192.0.0.192/32", "168.63.129.16/32", "0.0.0.0/8", "224.0.0.0/3", "ff00::/8", "::/128",
    )
)  # fmt: skip
_NEVER_NAMES = frozenset(
    ("metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal")
)
_NAT64 = ip_network("64:ff9b::/96")


def canonical(text: str) -> str:
    """The address of a server as it is kept, or `Expected` with what is wrong with it."""
    text = text.strip()
    if not text or len(text) > _LONGEST or any(not sign.isprintable() or sign in " \\" for sign in text):
        raise _wrong()
    is_whole = bool(_SCHEME.match(text))
    parts = _split(text if is_whole else f"https://{text}")
    if parts.scheme not in _PORTS:
        raise _wrong()
    if "@" in parts.netloc:
        raise Expected(
            _("The address has a name or a password in it."), _("Leave them out; you are asked for them.")
        )
    if parts.query or parts.fragment or "?" in text or "#" in text:
        raise _wrong()
    host, local = _host(parts)
    if parts.scheme == "http" and not local:
        raise Expected(
            _("Over http anybody on the way could read your password."),
            _("Use https; http is for a server on this very computer."),
        )
    port = _port(parts)
    if local and not is_whole and port not in _SECURE:
        # A server on this very computer has no certificate, as a rule.
        parts = _split(f"http://{text}")
    place = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return f"{parts.scheme}://{place}{_path(parts.path)}"


def is_forbidden(address: str) -> bool:
    """Whether nothing may be sent to a numeric address, whatever name led there."""
    try:
        return _forbidden(_meant(ip_address(address.partition("%")[0])))
    except ValueError:
        return False


def origin(address: str) -> tuple[str, str, int]:
    """Whom an address speaks to: two of one origin are one server, or at least one machine's port."""
    parts = urlsplit(address)
    return parts.scheme, parts.hostname or "", parts.port or _PORTS.get(parts.scheme, 0)


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise _wrong() from None


def _host(parts: SplitResult) -> tuple[str, bool]:
    """The host as it is kept, and whether it is this machine."""
    name = unquote(parts.hostname or "").rstrip(".").lower()
    if not name or "%" in name:
        raise _wrong()
    address = _numeric(name)
    if address is not None:
        meant = _meant(address)
        if _forbidden(meant):
            raise _nowhere()
        shown = f"[{address}]" if isinstance(address, IPv6Address) else str(address)
        return shown, meant.is_loopback
    try:
        name = name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _wrong() from None
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _wrong()
    # Some systems take 127.1 or 0x7f.1 for a number: no name ends in one.
    if labels[-1].isdecimal() or re.fullmatch(r"0x[0-9a-f]*", labels[-1]):
        raise _wrong()
    if name in _NEVER_NAMES:
        raise _nowhere()
    return name, name == "localhost" or name.endswith(".localhost")


def _numeric(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name)
    except ValueError:
        return None


def _meant(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The older kind of address that lies within a newer one."""
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def _forbidden(address: IPv4Address | IPv6Address) -> bool:
    return any(address.version == net.version and address in net for net in _NEVER)


def _port(parts: SplitResult) -> int | None:
    try:
        port = parts.port
    except ValueError:
        raise _wrong() from None
    if port == 0:
        raise _wrong()
    return port


def _path(path: str) -> str:
    segments = [segment for segment in path.split("/") if segment]
    if any(segment in (".", "..") or not _SEGMENT.fullmatch(segment) for segment in segments):
        raise _wrong()
    if any(unquote(segment) in (".", "..") or "/" in unquote(segment) for segment in segments):
        raise _wrong()
    return "".join(f"/{segment}" for segment in segments)


def _wrong() -> Expected:
    return Expected(
        _("That is no address of a server."), _("It looks like https://photos.example or photos.example.")
    )


def _nowhere() -> Expected:
    return Expected(
        _("No photo server can be at that address."), _("Give the name or the address of your server.")
    )
