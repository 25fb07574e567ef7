"""Why a photo is as it is shown: a code with its values for each, and one table with the sentences."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeAlias

from imalink_desktop.base.words import _, marked
from imalink_desktop.catalog.reads.parts import Detail, Found, Opinion

Value: TypeAlias = str | int | float | None

SENTENCES: Mapping[str, str] = marked(
    {
        "time_read": "From the file: {source}.",
        "time_corrected": "Corrected by you, {by}; the file says {file}, in {source}.",
        "time_by_clock": "The camera's clock was corrected, {by}; the file says {file}, in {source}.",
        "time_given": "Given by you; no file says when it was taken.",
        "time_unknown": "No file says when it was taken.",
        "place_read": "From the file.",
        "place_corrected": "Corrected by you; the file says {latitude}, {longitude}.",
        "place_given": "Given by you; no file says where it was taken.",
        "place_unknown": "No file says where it was taken.",
        "found": "Found at the import: {source}.",
        "chosen": "Chosen by you.",
        "chosen_over": "Chosen by you; the import had found {value}: {source}.",
        "stack_by_hand": "You stacked these {size}.",
        "burst_seen": "Seen as a burst of {size}. {reason}",
        "bracket_seen": "Seen as a bracket of {size}. {reason}",
        "twins": "RAW and picture of one shot are one photo.",
        "copies": "The same bytes lie in {places} places.",
        "offline": "None of its files can be reached now. Drives: {drives}.",
        "elsewhere": "Its files are on another machine.",
        "missing": "{files} of its files are no longer where they were.",
        "same_preview": "Another photo looks just the same: {others}.",
        "damaged": "The file could be read only in part.",
        "turned": "Turned by you, {degrees} degrees clockwise.",
        "cropped": "Cropped by you; the original is whole.",
    }
)
"""What to tell the photographer."""


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why?" for one thing about a photo."""

    about: str
    """A field of the photo's, or `time`, `where`, `stack`, `files`, `view`."""
    code: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The code in words."""
        return _(SENTENCES[self.code]).format_map(self.values).strip()


def reasons(photo: Detail) -> tuple[Why, ...]:
    """All that there is to tell."""
    return (_time(photo), _place(photo), *_said(photo), *_stack(photo), *_files(photo), *_view(photo))


def _time(photo: Detail) -> Why:
    taken = photo.taken
    if taken.corrected is None:
        if taken.by_file is None:
            return Why("time", "time_unknown")
        return Why("time", "time_read", {"source": taken.source or "", "offset": taken.offset})
    if taken.by_file is None:
        return Why("time", "time_given")
    found = photo.found.get("corrected_at")
    by_clock = found is not None and _holds(found, taken.corrected)
    by = datetime.fromisoformat(taken.corrected) - datetime.fromisoformat(taken.by_file)
    said: dict[str, Value] = {"by": _in_hours(by), "seconds": by.total_seconds(), "file": taken.by_file}
    return Why(
        "time", "time_by_clock" if by_clock else "time_corrected", {**said, "source": taken.source or ""}
    )


def _place(photo: Detail) -> Why:
    where = photo.where
    if where.corrected is None:
        return Why("where", "place_unknown" if where.by_file is None else "place_read")
    if where.by_file is None:
        return Why("where", "place_given")
    latitude, longitude = where.by_file
    return Why("where", "place_corrected", {"latitude": latitude, "longitude": longitude})


def _said(photo: Detail) -> Iterator[Why]:
    """Opinions: the import found them, or somebody chose them."""
    for name, value in photo.opinions.items():
        found = photo.found.get(name)
        if found is not None and _holds(found, value):
            yield Why(name, "found", {"source": found.source})
        elif found is not None:
            yield Why(name, "chosen_over", {"source": found.source, "value": _plain(found)})
        elif value:
            yield Why(name, "chosen")


def _stack(photo: Detail) -> Iterator[Why]:
    if (stack := photo.stack) is not None:
        size = len(stack.members)
        seen: dict[str, Value] = {"kind": stack.kind, "reason": _(stack.reason or ""), "size": size}
        by_hand = stack.kind == "manual"
        yield (
            Why("stack", "stack_by_hand", {"size": size})
            if by_hand
            else Why("stack", f"{stack.kind}_seen", seen)
        )


def _files(photo: Detail) -> Iterator[Why]:
    files = photo.files
    roles = {file.role for file in files}
    if {"raw", "picture"} <= roles:
        yield Why("files", "twins")
    places = Counter(file.sha256 for file in files if file.sha256 is not None)
    if (most := max(places.values(), default=0)) > 1:
        yield Why("files", "copies", {"places": most})
    if not files and photo.remote:
        yield Why("files", "elsewhere")
    elif files and not any(file.at_hand for file in files):
        drives = ", ".join(dict.fromkeys(file.drive for file in files))
        yield Why("files", "offline", {"drives": drives})
    if missing := sum(file.state == "missing" for file in files):
        yield Why("files", "missing", {"files": missing})


def _view(photo: Detail) -> Iterator[Why]:
    if photo.alike:
        others = ", ".join(other.name or str(other.id) for other in photo.alike)
        yield Why("view", "same_preview", {"others": others})
    if photo.is_damaged:
        yield Why("view", "damaged")
    if photo.rotation:
        yield Why("view", "turned", {"degrees": photo.rotation})
    if photo.crop is not None:
        yield Why("view", "cropped")


def _holds(found: Found, value: Opinion) -> bool:
    """Whether the photo still has what was found; if not, somebody has chosen since."""
    told = _read(found)
    if isinstance(value, tuple):
        return isinstance(told, list) and set(told) <= set(value)
    return told == value


def _plain(found: Found) -> Value:
    told = _read(found)
    if isinstance(told, list):
        return ", ".join(map(str, told))
    return told if isinstance(told, str | int | float) else found.value


def _read(found: Found) -> object:
    try:
        return None if found.value is None else json.loads(found.value)
    except ValueError:
        return found.value


def _in_hours(by: timedelta) -> str:
    seconds = round(abs(by.total_seconds()))
    sign = "-" if by < timedelta() else "+"
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
