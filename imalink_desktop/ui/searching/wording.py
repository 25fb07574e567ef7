"""The words of the search and the filters."""

from __future__ import annotations

from imalink_desktop.catalog.decisions import LABELS, Flag, Visibility
from imalink_desktop.catalog.query.ast import Operator
from imalink_desktop.catalog.query.sort import WORDS, By, Sort
from imalink_desktop.ui.searching.filters import NO_LABEL, PAIR, RAW, VIDEO, Stars
from imalink_desktop.ui.wording import _, many, number, photos


def flag(value: Flag) -> str:
    """Picked, rejected or neither."""
    return {
        Flag.PICKED: _("Picked"),
        Flag.NONE: _("Neither picked nor rejected"),
        Flag.REJECTED: _("Rejected"),
    }[value]


def label(name: str) -> str:
    """A colour, or none."""
    return {
        "red": _("Red"),
        "yellow": _("Yellow"),
        "green": _("Green"),
        "blue": _("Blue"),
        "purple": _("Purple"),
        "orange": _("Orange"),
        "gray": _("Gray"),
        NO_LABEL: _("No label"),
    }[name]


def level(value: Visibility) -> str:
    """Who may see it."""
    return {
        Visibility.PRIVATE: _("Only me"),
        Visibility.SPACE: _("My spaces"),
        Visibility.AUTHENTICATED: _("Everybody who is signed in"),
        Visibility.PUBLIC: _("Everybody"),
    }[value]


def kind(name: str) -> str:
    """What a photo consists of."""
    return {RAW: _("RAW"), VIDEO: _("Video"), PAIR: _("RAW + JPEG"), "WEBP": "WebP"}.get(name, name)


def sync(state: str) -> str:
    """How it stands with the server."""
    return {
        "waiting": _("Waits to be sent"),
        "refused": _("Refused by the server"),
        "conflict": _("In conflict"),
        "elsewhere": _("Original on another computer"),
    }[state]


def operator(value: Operator) -> str:
    """How many stars, beside the number."""
    return {Operator.AT_LEAST: "≥", Operator.IS: "=", Operator.AT_MOST: "≤"}[value]


def operator_words(value: Operator) -> str:
    """The same, for the menu."""
    return {
        Operator.AT_LEAST: _("At least so many stars"),
        Operator.IS: _("Exactly so many stars"),
        Operator.AT_MOST: _("At most so many stars"),
    }[value]


def stars(value: Stars) -> str:
    """What a click on a star asks for."""
    count = value.count
    match value.operator:
        case Operator.AT_LEAST:
            return many("{n} star or more", "{n} stars or more", count)
        case Operator.AT_MOST:
            return many("{n} star or fewer", "{n} stars or fewer", count)
        case _:
            return _("No stars") if count == 0 else many("Exactly {n} star", "Exactly {n} stars", count)


def with_count(words: str, count: int | None) -> str:
    """For a tool tip."""
    return words if count is None else f"{words}: {photos(count)}"


def also_chosen(first: str, more: int) -> str:
    """A button on which one of several is named."""
    return first if more == 0 else f"{first} +{number(more)}"


def order(by: By) -> str:
    """What photos are sorted by."""
    words = _(WORDS[by])
    return words[:1].upper() + words[1:]


def direction(sort: Sort) -> str:
    """Which come first."""
    down, up = {
        By.TIME: (_("Newest first"), _("Oldest first")),
        By.RATING: (_("Most stars first"), _("Fewest stars first")),
        By.FLAG: (_("Picked first"), _("Rejected first")),
        By.NAME: (_("Names from Z to A"), _("Names from A to Z")),
        By.SIZE: (_("Largest first"), _("Smallest first")),
        By.ADDED: (_("Last added first"), _("First added first")),
        By.RANDOM: (_("Shuffled"), _("Shuffled")),
    }[sort.by]
    return down if sort.descending else up


def labels() -> tuple[str, ...]:
    """The colours in the bar's order, no colour last."""
    return (*LABELS, NO_LABEL)
