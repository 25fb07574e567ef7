"""The glance at one file: what it is, and a picture to show until it has been read whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from imalink_core import Glance, Problem, glance
from imalink_core.previews.thumbnail import upright_thumbnail
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import marked
from imalink_desktop.base.workers import Crew, Failed
from imalink_desktop.importing.plan import Planned

LOOKING = marked("looking at files")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a glance at a file has shown, or what stood in the way."""

    planned: Planned
    glance: Glance | None
    thumbnail: bytes | None = field(default=None, repr=False)
    """The camera's own, upright."""
    problem: Problem | None = None


def look_at(planned: Planned) -> Seen:
    """Glance at a file. What stands in the way is an answer too."""
    try:
        seen = glance(planned.met.candidate.path)
    except Problem as problem:
        return Seen(planned, None, problem=problem)
    if seen.thumbnail is None:
        return Seen(planned, seen)
    size = seen.metadata.width, seen.metadata.height
    return Seen(planned, seen, upright_thumbnail(seen.thumbnail, seen.orientation, size))


def look_at_all(new: Sequence[Planned], crew: Crew[Planned, Seen], met: int) -> Job[list[Seen]]:
    """Have the crew glance at files; `met` is how many had been met before them."""
    for planned in new:
        crew.submit((planned.met.volume.volume_id, planned.met.path), planned)
    seen: list[Seen] = []
    for answers in crew.answers():
        for answer in answers:
            if isinstance(answer, Failed):
                raise answer.error
            seen.append(answer.value)
        yield Progress(LOOKING, met + len(seen))
    return seen
