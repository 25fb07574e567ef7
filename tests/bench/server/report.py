"""`make bench ARGS="server"`: sending, and looking at a million photos of a hundred people."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.server import pushing
from tests.bench.server.asking import API, Person, Question, Task, alone, serving, somebody
from tests.bench.server.places import KINDS, place

_TIMELINE, _PAGE = 25, 50
_ROUNDS = 9
_TIMES = 400


def report(folder: Path, photos: int) -> Iterator[str]:
    """The lines of all tables."""
    for kind in KINDS:
        with place(kind, folder, photos) as found:
            if found is None:
                yield "PostgreSQL is not installed."
                continue
            url, making = found
            for line in making:
                print(f"making a crowd on {kind}: {line}", file=sys.stderr, flush=True)
            yield from _of(url, kind, photos)


def _of(database: str, kind: str, photos: int) -> Iterator[str]:
    yield f"{kind}, {photos:,} photos of a hundred people"
    yield from pushing.report(database, kind)
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), database) as url:
        one = somebody(url, "person50")
        people = {
            "one of a hundred": one,
            "who has a tenth": somebody(url, "person1"),
            "nobody known": Person(url),
        }
        for who, person in people.items():
            yield f"  {f'{kind}: {who}':68}{'p50 ms':>10}{'worst':>10}{'':9}{'target':>9}"
            yield from alone(person, _TASKS + (_OF_ONES_OWN if person.name else []), _ROUNDS)
        yield f"  {f'{kind}: one of a hundred, fifty at once':52}{'a second':>10}{'p50 ms':>10}{'p99 ms':>10}"
        for what, questions in _at_once(one).items():
            yield f"  {what:52}{one.rush(questions)}"


def _at_once(person: Person) -> dict[str, list[Question]]:
    """What fifty ask at once: the same, or for a picture each."""
    with person.asking() as ask:
        found = json.loads(ask(_get("photos?owner=me&limit=500")))["data"]
    pictures = [Question("GET", each["hotpreview_path"]) for each in found]
    return {
        "years": [_get("timeline")] * _TIMES,
        "first page": [_get("photos")] * _TIMES,
        "a word": [_search(text="balene")] * _TIMES,
        "small previews": [pictures[number % len(pictures)] for number in range(_TIMES)],
    }


def _get(path: str) -> Question:
    return Question("GET", f"{API}/{path}")


def _search(**asked: Any) -> Question:  # noqa: ANN401 - JSON
    return Question("POST", f"{API}/photos/search", json.dumps(asked).encode())


_FACETS = ["year", "month", "rating", "camera", "lens", "format", "flag", "label"]
_TASKS = [
    Task("timeline: years", _get("timeline"), _TIMELINE),
    Task("timeline: months of a year", _get("timeline?granularity=month&year=2020"), _TIMELINE),
    Task("timeline: days of a month", _get("timeline?granularity=day&year=2020&month=7"), _TIMELINE),
    Task("timeline: hours of a day", _get("timeline?granularity=hour&year=2020&month=7&day=9"), _TIMELINE),
    Task("timeline: own years", _get("timeline?owner=me"), _TIMELINE),
    Task("first page of all", _search(), _PAGE),
    Task("first page of one's own", _search(owner="me"), _PAGE),
    Task("page 100", _search(offset=5000), _PAGE),
    Task("five stars", _search(rating_min=5), _PAGE),
    Task("by rating", _search(sort_by="rating"), _PAGE),
    Task("a camera", _search(camera_model="Model 3"), _PAGE),
    Task("a rare camera", _search(camera_model="Model 36"), _PAGE),
    Task("a camera and four stars", _search(camera_model="Model 3", rating_min=4), _PAGE),
    Task("a month", _search(taken_after="2020-07-01", taken_before="2020-07-31"), _PAGE),
    Task(
        "a year and stars",
        _search(taken_after="2020-01-01", taken_before="2020-12-31", rating_min=3),
        _PAGE,
    ),
    Task("public ones", _search(visibility=["public"]), _PAGE),
    Task("own red picks", _search(labels=["Red"], flag=1), _PAGE),
    Task("own RAWs", _search(has_raw=True), _PAGE),
    Task("a word that few have", _search(text="kakaka"), _PAGE),
    Task("a word that some have", _search(text="balene"), _PAGE),
    Task("a word that many have", _search(text="evening"), _PAGE),
    Task("a word that all have", _search(text="maker"), _PAGE),
    Task("two words", _search(text="evening balene"), _PAGE),
    Task("a camera in words", _search(text="model 3"), _PAGE),
    Task("the beginning of a word", _search(text="ba"), _PAGE),
    Task("a word and stars", _search(text="evening", rating_min=4), _PAGE),
    Task("a file", _search(text="img_1234", owner="me"), _PAGE),
    Task("a word that nobody said", _search(text="xylophone"), _PAGE),
    Task("all facets of all", _search(facets=_FACETS, limit=1), _PAGE),
    Task("facets of a word", _search(facets=["year", "camera"], text="evening", limit=1)),
    Task("facets of own five stars", _search(facets=_FACETS, rating_min=5, owner="me", limit=1)),
]
_OF_ONES_OWN = [Task("tags", _get("tags")), Task("changes", _get("changes"))]
