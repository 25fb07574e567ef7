"""IPTC-IIM, the press's old metadata: numbered datasets in a row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from imalink_core.errors import note
from imalink_core.found import Note
from imalink_core.metadata.text import clean

_MOST_DATASETS = 2000
_MARK = 0x1C
_APPLICATION_RECORD = 2
_TITLE, _KEYWORD, _BY_LINE, _HEADLINE, _COPYRIGHT, _CAPTION = 5, 25, 80, 105, 116, 120
_DATE, _TIME, _DIGITAL_DATE, _DIGITAL_TIME = 55, 60, 62, 63


@dataclass(frozen=True, slots=True)
class Iptc:
    """What the datasets say."""

    title: str | None = None
    description: str | None = None
    keywords: tuple[str, ...] = ()
    creator: str | None = None
    copyright: str | None = None
    created: str | None = None
    notes: tuple[Note, ...] = ()


def read_iptc(block: bytes | None) -> Iptc:
    """Read a block. It is in UTF-8 if it can be, which is surer than what it says; else in Latin-1."""
    if not block:
        return Iptc()
    values: dict[int, list[str]] = {}
    for record, number, data in _datasets(block):
        text = clean(data) if record == _APPLICATION_RECORD else None
        if text:
            values.setdefault(number, []).append(text)

    def first(*numbers: int) -> str | None:
        return next((values[number][0] for number in numbers if number in values), None)

    return Iptc(
        title=first(_TITLE, _HEADLINE),
        description=first(_CAPTION),
        keywords=tuple(values.get(_KEYWORD, ())),
        creator=first(_BY_LINE),
        copyright=first(_COPYRIGHT),
        created=_moment(first(_DATE), first(_TIME)) or _moment(first(_DIGITAL_DATE), first(_DIGITAL_TIME)),
        notes=() if block[0] == _MARK else (note("bad_iptc"),),
    )


def _datasets(block: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Each dataset as (record, number, data)."""
    at = 0
    for _ in range(_MOST_DATASETS):
        head = block[at : at + 5]
        if len(head) < 5 or head[0] != _MARK:
            return
        size, at = int.from_bytes(head[3:5], "big"), at + 5
        if size & 0x8000:
            # A length that says how many bytes the length has.
            wide = size & 0x7FFF
            if wide > 4:
                return
            size, at = int.from_bytes(block[at : at + wide], "big"), at + wide
        yield head[1], head[2], block[at : at + size]
        at += size


def _moment(date: str | None, time: str | None) -> str | None:
    """`20240115` and `143000+0100` as ISO writes them. A day of 00 means that only the month is known."""
    if date is None or len(date) < 8 or date.startswith("0000"):
        return None
    day = f"{date[:4]}-{date[4:6]}-{date[6:8]}"
    if time is None or len(time) < 6:
        return day
    return f"{day}T{time[:2]}:{time[2:4]}:{time[4:6]}{time[6:]}"
