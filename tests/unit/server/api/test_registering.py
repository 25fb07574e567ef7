"""Who may make an account, where not everybody may."""

from __future__ import annotations

import pytest

from imalink_server.services.invitations import invite
from tests.unit.server.asking import PASSWORD, Client, running
from tests.unit.server.conftest import MakeSettings

REGISTER = "/api/v1/auth/register"


def test_at_home_everybody_may(client: Client) -> None:
    assert client.register().status_code == 201


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_whoever_was_passed_on_is_not_at_home(client: Client, header: str) -> None:
    wanted = {"username": "anna", "email": "a@example.org", "password": PASSWORD}
    answer = client.post(REGISTER, wanted, headers={header: "127.0.0.1"})
    assert answer.status_code == 403
    assert answer.json()["detail"]["code"] == "INVITATION_NEEDED"


def test_an_invitation_lets_one_person_in(settings: MakeSettings, database_url: str) -> None:
    with running(settings(registration="invite", database_url=database_url)) as client:
        assert client.register("anna").status_code == 403
        assert client.register("anna", invitation_code="guessed").status_code == 403
        code = invite(client.server)
        assert client.register("anna", invitation_code=code).status_code == 201
        assert client.register("bert", invitation_code=code).status_code == 403


def test_an_invitation_that_failed_can_be_used_again(settings: MakeSettings) -> None:
    with running(settings(registration="invite")) as client:
        client.register("anna", invitation_code=invite(client.server))
        code = invite(client.server)
        assert client.register("anna", invitation_code=code).status_code == 409
        assert client.register("bert", invitation_code=code).status_code == 201


def test_an_invitation_ends(settings: MakeSettings) -> None:
    with running(settings(registration="invite", invitation_days=14)) as client:
        code = invite(client.server)
        client.clock.go(days=14)
        assert client.register(invitation_code=code).status_code == 403


def test_codes_cannot_be_guessed_for_long(settings: MakeSettings) -> None:
    with running(settings(registration="invite")) as client:
        said = [client.register(invitation_code=f"guess {number}").status_code for number in range(11)]
        assert said == [403] * 10 + [429]
        code = invite(client.server)
        assert client.at("192.0.2.7").register(invitation_code=code).status_code == 201


def test_a_closed_server_lets_nobody_in(settings: MakeSettings) -> None:
    with running(settings(registration="closed")) as client:
        answer = client.register(invitation_code=invite(client.server))
        assert answer.status_code == 403
        assert answer.json()["detail"]["code"] == "REGISTRATION_CLOSED"
