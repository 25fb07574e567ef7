"""The counts beside the filters say what a click would give."""

from __future__ import annotations

from pathlib import Path

import pytest

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.decisions import Flag, Visibility
from imalink_desktop.catalog.query.ast import EVERYTHING, Operator, Query
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import count
from imalink_desktop.ui.searching.filters import NO_LABEL, NOTHING, PAIR, Filters, Stars, Thing, joined
from imalink_desktop.ui.searching.tally import kinds, tally

CHOSEN = (
    (NOTHING, EVERYTHING),
    (NOTHING, parse("travel -flag:reject")),
    (Filters(stars=Stars(Operator.AT_LEAST, 3)), EVERYTHING),
    (
        Filters(
            stars=Stars(Operator.AT_MOST, 4),
            flags=frozenset({Flag.NONE}),
            labels=frozenset({NO_LABEL, "red"}),
            kinds=frozenset({"JPEG"}),
            cameras=frozenset({"Nikon Z 8", "SIGMA fp"}),
            levels=frozenset({Visibility.PRIVATE, Visibility.SPACE}),
        ),
        parse("tag:travel"),
    ),
)


@pytest.mark.parametrize(("chosen", "rest"), CHOSEN)
def test_every_count_is_what_the_filter_would_find(furnished: Path, chosen: Filters, rest: Query) -> None:
    with Catalog.look(furnished) as catalog, catalog.reading() as look:
        found = tally(look, chosen, rest)

        def would_find(thing: Thing, value: object) -> int:
            return count(look, joined(chosen.having(thing, value), rest))

        for operator in (Operator.AT_LEAST, Operator.IS, Operator.AT_MOST):
            for stars in (Stars(operator, number) for number in range(6)):
                assert found.with_stars(stars) == would_find(Thing.STARS, stars)
        for thing, counts in (
            (Thing.FLAGS, found.flags),
            (Thing.LABELS, found.labels),
            (Thing.CAMERAS, found.cameras),
            (Thing.LENSES, found.lenses),
            (Thing.LEVELS, found.levels),
            (Thing.KINDS, kinds(look, chosen, rest)),
        ):
            assert counts
            for value, said in counts.items():
                assert said == would_find(thing, frozenset({value})), (thing, value)


def test_kinds_are_offered_though_there_are_none_of_them(furnished: Path) -> None:
    with Catalog.look(furnished) as catalog, catalog.reading() as look:
        found = kinds(look, NOTHING, parse("is:video"))
    assert (found[PAIR], found["JPEG"]) == (0, 0)
    assert found["video"] > 0


def test_the_most_frequent_camera_comes_first(furnished: Path) -> None:
    with Catalog.look(furnished) as catalog, catalog.reading() as look:
        counts = list(tally(look, NOTHING, EVERYTHING).cameras.values())
    assert counts == sorted(counts, reverse=True)
