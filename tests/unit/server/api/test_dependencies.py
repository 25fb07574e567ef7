"""Who is looking: anybody, or somebody who is signed in; a token that does not hold is neither."""

from __future__ import annotations

from imalink_server.api.dependencies import AnyViewer, TheCaller
from tests.unit.server.asking import Client, running
from tests.unit.server.conftest import MakeSettings


def test_a_viewer_is_somebody_or_nobody_known(client: Client) -> None:
    @client.app.get("/viewer")
    def viewer(viewer: AnyViewer) -> int | None:
        return viewer.account_id

    client.register()
    assert client.get("/viewer").json() is None
    me = client.signed_in()
    assert me.get("/viewer").json() == 1
    for given in ("Bearer nonsense", "Basic YTpi", ""):
        assert client.get("/viewer", headers={"Authorization": given}).status_code == 401
    me.post("/api/v1/auth/logout")
    assert me.get("/viewer").status_code == 401


def test_a_caller_is_at_the_address_that_a_trusted_proxy_names(settings: MakeSettings) -> None:
    with running(settings(trusted_proxies="10.0.0.0/8")) as client:

        @client.app.get("/caller")
        def caller(caller: TheCaller) -> tuple[str, bool]:
            return caller.address, caller.forwarded

        said = {"X-Forwarded-For": "1.1.1.1, 198.51.100.7"}
        assert client.at("10.0.0.1").get("/caller", headers=said).json() == ["198.51.100.7", True]
        assert client.at("192.0.2.1").get("/caller", headers=said).json() == ["192.0.2.1", True]
        assert client.at("192.0.2.1").get("/caller").json() == ["192.0.2.1", False]
