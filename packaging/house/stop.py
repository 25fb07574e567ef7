"""The one way a verb gives up."""

from __future__ import annotations


class Stop(Exception):
    """It cannot be done; the message tells why, and what to type."""
