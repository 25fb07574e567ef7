"""Accounts on the wire: coming in, signing in, devices, leaving."""

from __future__ import annotations

import json

import httpx
import pytest
from sqlalchemy import select

from imalink_server.db.models import Account, DeletedAccount, Device
from imalink_server.security.passwords import Passwords
from tests.unit.server.asking import PASSWORD, Client
from tests.unit.server.conftest import MakeSettings

ME, LOGIN, DEVICES = "/api/v1/users/me", "/api/v1/auth/login", "/api/v1/auth/devices"


def code(answer: httpx.Response) -> str:
    return str(answer.json()["detail"]["code"])


def test_somebody_registers_signs_in_and_is_known(anywhere: Client) -> None:
    made = anywhere.register("anna", display_name="Anna A")
    assert made.status_code == 201
    answer = anywhere.login().json()
    assert answer["token_type"] == "bearer"  # noqa: S105 - the kind
    assert answer["expires_in"] == 3600
    assert answer["user"] == made.json()
    me = anywhere.signed_in()
    assert me.get("/api/v1/auth/me").json() == me.get(ME).json() == made.json()
    assert made.json() | {"id": 1, "uid": "", "created_at": "", "updated_at": ""} == {
        "id": 1,
        "uid": "",
        "username": "anna",
        "email": "anna@example.org",
        "display_name": "Anna A",
        "is_active": True,
        "created_at": "",
        "updated_at": "",
        "photos_count": 0,
        "import_sessions_count": 0,
        "authors_count": 0,
    }


def test_one_signs_in_by_name_or_address_in_any_writing(client: Client) -> None:
    client.register("Anna")
    for name in ("anna", "ANNA", "anna@example.org", "Anna@Example.ORG"):
        assert client.login(name).status_code == 200
    assert client.post(LOGIN, {"email": "anna@example.org", "password": PASSWORD}).status_code == 200


def test_who_is_unknown_is_told_the_same_as_who_is_wrong(anywhere: Client) -> None:
    anywhere.register("anna")
    wrong, unknown = (
        anywhere.login("anna", "not the right one"),
        anywhere.login("nobody", "not the right one"),
    )
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()
    assert wrong.json()["detail"]["message"] == "Incorrect username or password"
    assert wrong.headers["www-authenticate"] == "Bearer"
    apart = {"x-request-id"}
    assert {k: v for k, v in wrong.headers.items() if k not in apart} == {
        k: v for k, v in unknown.headers.items() if k not in apart
    }


def test_an_account_that_was_closed_is_an_unknown_one(client: Client) -> None:
    client.register("anna")
    me = client.signed_in()
    with client.server.database.writing() as session:
        session.scalars(select(Account)).one().is_active = False
    assert client.login().status_code == 401
    assert me.get(ME).status_code == 401


def test_a_name_or_an_address_is_nobody_elses(anywhere: Client) -> None:
    assert anywhere.register("anna").status_code == 201
    same_name = anywhere.register("ANNA", email="other@example.org")
    same_address = anywhere.register("other", email="Anna@example.org")
    assert same_name.status_code == same_address.status_code == 409
    assert same_name.json() == same_address.json()


@pytest.mark.parametrize(
    "otherwise",
    [
        {"username": ""},
        {"username": "a"},
        {"username": "a" * 65},
        {"username": "anna@example.org"},
        {"username": "anna\x00"},
        {"username": "anna berta"},
        {"email": "nobody"},
        {"email": "a@b@c"},
        {"email": "a\n@example.org"},
        {"password": "short"},
        {"password": "x" * 1025},
        {"password": None},
        {"password": "password"},
        {"password": " " * 8},
        {"password": "Anna2026!"},
        {"password": "Anna@Example.org"},
        {"display_name": "\x1b[31m"},
        {"display_name": "\ud800"},
        {"id": 7},
        {"is_active": True},
        {"is_admin": True},
    ],
    ids=str,
)
def test_who_cannot_be_is_refused(client: Client, otherwise: dict[str, object]) -> None:
    wanted = {"username": "anna", "email": "anna@example.org", "password": PASSWORD, **otherwise}
    answer = client.ask("POST", "/api/v1/auth/register", content=json.dumps(wanted))
    assert answer.status_code == 422
    assert code(answer) == "INVALID_REQUEST"
    assert PASSWORD not in answer.text
    assert "xxxx" not in answer.text


def test_ten_wrong_passwords_and_the_door_stays_shut_here_for_a_while(anywhere: Client) -> None:
    anywhere.register("anna")
    anywhere.register("bert")
    said = [anywhere.login("anna", "wrong").status_code for _ in range(11)]
    assert said == [401] * 10 + [429]
    shut = anywhere.login("Anna", PASSWORD)
    assert shut.status_code == 429
    assert 0 < int(shut.headers["retry-after"]) <= 300
    assert anywhere.login("bert").status_code == 200
    assert anywhere.at("192.0.2.7").login("anna").status_code == 200
    anywhere.clock.go(minutes=5)
    assert anywhere.login("anna").status_code == 200


def test_the_door_shuts_for_unknown_names_too(client: Client) -> None:
    assert [client.login("nobody", "wrong").status_code for _ in range(11)] == [401] * 10 + [429]


def test_no_header_makes_another_address(client: Client) -> None:
    client.register("anna")
    for number in range(10):
        client.post(
            LOGIN, {"username": "anna", "password": "wrong"}, headers={"X-Forwarded-For": f"192.0.2.{number}"}
        )
    forged = {"X-Forwarded-For": "192.0.2.99", "Forwarded": "for=192.0.2.99", "X-Real-IP": "192.0.2.99"}
    assert client.post(LOGIN, {"username": "anna", "password": PASSWORD}, headers=forged).status_code == 429


def test_success_is_never_counted(client: Client) -> None:
    client.register("anna")
    assert {client.login().status_code for _ in range(15)} == {200}


@pytest.mark.parametrize(
    "given", [None, "", "Bearer", "Bearer ", "Bearer nonsense", "Basic YTpi", "bearer a.b.c"]
)
def test_a_stranger_is_told_so(client: Client, given: str | None) -> None:
    answer = client.get(ME, headers={} if given is None else {"Authorization": given})
    assert answer.status_code == 401
    assert answer.json() == {
        "detail": {"code": "NOT_AUTHENTICATED", "message": "Not authenticated", "details": {}}
    }


def test_signing_out_counts_at_once_and_only_here(anywhere: Client) -> None:
    anywhere.register()
    here, there = anywhere.signed_in(), anywhere.signed_in()
    assert here.post("/api/v1/auth/logout").status_code == 200
    assert here.get(ME).status_code == 401
    assert here.post("/api/v1/auth/refresh", {"refresh_token": here.refresh_token}).status_code == 401
    assert there.get(ME).status_code == 200


def test_a_token_ends_and_the_device_fetches_the_next(anywhere: Client) -> None:
    anywhere.register()
    me = anywhere.signed_in()
    anywhere.clock.go(hours=1)
    assert me.get(ME).status_code == 401
    got = anywhere.post("/api/v1/auth/refresh", {"refresh_token": me.refresh_token}).json()
    me.token, me.refresh_token = got["access_token"], got["refresh_token"]
    assert me.get(ME).status_code == 200
    assert len(me.get(DEVICES).json()["data"]) == 1


def test_an_answer_that_was_lost_can_be_fetched_again(client: Client) -> None:
    client.register()
    me = client.signed_in()
    asked = {"refresh_token": me.refresh_token}
    first = client.post("/api/v1/auth/refresh", asked).json()
    client.clock.go(seconds=30)
    again = client.post("/api/v1/auth/refresh", asked).json()
    assert again["refresh_token"] == first["refresh_token"]
    client.clock.go(seconds=120)
    assert client.post("/api/v1/auth/refresh", {"refresh_token": again["refresh_token"]}).status_code == 200


def test_a_refresh_token_that_was_copied_ends_the_sign_in(anywhere: Client) -> None:
    anywhere.register()
    me = anywhere.signed_in()
    mine = anywhere.post("/api/v1/auth/refresh", {"refresh_token": me.refresh_token}).json()
    anywhere.clock.go(minutes=2)
    assert anywhere.post("/api/v1/auth/refresh", {"refresh_token": me.refresh_token}).status_code == 401
    assert anywhere.post("/api/v1/auth/refresh", {"refresh_token": mine["refresh_token"]}).status_code == 401
    me.token = mine["access_token"]
    assert me.get(ME).status_code == 401


def test_a_device_that_stays_away_has_to_sign_in_again(client: Client) -> None:
    client.register()
    me = client.signed_in()
    client.clock.go(days=89)
    got = client.post("/api/v1/auth/refresh", {"refresh_token": me.refresh_token}).json()
    client.clock.go(days=90)
    assert client.post("/api/v1/auth/refresh", {"refresh_token": got["refresh_token"]}).status_code == 401


def test_one_sees_ones_devices_and_sends_one_away(anywhere: Client) -> None:
    anywhere.register()
    here = anywhere.signed_in()
    anywhere.clock.go(minutes=1)
    there = anywhere.at("192.0.2.7").signed_in()
    seen = here.get(DEVICES).json()["data"]
    assert [(device["is_this"], device["last_address"]) for device in seen] == [
        (False, "192.0.2.7"),
        (True, "127.0.0.1"),
    ]
    assert here.delete(f"{DEVICES}/{seen[0]['id']}").status_code == 200
    assert there.get(ME).status_code == 401
    assert here.get(ME).status_code == 200


def test_nobody_sends_away_anothers_device(client: Client) -> None:
    client.register("anna")
    client.register("bert")
    anna, bert = client.signed_in("anna"), client.signed_in("bert")
    annas = anna.get(DEVICES).json()["data"][0]["id"]
    of_anna, of_nobody = bert.delete(f"{DEVICES}/{annas}"), bert.delete(f"{DEVICES}/of-nobody")
    assert of_anna.status_code == of_nobody.status_code == 404
    assert of_anna.json() == of_nobody.json()
    assert anna.get(ME).status_code == 200


def test_all_other_devices_can_be_sent_away(client: Client) -> None:
    client.register()
    here, there = client.signed_in(), client.signed_in()
    assert here.delete(DEVICES).json()["message"] == "Signed out on 1 other device."
    assert (here.get(ME).status_code, there.get(ME).status_code) == (200, 401)


def test_the_list_of_devices_has_an_end(client: Client) -> None:
    client.register()
    with client.server.database.writing() as session:
        session.add_all(
            Device(
                uid=f"d{number}",
                account_id=1,
                name="",
                created_at="2026-01-01T00:00:00.000000Z",
                last_seen_at=f"2026-01-01T00:00:00.{number:06}Z",
                last_address="",
                expires_at="2999-01-01T00:00:00.000000Z",
                refreshed_at="2026-01-01T00:00:00.000000Z",
            )
            for number in range(100)
        )
    assert len(client.signed_in().get(DEVICES).json()["data"]) == 100
    with client.server.database.reading() as session:
        assert session.scalar(select(Device.id).where(Device.uid == "d0")) is None


def test_a_new_password_signs_out_everywhere_else(anywhere: Client) -> None:
    anywhere.register()
    here, there = anywhere.signed_in(), anywhere.signed_in()
    change = {"current_password": PASSWORD, "new_password": "another long one"}
    for guessable in ("password", "anna@example.org"):
        refused = here.post(f"{ME}/change-password", {**change, "new_password": guessable})
        assert (refused.status_code, refused.json()["detail"]["details"]) == (422, {"where": "new_password"})
    assert here.post(f"{ME}/change-password", change).status_code == 200
    assert (here.get(ME).status_code, there.get(ME).status_code) == (200, 401)
    assert anywhere.login().status_code == 401
    assert anywhere.login("anna", "another long one").status_code == 200


def test_a_wrong_current_password_changes_nothing_and_is_counted(client: Client) -> None:
    client.register()
    me = client.signed_in()
    change = {"current_password": "wrong", "new_password": "another long one"}
    said = [me.post(f"{ME}/change-password", change).status_code for _ in range(11)]
    assert said == [400] * 10 + [429]
    assert client.at("192.0.2.7").login().status_code == 200


def test_one_changes_what_is_said_of_oneself(anywhere: Client) -> None:
    anywhere.register("anna")
    anywhere.register("bert")
    me = anywhere.signed_in("anna")
    assert me.put(ME, {"display_name": "  Anna B "}).json()["display_name"] == "Anna B"
    assert me.put(ME, {"email": "new@example.org"}).json()["email"] == "new@example.org"
    assert me.put(ME, {"email": "Bert@example.org"}).status_code == 409
    assert me.put(ME, {"username": "bert"}).status_code == 422
    assert anywhere.login("new@example.org").status_code == 200


def test_an_account_goes_with_everything_in_it(anywhere: Client) -> None:
    anywhere.register("anna")
    anywhere.register("bert")
    me, bert = anywhere.signed_in("anna"), anywhere.signed_in("bert")
    assert me.delete(ME).status_code == 200
    assert me.get(ME).status_code == 401
    assert anywhere.login("anna").status_code == 401
    assert bert.get(ME).status_code == 200
    with anywhere.server.database.reading() as session:
        assert session.scalars(select(Account.username)).all() == ["bert"]
        left = session.scalars(select(DeletedAccount)).one()
    assert "anna" not in repr(vars(left))
    # The name is free again, and is somebody else.
    assert anywhere.register("anna").json()["id"] > 2


def test_an_account_stays_when_the_password_is_wrong(client: Client) -> None:
    client.register()
    me = client.signed_in()
    assert me.ask("DELETE", ME, json={"password": "wrong"}).status_code == 400
    assert me.ask("DELETE", ME, json={"password": PASSWORD}).status_code == 200


def test_who_has_a_dearer_hash_by_now_gets_it_when_signing_in(client: Client) -> None:
    client.register()
    old = Passwords(20 * 1024, 2).hash(PASSWORD)
    with client.server.database.writing() as session:
        session.scalars(select(Account)).one().password_hash = old
    client.signed_in()
    with client.server.database.reading() as session:
        kept = session.scalars(select(Account.password_hash)).one()
    assert kept != old
    assert client.login().status_code == 200


def test_no_secret_is_kept_as_it_is(client: Client, settings: MakeSettings) -> None:
    client.register()
    me = client.signed_in()
    kept = b"".join(path.read_bytes() for path in settings().data_dir.glob("imalink.db*"))
    assert b"anna" in kept
    for secret in (PASSWORD, me.token or "", me.refresh_token.rpartition(".")[2]):
        assert secret.encode() not in kept
