"""Tokens: short-lived ones that say who is asking, and long-lived ones that fetch the next.

An access token is signed and names a device; it holds only while that device is signed in, which the
database is asked each time, so that logging out works at once. A refresh token is signed too,
and numbered: the next one makes it void, and whoever still comes with it has copied it.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import string
from dataclasses import dataclass
from datetime import timedelta

import jwt

from imalink_server.base.clock import Clock

_ALGORITHM = "HS256"
_AUDIENCE = "imalink"
_LONGEST = 2_000
_REFRESH, _UPLOAD = "refresh", "upload"
_SKEW = 30
"""Seconds by which the clocks of two replicas may differ."""
_SIGNS, _SIGNS_OF_A_CODE = string.ascii_letters + string.digits, 24


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh token says: the device, and how many it was given before."""

    device_uid: str
    generation: int


@dataclass(frozen=True, slots=True)
class Access:
    """What an access token says."""

    account_uid: str
    device_uid: str


class Tokens:
    """Makes and reads both kinds."""

    def __init__(self, key: bytes, server_id: str, lifetime: timedelta, clock: Clock) -> None:
        self._key = key
        self._issuer = server_id
        self._lifetime = lifetime
        self._clock = clock

    @property
    def seconds(self) -> int:
        """How long a token holds."""
        return int(self._lifetime.total_seconds())

    def issue(self, access: Access) -> str:
        """Make a token for a device."""
        at = int(self._clock().timestamp())
        claims = {
            "iss": self._issuer,
            "aud": _AUDIENCE,
            "sub": access.account_uid,
            "jti": access.device_uid,
            "iat": at,
            "exp": at + self.seconds,
        }
        return jwt.encode(claims, self._key, algorithm=_ALGORITHM)

    def read(self, token: str) -> Access | None:
        """What a token says; `None` when it is not ours, not whole, or too old."""
        if len(token) > _LONGEST:
            return None
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=[_ALGORITHM],
                issuer=self._issuer,
                audience=_AUDIENCE,
                # Times are held against our own clock, below.
                options={
                    "require": ["iss", "aud", "sub", "jti", "iat", "exp"],
                    "verify_exp": False,
                    "verify_iat": False,
                },
            )
        except (jwt.PyJWTError, ValueError):
            return None
        now, issued, expires = self._clock().timestamp(), claims["iat"], claims["exp"]
        if type(issued) is not int or type(expires) is not int:
            return None
        if issued > now + _SKEW or expires <= now or expires > issued + self.seconds:
            return None
        return Access(claims["sub"], claims["jti"])

    def refresh(self, refresh: Refresh) -> str:
        """Make the token that fetches the next. It is always the same for the same number."""
        said = f"{refresh.device_uid}.{refresh.generation}"
        return f"{said}.{self._signature(_REFRESH, said)}"

    def read_refresh(self, token: str) -> Refresh | None:
        """What a refresh token says; `None` when it is not ours."""
        said, _, signature = token[:_LONGEST].rpartition(".")
        device_uid, _, generation = said.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(_REFRESH, said).encode()):
            return None
        return Refresh(device_uid, int(generation))

    def upload(self, uid: str, device_uid: str) -> str:
        """Make the token that lets whoever has it send one file, for as long as this device is signed in."""
        return f"{device_uid}.{self._signature(_UPLOAD, f'{uid} {device_uid}')}"

    def read_upload(self, token: str, uid: str) -> str | None:
        """The device in whose name a token lets this upload be sent; `None` when it is not ours."""
        device_uid = token[:_LONGEST].rpartition(".")[0]
        right = self.upload(uid, device_uid)
        return device_uid if hmac.compare_digest(token.encode(), right.encode()) else None

    def _signature(self, purpose: str, said: str) -> str:
        """What only we can sign, for one purpose: what was signed for another is worth nothing here."""
        return hmac.new(self._key, f"{purpose} {self._issuer} {said}".encode(), hashlib.sha256).hexdigest()


def digest(secret: str) -> str:
    """What is kept of a long random secret. A password needs more: see `passwords`."""
    return hashlib.sha256(secret.encode("utf-8")).hexdigest()


def new_code() -> str:
    """A code for an invitation: no dash, since who types it would begin an option with one."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_SIGNS_OF_A_CODE))
