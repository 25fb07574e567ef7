"""A whole library that was copied, or a server that was: nothing tells that it is of another day.

What its owner has hidden since stays hidden all the same, and what was to show it is asked about.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from imalink_desktop.catalog.commands import deciding, spaces
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.models import Conflict, Photo
from imalink_desktop.catalog.reads.spaces import spaces as known_spaces
from imalink_desktop.sync.pulling import Asks
from imalink_desktop.sync.transport import Unreachable
from imalink_desktop.sync.values import Field
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, many, synced
from tests.unit.desktop.sync.simulation.machine import Machine

PUBLIC, PRIVATE = int(Visibility.PUBLIC), int(Visibility.PRIVATE)


def copied_whole(home: Home, folder: Path) -> Callable[[], None]:
    """Copies all that the attic has, with what tells of its last round; what is answered puts it back."""
    backup, state = home.attic.back_up(), home.attic.state
    shutil.copytree(state, folder)

    def again() -> None:
        home.attic.put_back(backup, by_hand=True)
        shutil.rmtree(state)
        shutil.move(folder, state)

    return again


def break_off(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """A round of the attic's, of which nothing is heard."""

    def gone(_since: str | None) -> None:
        raise Unreachable("the line broke")

    with monkeypatch.context() as bad_day, suppress(Unreachable):
        bad_day.setattr(home.server, "changes", gone)
        synced(home.attic)


def first(machine: Machine) -> str:
    return str(all_of(machine.catalog, Photo, "uid")[0][0])


def told(home: Home, *fields: Field) -> list[object]:
    return [home.server.state.photos[first(home.attic)].fields[field] for field in fields]


def offered(machine: Machine) -> list[tuple[object, ...]]:
    return [tuple(row) for row in all_of(machine.catalog, Conflict, "field", "mine", "theirs")]


def test_what_was_hidden_since_is_not_shown_again_by_what_waits_in_a_copy(home: Home, tmp_path: Path) -> None:
    many(home, 2)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    deciding.tell(home.attic.catalog, [1], Telling.PLACE, wanted=True)
    put_back = copied_whole(home, tmp_path / "copy")
    synced(home.attic)
    assert told(home, Field.VISIBILITY, Field.TELLS_PLACE) == [PUBLIC, 1]
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
    deciding.tell(home.attic.catalog, [1], Telling.PLACE, wanted=False)
    synced(home.attic)
    put_back()
    assert synced(home.attic).asks is Asks.NOTHING
    synced(home.attic)
    assert told(home, Field.VISIBILITY, Field.TELLS_PLACE) == [PRIVATE, 0]
    assert home.attic.all_said()[first(home.attic)]["visibility"] == PRIVATE
    assert sorted(offered(home.attic)) == [("tells_place", "1", "0"), ("visibility", "3", "0")]


def test_nor_is_it_shown_in_a_space_that_it_was_taken_out_of(home: Home, tmp_path: Path) -> None:
    many(home, 1)
    home.server.make_space()
    synced(home.attic)
    with home.attic.catalog.reading() as look:
        (space,) = (one.id for one in known_spaces(look))
    spaces.put_into(home.attic.catalog, [1], [space])
    put_back = copied_whole(home, tmp_path / "copy")
    synced(home.attic)
    assert told(home, Field.SPACES) == [("1",)]
    spaces.take_out(home.attic.catalog, [1], [space])
    synced(home.attic)
    put_back()
    synced(home.attic)
    synced(home.attic)
    assert told(home, Field.SPACES) == [()]


def test_who_shows_it_while_another_machine_rates_it_is_not_asked(home: Home) -> None:
    many(home, 1)
    deciding.rate(home.kitchen.catalog, [1], 4)
    synced(home.kitchen)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    assert told(home, Field.VISIBILITY, Field.RATING) == [PUBLIC, 4]
    assert offered(home.attic) == []


def test_who_hides_it_and_shows_it_again_is_not_asked_about_his_own_word(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)

    break_off(home, monkeypatch)
    assert told(home, Field.VISIBILITY) == [PRIVATE]
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    assert told(home, Field.VISIBILITY) == [PUBLIC]
    assert offered(home.attic) == []


def test_a_server_that_was_put_back_is_not_believed_because_somebody_edited_the_photo_there(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By that its version is as high again as the one in which it was hidden."""
    many(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    synced(home.kitchen)
    copied = home.server.copied()
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
    break_off(home, monkeypatch)
    home.server.put_back(copied)
    deciding.rate(home.kitchen.catalog, [1], 4)
    synced(home.kitchen)
    assert told(home, Field.VISIBILITY) == [PUBLIC]
    assert synced(home.attic).asks is Asks.NOTHING
    synced(home.attic)
    assert told(home, Field.VISIBILITY, Field.RATING) == [PRIVATE, 4]
    assert offered(home.attic) == [("visibility", "0", "3")]
