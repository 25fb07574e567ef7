"""What strangers and members are told before a photo is made private; after it, nothing of it is left."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from imalink_desktop.catalog.commands import correcting, deciding, tagging
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.models import Photo
from imalink_desktop.sync.server import Server
from tests.unit.desktop.catalog.commands.cards import all_of, egg, photo
from tests.unit.desktop.sync.home import Home, bring, synced
from tests.unit.desktop.sync.ours import PASSWORD, signed_in, somebody
from tests.unit.desktop.sync.simulation.line import Line
from tests.unit.desktop.sync.simulation.real import Real
from tests.unit.server.sending import jpeg

API = "/api/v1"


@pytest.fixture(params=["a stranger", "a member"])
def other(request: pytest.FixtureRequest, address: str) -> Iterator[httpx.Client]:
    """Somebody else."""
    headers = {}
    if request.param == "a member":
        badge, way = somebody(address)
        way.close()
        assert PASSWORD not in repr(badge)
        headers["Authorization"] = f"Bearer {badge.token}"
    with httpx.Client(base_url=f"{address}{API}", headers=headers, trust_env=False) as asking:
        yield asking


def told(other: httpx.Client, hothash: str, numbers: list[int]) -> list[tuple[int, bool, int]]:
    """What somebody hears: how each question went, whether the photo is named, and how much was said."""
    replies = [
        other.request(method, f"/photos/{name}{below}")
        for method in ("GET", "HEAD")
        for name in (hothash, *numbers)
        for below in ("", "/hotpreview", "/coldpreview", "/coldpreview?width=100", "/stack")
    ]
    replies += [other.get("/photos"), other.head("/photos"), other.get("/tags")]
    replies += [
        other.post("/photos/search", json=asked) for asked in ({}, {"rating_min": 0}, {"text": "Quay"})
    ]
    for granularity in ("year", "month", "day", "hour"):
        replies += [other.get("/timeline", params={"granularity": granularity, "year": 2024})]
    replies += [other.get("/changes"), other.get("/timeline")]
    named = (hothash, "Quay", "secret-tag")
    return [
        (each.status_code, any(word in each.text for word in named), len(each.content)) for each in replies
    ]


def test_make_private_leaves_nothing_with_others(home: Home, address: str, other: httpx.Client) -> None:
    with signed_in(address) as server:
        before = told(other, egg("quay").hothash, [])
        bring(home.attic, "quay")
        number = _shown(home, server)
        shown = told(other, egg("quay").hothash, [number])
        assert [status for status, is_named, _ in shown if is_named]
        assert shown[0][0] == shown[1][0] == 200

        deciding.show_to(home.attic.catalog, [1], Visibility.PRIVATE)
        synced(home.attic)

        after = told(other, egg("quay").hothash, [number])
        assert not any(is_named for _, is_named, _ in after)
        assert {status for status, *_ in after[:20]} <= {404, 405}
        never_there = told(other, "0" * 64, [10**9])
        assert after == never_there
        assert told(other, egg("quay").hothash, []) == before
        assert server.photo(_uid(home)) is not None


def test_a_place_is_told_while_it_is_ticked_and_no_longer(
    home: Home, address: str, other: httpx.Client
) -> None:
    catalog, path = home.attic.catalog, f"/photos/{egg('quay').hothash}"
    with signed_in(address) as server:
        bring(home.attic, "quay")
        correcting.set_place(catalog, [1], (59.913, 10.752))
        _shown(home, server)
        for wanted in (False, True, False):
            deciding.tell(catalog, [1], Telling.PLACE, wanted=wanted)
            synced(home.attic)
            reply = other.get(path)
            assert reply.status_code == 200
            assert ("59.913" in reply.text) is wanted
        deciding.show_to(catalog, [1], Visibility.PRIVATE)
        synced(home.attic)


def _shown(home: Home, server: Server) -> int:
    """Let everybody see the photo; what the server numbers it."""
    catalog = home.attic.catalog
    home.attic.line = Line(Real(server), home.attic._random, lambda _: None)
    deciding.entitle(catalog, [1], "Quay")
    tagging.tag(catalog, [1], ["secret-tag"], [])
    deciding.show_to(catalog, [1], Visibility.PUBLIC)
    synced(home.attic)
    uid = _uid(home)
    jpegs = jpeg(7, (600, 400))
    server.put_coldpreviews([(uid, jpegs)], f"cold of {uid}")
    assert photo(catalog, 1).hothash == egg("quay").hothash
    found = server._asking.read(f"{API}/photos/{uid}")
    return found.need("id", lambda value, _where: int(str(value)))


def _uid(home: Home) -> str:
    ((uid,),) = all_of(home.attic.catalog, Photo, "uid")
    return str(uid)
