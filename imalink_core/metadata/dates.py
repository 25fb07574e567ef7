"""When a photo was taken: local wall time, its offset where the file tells it, and who says so.

The precedence is the order of `DateSource`. The rules:

- Wall time stays wall time; an offset is kept beside it, never applied.
- Sub-seconds are kept, to the microsecond.
- Blanks, all zeros, a month 13, a 30th of February, a year before 1826 (the first
  photograph) or after 2100, and the first day of 1904 and of 1970 in a camera's own words
  (a clock that was never set, in whatever time zone) are no dates. All but blanks leave a note.
- 24:00:00 is midnight of the next day. Second 60, a leap second, is second 59.
- A date without a time is midnight, with a note. A year or a month alone is no date.
- `mvhd` is UTC and the file does not tell the local time: the time is taken as it
  is, with offset +00:00 and a note. Apple's `creationdate` is better and comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from imalink_core.containers.parts import Exif, Parts, TagValue
from imalink_core.errors import note
from imalink_core.found import DateSource, Note
from imalink_core.metadata.iptc import Iptc
from imalink_core.metadata.text import clean
from imalink_core.metadata.xmp import Xmp

_EARLIEST, _LATEST = 1826, 2100
_NEVER_SET = frozenset(date.fromisoformat(day) for day in ("1904-01-01", "1969-12-31", "1970-01-01"))
_DATE = re.compile(
    r"(?P<year>\d{4})[:/.\-](?P<month>[ \d]?\d)[:/.\-](?P<day>[ \d]?\d)"
    r"(?:[T ]+(?P<hour>[ \d]?\d):(?P<minute>[ \d]?\d)(?::(?P<second>[ \d]?\d)(?:[.,](?P<fraction>\d+))?)?"
    r" *(?P<offset>Z|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_SPOKEN = re.compile(
    r"(?:[a-z]{3},? +)?(?P<month>[a-z]{3}) +(?P<day>\d\d?) +(?P<time>\d\d:\d\d:\d\d) +(?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_OFFSET = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
_MOST_OFFSET = 14 * 60


@dataclass(frozen=True, slots=True)
class Taken:
    """When, by whose word, and what was odd about it."""

    at: datetime | None = None
    source: DateSource | None = None
    offset: str | None = None
    notes: tuple[Note, ...] = ()


Candidate: TypeAlias = tuple[DateSource, str | None, str | None, str | None]
"""A source, its text, and where these stand apart: its fraction of a second and its offset."""


def find_taken(parts: Parts, xmp: Xmp, iptc: Iptc) -> Taken:
    """The best date that makes sense, with notes on better ones that do not."""
    notes: list[Note] = []
    for source, text, fraction, offset in _candidates(parts, xmp, iptc):
        if text is None:
            continue
        taken = read_date(text, source, fraction, offset)
        notes += taken.notes
        if taken.at is not None:
            return Taken(taken.at, source, taken.offset, tuple(notes))
    return Taken(notes=tuple(notes))


def _candidates(parts: Parts, xmp: Xmp, iptc: Iptc) -> Iterable[Candidate]:
    exif, video = parts.exif, parts.video
    yield _exif_candidate(DateSource.EXIF_ORIGINAL, exif, exif.photo.get(0x9003), 0x9291, 0x9011)
    yield _exif_candidate(DateSource.EXIF_DIGITIZED, exif, exif.photo.get(0x9004), 0x9292, 0x9012)
    yield DateSource.XMP_ORIGINAL, xmp.taken, None, None
    yield DateSource.XMP_CREATED, xmp.created, None, None
    yield DateSource.IPTC_CREATED, iptc.created, None, None
    if video is not None:
        yield DateSource.VIDEO_CREATED, clean(video.created_text), None, None
        utc = video.created_utc
        yield DateSource.VIDEO_HEADER, utc.isoformat() if utc else None, None, None
    yield _exif_candidate(DateSource.EXIF_MODIFIED, exif, exif.image.get(0x0132), 0x9290, 0x9010)


def _exif_candidate(source: DateSource, exif: Exif, value: TagValue, fraction: int, offset: int) -> Candidate:
    return source, clean(value), clean(exif.photo.get(fraction)), clean(exif.photo.get(offset))


def read_date(text: str, source: DateSource, fraction: str | None = None, offset: str | None = None) -> Taken:
    """Read one date as some program or camera wrote it."""
    match = _DATE.fullmatch(_in_figures(text.strip()))
    if match is None:
        # Blanks between the colons are the standard's way of saying: not known.
        return Taken() if not text.strip(" :") else _senseless(text)
    at = _moment(match, fraction)
    camera = source not in (DateSource.XMP_ORIGINAL, DateSource.XMP_CREATED, DateSource.IPTC_CREATED)
    if at is None or (camera and at.date() in _NEVER_SET):
        return _senseless(text)
    notes: tuple[Note, ...] = ()
    if match["hour"] is None:
        notes = (note("date_only"),)
    elif source is DateSource.VIDEO_HEADER:
        notes = (note("time_is_utc"),)
    return Taken(at, source, read_offset(match["offset"] or offset or ""), notes)


def read_offset(text: str) -> str | None:
    """An offset as `+02:00`, if it is one that some place on earth can have."""
    if text.strip() == "Z":
        return "+00:00"
    match = _OFFSET.match(text.strip())
    if match is None:
        return None
    sign, hours, minutes = match.groups()
    fits = int(minutes) < 60 and int(hours) * 60 + int(minutes) <= _MOST_OFFSET
    return f"{sign}{hours}:{minutes}" if fits else None


def _moment(match: re.Match[str], fraction: str | None) -> datetime | None:
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if not _EARLIEST <= year <= _LATEST:
        return None
    digits = (match["fraction"] or fraction or "").strip()
    microsecond = int(f"{digits[:6]:0<6}") if digits.isascii() and digits.isdigit() else 0
    next_day = (hour, minute, second) == (24, 0, 0)
    try:
        moment = datetime(
            year,
            month,
            day,
            0 if next_day else hour,
            minute,
            min(second, 59) if second <= 60 else second,
            microsecond,
        )
    except ValueError:
        return None
    return moment + timedelta(days=1) if next_day else moment


def _in_figures(text: str) -> str:
    """AVI files spell the month out: `Mon Mar 10 15:04:43 2003`."""
    match = _SPOKEN.match(text)
    if match is None or match["month"].lower() not in _MONTHS:
        return text
    month = _MONTHS.index(match["month"].lower()) + 1
    return f"{match['year']}-{month:02}-{int(match['day']):02} {match['time']}"


def _senseless(text: str) -> Taken:
    return Taken(notes=(note("bad_date", f"({text[:40]})"),))
