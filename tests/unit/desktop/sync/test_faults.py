"""A real server behind a line that breaks on purpose: what was done once stays done once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from imalink_core.codec import Shape
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.transport import Ambiguous, Late, TransportTrouble, Unreachable
from imalink_desktop.sync.values import (
    Accepted,
    Busy,
    FeedPage,
    Field,
    NewPhoto,
    Outcome,
    ServerTrouble,
    Unintelligible,
)
from tests.unit.desktop.sync.family import family
from tests.unit.desktop.sync.ours import Purse, photo, signed_in
from tests.unit.desktop.sync.proxy import Fault, Proxy, before

pytestmark = pytest.mark.slow


@pytest.fixture
def proxy(address: str) -> Iterator[Proxy]:
    with before(address) as proxy:
        yield proxy


@pytest.fixture
def server(address: str, proxy: Proxy) -> Iterator[Server]:
    """Somebody new behind the proxy, who has got to know the server."""
    with signed_in(address, proxy.url) as server:
        server.me()
        assert server.abilities.repeats
        yield server


def push(server: Server, new: NewPhoto) -> Accepted:
    (outcome,) = server.push([new], f"push-{new.uid}")
    assert isinstance(outcome, Accepted)
    return outcome


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        (Fault.CUT_BEFORE, Ambiguous),
        (Fault.DROP_ANSWER, Ambiguous),
        (Fault.TRUNCATE, Ambiguous),
        (Fault.PORTAL, Unintelligible),
        (Fault.OVERLOADED, Busy),
    ],
)
def test_what_is_repeated_after_a_fault_is_there_once(
    server: Server, proxy: Proxy, fault: Fault, trouble: type[Exception]
) -> None:
    new = photo(fields={Field.TITLE: "Once"})
    proxy.faults = [fault]
    with pytest.raises(trouble):
        push(server, new)
    outcome = push(server, new)
    assert (outcome.version, outcome.is_duplicate) == ("1", False)
    assert len(server.photos(0).photos) == 1


def test_a_request_that_arrives_twice_is_done_once(server: Server, proxy: Proxy) -> None:
    new = photo()
    proxy.faults = [Fault.TWICE]
    assert push(server, new).version == "1"
    proxy.faults = [Fault.TWICE]
    outcome = server.change(new.uid, {Field.RATING: 4}, "1", "rate")
    assert isinstance(outcome, Accepted)
    assert outcome.version == "2"


def test_a_line_that_goes_silent_is_given_up(server: Server, proxy: Proxy) -> None:
    with Http(proxy.url, stalling=0.3) as impatient:
        hasty = Server(impatient, server._badge)
        assert hasty.me() == server.me()
        proxy.faults = [Fault.STALL]
        with pytest.raises(Late):
            hasty.photos(0)
        proxy.over.set()


def test_who_asks_to_wait_is_heard(server: Server, proxy: Proxy) -> None:
    proxy.faults = [Fault.OVERLOADED]
    with pytest.raises(Busy) as busy:
        server.photos(0)
    assert busy.value.seconds == 7


def test_a_change_whose_answer_was_lost_is_one_change(server: Server, proxy: Proxy) -> None:
    new = photo()
    push(server, new)
    proxy.faults = [Fault.DROP_ANSWER]
    with pytest.raises(Ambiguous):
        server.change(new.uid, {Field.TITLE: "Said"}, "1", "title")
    there = server.find(new)
    assert there is not None
    assert there.fields[Field.TITLE] == "Said"
    outcome = server.change(new.uid, {Field.TITLE: "Said"}, "1", "title")
    assert isinstance(outcome, Accepted)
    assert outcome.version == "2"


@pytest.mark.parametrize("seed", range(4))
def test_through_many_faults_all_arrive_once(server: Server, proxy: Proxy, seed: int) -> None:
    proxy.at_random(
        seed,
        0.4,
        (Fault.CUT_BEFORE, Fault.DROP_ANSWER, Fault.TRUNCATE, Fault.TWICE, Fault.PORTAL, Fault.OVERLOADED),
    )
    all_ = [photo(fields={Field.RATING: number % 6}) for number in range(40)]
    for start in range(0, 40, 8):
        batch = all_[start : start + 8]
        outcomes: tuple[Outcome, ...] = ()
        while not outcomes:
            try:
                outcomes = server.push(batch, f"batch-{start}")
            except (TransportTrouble, ServerTrouble):
                continue
        assert all(isinstance(each, Accepted) and each.version == "1" for each in outcomes)
    proxy.choose = lambda: Fault.NONE
    page = server.changes(None)
    assert isinstance(page, FeedPage)
    assert [each.uid for each in page.changes] == [each.uid for each in all_]


@pytest.mark.parametrize("shape", list(Shape))
def test_the_familys_servers_are_asked_what_happened(shape: Shape) -> None:
    with family(shape) as there, before(there.url) as proxy, Http(proxy.url, stalling=5) as way:
        purse = Purse()
        purse.set(proxy.url, "anna", "token-1")
        server = Server(way, Badge(proxy.url, "anna", purse))
        server.me()
        assert not server.abilities.repeats
        for fault, arrived in ((Fault.CUT_BEFORE, False), (Fault.DROP_ANSWER, True)):
            new = photo()
            proxy.faults = [fault]
            with pytest.raises(Ambiguous):
                server.push([new], "x")
            assert (server.find(new) is not None) is arrived


def test_where_the_proxy_is_gone_nothing_was_sent(address: str) -> None:
    with before(address) as proxy:
        pass
    with Http(proxy.url) as way, pytest.raises(Unreachable):
        Server(way, Badge(proxy.url, "anna", Purse())).abilities  # noqa: B018 - asking is what fails
