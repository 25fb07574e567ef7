"""Where a file lies on its drive, as one path."""

from __future__ import annotations


def path_of(folder: str, name: str) -> str:
    """From the drive's root, which is the empty folder."""
    return f"{folder}/{name}" if folder else name
