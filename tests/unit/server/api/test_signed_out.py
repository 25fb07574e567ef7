"""Who is signed out, or gone, writes nothing more: not even what was on its way by then."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

import pytest

from imalink_server.security.passwords import Passwords
from tests.unit.server.asking import PASSWORD, Client
from tests.unit.server.photos.test_sending import kept
from tests.unit.server.races import interrupted
from tests.unit.server.sending import EGG, PHOTOS, egg, jpeg, send, somebody

AUTH, ME = "/api/v1/auth", "/api/v1/users/me"
JSON = {"Content-Type": "application/json"}
CHANGE = f"{ME}/change-password"


class Held(Passwords):
    """Passwords of which the first new one takes until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()
        super().__init__(19 * 1024, 2)
        self.first = True

    def hash(self, password: str) -> str:
        """Hash it, in the end."""
        if getattr(self, "first", False):
            self.first = False
            self.begun.set()
            assert self.go_on.wait(60)
        return super().hash(password)


def changed(client: Client, new: str) -> int:
    return client.post(CHANGE, {"current_password": PASSWORD, "new_password": new}).status_code


@pytest.mark.parametrize(("on", "expected"), [("another device", 401), ("the same device", 400)])
def test_of_two_new_passwords_at_once_the_first_one_holds(anywhere: Client, on: str, expected: int) -> None:
    thief = somebody(anywhere)
    owner = thief if on == "the same device" else thief.signed_in()
    held = Held()
    anywhere.app.state.server = replace(anywhere.server, passwords=held)
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(changed, thief, "the password of a thief")
        assert held.begun.wait(60)
        assert changed(owner, "the password of the owner") == 200
        held.go_on.set()
        assert late.result() == expected
    assert anywhere.login("anna", "the password of the owner").status_code == 200
    assert anywhere.login("anna", "the password of a thief").status_code == 401


@pytest.mark.parametrize("away", ["itself", "elsewhere", "by a new password"])
def test_what_is_on_its_way_from_a_device_that_is_signed_out_is_not_kept(anywhere: Client, away: str) -> None:
    me = somebody(anywhere)
    other = me.signed_in()
    then = {
        "itself": partial(me.asking, "POST", f"{AUTH}/logout"),
        "elsewhere": partial(other.asking, "DELETE", f"{AUTH}/devices"),
        "by a new password": partial(
            other.asking,
            "POST",
            CHANGE,
            json={"current_password": PASSWORD, "new_password": "another long one"},
        ),
    }[away]
    body = json.dumps(egg(cold=jpeg(1, (600, 400)))).encode()
    answer = interrupted(me, "POST", EGG, body, then)
    assert (answer.status_code, answer.json()["detail"]["code"]) == (401, "NOT_AUTHENTICATED")
    assert other.get(PHOTOS, params={"owner": "me"}).json()["meta"]["total"] == 0
    assert kept(anywhere) == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", ME, {"email": "thief@example.org"}),
        ("DELETE", ME, {"password": PASSWORD}),
    ],
)
def test_nor_does_it_change_the_account(anywhere: Client, method: str, path: str, body: object) -> None:
    thief = somebody(anywhere)
    owner = thief.signed_in()
    before = owner.get(ME).json()
    then = partial(owner.asking, "DELETE", f"{AUTH}/devices")
    answer = interrupted(
        thief, method, path, json.dumps(body).encode(), then, {"Content-Type": "application/json"}
    )
    assert answer.status_code == 401
    assert owner.get(ME).json() == before


def test_bytes_of_a_deleted_account_do_not_come_back(anywhere: Client) -> None:
    me = somebody(anywhere)
    send(me, egg(cold=jpeg(1, (600, 400))))
    body = json.dumps(egg(cold=jpeg(2, (600, 400)))).encode()
    answer = interrupted(me, "POST", EGG, body, partial(me.asking, "DELETE", ME))
    assert answer.status_code == 401
    assert kept(anywhere) == []


def test_nobody_learns_at_the_door_whose_address_it_is(anywhere: Client) -> None:
    for name in ("anna", "bert"):
        anywhere.register(name)
    for _ in range(11):
        anywhere.login("bert", "wrong")
    answers = [anywhere.login(f"{name}@example.org", "wrong") for name in ("anna", "bert", "carl")]
    assert [answer.status_code for answer in answers] == [401, 401, 401]
    assert len({answer.content for answer in answers}) == 1
