"""What is longer than an index takes is refused on both databases, and alone."""

from __future__ import annotations

import random

import pytest

from tests.unit.server.asking import PASSWORD, Client
from tests.unit.server.sending import EGG, PHOTOS, egg, send, somebody

API = "/api/v1"
_DICE = random.Random(4)  # noqa: S311 - the same each time


def rare(letters: int) -> str:
    """Letters of four bytes each, in which nothing comes again: no database makes them shorter."""
    return "".join(chr(_DICE.randrange(0x20000, 0x2A6D0)) for _ in range(letters))


def squares(letters: int) -> str:
    """Signs that stand for words: folded, each is five times as long."""
    return "".join(_DICE.sample([chr(each) for each in range(0x3300, 0x3358)] * 3, letters))


@pytest.mark.parametrize("field", ["label", "camera_model", "lens_model"])
def test_a_text_that_no_index_takes_harms_no_other(anywhere: Client, field: str) -> None:
    me = somebody(anywhere)

    def telling(text: str) -> dict[str, object]:
        return egg(label=text) if field == "label" else egg(metadata={field: text})

    assert me.post(EGG, telling(rare(500))).status_code == 201
    refused = me.post(EGG, telling(rare(501)))
    assert (refused.status_code, refused.json()["detail"]["code"]) == (422, "INVALID_REQUEST")
    assert field in refused.json()["detail"]["details"]["where"]
    several = me.post(f"{EGG}/batch", {"photos": [egg(), telling(rare(1000)), egg()]}).json()["results"]
    assert [each["status"] for each in several] == [201, 422, 201]
    assert me.get(f"{API}/timeline").status_code == 200


def test_a_tag_is_as_long_as_it_is_compared(anywhere: Client) -> None:
    me = somebody(anywhere)
    photo = send(me, egg(tags=[rare(200)]))
    several = me.post(f"{EGG}/batch", {"photos": [egg(), egg(tags=[squares(200)]), egg()]}).json()["results"]
    assert [each["status"] for each in several] == [201, 422, 201]
    url = f"{PHOTOS}/{photo['id']}"
    assert me.post(f"{url}/tags", {"tags": [squares(200)]}).status_code == 422
    assert me.put(url, {"tags": [squares(200)]}).status_code == 422
    assert me.put(url, {"tags": [squares(100)]}).status_code == 200


def test_a_tag_does_not_grow_by_what_it_lies_below(anywhere: Client) -> None:
    me = somebody(anywhere)
    send(me, egg(tags=["x", "x/" + "y" * 150]))
    x, below = me.get(f"{API}/tags").json()["tags"]
    for name, status in (("z" * 50, 422), ("z" * 49, 200), ("zz/" + "z" * 47, 422), (squares(49), 200)):
        answer = me.put(f"{API}/tags/{x['id']}", {"new_name": name})
        assert answer.status_code == status, name
        if status == 422:
            assert answer.json()["detail"]["details"] == {"where": "new_name"}
    assert {len(each["name"]) for each in me.get(f"{API}/tags").json()["tags"]} == {49, 200}
    assert me.put(f"{API}/tags/{below['id']}", {"new_name": "short"}).json()["name"] == "short"


def test_as_many_words_as_can_be_said_of_one_photo_are_found(anywhere: Client) -> None:
    me = somebody(anywhere)
    many = [" ".join(rare(60) for _ in range(3)) for _ in range(1000)]
    files = [{"filename": " ".join(rare(60) for _ in range(16))} for _ in range(100)]
    photo = send(me, egg(tags=many, files=files, title=rare(8000), description=rare(100_000)))
    for tag in many[::40]:
        found = me.post(f"{PHOTOS}/search", {"text": tag[-60:]}).json()["data"]
        assert [each["id"] for each in found] == [photo["id"]]


def test_an_address_is_as_long_as_it_is_compared(anywhere: Client) -> None:
    wanted = {"username": "anna", "password": PASSWORD}
    address = f"{squares(240)}@example.org"
    assert anywhere.post(f"{API}/auth/register", {**wanted, "email": address}).status_code == 422
    assert anywhere.post(f"{API}/auth/register", {**wanted, "email": address[150:]}).status_code == 201
