"""Bytes that nothing refers to go: at once, or at the next start when the store was away."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from sqlalchemy import select

from imalink_server.base.errors import Code, Refused
from imalink_server.db.models import DeletedAccount, LooseBytes
from imalink_server.services.server import Server
from imalink_server.services.sweeping import sweep, sweep_all
from imalink_server.storage.folder import Folder
from tests.unit.server.asking import Client
from tests.unit.server.photos.test_sending import kept
from tests.unit.server.sending import PHOTOS, egg, jpeg, send, somebody


class Away(Folder):
    """A folder that has gone, when something is to be deleted."""

    def drop(self, owner: str, digest: str) -> None:  # noqa: ARG002 - as a store has it
        """Fail."""
        raise Refused(Code.UNAVAILABLE, "The server cannot reach its storage.")

    def drop_all(self, owner: str) -> None:
        """Fail."""
        self.drop(owner, "")


def without_store(client: Client) -> Server:
    """Let the running server's store be away; the server as it was."""
    whole = client.server
    client.app.state.server = replace(whole, store=Away(whole.settings.paths.storage))
    return whole


def test_bytes_stay_noted_while_the_store_is_away(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(cold=jpeg(1, (600, 400))))
    whole = without_store(anywhere)
    assert me.delete(f"{PHOTOS}/{photo['id']}", params={"forever": True}).status_code == 200
    assert len(kept(me)) == 1
    sweep_all(whole)
    assert kept(me) == []
    with whole.database.reading() as session:
        assert session.scalars(select(LooseBytes)).all() == []


def test_a_deleted_accounts_bytes_go_at_the_next_start(anywhere: Client) -> None:
    me = somebody(anywhere)
    send(me, egg(cold=jpeg(1, (600, 400))))
    whole = without_store(anywhere)
    assert me.delete("/api/v1/users/me").status_code == 200
    assert len(kept(me)) == 1
    sweep_all(whole)
    assert kept(me) == []
    with whole.database.reading() as session:
        assert session.scalars(select(DeletedAccount.swept_at)).one() is not None


def test_bytes_that_are_referred_to_again_are_not_swept_away(anywhere: Client) -> None:
    me = somebody(anywhere)
    large = jpeg(1, (600, 400))
    photo = send(me, egg(cold=large))
    whole = without_store(anywhere)
    me.delete(f"{PHOTOS}/{photo['id']}/coldpreview")
    again = send(me, egg(cold=large))
    who = me.get("/api/v1/auth/me").json()
    sweep(whole, who["id"], who["uid"])
    assert me.get(f"{PHOTOS}/{again['id']}/coldpreview").content == large


def test_bytes_that_were_swept_away_meanwhile_are_kept_again(anywhere: Client) -> None:
    me = somebody(anywhere)
    large = jpeg(1, (600, 400))
    owner = me.get("/api/v1/auth/me").json()["uid"]

    class Swept(Folder):
        """A folder whose first file is gone again before anybody refers to it."""

        times = 0

        def keep(self, owner: str, digest: str, content: bytes) -> None:
            """Keep, and lose it the first time."""
            super().keep(owner, digest, content)
            self.times += 1
            if self.times == 1:
                self.drop(owner, digest)

    whole = anywhere.server
    anywhere.app.state.server = replace(whole, store=Swept(whole.settings.paths.storage))
    photo = send(me, egg(cold=large))
    assert whole.store.fetch(owner, hashlib.sha256(large).hexdigest()) == large
    assert me.get(f"{PHOTOS}/{photo['id']}/coldpreview").content == large
