"""A server in our words: each call asks it in its own dialect, and answers frozen values.

    with Http(address) as way:
        server = Server(way, Badge(address, user, keys))
        server.push(eggs, repeat)

Nothing is done twice by itself. What became of a request is told apart: done; refused for its own sake;
overtaken by somebody else; or an error, which is about the line, the server or the token, and no photo.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from functools import cached_property

from imalink_core import BadEgg
from imalink_core.codec import COLDPREVIEW_BYTES, HOTPREVIEW_BYTES, checks
from imalink_core.codec.fields import Fields as Told
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.words import _
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.answers import current_of, document, settled
from imalink_desktop.sync.asking import Asking, Authors, refused, senseless
from imalink_desktop.sync.dialects import reading, writing
from imalink_desktop.sync.dialects.choosing import API, Dialect, cannot_store, choose
from imalink_desktop.sync.groups import Groups
from imalink_desktop.sync.large import Large
from imalink_desktop.sync.sending import Eggs
from imalink_desktop.sync.shelf import OurShelf, heard
from imalink_desktop.sync.transport import Reply, Request, Transport
from imalink_desktop.sync.values import (
    REFUSED_HERE,
    Abilities,
    Accepted,
    FeedPage,
    Field,
    Fields,
    Listing,
    Me,
    NewPhoto,
    Outcome,
    Overtaken,
    Refused,
    RemotePhoto,
    RemoteSpace,
    Stale,
    Unintelligible,
)

_PAGE = 100
_DOCUMENT = 16 << 20
_word = checks.text(200, least=1)


class Server:
    """One server, as one user of it. It is a `values.Remote`."""

    def __init__(self, transport: Transport, badge: Badge) -> None:
        self._transport = transport
        self._asking = Asking(transport, badge)
        self._badge = badge
        self._chosen: Dialect | None = None
        self._me: Me | None = None
        self._authors: Authors | None = None

    def __repr__(self) -> str:
        return f"Server({self._badge!r})"

    @property
    def abilities(self) -> Abilities:
        """What it can do."""
        return self._dialect.abilities

    @property
    def _dialect(self) -> Dialect:
        if self._chosen is None:
            self._chosen = choose(asked_for_its_document(self._transport))
        return self._chosen

    def me(self) -> Me:
        """Who is signed in."""
        if self._me is None:
            told = self._asking.read(f"{API}/auth/me")
            try:
                uid = told.maybe("uid", _word)
                self._me = Me(told.need("id", reading.identity), told.need("username", _word), uid)
            except BadEgg as bad:
                raise senseless(bad) from None
        return self._me

    @property
    def groups(self) -> Groups:
        """Its spaces; `Expected` where it has none."""
        path = self._dialect.spaces
        if path is None:
            raise Expected(_("This server has no spaces to show photos in."))
        return Groups(self._asking, path)

    @property
    def shelf(self) -> OurShelf:
        """Its collections and saved searches."""
        return OurShelf(self._asking, self._dialect.things)

    def spaces(self) -> tuple[RemoteSpace, ...]:
        """The spaces one is in."""
        return self.groups.listed()

    def push(self, photos: Sequence[NewPhoto], repeat: str) -> tuple[Outcome, ...]:
        """Send eggs; what became of each, in their order."""
        if len(photos) > self.abilities.most_at_once:
            raise Bug(f"{len(photos)} eggs in one request, of {self.abilities.most_at_once}")
        authors = [self._author(photo.fields) for photo in photos]
        going = [
            (photo, author)
            for photo, author in zip(photos, authors, strict=True)
            if not isinstance(author, Refused)
        ]
        became = iter(Eggs(self._asking, self._dialect, self.me().id, self.find).push(going, repeat))
        return tuple(author if isinstance(author, Refused) else next(became) for author in authors)

    def change(self, key: str, fields: Fields, version: str | None, repeat: str) -> Outcome:
        """Change fields of a photo, unless it has another version by now."""
        dialect = self._dialect
        missing = [field for field in fields if field not in dialect.abilities.fields]
        if missing:
            return Refused(REFUSED_HERE, cannot_store(missing), for_ever=True)
        author = self._author(fields)
        if isinstance(author, Refused):
            return author
        before = None
        if not dialect.counts_versions or not dialect.put.issuperset(fields):
            before = self.photo(key)
            if before is None or (version is not None and before.version != version):
                return Overtaken(before)
        tags = before.fields.get(Field.TAGS, ()) if before else ()
        steps = writing.steps(dialect, key, fields, tags if isinstance(tags, tuple) else (), author)
        reply = None
        for number, step in enumerate(steps):
            mark = repeat if len(steps) == 1 else f"{repeat}.{number}"
            reply = self._step(step, version if number == 0 else None, mark)
            if not 200 <= reply.status < 300:
                return self._not_changed(key, reply)
        return self._changed(key, reply if len(steps) == 1 else None)

    @property
    def cold_portion(self) -> int:
        """Bytes of large previews that may go at once."""
        return self._large.portion

    def put_coldpreviews(self, previews: Sequence[tuple[str, bytes]], repeat: str) -> tuple[Outcome, ...]:
        """Give photos, by their keys, their large previews; what became of each, in their order."""
        return self._large.put(previews, repeat)

    @cached_property
    def _large(self) -> Large:
        return Large(self._asking, self._dialect)

    def delete(self, key: str, repeat: str) -> Outcome:
        """Delete a photo for good; one that is not there is deleted already."""
        query = {"forever": "true"} if self._dialect.deletes_for_good else {}
        request = Request("DELETE", writing.path_of(self._dialect, key), query=query, repeat=repeat)
        reply = self._asking.ask(request, writes=True)
        gone = 200 <= reply.status < 300 or reply.status in (404, 410)
        return Accepted(key=key, version=None) if gone else refused(reply)

    def photo(self, key: str) -> RemotePhoto | None:
        """One's own photo by its key, as it is now."""
        reply = self._asking.ask(Request("GET", writing.path_of(self._dialect, key)), writes=False)
        if reply.status in (404, 410):
            return None
        return self._photo(document(reply))

    def find(self, photo: NewPhoto) -> RemotePhoto | None:
        """Whether a photo that was sent is there."""
        return self.photo(photo.uid if self.abilities.knows_uids else photo.egg.hothash)

    def changes(self, since: str | None) -> FeedPage | Stale:
        """The feed since a cursor, or from its beginning."""
        query = {"limit": "200"} | ({} if since is None else {"since": since})
        reply = self._asking.ask(Request("GET", f"{API}/changes", query=query), writes=False)
        if reply.status in (410, 422) and since is not None:
            return Stale(None, None)
        told = Told(document(reply))
        try:
            values = told.need("changes", _many)
            found, odd = reading.changes(values, self._dialect, self.me().id)
            page = FeedPage(
                server_id=told.need("server_id", _word),
                epoch=told.need("epoch", _word),
                cursor=told.need("cursor", _word),
                has_more=told.need("has_more", checks.flag),
                changes=tuple(found),
                odd=odd,
                things=tuple(heard(values, self.abilities.things)),
            )
        except BadEgg as bad:
            raise senseless(bad) from None
        if page.has_more and page.cursor == since:
            raise Unintelligible(_("The server's list of changes goes round in circles."))
        return page

    def photos(self, offset: int) -> Listing:
        """A page of all photos of one's own."""
        query = {"offset": str(offset), "limit": str(_PAGE)}
        if self.abilities.knows_uids:
            query["owner"] = "me"
        told = self._asking.read(self._dialect.list, **query)
        try:
            values = told.need("data", _many)
            meta = told.inner("meta") if "meta" in told else Told({})
            total = meta.maybe("total", checks.whole(0, checks.MOST_WHOLE))
        except BadEgg as bad:
            raise senseless(bad) from None
        found, odd = reading.photos(values, self._dialect, self.me().id)
        end = offset + len(values)
        there_are_more = bool(values) and (len(values) >= _PAGE if total is None else end < total)
        return Listing(tuple(found), end if there_are_more else None, total, odd)

    def hotpreview(self, photo: RemotePhoto) -> bytes | None:
        """The small preview; None where what comes is not the one that the hothash names."""
        jpeg = self._picture(photo, "/hotpreview", HOTPREVIEW_BYTES)
        return jpeg if jpeg and hashlib.sha256(jpeg).hexdigest() == photo.hothash else None

    def coldpreview(self, photo: RemotePhoto) -> bytes | None:
        """The large preview, or None when there is none."""
        return self._picture(photo, "/coldpreview", COLDPREVIEW_BYTES)

    def _picture(self, photo: RemotePhoto, below: str, most: int) -> bytes | None:
        request = Request("GET", writing.path_of(self._dialect, photo.key, below), most=most)
        reply = self._asking.ask(request, writes=False)
        return reply.body if reply.status == 200 and reply.body[:2] == b"\xff\xd8" else None

    def _step(self, step: writing.Step, version: str | None, repeat: str) -> Reply:
        heeded = version is not None and self._dialect.counts_versions
        headers = {"If-Match": f'"{version}"'} if heeded else {}
        if step.has_document:
            request = Request.of_json(step.method, step.path, step.document, repeat=repeat, headers=headers)
        else:
            request = Request(step.method, step.path, headers=headers, repeat=repeat)
        reply = self._asking.ask(request, writes=True)
        if step.method == "DELETE" and reply.status == 404:
            return Reply(200)  # the tag is off already
        return reply

    def _not_changed(self, key: str, reply: Reply) -> Outcome:
        if reply.status == 404:
            return Overtaken(None)
        if reply.status == 412:
            current = current_of(reply)
            return Overtaken(self.photo(key) if current is None else self._photo(current))
        return refused(reply)

    def _changed(self, key: str, reply: Reply | None) -> Outcome:
        """How the photo is now: from the one answer there was, or else by asking."""
        now = self.photo(key) if reply is None else self._photo(document(reply))
        if now is None:
            return Overtaken(None)
        return Accepted(key=now.key, version=now.version, uid=now.uid, photo=now)

    def _photo(self, value: object) -> RemotePhoto | None:
        try:
            return reading.photo(value, self._dialect, self.me().id)
        except BadEgg as bad:
            raise senseless(bad) from None

    def _author(self, fields: Fields) -> int | Refused | None:
        name = fields.get(Field.AUTHOR)
        if not isinstance(name, str) or self._dialect.authors is None:
            return None
        if self._authors is None:
            self._authors = Authors(self._asking, self._dialect.authors)
        # The same name is the same author, however often and from wherever it is sent.
        mark = uuid.uuid5(uuid.NAMESPACE_URL, f"{self._badge.address}/{self.me().id}/authors/{name}")
        return self._authors.number(name, str(mark) if self.abilities.knows_uids else None)


def asked_for_its_document(transport: Transport) -> dict[str, object]:
    """What a server says that it can do; anybody may ask."""
    reply = settled(transport.send(Request("GET", "/openapi.json", most=_DOCUMENT)), writes=False)
    if reply.status in (404, 410):
        raise Unintelligible(
            _("There is a server at this address, but none that keeps photos as ImaLink does."),
            _("Is the address right?"),
        )
    return document(reply)


def _anything(value: object, _where: str) -> object:
    return value


_many = checks.list_of(_anything, most=reading.MOST_IN_A_LIST)
