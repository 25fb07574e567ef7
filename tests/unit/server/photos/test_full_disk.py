"""A disk that is nearly full: nothing more is taken in, and all else goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imalink_server.base.errors import Code, Refused
from imalink_server.storage.folder import Folder
from tests.unit.server.asking import Client, running
from tests.unit.server.conftest import MakeSettings
from tests.unit.server.photos.test_sending import kept
from tests.unit.server.sending import EGG, PHOTOS, egg, jpeg, send, somebody

COLD = jpeg(1, (600, 400))


class Full(Folder):
    """A folder on a disk that is full."""

    def check(self) -> None:
        """Fail."""
        raise Refused(Code.DISK_FULL, "The server's disk is full.")


def test_where_no_photo_has_room_there_is_room_to_delete_some(
    settings: MakeSettings, database_url: str
) -> None:
    with running(settings(database_url=database_url)) as client:
        me = somebody(client)
        photo = send(me, egg(cold=COLD))
        spare = client.server.spool.room() * 2  # more than there is: all but this is taken
        client.app.state.server = replace(
            client.server, settings=client.server.settings.model_copy(update={"spare_disk": spare})
        )
        for more in (egg(), egg(cold=jpeg(2, (600, 400)))):
            refused = me.post(EGG, more)
            assert (refused.status_code, refused.json()["detail"]["code"]) == (507, "DISK_FULL")
        batch = me.post(f"{EGG}/batch", {"photos": [egg(), egg(cold=COLD)]})
        assert batch.status_code == 507
        assert len(kept(client)) == 1
        again = me.signed_in()
        assert again.get(f"{PHOTOS}/{photo['id']}/coldpreview").content == COLD
        assert again.delete(f"{PHOTOS}/{photo['id']}", params={"forever": True}).status_code == 200
        assert kept(client) == []
        assert client.get("/ready").status_code == 200


def test_a_store_on_a_disk_of_its_own_leaves_room_there(settings: MakeSettings) -> None:
    with running(settings()) as client:
        me = somebody(client)
        spare = client.server.spool.room() * 2
        store = Folder(client.server.settings.paths.storage, spare)
        client.app.state.server = replace(client.server, store=store)
        assert me.post(EGG, egg(cold=COLD)).status_code == 507
        assert me.post(EGG, egg()).status_code == 201
        assert kept(client) == []


@pytest.mark.parametrize("well", [True, False])
def test_who_has_no_store_is_not_ready(client: Client, well: bool) -> None:
    if not well:
        client.app.state.server = replace(client.server, store=Full(client.server.settings.paths.storage))
    assert client.get("/ready").status_code == (200 if well else 503)
