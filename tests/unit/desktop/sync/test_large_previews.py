"""Large previews: how many go at once, and what becomes of the others when one of them goes wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from pathlib import Path

import pytest

from imalink_desktop.catalog.models import Outbox, Photo
from imalink_desktop.catalog.outbox import COLD, EGG
from imalink_desktop.catalog.previews import Previews as Kept
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.select import ids
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads import waiting
from imalink_desktop.catalog.reads.syncing import apart
from imalink_desktop.sync.large import MOST_BYTES, Large
from imalink_desktop.sync.pulling import Asks, Decision
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.transport import Ambiguous, Reply, Request, Unreachable
from imalink_desktop.sync.values import Accepted, Busy, FeedPage, Full, Outcome, Refused, ServerTrouble, Stale
from tests.unit.desktop.catalog.commands.cards import all_of
from tests.unit.desktop.sync.home import Home, bring, synced
from tests.unit.desktop.sync.ours import photo
from tests.unit.server.sending import jpeg

Previews = Sequence[tuple[str, bytes]]


def brought(home: Home, count: int, size: int = 1000) -> list[str]:
    """So many photos with large previews of a size, all of them sent but for these; their uids."""
    bring(home.attic, *(f"picture {number}" for number in range(count)))
    uids = [uid for (uid,) in all_of(home.attic.catalog, Photo, "uid")]
    for number, uid in enumerate(uids):
        home.attic.previews.put_cold(uid, bytes([number]) * size)
    return uids


def portions(home: Home, monkeypatch: pytest.MonkeyPatch, *faults: Exception | None) -> list[list[str]]:
    """What goes in each request from now on; the first ones go wrong like this."""
    asked: list[list[str]] = []
    coming = chain(faults, repeat(None))
    real = home.server.put_coldpreviews

    def put(previews: Previews, name: str) -> tuple[Outcome, ...]:
        asked.append([key for key, _ in previews])
        fault = next(coming)
        if fault is not None:
            raise fault
        return real(previews, name)

    monkeypatch.setattr(home.server, "put_coldpreviews", put)
    return asked


def colds_wait(home: Home) -> int:
    return [field for (field,) in all_of(home.attic.catalog, Outbox, "field")].count("coldpreview")


def test_as_many_go_together_as_there_is_room_for(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    uids = brought(home, 7)
    asked = portions(home, monkeypatch)
    home.attic.line.cold_portion = 3500
    synced(home.attic)
    assert [len(each) for each in asked] == [3, 3, 1]
    assert sorted(chain(*asked)) == sorted(uids)
    assert [home.server.coldpreview(uid) for uid in uids] == [bytes([each]) * 1000 for each in range(7)]
    assert colds_wait(home) == 0
    synced(home.attic)
    assert len(asked) == 3


def test_one_may_always_go_alone(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    brought(home, 3)
    asked = portions(home, monkeypatch)
    home.attic.line.cold_portion = 0
    synced(home.attic)
    assert [len(each) for each in asked] == [1, 1, 1]


@pytest.mark.parametrize("fault", [Ambiguous("the line broke"), ServerTrouble("too much at once")], ids=str)
def test_where_many_come_to_nothing_each_goes_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    uids = brought(home, 5)
    asked = portions(home, monkeypatch, fault)
    home.attic.line.cold_portion = 3500
    synced(home.attic)
    assert [len(each) for each in asked] == [3, 1, 1, 1, 1, 1]
    assert None not in [home.server.coldpreview(uid) for uid in uids]


@pytest.mark.parametrize("fault", [Unreachable("nobody"), Busy("later"), Full("no room")], ids=str)
def test_a_server_that_is_away_is_not_asked_for_less(
    home: Home, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    brought(home, 5)
    asked = portions(home, monkeypatch, None, fault)
    home.attic.line.cold_portion = 2500
    with pytest.raises(type(fault)):
        synced(home.attic)
    assert [len(each) for each in asked] == [2, 2]
    assert colds_wait(home) == 3
    synced(home.attic)
    assert [len(each) for each in asked] == [2, 2, 2, 1]
    assert colds_wait(home) == 0


def test_one_that_the_server_refuses_is_parked_with_its_reason_and_the_others_go(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = brought(home, 4)
    real = home.server._put_cold

    def put(key: str, content: bytes) -> Outcome:
        return Refused("BAD", "no picture", for_ever=True) if key == uids[1] else real(key, content)

    monkeypatch.setattr(home.server, "_put_cold", put)
    home.attic.line.cold_portion = 9000
    assert synced(home.attic).parked == 1
    with home.attic.catalog.reading() as look:
        (parked,) = waiting.parked(look, 1)
    assert (parked.field, parked.why, parked.tries) == ("coldpreview", "no picture", 1)
    assert [home.server.coldpreview(uid) is None for uid in uids] == [False, True, False, False]


def test_one_that_makes_the_server_stumble_is_parked_after_five_tries_and_the_others_go(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = brought(home, 4)
    real = home.server.put_coldpreviews

    def put(previews: Previews, name: str) -> tuple[Outcome, ...]:
        if uids[1] not in dict(previews):
            return real(previews, name)
        if len(previews) > 1:
            raise ServerTrouble("it stumbled")
        return (Refused("HTTP_500", "it stumbled", for_ever=False),)

    monkeypatch.setattr(home.server, "put_coldpreviews", put)
    home.attic.line.cold_portion = 9000
    assert [synced(home.attic).parked for _ in range(5)] == [0, 0, 0, 0, 1]
    assert [home.server.coldpreview(uid) is None for uid in uids] == [False, True, False, False]


def test_those_that_are_not_to_be_sent_go_as_soon_as_they_are(home: Home) -> None:
    uids = brought(home, 3)
    assert synced(home.attic, with_cold=False).pending == 0
    assert [home.server.coldpreview(uid) for uid in uids] == [None] * 3
    with home.attic.catalog.reading() as look:
        assert (apart(look, {COLD, EGG}).large, apart(look, {COLD, EGG}).waiting) == (3, 0)
        assert ids(look, parse("is:waiting"), Sort()).tolist() == []
    synced(home.attic, with_cold=False)
    assert colds_wait(home) == 3
    synced(home.attic)
    assert None not in [home.server.coldpreview(uid) for uid in uids]
    assert colds_wait(home) == 0


def test_one_that_is_gone_a_moment_before_it_goes_holds_up_no_other(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = brought(home, 3)
    asked = portions(home, monkeypatch)
    home.attic.line.cold_portion = 1500
    real = Kept.colds

    def colds(previews: Kept, wanted: Iterable[str]) -> dict[str, Path]:
        found = real(previews, wanted)
        found[uids[1]].unlink(missing_ok=True)
        return found

    monkeypatch.setattr(Kept, "colds", colds)
    synced(home.attic)
    assert sorted(chain(*asked)) == sorted([uids[0], uids[2]])
    assert colds_wait(home) == 0


def test_one_that_a_server_put_back_file_by_file_has_lost_goes_again(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was copied between egg and preview, and the round broke off before it had heard its own words."""
    bring(home.attic, "picture of before")
    synced(home.attic)
    uid = brought(home, 1)[-1]
    server = home.server
    server._restored = 1  # the next time nobody says so
    put, changes = server.put_coldpreviews, server.changes

    def copied(previews: Previews, name: str) -> tuple[Outcome, ...]:
        server.back_up()
        return put(previews, name)

    def broken(since: str | None) -> FeedPage | Stale:
        if server.coldpreview(uid) is not None:
            raise Unreachable("the line broke")
        return changes(since)

    with monkeypatch.context() as bad_day:
        bad_day.setattr(server, "put_coldpreviews", copied)
        bad_day.setattr(server, "changes", broken)
        with pytest.raises(Unreachable):
            synced(home.attic)
    assert colds_wait(home) == 0
    server.restore()
    assert server.coldpreview(uid) is None
    assert synced(home.attic).asks is Asks.OTHER_PAST
    assert synced(home.attic, Decision.KEEP).asks is Asks.NOTHING
    assert server.coldpreview(uid) is not None


# How much goes at once.


def pace(*seconds: float) -> Iterator[float]:
    """A clock by which each request takes so long."""
    now = 0.0
    for taken in seconds:
        yield now
        now += taken
        yield now


def there(server: Server, count: int) -> list[str]:
    new = [photo() for _ in range(count)]
    server.push(new, f"push-{new[0].uid}")
    return [each.uid for each in new]


def test_as_much_goes_at_once_as_went_in_two_seconds_the_last_time(server: Server) -> None:
    uids, jpegs = there(server, 3), [jpeg(number, (600, 400)) for number in range(3)]
    large = Large(server._asking, server._dialect, pace(2.0, 4.0, 0.0).__next__)
    assert large.portion == 0
    large.put([(uids[0], jpegs[0])], "first")
    assert large.portion == len(jpegs[0])
    large.put(list(zip(uids[1:], jpegs[1:], strict=True)), "second")
    assert large.portion == (len(jpegs[1]) + len(jpegs[2])) // 2
    large.put([(uids[0], jpegs[0])], "first")
    assert 10 * len(jpegs[0]) < large.portion <= MOST_BYTES
    assert {each.key: server.coldpreview(each) for each in server.photos(0).photos} == dict(
        zip(uids, jpegs, strict=True)
    )


class Before:
    """Something that stands before the server and lets only small requests through."""

    def __init__(self, server: Server) -> None:
        self._way = server._transport
        self.heard: list[Request] = []

    def send(self, request: Request) -> Reply:
        """Let it through, or say that it is too large."""
        self.heard.append(request)
        too_large = len(request.body or b"") > 20_000
        return Reply(413, body=b"<html>413</html>") if too_large else self._way.send(request)

    def close(self) -> None:
        """Let go."""
        self._way.close()


def test_too_much_for_what_stands_before_the_server_is_no_refusal_of_any(server: Server) -> None:
    uids = there(server, 2)
    both = [(uid, jpeg(number, (1200, 900))) for number, uid in enumerate(uids)]
    assert sum(len(content) for _, content in both) > 20_000 > len(both[0][1]) + 500
    asked = Server(Before(server), server._badge)
    with pytest.raises(ServerTrouble):
        asked.put_coldpreviews(both, "both")
    assert all(isinstance(asked.put_coldpreviews([one], one[0])[0], Accepted) for one in both)


@pytest.mark.parametrize("results", [b"{}", b'{"results":[{"status":200}]}', b'{"results":[1,2]}', b"<html>"])
def test_an_answer_that_is_none_is_not_believed(server: Server, results: bytes) -> None:
    class Liar(Before):
        def send(self, request: Request) -> Reply:
            if request.path.endswith("/batch"):
                return Reply(200, body=results)
            return super().send(request)

    asked = Server(Liar(server), server._badge)
    with pytest.raises(ServerTrouble):
        asked.put_coldpreviews([("of-nobody-1", b"1"), ("of-nobody-2", b"2")], "both")
