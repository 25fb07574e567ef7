"""Sending people away while they write, and many at once: PostgreSQL lets people write side by side."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from imalink_server.db import changes, photos
from imalink_server.db.models import SpaceMember
from imalink_server.services.accounts import Me
from imalink_server.services.photos import changing
from imalink_server.services.writing import writing
from tests.unit.server.asking import Client
from tests.unit.server.organising.test_spaces import joined
from tests.unit.server.races import wait_until_held
from tests.unit.server.sending import PHOTOS, egg, send, somebody

pytestmark = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def known(client: Client) -> Me:
    """An account, as a service knows it."""
    me = client.get("/api/v1/auth/me").json()
    return Me(me["id"], me["uid"], me["username"], 0, "")


@contextmanager
def showing(client: Client, photo: dict[str, object], space_id: int) -> Iterator[None]:
    """Somebody is about to show a photo in a space, and is not done as long as this lasts."""
    with writing(client.server, known(client)) as w:
        mine = changing.mine(w, str(photo["uid"]))
        photos.shown_in(w.session, mine, (space_id,))
        w.session.flush()
        yield


@pytest.mark.parametrize("how", ["sent away", "the space deleted"])
def test_what_a_member_was_just_about_to_show_is_withdrawn_too(anywhere: Client, how: str) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    url = joined(anna, bert)
    space_id = anna.get(url).json()["id"]
    photo = send(bert, egg(visibility="space"))
    at = f"{PHOTOS}/{photo['id']}"
    path = f"{url}/members/{known(bert).account_id}" if how == "sent away" else url
    cursor = bert.get("/api/v1/changes").json()["cursor"]
    with ThreadPoolExecutor(1) as pool:
        with showing(bert, photo, space_id):
            away = pool.submit(anna.delete, path)
            wait_until_held(anywhere.server.database, away)
        assert away.result().status_code == 200
    assert anna.get(at).status_code == 404
    assert bert.get(at).json()["space_ids"] == []
    told = bert.get("/api/v1/changes", params={"since": cursor}).json()["changes"]
    assert {(each["kind"], each["gone"]) for each in told} == {("photo", False), ("space", True)}


def test_two_may_delete_spaces_at_once_that_show_each_others_photos(anywhere: Client) -> None:
    anna, bert = somebody(anywhere, "anna"), somebody(anywhere, "bert")
    urls = [joined(anna, bert), joined(bert, anna)]
    for url, guest in zip(urls, (bert, anna), strict=True):
        space_id = guest.get(url).json()["id"]
        send(guest, egg(visibility="space", space_ids=[space_id]))
    database = anywhere.server.database
    with ThreadPoolExecutor(2) as pool:
        with ExitStack() as held:
            for who in (known(anna), known(bert)):
                session = held.enter_context(database.writing())
                changes.wait_for_turn(session, who.account_id)
            gone = [pool.submit(who.delete, url) for who, url in zip((anna, bert), urls, strict=True)]
            wait_until_held(database, *gone)
        assert [each.result().status_code for each in gone] == [200, 200]


def test_who_comes_while_their_turn_is_waited_for_is_waited_for_too(anywhere: Client) -> None:
    anna, bert, carl = (somebody(anywhere, name) for name in ("anna", "bert", "carl"))
    url = joined(anna, bert)
    space_id = anna.get(url).json()["id"]
    photo = send(carl, egg(visibility="space"))
    database = anywhere.server.database
    with ThreadPoolExecutor(1) as pool:
        with database.writing() as session:
            changes.wait_for_turn(session, known(bert).account_id)
            gone = pool.submit(anna.delete, url)
            wait_until_held(database, gone)
            # Through the door nobody comes meanwhile, since all in the space are waited for there as well.
            with database.writing() as other:
                member = SpaceMember(
                    space_id=space_id, account_id=known(carl).account_id, role="member", joined_at="2026"
                )
                other.add(member)
            showing_it = ExitStack()
            showing_it.enter_context(showing(carl, photo, space_id))
        with showing_it:
            wait_until_held(database, gone)
        assert gone.result().status_code == 200
    assert carl.get(f"{PHOTOS}/{photo['id']}").json()["space_ids"] == []
