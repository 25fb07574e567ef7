"""One account is home, and signing out loses nothing that a server knows."""

from __future__ import annotations

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Account, Outbox, RemotePhoto
from imalink_desktop.catalog.reads.syncing import still_seen
from tests.unit.desktop.catalog.commands.cards import all_of, known_to_server
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]

HOME = "https://photos.example"


def homes(catalog: Catalog) -> list[str]:
    return [user for user, home in all_of(catalog, Account, "username", "is_home") if home]


def test_signing_in_twice_is_signing_in_once(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada")
    assert sign_in(shelf, f" {HOME}/ ", "ada").count == 0
    assert all_of(shelf, Account, "url", "username", "is_home") == [(HOME, "ada", 1)]
    assert shelf.next_undo() is None


def test_another_home_is_refused_unless_it_is_meant(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada")
    deciding.rate(shelf, [1], 5)
    with pytest.raises(Expected, match="ada"):
        sign_in(shelf, HOME, "grace")
    sign_in(shelf, HOME, "grace", instead=True)
    assert homes(shelf) == ["grace"]
    assert all_of(shelf, Outbox, "id") == []


def test_who_signs_out_keeps_what_the_server_knew(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada")
    known_to_server(shelf, 1)
    deciding.rate(shelf, [1], 5)
    sign_out(shelf)
    assert all_of(shelf, Outbox, "id") == []
    assert all_of(shelf, RemotePhoto, "photo_id") == [(1,)]
    deciding.rate(shelf, [1], 4)
    assert all_of(shelf, Outbox, "id") == []
    sign_in(shelf, HOME, "ada")
    assert len(all_of(shelf, Account, "id")) == 1


ANNA = "3f0e6a52-6f0b-4b0e-9a43-2f8f0c1d7a11"


@pytest.mark.parametrize("there", [("https://other.example", "ada"), (HOME, "ada@example.org")])
def test_the_same_user_at_another_address_or_by_another_name_keeps_all_that_waits(
    shelf: Catalog, there: tuple[str, str]
) -> None:
    sign_in(shelf, HOME, "ada", user=ANNA)
    deciding.show_to(shelf, [1], Visibility.PUBLIC)
    before = all_of(shelf, Outbox, "id", "account_id", "field")
    sign_in(shelf, *there, user=ANNA, instead=True)
    assert all_of(shelf, Account, "url", "username", "is_home") == [(*there, 1)]
    assert all_of(shelf, Outbox, "id", "account_id", "field") == before


def test_a_name_that_leads_to_a_known_user_now_leads_to_no_other(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada")
    sign_in(shelf, "https://other.example", "ada", user=ANNA, instead=True)
    deciding.rate(shelf, [1], 5)
    sign_in(shelf, HOME, "ada", user=ANNA)
    assert homes(shelf) == ["ada"]
    assert all_of(shelf, Account, "id", "url", "username") == [(1, HOME, "ada (1)"), (2, HOME, "ada")]
    assert all_of(shelf, Outbox, "account_id", "field") == [(2, "rating")]


def test_what_is_a_name_at_one_address_only_is_somebody_else_at_another(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada", user="#1 ada")
    sign_in(shelf, "https://other.example", "ada", user="#1 ada", instead=True)
    assert len(all_of(shelf, Account, "id")) == 2


def test_somebody_else_of_the_same_name_is_not_taken_for_who_was_there_before(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada", user=ANNA)
    sign_in(shelf, HOME, "ada", user="another")
    assert all_of(shelf, Account, "user") == [(ANNA,)]


def test_what_was_to_be_hidden_is_still_seen_there_by_whoever_signs_out(shelf: Catalog) -> None:
    sign_in(shelf, HOME, "ada")
    deciding.show_to(shelf, [1], Visibility.PUBLIC)
    sign_out(shelf)
    sign_in(shelf, HOME, "ada")
    deciding.show_to(shelf, [1], Visibility.PRIVATE)
    deciding.rate(shelf, [1], 5)
    sign_in(shelf, HOME, "grace", instead=True)
    assert all_of(shelf, Outbox, "field") == [("visibility",)]
    with shelf.reading() as look:
        assert still_seen(look, [1, 2]) == 1


def test_an_account_needs_a_server_and_a_name(shelf: Catalog) -> None:
    with pytest.raises(Expected):
        sign_in(shelf, " / ", "ada")
    with pytest.raises(Expected):
        sign_in(shelf, HOME, " ")
