"""Where both machines changed the same: nothing is lost, and fewer people see it rather than more."""

from __future__ import annotations

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import correcting, deciding
from imalink_desktop.catalog.commands.resolving import Side, resolve
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.models import Conflict, Photo
from imalink_desktop.catalog.touched import Value
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.values import Field
from tests.unit.desktop.catalog.commands.cards import all_of, photo
from tests.unit.desktop.sync.home import Home, many, synced


def test_two_titles_are_a_conflict_that_shows_both_and_blocks_nothing(home: Home) -> None:
    many(home, 1)
    deciding.entitle(home.attic.catalog, [1], "Sea")
    deciding.entitle(home.kitchen.catalog, [1], "Ocean")
    deciding.rate(home.kitchen.catalog, [1], 4)
    synced(home.attic)
    assert synced(home.kitchen).conflicts == 1
    synced(home.attic)
    assert all_of(home.kitchen.catalog, Conflict, "mine", "theirs") == [('"Ocean"', '"Sea"')]
    assert home.attic.all_said() == home.kitchen.all_said()
    assert photo(home.attic.catalog, 1).rating == 4
    resolve(home.kitchen.catalog, 1, "title", Side.MINE)
    synced(home.kitchen)
    synced(home.attic)
    assert photo(home.attic.catalog, 1).title == "Ocean"


def test_whoever_says_a_title_anew_is_asked_no_more_about_the_two_before(home: Home) -> None:
    many(home, 1)
    deciding.entitle(home.attic.catalog, [1], "Ocean")
    deciding.entitle(home.kitchen.catalog, [1], "Sea")
    synced(home.attic)
    assert synced(home.kitchen).conflicts == 1
    deciding.entitle(home.kitchen.catalog, [1], "Lake")
    assert synced(home.kitchen).conflicts == 0
    synced(home.attic)
    assert home.kitchen.disputed() == home.attic.disputed() == {}
    assert photo(home.attic.catalog, 1).title == "Lake"


def test_what_was_offered_before_is_asked_about_after_a_newer_pair(home: Home) -> None:
    many(home, 1)
    for mine, theirs in (("Sea", "Ocean"), ("Lake", "Pond")):
        deciding.entitle(home.attic.catalog, [1], theirs)
        _brought(home.kitchen.catalog, title=mine)
        synced(home.attic)
        assert synced(home.kitchen).conflicts == 1
    offered = {"Sea", "Ocean", "Lake", "Pond"}
    assert home.kitchen.disputed() == dict.fromkeys(home.server.state.photos, offered)
    resolve(home.kitchen.catalog, 1, "title", Side.MINE)
    assert photo(home.kitchen.catalog, 1).title == "Lake"
    assert all_of(home.kitchen.catalog, Conflict, "mine", "theirs") == [('"Lake"', '"Sea"')]
    resolve(home.kitchen.catalog, 1, "title", Side.THEIRS)
    home.kitchen.catalog.undo()
    resolve(home.kitchen.catalog, 1, "title", Side.THEIRS)
    assert photo(home.kitchen.catalog, 1).title == "Sea"
    resolve(home.kitchen.catalog, 1, "title", Side.MINE)
    assert all_of(home.kitchen.catalog, Conflict, "id") == []
    assert photo(home.kitchen.catalog, 1).title == "Sea"


def test_halves_of_places_that_were_offered_stay_together(home: Home) -> None:
    many(home, 1)
    for north in (10.0, 20.0):
        correcting.set_place(home.attic.catalog, [1], (north, 1.0))
        _brought(home.kitchen.catalog, corrected_latitude=north, corrected_longitude=2.0)
        synced(home.attic)
        synced(home.kitchen)
    resolve(home.kitchen.catalog, 1, "corrected_latitude", Side.MINE)
    resolve(home.kitchen.catalog, 1, "corrected_longitude", Side.THEIRS)
    there = photo(home.kitchen.catalog, 1)
    assert (there.corrected_latitude, there.corrected_longitude) == (10.0, 2.0)


def test_less_visibility_that_hurries_believes_nothing_of_a_server_with_another_past(home: Home) -> None:
    many(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    home.server.back_up()
    deciding.entitle(home.attic.catalog, [1], "Sea")
    synced(home.attic)
    home.server.restore()
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
    assert synced(home.attic).asks is Asks.OTHER_PAST
    (kept,) = home.server.state.photos.values()
    assert kept.fields[Field.VISIBILITY] == Visibility.PRIVATE
    assert photo(home.attic.catalog, 1).title == "Sea"
    synced(home.attic, Decision.KEEP)
    (kept,) = home.server.state.photos.values()
    assert kept.fields[Field.TITLE] == "Sea"


def test_less_visibility_that_hurries_never_shows_what_somebody_hid_more(home: Home) -> None:
    many(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    synced(home.kitchen)
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
    synced(home.attic)
    deciding.show_to(home.kitchen.catalog, [1], Visibility.SPACE)
    synced(home.kitchen)
    (kept,) = home.server.state.photos.values()
    assert kept.fields[Field.VISIBILITY] == Visibility.PRIVATE


def test_what_is_told_no_more_shows_the_photo_to_nobody_it_was_hidden_from(home: Home) -> None:
    """One machine hides it, the other, which has not heard of that, shows it to fewer and tells less."""
    many(home, 1)
    deciding.show_to(home.attic.catalog, [1], Visibility.PUBLIC)
    deciding.tell(home.attic.catalog, [1], Telling.PLACE, wanted=True)
    synced(home.attic)
    synced(home.kitchen)
    deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
    synced(home.attic)
    deciding.show_to(home.kitchen.catalog, [1], Visibility.SPACE)
    deciding.tell(home.kitchen.catalog, [1], Telling.PLACE, wanted=False)
    synced(home.kitchen)
    synced(home.attic)
    (kept,) = home.server.state.photos.values()
    assert (kept.fields[Field.VISIBILITY], kept.fields[Field.TELLS_PLACE]) == (Visibility.PRIVATE, 0)
    assert home.attic.all_said() == home.kitchen.all_said()


def _brought(catalog: Catalog, **said: Value) -> None:
    """A twin that is found to be the same photo brings what was said of it: nobody has settled anything."""
    catalog.transact(Op.RELOCATE, lambda writer: writer.set(Photo, [1], **said), by_machine=True)
