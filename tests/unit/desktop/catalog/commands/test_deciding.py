"""Deciding: one key, one step, and nothing that makes no sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import Flag, Telling, Visibility
from imalink_desktop.catalog.models import Photo
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

DEEDS: list[tuple[Callable[[Catalog], Changes], Op, str, Any]] = [
    (lambda c: deciding.rate(c, [1, 2], 4), Op.RATE, "rating", 4),
    (lambda c: deciding.flag(c, [1, 2], Flag.REJECTED), Op.FLAG, "flag", -1),
    (lambda c: deciding.label(c, [1, 2], "red"), Op.LABEL, "label", "red"),
    (lambda c: deciding.entitle(c, [1, 2], " Harbour "), Op.TITLE, "title", "Harbour"),
    (lambda c: deciding.entitle(c, [1, 2], "Mid\nsum\x07mer\r\n"), Op.TITLE, "title", "Mid summer"),
    (lambda c: deciding.describe(c, [1, 2], "At dawn"), Op.DESCRIBE, "description", "At dawn"),
    (lambda c: deciding.show_to(c, [1, 2], Visibility.PUBLIC), Op.SET_VISIBILITY, "visibility", 3),
    (lambda c: deciding.tell(c, [1, 2], Telling.PLACE, wanted=True), Op.SET_TELLING, "tells_place", 1),
    (lambda c: deciding.tell(c, [1, 2], Telling.NAMES, wanted=True), Op.SET_TELLING, "tells_names", 1),
]


def values(catalog: Catalog, field: str) -> list[Any]:
    with catalog.reading() as look:
        return list(look.execute(select(getattr(Photo, field)).order_by(Photo.id)).scalars())


@pytest.mark.parametrize(("deed", "op", "field", "value"), DEEDS)
def test_a_decision_is_one_step_and_can_be_taken_back(
    shelf: Catalog, deed: Callable[[Catalog], Changes], op: Op, field: str, value: object
) -> None:
    before = values(shelf, field)
    assert deed(shelf).count == 2
    assert values(shelf, field)[:2] == [value, value]
    assert values(shelf, field)[2:] == before[2:]
    assert shelf.next_undo() == (op, 2)
    shelf.undo()
    assert values(shelf, field) == before


@pytest.mark.parametrize(
    "nonsense",
    [
        lambda c: deciding.rate(c, [1], 6),
        lambda c: deciding.rate(c, [1], -1),
        lambda c: deciding.label(c, [1], "mauve"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(shelf: Catalog, nonsense: Callable[[Catalog], Changes]) -> None:
    with pytest.raises(Expected):
        nonsense(shelf)
    assert shelf.next_undo() is None


@pytest.mark.parametrize("empty", ["", "   ", "\0", None])
def test_an_empty_title_is_none(shelf: Catalog, empty: str | None) -> None:
    deciding.entitle(shelf, [1], "Harbour")
    deciding.entitle(shelf, [1], empty)
    assert values(shelf, "title")[0] is None


def test_a_title_with_half_a_sign_can_be_written_down(shelf: Catalog) -> None:
    deciding.entitle(shelf, [1], "H\ud800rbour")
    assert values(shelf, "title")[0] == "H?rbour"


def test_photos_that_are_not_there_do_not_count(shelf: Catalog) -> None:
    assert deciding.rate(shelf, [1, 4711], 5).count == 1
