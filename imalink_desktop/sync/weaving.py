"""Three-way merge of what is kept beside photos: pure, as that of photos, and by nobody's clock.

    a word that only one side changed     that side's
    a word that both changed              the server's; the history says so
    photos                                what either put in is in it, what either took out is not
    their order                           whoever changed it; if both did, the server's
    no base: they never met               what is said here, blanks from there, and all photos of both

What we sent and nobody acknowledged may be what is there now: our own word is no change of another's.
"""

from __future__ import annotations

from dataclasses import replace

from imalink_desktop.catalog.things import Thing, ThingSettled, ThingSides, woven


def merge_things(sides: ThingSides) -> ThingSettled:
    """Decide what a collection or a saved search is to be, on both sides."""
    if sides.base is None:
        return ThingSettled(_never_met(sides.mine, sides.theirs))
    base = _known_by_them(sides.base, sides.sent, sides.theirs)
    words: dict[str, str | None] = {}
    overruled: list[str] = []
    for field, mine in sides.mine.words.items():
        theirs, before = sides.theirs.words.get(field), base.words.get(field)
        words[field] = mine if theirs == before else theirs
        if mine not in (theirs, before) and theirs != before:
            overruled.append(field)
    members = _members(sides.mine.members, sides.theirs.members, base.members)
    return ThingSettled(Thing(words, members), tuple(overruled))


def _known_by_them(base: Thing, sent: Thing | None, theirs: Thing) -> Thing:
    """The base, but for what arrived of what was sent: they know that, and have said nothing else since."""
    if sent is None:
        return base
    arrived = {field: said for field, said in sent.words.items() if theirs.words.get(field) == said}
    known = replace(base, words={**base.words, **arrived})
    return replace(known, members=sent.members) if sent.members == theirs.members else known


def _never_met(mine: Thing, theirs: Thing) -> Thing:
    words = {field: theirs.words.get(field) if said is None else said for field, said in mine.words.items()}
    if "parent" in words:  # to lie at the top is no blank
        words["parent"] = mine.words["parent"]
    return Thing(words, tuple(woven(mine.members, theirs.members)))


def _members(mine: tuple[int, ...], theirs: tuple[int, ...], base: tuple[int, ...]) -> tuple[int, ...]:
    here, there, before = set(mine), set(theirs), set(base)
    gone = (before - here) | (before - there)
    first, second = (theirs, mine) if _is_ordered_anew(theirs, base) else (mine, theirs)
    return tuple(one for one in woven(first, second) if one not in gone)


def _is_ordered_anew(now: tuple[int, ...], base: tuple[int, ...]) -> bool:
    """Whether those that were in it before stand in another order."""
    has, had = set(now), set(base)
    return [one for one in now if one in had] != [one for one in base if one in has]
