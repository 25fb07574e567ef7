"""One account is home, and signing out loses nothing that a server knows."""

from __future__ import annotations

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.commands.signing import sign_in, sign_out
from imalink_desktop.catalog.models import Account, Outbox, RemotePhoto
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


def test_an_account_needs_a_server_and_a_name(shelf: Catalog) -> None:
    with pytest.raises(Expected):
        sign_in(shelf, " / ", "ada")
    with pytest.raises(Expected):
        sign_in(shelf, HOME, " ")
