"""When a setting is renamed or means something else: a step from each version of the file to the next.

The first version is 1. A step that leads to version 2 would be written so:

    @migration(2)
    def _the_workers_moved(document: Document) -> None:
        ...

It changes the document in place and is given what any hand may have written: what it
does not know, it leaves alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Document: TypeAlias = dict[str, Any]
Step: TypeAlias = Callable[[Document], None]

STEPS: dict[int, Step] = {}
"""The version each step leads to, in order."""


def migration(version: int, steps: dict[int, Step] = STEPS) -> Callable[[Step], Step]:
    """Mark a step, and refuse one that leaves a gap."""
    if version != latest(steps) + 1:
        raise ValueError(f"the step after {latest(steps)} cannot lead to {version}")

    def keep(step: Step) -> Step:
        steps[version] = step
        return step

    return keep


def latest(steps: Mapping[int, Step] = STEPS) -> int:
    """Give the version this program writes."""
    return max(steps, default=1)


def version_of(document: Document) -> int:
    """Read a document's version; one written by hand may have none, and is then taken as ours to read."""
    version = document.get("version", latest())
    return version if type(version) is int and version >= 1 else latest()


def migrate(document: Document, steps: Mapping[int, Step] = STEPS) -> None:
    """Take the steps that the document has not yet taken. A newer document than ours is left as it is."""
    for version in sorted(steps):
        if version_of(document) < version:
            steps[version](document)
            document["version"] = version
