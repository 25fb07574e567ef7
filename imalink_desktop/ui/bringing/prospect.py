"""`Prospect`: what an import would do, sorted for those who look at it; done beside the window."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imalink_desktop.base.progress import Job
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.foreseeing import Foreseen, Outlook, foresee


@dataclass(frozen=True, slots=True)
class Prospect:
    """The files by what would become of them; how many they are, and how large."""

    files: Mapping[Outlook, Sequence[Foreseen]]
    total: int
    size: int


def prospect(darkroom: Darkroom, wish: Wish) -> Job[Prospect]:
    """Look what an import would do; nothing is written."""
    foresight = yield from foresee(darkroom, wish)
    by_kind: defaultdict[Outlook, list[Foreseen]] = defaultdict(list)
    size = 0
    for one in foresight.files:
        by_kind[one.outlook].append(one)
        facts = one.met.candidate.facts
        size += 0 if facts is None else facts.size
    return Prospect(dict(by_kind), len(foresight.files), size)
