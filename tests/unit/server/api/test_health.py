"""What watchers are told."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests.unit.server.asking import Client, running
from tests.unit.server.cluster import Cluster
from tests.unit.server.conftest import MakeSettings


def test_a_server_that_is_well_says_so(anywhere: Client) -> None:
    answer = anywhere.get("/health")
    assert answer.status_code == 200
    assert answer.json() == {
        "ok": True,
        "status": "ok",
        "message": "ImaLink is well.",
        "database": "ok",
        "storage": "ok",
        "queue": "ok",
    }
    assert anywhere.get("/ready").status_code == 200


@pytest.mark.expects_log("the database did not answer")
def test_a_server_without_its_database_says_so(
    cluster: Cluster, migrated_name: str, settings: MakeSettings
) -> None:
    name = cluster.new_database(migrated_name)
    with running(settings(database_url=cluster.url(name))) as client:
        cluster.drop(name)
        answer = client.get("/health")
        assert answer.status_code == 503
        assert (answer.json()["ok"], answer.json()["database"]) == (False, "away")
        assert client.get("/ready").status_code == 503
        login = client.login()
        assert login.status_code == 503
        assert login.json()["detail"]["code"] == "UNAVAILABLE"
        assert "retry-after" in login.headers


def test_counts_are_for_this_machine(client: Client) -> None:
    client.register()
    client.get("/api/v1/none/of/these")
    counts = client.get("/metrics").text
    assert 'imalink_requests_total{method="POST",route="/api/v1/auth/register",status="201"} 1.0' in counts
    assert 'route="none",status="404"} 1.0' in counts
    assert "of/these" not in counts
    assert client.at("192.0.2.7").get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 404


def test_counts_are_for_whom_the_settings_name(settings: MakeSettings) -> None:
    given = settings(metrics_from="198.51.100.0/24", trusted_proxies="10.0.0.0/8")
    with running(given) as client:
        proxy = client.at("10.0.0.1")
        assert proxy.get("/metrics", headers={"X-Forwarded-For": "198.51.100.7"}).status_code == 200
        assert proxy.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 404
        assert client.get("/metrics").status_code == 404


def test_two_servers_count_for_themselves(settings: MakeSettings) -> None:
    with running(settings()) as one, running(settings()) as other:
        one.get("/none")
        assert 'route="none"' not in other.get("/metrics").text


def test_the_document_of_all_routes_is_there_with_one_shape_for_failures(client: Client) -> None:
    document = client.get("/openapi.json").json()
    ids = []
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            ids.append(route["operationId"])
            if path.startswith("/api/"):
                refused = route["responses"]["4XX"]["content"]["application/json"]["schema"]["$ref"]
                assert refused.endswith("/ProblemAnswer"), (path, method)
            assert "422" not in route["responses"]
    assert len(ids) == len(set(ids))


def test_a_start_on_another_database_is_another_server(settings: MakeSettings) -> None:
    with running(settings()) as one:
        one.register()
        me = one.signed_in()
        first = one.server.identity
    with running(settings()) as again:
        assert again.server.identity == first
        again.token = me.token
        assert again.get("/api/v1/users/me").status_code == 200
        with again.server.database.writing() as session:
            session.execute(text("DELETE FROM about"))
    with running(settings()) as other:
        assert other.server.identity.server_id != first.server_id
        other.token = me.token
        assert other.get("/api/v1/users/me").status_code == 401
