"""The photos of a made-up library as rows: some thousand at a time, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from imalink_core.found import DateSource
from imalink_desktop.catalog.decisions import LABELS
from imalink_desktop.catalog.touched import Value
from tests.bench.library.opinions import Opinions, opinions, sentence
from tests.bench.library.outings import Numbers, Outings, Shots, outings, shots
from tests.bench.library.taking import ISOS, SHUTTERS, STOPS, Made, Taking, taking
from tests.bench.library.vocabulary import AUTHORS, CAMERAS, ENDINGS, PLACES

Columns: TypeAlias = Mapping[str, Sequence[Value]]
"""Rows of a table, by column."""

_SESSIONS = 200
_OUTINGS_A_SESSION = 20
_FILES_A_SECOND = 20
_DAY = 86_400
_GOLDEN = 0x9E3779B97F4A7C15


@dataclass(frozen=True, slots=True)
class Library:
    """All that chance decides, from which the rows are made. Photo 1 is at place 0."""

    seed: int
    outings: Outings
    shots: Shots
    taking: Taking
    opinions: Opinions
    session: Numbers
    """In which import each outing came."""
    imported: Numbers
    """When each import began."""

    def __len__(self) -> int:
        return len(self.shots)


def draw(photos: int, seed: int) -> Library:
    """Throw the dice for a library."""
    rng = np.random.default_rng(seed)
    of = outings(rng, photos)
    taken = shots(rng, of)
    sessions = int(np.clip(len(of) // _OUTINGS_A_SESSION, 3, _SESSIONS))
    session = np.arange(len(of)) * sessions // len(of)
    back = np.zeros(sessions, np.int64)
    np.maximum.at(back, session, of.day + of.days)
    return Library(
        seed,
        of,
        taken,
        taking(rng, of, taken),
        opinions(rng, taken),
        session,
        np.maximum.accumulate(back) * _DAY + np.arange(sessions) * 60,
    )


def rows(library: Library, part: slice) -> Columns:
    """The photos of one part of the library."""
    shot, taken, thought = library.shots, library.taking, library.opinions
    count = len(shot.moment[part])
    rng = np.random.default_rng((library.seed, 5, part.start))
    camera = taken.camera[part].tolist()
    outing = shot.outing[part]
    moment = moments(shot.moment[part])
    made = taken.made[part].tolist()
    known = ~np.isnan(taken.latitude[part])
    return {
        "id": range(part.start + 1, part.start + count + 1),
        "uid": [_uid(text) for text in _hashes(rng, count, 16)],
        "hothash": _hashes(rng, count, 32),
        "name": [name for name, _ in map(leading, camera, taken.number[part].tolist(), moment, made)],
        "look": _looks(library, part),
        "width": _sides(library, part, upright=False),
        "height": _sides(library, part, upright=True),
        "taken_at": _where(moment, ~thought.undated[part]),
        "taken_source": _where([DateSource.EXIF_ORIGINAL.value] * count, ~thought.undated[part]),
        "camera_id": (taken.camera[part] + 1).tolist(),
        "lens_id": (taken.lens[part] + 1).tolist(),
        "focal_length": taken.focal[part].tolist(),
        "f_number": np.array(STOPS)[taken.stop[part]].tolist(),
        "iso": np.array(ISOS)[taken.iso[part]].tolist(),
        "exposure_time": [SHUTTERS[place] for place in taken.shutter[part].tolist()],
        "exposure_seconds": [_seconds(SHUTTERS[place]) for place in taken.shutter[part].tolist()],
        "gps_latitude": _where(taken.latitude[part].tolist(), known),
        "gps_longitude": _where(taken.longitude[part].tolist(), known),
        "image_format": [leading(one, 0, moment[0], how)[1] for one, how in zip(camera, made, strict=True)],
        "file_size_bytes": taken.bytes[part].tolist(),
        "place": _where([_named(place) for place in library.outings.place[outing].tolist()], known),
        "author_id": _authors(rng, count),
        "session_id": (library.session[outing] + 1).tolist(),
        "added_at": moments(arrivals(library, part)),
        **_opinions(library, part, moment),
    }


def moments(seconds: Numbers) -> list[str]:
    """As ISO text."""
    found: list[str] = np.datetime_as_string(seconds.astype("datetime64[s]")).tolist()
    return found


def arrivals(library: Library, part: slice) -> Numbers:
    """When each photo came into the catalog."""
    session = library.session[library.shots.outing]
    first = np.searchsorted(session, np.arange(len(library.imported)))
    here = session[part]
    waited = (np.arange(len(session))[part] - first[here]) // _FILES_A_SECOND
    return np.asarray(library.imported[here] + waited, np.int64)


def leading(camera: int, number: int, moment: str, made: int) -> tuple[str, str]:
    """Name and format of the file that stands for a photo."""
    one = CAMERAS[camera]
    kind = {Made.RAW: one.raw or one.picture, Made.FILM: one.film}.get(Made(made), one.picture)
    return f"{stem(camera, number, moment)}.{ENDINGS.get(kind, kind)}", kind


def stem(camera: int, number: int, moment: str) -> str:
    """What a camera calls its file, before the dot."""
    stamp = moment.replace("-", "").replace(":", "").replace("T", "_")
    return CAMERAS[camera].stem.format(number=number % 9999 + 1, stamp=stamp, thousandth=number % 1000)


def _opinions(library: Library, part: slice, moment: Sequence[str]) -> Columns:
    thought = library.opinions
    rng = np.random.default_rng((library.seed, 4, part.start))
    now = datetime.fromtimestamp(int(library.imported[-1]), UTC).replace(tzinfo=None).isoformat()
    later = moments(library.shots.moment[part] + 3600)
    folded = thought.stack[part]
    return {
        "rating": thought.rating[part].tolist(),
        "flag": thought.flag[part].tolist(),
        "label": [LABELS[place] if place >= 0 else None for place in thought.label[part].tolist()],
        "visibility": thought.visibility[part].tolist(),
        "title": [sentence(rng, 2, 5) if wanted else None for wanted in thought.titled[part].tolist()],
        "description": [
            sentence(rng, 6, 14) if wanted else None for wanted in thought.described[part].tolist()
        ],
        "trashed_at": _where([now] * len(moment), thought.trashed[part]),
        "corrected_at": _where(later, thought.corrected[part]),
        "stack_id": _where((folded + 1).tolist(), folded >= 0),
        "stack_position": _where(library.shots.in_burst[part].tolist(), folded >= 0),
    }


def _where(values: Sequence[Value], there: NDArray[np.bool_]) -> list[Value]:
    return [value if known else None for value, known in zip(values, there.tolist(), strict=True)]


def _hashes(rng: np.random.Generator, count: int, size: int) -> list[str]:
    text = rng.bytes(count * size).hex()
    return [text[place : place + 2 * size] for place in range(0, len(text), 2 * size)]


def _uid(text: str) -> str:
    return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"


def _looks(library: Library, part: slice) -> list[Value]:
    """Photos of one burst differ in a bit or two."""
    burst = library.shots.burst[part].astype(np.uint64) + np.uint64(1)
    turned = np.uint64(1) << (library.shots.in_burst[part].astype(np.uint64) % np.uint64(64))
    found: list[Value] = ((burst * np.uint64(_GOLDEN)) ^ turned).view(np.int64).tolist()
    return found


def _sides(library: Library, part: slice, *, upright: bool) -> list[Value]:
    camera, stands = library.taking.camera[part], library.taking.upright[part]
    width = np.array([one.width for one in CAMERAS])[camera]
    height = np.array([one.height for one in CAMERAS])[camera]
    found: list[Value] = np.where(stands == upright, width, height).tolist()
    return found


def _seconds(shutter: str) -> float:
    over, _, under = shutter.partition("/")
    return int(over) / int(under or 1)


def _named(place: int) -> str:
    return f"{PLACES[place].name}, {PLACES[place].country}"


def _authors(rng: np.random.Generator, count: int) -> list[Value]:
    """Most by the first; of one in ten nobody knows."""
    number = rng.geometric(0.7, count)
    return _where(number.tolist(), (number <= len(AUTHORS)) & (rng.random(count) < 0.9))
