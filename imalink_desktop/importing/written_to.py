"""Files that were written to since they were read: edited, replaced by others, or a sidecar with news."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta

from imalink_core.formats.format import Kind
from imalink_core.previews.look import look
from imalink_desktop.catalog.commands.opinions import Opinion
from imalink_desktop.catalog.reads.files import Likeness
from imalink_desktop.catalog.reads.looks import apart
from imalink_desktop.importing.looking import Seen
from imalink_desktop.importing.plan import WORDS, Planned, Verdict
from imalink_desktop.importing.shelving import name_of

_AT_ONCE = timedelta(seconds=2)
_OTHERWISE = 12
"""Bits of 64 in which two looks differ that are not of one picture, however it was edited or made small."""


def is_another(seen: Seen, known: Mapping[int, Likeness]) -> bool:
    """Whether the file holds another picture by now, as on a card that was used again.

    Taken at another time, and looking otherwise: an edited picture keeps its time, and one whose clock was
    set right keeps its look. Where either is not known, it is taken for an edited one.
    """
    before = None if seen.planned.known is None else known.get(seen.planned.known.file)
    if before is None or seen.glance is None or seen.thumbnail is None:
        return False
    taken = seen.glance.metadata.taken_at
    if taken is None or before.taken_at is None or before.look is None:
        return False
    if abs(taken.replace(tzinfo=None) - before.taken_at) <= _AT_ONCE:
        return False
    return apart(look(seen.thumbnail), before.look) > _OTHERWISE


def as_new(planned: Planned) -> Planned:
    """A file that is new, though its place is not."""
    return replace(
        planned, verdict=Verdict.NEW, code=Verdict.NEW.value, reason=WORDS[Verdict.NEW], known=None
    )


def said_by_sidecars(seen: Iterable[Seen]) -> dict[int, list[Opinion]]:
    """What other programs have written beside photos, by photo."""
    told: dict[int, list[Opinion]] = {}
    for one in seen:
        if one.glance is not None and one.glance.kind is Kind.SIDECAR and one.planned.known is not None:
            opinion = Opinion(f"sidecar {name_of(one.planned.met)}", one.glance.found)
            told.setdefault(one.planned.known.photo, []).append(opinion)
    return told
