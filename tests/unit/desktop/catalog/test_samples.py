"""Sample photos never travel, whatever is said of them; but one that a server has is not left there open."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from imalink_desktop.app.desktop.samples import sample_folder
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.commands.sessions import begin
from imalink_desktop.catalog.commands.signing import sign_in
from imalink_desktop.catalog.commands.syncing import take_stock
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Account, Outbox, Photo
from tests.unit.desktop.catalog.commands.cards import known_to_server
from tests.unit.desktop.catalog.shelf import shelf

__all__ = ["shelf"]


@pytest.fixture
def home(shelf: Catalog) -> Catalog:
    """Of its photos the first two are samples, the third was imported, too."""
    sample = begin(shelf, kept_path(sample_folder(Paths.of_the_user())))
    mine = begin(shelf, "/media/card")

    def work(writer: Writer) -> None:
        writer.set(Photo, [1, 2], session_id=sample)
        writer.set(Photo, [3], session_id=mine)
        writer.set_each(Photo, "hothash", {number: f"{number:064}" for number in range(1, 5)})

    shelf.transact(Op.REGISTER, work, by_machine=True)
    sign_in(shelf, "https://photos.example", "ada")
    return shelf


def waiting(catalog: Catalog) -> set[int]:
    with catalog.reading() as look:
        return set(look.execute(select(Outbox.photo_id)).scalars())


def test_they_are_not_among_what_a_new_server_is_sent(home: Catalog) -> None:
    with home.reading() as look:
        account = look.execute(select(Account.id)).scalar_one()
    take_stock(home, account)
    assert waiting(home) == {3, 4}


def test_what_is_decided_of_them_stays_here(home: Catalog) -> None:
    deciding.rate(home, [1, 2, 3, 4], 5)
    assert waiting(home) == {3, 4}


def test_one_that_a_server_has_is_kept_in_step(home: Catalog) -> None:
    known_to_server(home, 1)
    deciding.rate(home, [1, 2], 5)
    assert waiting(home) == {1}
