"""Three-way merge, field by field: pure, and never by anybody's clock.

    only one side changed it      that side's value
    both, to the same             that
    tags, spaces                  what either gave is given, what either took is taken; spaces that both
                                  have, if nobody knows what was before
    visibility, what is told      the stricter, and both are told; so too if nobody knows what was before,
                                  and if the server has decided it twice since, and it is as it was
    in the trash or not           who edited it wants it: it stays out
    anything else                 the server's, which is the one known to be newer; both are told

What we sent and nobody acknowledged may be what is there now: our own word is no change of another's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto

from imalink_desktop.catalog.commands.words import folded
from imalink_desktop.catalog.sides import NOTHING_SAID, Said, Saying, Settled, Sides
from imalink_desktop.sync.values import Field, Fields, FieldValue


class Rule(Enum):
    """What becomes of a field that both sides changed, and not to the same."""

    THEIRS = auto()
    STRICTER = auto()
    TOGETHER = auto()
    KEEP = auto()
    SHOWN = auto()
    """As `TOGETHER`; but where nobody knows any more who took, what one side does not have is taken."""


_PLACE = (Field.CORRECTED_LATITUDE, Field.CORRECTED_LONGITUDE)
_UNITS: Mapping[tuple[str, ...], Rule] = {
    (Field.TITLE,): Rule.THEIRS,
    (Field.DESCRIPTION,): Rule.THEIRS,
    (Field.RATING,): Rule.THEIRS,
    (Field.FLAG,): Rule.THEIRS,
    (Field.LABEL,): Rule.THEIRS,
    (Field.VISIBILITY,): Rule.STRICTER,
    (Field.TELLS_PLACE,): Rule.STRICTER,
    (Field.TELLS_NAMES,): Rule.STRICTER,
    (Field.AUTHOR,): Rule.THEIRS,
    (Field.TAGS,): Rule.TOGETHER,
    (Field.SPACES,): Rule.SHOWN,
    (Field.TRASHED,): Rule.KEEP,
    (Field.CORRECTED_AT,): Rule.THEIRS,
    _PLACE: Rule.THEIRS,
    (Field.ROTATION,): Rule.THEIRS,
    (Field.CROP,): Rule.THEIRS,
    (Field.EXPOSURE_ADJUST,): Rule.THEIRS,
}
"""What is decided as one, and how: half a place of one side and half of the other is no place."""
_SHOWS = frozenset([Rule.STRICTER, Rule.SHOWN])
"""What says who sees a photo, and what of it."""


def merge(sides: Sides) -> Settled:
    """Decide of each field that the server keeps what it is to be, and whether the server has to be told."""
    said: dict[str, Saying] = {}
    waits: set[str] = set()
    disputed: dict[str, tuple[Saying, Saying]] = {}
    units = [unit for unit in _UNITS if all(field in sides.theirs for field in unit)]
    for unit in units:
        value, is_disputed = _decided(sides, unit)
        said |= value
        waits |= {field for field in unit if not same(field, value[field], sides.theirs[field])}
        if is_disputed:
            disputed |= {field: (sides.mine[field], sides.theirs[field]) for field in unit}
    return Settled(said, frozenset(waits), disputed)


def same(field: str, one: Saying, other: Saying) -> bool:
    """Whether two values say the same, however they are written."""
    if isinstance(one, tuple) and isinstance(other, tuple):
        return {folded(tag) for tag in one} == {folded(tag) for tag in other}
    if field == Field.CROP and isinstance(one, str) and isinstance(other, str):
        return _crop(one) == _crop(other)
    return one == other


def _crop(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def stricter(mine: Fields, theirs: Fields, agreed: Said) -> Fields:
    """What the server has, less what is taken away here: in no field for more people than it shows it to.

    What somebody else put in, or took out, since both `agreed` stays so.
    """
    fields: dict[Field, FieldValue] = {}
    for name, value in mine.items():
        there = theirs.get(name)
        if isinstance(value, tuple):
            taken = set(_keys(agreed.get(name))) - set(value)
            fields[name] = tuple(key for key in _keys(there) if key not in taken)
        else:
            fields[name] = min(_level(value), _level(there))
    return fields


def _keys(value: Saying) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _decided(sides: Sides, unit: tuple[str, ...]) -> tuple[dict[str, Saying], bool]:
    """The value of a unit, and whether two were in the way of each other."""
    rule = _UNITS[unit]
    mine, theirs = _of(sides.mine, unit), _of(sides.theirs, unit)
    if _alike(mine, theirs):
        return mine, False
    if sides.other_past:
        return _without_a_past(rule, mine, theirs)
    base = _of(sides.base or NOTHING_SAID, unit)
    # Decided there twice since, and ours was said before that; or never, and the server was put back.
    odd = sides.decided_since if _alike(theirs, base) else sides.stands
    if odd & {*unit} and not _was_sent(sides.sent, unit, theirs):
        return _to_fewer(rule, mine, theirs)
    if sides.doubtful & {*unit}:
        return _in_doubt(rule, mine, theirs, base)
    if sides.base is None and rule in _SHOWS and not _was_sent(sides.sent, unit, theirs):
        # Who has said that it is for spaces has said for which, though that be none.
        decided = (*unit, Field.VISIBILITY) if rule is Rule.SHOWN else unit
        if _alike(_of(NOTHING_SAID, decided), sides.mine) and not sides.was_elsewhere:
            return theirs, False
        return _to_fewer(rule, mine, theirs)
    if rule is Rule.KEEP:
        return _kept(sides, mine, theirs, base), False
    if _alike(theirs, base) or _was_sent(sides.sent, unit, theirs):
        return mine, False
    if _alike(mine, base):
        return theirs, False
    if rule in (Rule.TOGETHER, Rule.SHOWN):
        return {field: _tags(mine[field], theirs[field], base[field]) for field in unit}, False
    return (_the_stricter(mine, theirs) if rule is Rule.STRICTER else theirs), True


def _in_doubt(
    rule: Rule, mine: dict[str, Saying], theirs: dict[str, Saying], base: dict[str, Saying]
) -> tuple[dict[str, Saying], bool]:
    """Nobody knows whether ours went out, and was decided otherwise since: never shown to more people."""
    if rule in _SHOWS:
        return _to_fewer(rule, mine, theirs)
    if rule is Rule.TOGETHER:
        return {field: _tags(mine[field], theirs[field], base[field]) for field in mine}, False
    if rule is Rule.KEEP:
        return {field: NOTHING_SAID[field] for field in mine}, False
    return theirs, True


def _to_fewer(
    rule: Rule, mine: dict[str, Saying], theirs: dict[str, Saying]
) -> tuple[dict[str, Saying], bool]:
    """Seen by those alone who see it on both sides, and told no more than on either."""
    if rule is Rule.SHOWN:
        return {field: _in_both(mine[field], theirs[field]) for field in mine}, False
    return _the_stricter(mine, theirs), True


def _the_stricter(mine: dict[str, Saying], theirs: dict[str, Saying]) -> dict[str, Saying]:
    return {field: min(mine[field], theirs[field], key=_level) for field in mine}


def _without_a_past(
    rule: Rule, mine: dict[str, Saying], theirs: dict[str, Saying]
) -> tuple[dict[str, Saying], bool]:
    """A server that went back in time: blanks are filled from either side, and what both say is told."""
    if rule in _SHOWS:
        return _to_fewer(rule, mine, theirs)
    if rule is Rule.TOGETHER:
        return {field: _tags(mine[field], theirs[field], ()) for field in mine}, False
    blank = {field: NOTHING_SAID[field] for field in mine}
    if rule is Rule.KEEP:
        return blank, False
    return (theirs, False) if _alike(mine, blank) else (mine, not _alike(theirs, blank))


def _kept(
    sides: Sides, mine: dict[str, Saying], theirs: dict[str, Saying], base: dict[str, Saying]
) -> dict[str, Saying]:
    """Of two that differ in a yes and a no one has changed; an edit of the other speaks against the trash."""
    trash = (Field.TRASHED,)
    by_them = not _alike(theirs, base) and not _was_sent(sides.sent, trash, theirs)
    changed, other = (theirs, sides.mine) if by_them else (mine, sides.theirs)
    if not changed[Field.TRASHED]:
        return changed
    whose = sides.theirs if by_them else sides.mine
    for unit in _UNITS:
        if unit == trash or any(field not in sides.theirs for field in unit):
            continue
        value = _of(other, unit)
        before = _alike(value, _of(sides.base or NOTHING_SAID, unit)) or _alike(value, _of(whose, unit))
        if not before and (by_them or not _was_sent(sides.sent, unit, value)):
            return {Field.TRASHED: False}
    return changed


def _was_sent(sent: Sequence[Said], unit: tuple[str, ...], theirs: dict[str, Saying]) -> bool:
    return any(all(field in one for field in unit) and _alike(_of(one, unit), theirs) for one in sent)


def _tags(mine: Saying, theirs: Saying, base: Saying) -> tuple[str, ...]:
    """By their names without regard to case, spelt as they are here."""
    here, there, before = _named(mine), _named(theirs), _named(base)
    taken = (before.keys() - here.keys()) | (before.keys() - there.keys())
    both = there | here
    return tuple(sorted(both[name] for name in both if name not in taken))


def _in_both(mine: Saying, theirs: Saying) -> tuple[str, ...]:
    here, there = _named(mine), _named(theirs)
    return tuple(sorted(here[name] for name in here if name in there))


def _named(tags: Saying) -> dict[str, str]:
    paths: Iterable[str] = tags if isinstance(tags, tuple) else ()
    return {folded(path): path for path in paths}


def _level(value: Saying) -> int:
    return value if isinstance(value, int) else 0


def _of(said: Said, unit: tuple[str, ...]) -> dict[str, Saying]:
    return {field: said.get(field, NOTHING_SAID[field]) for field in unit}


def _alike(one: Mapping[str, Saying], other: Mapping[str, Saying]) -> bool:
    return all(same(field, value, other[field]) for field, value in one.items())
