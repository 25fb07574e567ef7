"""The jobs around the sample: drawing it with as many hands as there are, and throwing it away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from imalink_desktop.app.desktop.sample import PHOTOS, SIZE
from imalink_desktop.app.desktop.sample.drawing import Drawn, Moment, draw, moments, put
from imalink_desktop.app.desktop.sample.ledger import Ledger, throw_away
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.workers import Done, Workers

_SEED = 1


def draw_all(
    folder: Path, ledger: Ledger, workers: Workers, *, count: int = PHOTOS, size: int = SIZE
) -> Job[None]:
    """Draw what is missing. Each photo is ours before it is there."""
    # The newest first, for there the window stands while the others come.
    missing = [
        left
        for shots in reversed(moments(count, _SEED))
        if (left := tuple(shot for shot in shots if not (folder / shot.file).exists()))
    ]
    done = count - sum(map(len, missing))
    yield Progress("drawing sample photos", done, count)
    with workers.crew(partial(_draw, size)) as crew:
        for place, shots in enumerate(missing):
            crew.submit(place, shots, -place)
        for answers in crew.answers():
            for answer in answers:
                if not isinstance(answer, Done):
                    raise answer.error
                for photo in answer.value:
                    _lay(photo, folder, ledger)
                    done += 1
            yield Progress("drawing sample photos", done, count)


def remove_all(folder: Path, ledger: Ledger) -> Job[int]:
    """Throw away what we drew; how many files of others were met there."""
    yield Progress("removing the sample photos", 0)
    return throw_away(folder, ledger)


def _draw(size: int, shots: Moment) -> Sequence[Drawn]:
    return draw(shots, _SEED, size)


def _lay(photo: Drawn, folder: Path, ledger: Ledger) -> None:
    ledger.note(photo.file, photo.data)
    try:
        put(photo, folder)
    except OSError as error:
        raise disk_trouble(error, folder / photo.file) from error
