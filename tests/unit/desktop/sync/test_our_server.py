"""Our own server, a real one, in our own words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TypeAlias

import pytest

from imalink_core.codec import checks
from imalink_core.codec.fields import Fields
from imalink_desktop.base.errors import Bug
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.transport import Reply, Request, Transport
from imalink_desktop.sync.values import (
    BLANK,
    TOGETHER,
    Accepted,
    FeedPage,
    Field,
    FieldValue,
    Gone,
    NewPhoto,
    Overtaken,
    Refused,
    RemotePhoto,
    Stale,
)
from tests.unit.desktop.sync.ours import photo, somebody
from tests.unit.server.sending import jpeg

pytestmark = pytest.mark.slow

Said: TypeAlias = dict[Field, FieldValue]

SAID: Said = {
    Field.TITLE: "Harbour",
    Field.DESCRIPTION: "Morning,\nby the sea",
    Field.RATING: 4,
    Field.FLAG: 1,
    Field.LABEL: "red",
    Field.VISIBILITY: 2,
    Field.TELLS_PLACE: 1,
    Field.TELLS_NAMES: 0,
    Field.AUTHOR: "Åse",
    Field.TAGS: ("sea", "travel/norway"),
    Field.SPACES: (),
    Field.TRASHED: False,
}


def sent(server: Server, new: NewPhoto, repeat: str = "") -> Accepted:
    (outcome,) = server.push([new], repeat or f"push {new.uid}".replace(" ", "-"))
    assert isinstance(outcome, Accepted), outcome
    return outcome


def changed(outcome: object) -> RemotePhoto:
    assert isinstance(outcome, Accepted), outcome
    assert outcome.photo is not None
    return outcome.photo


def feed(server: Server, since: str | None = None) -> FeedPage:
    page = server.changes(since)
    assert isinstance(page, FeedPage)
    return page


def test_it_can_do_everything(server: Server) -> None:
    can = server.abilities
    assert can.dialect == "imalink"
    assert can.fields == frozenset(Field)
    assert can.has_feed
    assert can.repeats
    assert can.knows_uids
    assert can.most_at_once > 100


def test_what_was_sent_is_there_with_all_that_was_said(server: Server) -> None:
    new = photo(fields=SAID)
    outcome = sent(server, new)
    assert outcome.key == outcome.uid == new.uid
    assert not outcome.is_duplicate
    there = server.photo(new.uid)
    assert there == outcome.photo
    assert there is not None
    assert there.fields == {**BLANK, **new.fields}
    assert there.metadata == new.egg.metadata
    assert there.files == new.files
    assert there.exif_dict == new.egg.exif_dict
    assert (there.width, there.height, there.version) == (4000, 3000, "1")
    assert server.hotpreview(there) == new.egg.hotpreview
    assert server.coldpreview(there) is None


def test_many_go_at_once_and_a_bad_one_harms_no_other(server: Server) -> None:
    good = [photo() for _ in range(5)]
    bad = replace(photo(), egg=replace(photo().egg, hothash="0" * 64))
    outcomes = server.push([*good[:3], bad, *good[3:]], "many")
    assert [type(each) for each in outcomes] == [Accepted] * 3 + [Refused] + [Accepted] * 2
    refused = outcomes[3]
    assert isinstance(refused, Refused)
    assert refused.for_ever
    assert {each.uid for each in server.photos(0).photos} == {each.uid for each in good}


def test_what_is_too_much_for_one_request_goes_in_several(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imalink_desktop.sync.sending.MOST_BYTES", 5_000)
    many = [photo(fields={Field.TITLE: str(number)}) for number in range(8)]
    outcomes = server.push(many, "portions")
    assert [each.uid for each in outcomes if isinstance(each, Accepted)] == [each.uid for each in many]
    again = server.push(many, "portions")
    assert again == outcomes


class Stumbling:
    """The way to a server that says 500 to whatever holds one of these."""

    def __init__(self, way: Transport, over: set[str], *, stores: bool = False) -> None:
        self._way, self._over, self._stores = way, over, stores
        self.stumbled = 0

    def send(self, request: Request) -> Reply:
        body = (request.body or b"").decode("latin-1")
        if not any(each in body for each in self._over):
            return self._way.send(request)
        self.stumbled += 1
        if self._stores:
            self._way.send(request)
        return Reply(500, {}, b'{"detail": "Internal Server Error"}')

    def close(self) -> None:
        """It is the test's."""


def test_of_many_only_that_is_refused_over_which_the_server_stumbles(server: Server) -> None:
    many = [photo() for _ in range(32)]
    way = Stumbling(server._transport, {many[9].uid, many[30].uid})
    outcomes = Server(way, server._badge).push(many, "stumbling")
    refused = {number for number, each in enumerate(outcomes) if isinstance(each, Refused)}
    assert refused == {9, 30}
    assert not any(each.for_ever for each in outcomes if isinstance(each, Refused))
    assert way.stumbled <= 2 * 6
    assert len(server.photos(0).photos) == 30


def test_what_was_stored_with_an_error_is_found_again(server: Server) -> None:
    many = [photo() for _ in range(4)]
    way = Stumbling(server._transport, {many[0].uid}, stores=True)
    outcomes = Server(way, server._badge).push(many, "stores")
    assert [each.uid for each in outcomes if isinstance(each, Accepted)] == [each.uid for each in many]


def test_the_same_bytes_under_a_new_uid_are_the_photo_that_was_there(server: Server) -> None:
    first = photo(fields={Field.TITLE: "Mine"})
    sent(server, first)
    outcome = sent(server, replace(first, uid="another-uid-of-it", fields={Field.TITLE: "Other"}))
    assert outcome.is_duplicate
    assert outcome.uid == first.uid
    assert outcome.photo is not None
    assert outcome.photo.fields[Field.TITLE] == "Mine"


def test_a_request_that_is_repeated_is_done_once(server: Server) -> None:
    new = photo(fields={Field.RATING: 1})
    first = sent(server, new, "the-same")
    assert sent(server, new, "the-same") == first
    changing = {Field.RATING: 5}
    one = server.change(new.uid, changing, "1", "change")
    assert server.change(new.uid, changing, "1", "change") == one
    assert changed(one).version == "2"


def test_every_field_can_be_changed_and_taken_away(server: Server) -> None:
    new = photo()
    sent(server, new)
    corrected: Said = {
        Field.CORRECTED_AT: "2024-01-02T03:04:05",
        Field.CORRECTED_LATITUDE: 59.5,
        Field.CORRECTED_LONGITUDE: 10.25,
        Field.ROTATION: 90,
        Field.CROP: "[0.0, 0.25, 0.5, 0.75]",
        Field.EXPOSURE_ADJUST: 0.5,
    }
    fields = {**SAID, **corrected, Field.TRASHED: True}
    there = changed(server.change(new.uid, fields, "1", "all"))
    assert there.fields == fields
    assert there.metadata == new.egg.metadata  # what the camera said stays beside
    blank = changed(server.change(new.uid, BLANK, there.version, "none"))
    assert blank.fields == BLANK


def test_it_tells_since_when_each_is_seen_as_it_is(server: Server) -> None:
    key = sent(server, photo()).key
    server.change(key, {Field.RATING: 3, Field.VISIBILITY: 3}, "1", "show")
    hidden = changed(server.change(key, {Field.VISIBILITY: 0, Field.TELLS_NAMES: 1}, "2", "hide"))
    assert hidden.since == {"visibility": 3, "tells_place": 1, "tells_names": 3, "spaces": 1}


def test_half_of_what_goes_together_is_a_fault_of_ours(server: Server) -> None:
    with pytest.raises(Bug):
        server.change("some-uid-or-other", {TOGETHER[0][0]: None}, None, "half")


def test_whoever_was_overtaken_is_told_what_is_there_now(server: Server) -> None:
    new = photo(fields={Field.TITLE: "One"})
    sent(server, new)
    server.change(new.uid, {Field.TITLE: "Two"}, "1", "two")
    outcome = server.change(new.uid, {Field.TITLE: "Three"}, "1", "three")
    assert isinstance(outcome, Overtaken)
    assert outcome.current is not None
    assert outcome.current.fields[Field.TITLE] == "Two"
    assert outcome.current.version == "2"
    assert changed(server.change(new.uid, {Field.TITLE: "Three"}, "2", "3")).fields[Field.TITLE] == "Three"


def test_a_photo_that_went_is_told_as_gone(server: Server) -> None:
    new = photo()
    sent(server, new)
    start = feed(server).cursor
    assert isinstance(server.delete(new.uid, "delete"), Accepted)
    assert isinstance(server.delete(new.uid, "delete-again"), Accepted)
    assert server.change(new.uid, {Field.RATING: 1}, None, "late") == Overtaken(None)
    assert server.photo(new.uid) is None
    assert server.find(new) is None
    assert feed(server, start).changes == (Gone(new.uid),)


def test_the_feed_tells_what_was_missed_and_then_nothing(server: Server) -> None:
    new = [photo() for _ in range(3)]
    server.push(new, "three")
    page = feed(server)
    assert [each.uid for each in page.changes] == [each.uid for each in new]
    assert page.changes[0] == server.photo(new[0].uid)
    assert feed(server, page.cursor).changes == ()
    server.change(new[1].uid, {Field.RATING: 3}, None, "rate")
    (one,) = feed(server, page.cursor).changes
    assert isinstance(one, RemotePhoto)
    assert one.fields[Field.RATING] == 3


def test_a_cursor_of_another_past_is_stale(server: Server) -> None:
    epoch = feed(server).epoch
    assert isinstance(server.changes(f"{epoch}.999999"), Stale)
    assert isinstance(server.changes("another-epoch.1"), Stale)
    assert isinstance(server.changes("no cursor at all"), Stale)


def test_all_photos_are_listed_page_by_page(server: Server) -> None:
    server.push([photo() for _ in range(120)], "pages")
    first = server.photos(0)
    assert first.total == 120
    assert first.next_offset == len(first.photos) == 100
    last = server.photos(first.next_offset)
    assert last.next_offset is None
    assert len({each.uid for each in first.photos + last.photos}) == 120


def test_others_photos_are_no_ones_own(server: Server, address: str) -> None:
    badge, way = somebody(address)
    with way:
        other = Server(way, badge)
        theirs = photo(fields={Field.VISIBILITY: 3})
        sent(other, theirs)
    assert server.photos(0).photos == ()
    assert server.photo(theirs.egg.hothash) is None


def test_a_large_preview_is_sent_and_fetched(server: Server) -> None:
    new = photo()
    sent(server, new)
    large = jpeg(7, (1200, 800))
    outcomes = server.put_coldpreviews([(new.uid, large)], "cold")
    assert outcomes == (Accepted(new.uid, "2"),)
    assert server.put_coldpreviews([(new.uid, large)], "cold") == outcomes
    there = server.photo(new.uid)
    assert there is not None
    assert there.has_coldpreview
    assert server.coldpreview(there) == large
    assert server.put_coldpreviews([("of-no-photo-at-all", large)], "nobody") == (Overtaken(None),)
    (refusal,) = server.put_coldpreviews([(new.uid, b"no picture")], "none")
    assert isinstance(refusal, Refused)
    assert refusal.for_ever


def test_large_previews_go_together_and_each_has_an_outcome_of_its_own(server: Server) -> None:
    one, two = photo(), photo()
    server.push([one, two], "both")
    large = jpeg(7, (1200, 800))
    previews = [(one.uid, large), ("of-no-photo-at-all", large), (two.uid, b"no picture"), (two.uid, large)]
    outcomes = server.put_coldpreviews(previews, "many")
    assert outcomes[:2] == (Accepted(one.uid, "2"), Overtaken(None))
    assert isinstance(outcomes[2], Refused)
    assert (outcomes[2].code, outcomes[2].for_ever) == ("INVALID_FILE_FORMAT", True)
    assert outcomes[3] == Accepted(two.uid, "2")
    assert server.put_coldpreviews(previews, "many") == outcomes
    assert [server.coldpreview(each) for each in server.photos(0).photos] == [large, large]


def test_a_preview_that_is_another_than_the_hothash_says_is_none(server: Server) -> None:
    new = photo()
    there = sent(server, new).photo
    assert there is not None
    assert server.hotpreview(replace(there, hothash=hashlib.sha256(b"").hexdigest())) is None


def test_an_author_is_one_however_often_the_name_is_sent(server: Server) -> None:
    named = [photo(fields={Field.AUTHOR: name}) for name in ("Åse", "Bo", "Åse")]
    server.push(named, "authors")
    anew = Server(server._transport, server._badge)  # remembers no numbers
    sent(anew, photo(fields={Field.AUTHOR: "Bo"}))
    listed = anew._asking.read("/api/v1/authors").need("data", checks.list_of(Fields, most=9))
    assert sorted(each.need("name", checks.text(9)) for each in listed) == ["Bo", "Åse"]


def test_an_author_can_be_taken_away(server: Server) -> None:
    new = photo(fields={Field.AUTHOR: "Åse"})
    sent(server, new)
    assert changed(server.change(new.uid, {Field.AUTHOR: None}, None, "a")).fields[Field.AUTHOR] is None


def test_an_author_that_the_server_refuses_keeps_no_other_photo_away(server: Server) -> None:
    bad = photo(fields={Field.AUTHOR: "x" * 500})
    outcomes = server.push([photo(), bad, photo()], "author")
    assert [type(each) for each in outcomes] == [Accepted, Refused, Accepted]
    assert isinstance(server.change("some-uid-or-other", bad.fields, None, "author"), Refused)


def test_names_and_words_that_are_no_letters_cost_nothing_but_themselves(server: Server) -> None:
    named = photo()
    named = replace(named, files=(replace(named.files[0], filename="IMG\udcff.JPG"),))
    titled = photo(fields={Field.TITLE: "\ud800"})
    first, second = server.push([named, titled], "letters")
    assert isinstance(first, Accepted)
    assert isinstance(second, Refused)
    there = server.photo(named.uid)
    assert there is not None
    assert there.files[0].filename == "IMG?.JPG"
