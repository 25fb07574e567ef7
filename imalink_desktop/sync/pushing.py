"""Sending what waits, step by step: written down before it goes, and again when the answer is there.

What breaks off in between is known as sent, so that our own words are known again when the server tells them.
After an answer was lost we ask what happened. One bad item is found by halves and costs nobody else anything.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.log import logger
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import _
from imalink_desktop.catalog.commands.receiving import Answered
from imalink_desktop.catalog.outbox import COLD, LESS_VISIBLE
from imalink_desktop.catalog.sides import Said
from imalink_desktop.sync.incoming import uid_of
from imalink_desktop.sync.merging import stricter
from imalink_desktop.sync.planning import Change, Cold, Eggs, Files, Later, Needless, Step, plan, travels
from imalink_desktop.sync.portions import Portions
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.transport import Ambiguous, Unreachable
from imalink_desktop.sync.values import (
    Accepted,
    Busy,
    Fields,
    NewPhoto,
    Outcome,
    Overtaken,
    Refused,
    Remote,
    RemotePhoto,
    ServerTrouble,
    SignInNeeded,
)

log = logger(__name__)

_WINDOW = 1000
"""Rows that are planned at once, so that a long queue takes no more memory than a short one."""

_OVERTAKEN = 3
"""So often a photo is tried again in one go that somebody else changes at the same time."""

_NOTHING_DONE = (Unreachable, Busy, SignInNeeded)


@dataclass(slots=True)
class Pusher:
    """One go at all that waits."""

    store: Store
    remote: Remote
    with_cold: bool = True
    pushed: int = 0
    """Photos of which the server has something new."""
    overtaken: set[int] = field(default_factory=set)
    """Rows that somebody else was faster with: the feed tells what he did, and then they are tried again."""
    _tried: set[int] = field(default_factory=set)
    _told: set[int] = field(default_factory=set)
    _goes: dict[int, int] = field(default_factory=dict)
    _only_urgent: bool = False
    _large: Portions = field(init=False)

    def __post_init__(self) -> None:
        self._large = Portions(self.store, self.remote, self._refuse)

    def run(self, *, only_urgent: bool = False) -> Job[None]:
        """Send until nothing is left that has not been tried."""
        self._tried -= self.overtaken
        self.overtaken.clear()
        if not only_urgent:
            yield from self._bury()
        yield from self._send(only_urgent=only_urgent)

    def hurry(self) -> Job[None]:
        """Send what has come in between and can wait for nothing else: less visibility."""
        if self._is_hurried():
            yield from self._send(only_urgent=True)

    def _send(self, *, only_urgent: bool) -> Job[None]:
        self._only_urgent = only_urgent
        abilities = self.remote.abilities
        fields = travels(abilities) - (frozenset() if self.with_cold else {COLD})
        while True:
            waiting = self.store.waiting(fields, most=_WINDOW, skip=self._tried, only_urgent=only_urgent)
            if not waiting and self._large.is_empty:
                return
            planned = {one.row for one in waiting if one.urgency == LESS_VISIBLE}
            # Where nothing but that is planned, no more of it need be looked for.
            is_open = not only_urgent and len(planned) < max(len(waiting), 1)
            for step in plan(waiting, abilities):
                yield Progress("sync.push", self.pushed)
                self._do(step)
                # Large previews are only gathered by now.
                if is_open and not isinstance(step, Cold) and self._is_hurried(planned):
                    break  # and all is planned anew, what shows less before anything else
            else:
                while not self._large.is_empty and not (is_open and self._is_hurried(planned)):
                    yield from self._portion()
                self._large.note()

    def _is_hurried(self, planned: Collection[int] = ()) -> bool:
        """Whether something is to be seen by fewer that is not planned yet."""
        urgent = self.store.urgent(travels(self.remote.abilities))
        return any(row not in planned and row not in self._tried for row in urgent)

    def _do(self, step: Step) -> None:
        match step:
            case Change():
                self._change(step)
            case Eggs():
                self._eggs(step)
            case Files():
                self._files(step)
            case Cold():
                self._tried.add(step.row)
                self._large.gather(step)
            case Needless(rows):
                self.store.needless(rows)
            case Later(rows):
                self._tried |= set(rows)

    def _portion(self) -> Job[None]:
        yield Progress("sync.push", self.pushed)
        self._large.send()

    def _bury(self) -> Job[None]:
        """Tell the server of photos that are no more here."""
        while graves := self.store.graves(most=_WINDOW, skip=self._told):
            self.store.draw()
            for grave in graves:
                yield Progress("sync.delete", len(self._told))
                self._told.add(grave.row)
                try:
                    outcome = self.remote.delete(grave.key, _name("delete", grave.mark, grave.key))
                except Ambiguous:
                    if self.remote.photo(grave.key) is not None:
                        continue
                    outcome = Accepted(grave.key, None)
                if not isinstance(outcome, Refused):
                    self.store.told([grave.row], has_feed=self.remote.abilities.has_feed)

    # Edits.

    def _change(self, step: Change, now: RemotePhoto | None = None) -> None:
        """Send what is said; where somebody was faster, no more of it than what shows less than `now`."""
        said = self.store.said(step.photo, step.fields)
        if said is None:
            self._tried |= set(step.rows)
            return
        fields = said if now is None else stricter(said, now.fields, self.store.agreed(step.photo))
        version = step.version if now is None or now.version is None else now.version
        sent = dict.fromkeys(step.rows, _plain(fields))
        marks = self.store.goes_out(sent)
        name = _name("change", step.key, version, fields, *marks)
        outcome: Outcome
        unheard = False
        try:
            outcome = self.remote.change(step.key, fields, version, name)
        except _NOTHING_DONE:
            self.store.never_tried(sent, unheard=False)
            raise
        except (Ambiguous, ServerTrouble) as trouble:
            outcome, unheard = self._what_happened(step, version, sent, trouble), True
        if isinstance(outcome, Overtaken) and outcome.current is not None:
            self.store.never_tried(sent, unheard=unheard)
            self._overtaken(step, outcome.current)
        elif isinstance(outcome, Accepted) and fields != said:
            # Less is shown there; what else both decided is settled once his word has been heard.
            self.store.never_tried(sent, unheard=False)
            self._later(step.rows)
        elif isinstance(outcome, Refused) and len(parts := step.parts()) > 1:
            self.store.never_tried(sent, unheard=unheard)
            for part in parts:
                self._change(replace(part, version=self.store.version(step.key)))
        else:
            self._changed(step, _plain(fields), outcome)

    def _what_happened(
        self, step: Change, version: str | None, sent: Mapping[int, Said], trouble: Expected
    ) -> Outcome:
        try:
            now = self.remote.photo(step.key)
        except (Ambiguous, Unreachable, ServerTrouble):
            self.store.never_tried(sent, unheard=True)
            raise
        if now is None or now.version is None or now.version != version:
            return Overtaken(now)
        return Refused(type(trouble).__name__, trouble.sentence, for_ever=False)

    def _changed(self, step: Change, fields: Said, outcome: Outcome) -> None:
        match outcome:
            case Accepted():
                now = fields if outcome.photo is None else {**fields, **_plain(outcome.photo.fields)}
                version = outcome.version
                if self._only_urgent:  # the rest may be of another past, which the feed tells of
                    now, version = {field: now[field] for field in fields}, step.version
                answer = Answered(step.photo, outcome.key, version, now, taken=fields, last=outcome.version)
                self._acknowledge([answer])
            case Overtaken():
                self._later(step.rows, again=self._only_urgent)
                if not self._only_urgent:
                    self.store.let_go([step.key])
            case Refused():
                self._refuse(step.rows, outcome)

    def _overtaken(self, step: Change, now: RemotePhoto) -> None:
        """Somebody else was faster. What he did is heard first, and then ours is tried again.

        The feed tells it, and whether the server has another past; without a feed this is all there is.
        Only less visibility waits for nobody.
        """
        self._goes[step.photo] = self._goes.get(step.photo, 0) + 1
        again = self._goes[step.photo] < _OVERTAKEN
        if self._only_urgent:
            if again and self._still_shows(step, now):
                self._change(step, now)
            else:
                self._later(step.rows)
        elif self.remote.abilities.has_feed:
            self._later(step.rows, again=again)
        else:
            self.store.acknowledge([Answered(step.photo, now.key, now.version, _plain(now.fields))])
            self._tried |= set() if again else set(step.rows)

    def _later(self, rows: Sequence[int], *, again: bool = True) -> None:
        self._tried |= set(rows)
        self.overtaken |= set(rows) if again else set()

    def _still_shows(self, step: Change, now: RemotePhoto) -> bool:
        """Whether a server shows a photo to more than may see it, or where it is shown no longer."""
        mine = self.store.said(step.photo, step.fields) or {}
        wanted = stricter(mine, now.fields, self.store.agreed(step.photo))
        return any(value != now.fields.get(name) for name, value in wanted.items())

    # New photos.

    def _eggs(self, step: Eggs) -> None:
        rows = dict(step.photos)
        news = self.store.eggs(list(rows))
        self._tried |= {row for photo, row in rows.items() if photo not in news}
        if not self.remote.abilities.repeats:
            news = self._without_those_there(news, rows)
        if news:
            self._push(news, rows)

    def _files(self, step: Files) -> None:
        """Tell of further files: the server takes those from an egg that comes again, and nothing else."""
        rows = dict(step.photos)
        news = self.store.eggs(list(rows))
        self._tried |= set(rows.values())
        sent: dict[int, Said] = {rows[photo]: {} for photo in news}
        marks = self.store.goes_out(sent)
        digests = [file.sha256 for new in news.values() for file in new.files]
        try:
            outcomes = self.remote.push(list(news.values()), _name("files", *marks, *digests)) if news else ()
        except _NOTHING_DONE:
            self.store.never_tried(sent, unheard=False)
            raise
        except (Ambiguous, ServerTrouble) as trouble:
            why = Refused(type(trouble).__name__, trouble.sentence, for_ever=False)
            self._refuse(list(sent), why)
            return
        for (photo, new), outcome in zip(news.items(), outcomes, strict=True):
            if isinstance(outcome, Refused):
                self._refuse([rows[photo]], outcome)
            elif isinstance(outcome, Accepted):
                now = _plain({} if outcome.photo is None else outcome.photo.fields)
                uid = None if outcome.uid is None else uid_of(outcome.uid)
                self._acknowledge([Answered(photo, outcome.key, outcome.version, now, uid)])
                self.store.needless([rows[photo]])
                log.debug("the server was told of files", count=len(new.files))

    def _without_those_there(
        self, news: Mapping[int, NewPhoto], rows: Mapping[int, int]
    ) -> dict[int, NewPhoto]:
        """Ask for each that went out before whether it arrived; this server does not know requests again."""
        left = dict(news)
        unheard = self.store.was_sent([rows[photo] for photo in news])
        for photo, new in news.items():
            if rows[photo] in unheard and (there := self.remote.find(new)) is not None:
                self._laid({photo: new}, rows, [_found(there)])
                del left[photo]
        return left

    def _push(self, news: Mapping[int, NewPhoto], rows: Mapping[int, int]) -> None:
        sent = {rows[photo]: _plain(new.fields) for photo, new in news.items()}
        marks = self.store.goes_out(sent)
        batch = list(news.values())
        name = _name("push", *marks, *(new.uid for new in batch), *sent.values())
        try:
            self._laid(news, rows, self.remote.push(batch, name))
        except _NOTHING_DONE:
            self.store.never_tried(sent, unheard=False)
            raise
        except (Ambiguous, ServerTrouble) as trouble:
            self._after_trouble(news, rows, sent, trouble)

    def _after_trouble(
        self,
        news: Mapping[int, NewPhoto],
        rows: Mapping[int, int],
        sent: Mapping[int, Said],
        trouble: Expected,
    ) -> None:
        """Ask for one what happened; if it is not there, whatever is at fault is looked for by halves."""
        photo, new = next(iter(news.items()))
        try:
            there = self.remote.find(new)
        except (Ambiguous, Unreachable, ServerTrouble):
            self.store.never_tried(sent, unheard=True)
            raise
        rest = dict(news)
        if there is not None:
            self._laid({photo: new}, rows, [_found(there)])
            del rest[photo]
        elif len(news) == 1:
            self._refuse([rows[photo]], Refused(type(trouble).__name__, trouble.sentence, for_ever=False))
            return
        if not rest:
            return
        self.store.never_tried({rows[each]: sent[rows[each]] for each in rest}, unheard=True)
        photos = list(rest)
        middle = max(1, len(photos) // 2) if len(photos) > 1 else 1
        for half in (photos[:middle], photos[middle:]):
            if half:
                self._push({each: rest[each] for each in half}, rows)

    def _laid(
        self, news: Mapping[int, NewPhoto], rows: Mapping[int, int], outcomes: Sequence[Outcome]
    ) -> None:
        """Note what became of new photos."""
        abilities = self.remote.abilities
        answers: list[Answered] = []
        keys: set[str] = set()
        for (photo, new), outcome in zip(news.items(), outcomes, strict=True):
            row = rows[photo]
            if isinstance(outcome, Refused):
                self._refuse([row], outcome)
                continue
            if isinstance(outcome, Overtaken):
                self._tried.add(row)
                continue
            other = None if abilities.knows_uids else self.store.known_as(outcome.key)
            if other not in (None, photo) or (not abilities.knows_uids and outcome.key in keys):
                why = _("Another photo of yours looks the same; this server can keep one of them only.")
                self.store.refused([row], why, for_ever=True)
                self._tried.add(row)
                continue
            keys.add(outcome.key)
            carried = {name: value for name, value in new.fields.items() if name in abilities.with_egg}
            now = _plain(carried if outcome.photo is None else outcome.photo.fields)
            taken = {} if outcome.is_duplicate else _plain(carried)
            uid = None if outcome.uid is None else uid_of(outcome.uid)
            answers.append(Answered(photo, outcome.key, outcome.version, now, uid, taken))
        # Before that: should the program end in between, nobody would look at these photos again. Where
        # they are not to be sent they wait until they are.
        if abilities.has_coldpreviews and answers:
            self.store.let_cold_wait({one.photo: news[one.photo].uid for one in answers})
        apart = self._acknowledge(answers)
        self._tried |= {rows[one.photo] for one in answers}
        if apart:
            why = _(
                "The server has this photo under another name. The two can be one when you have chosen "
                "between their values: look at the conflicts."
            )
            self._refuse([rows[photo] for photo in apart], Refused("APART", why, for_ever=True))

    def _acknowledge(self, answers: Sequence[Answered]) -> tuple[int, ...]:
        """Answers which photos the server takes for others of ours, though they are none yet."""
        if not answers:
            return ()
        apart = self.store.acknowledge(answers, has_feed=self.remote.abilities.has_feed).apart
        self.pushed += len(answers) - len(apart)
        return apart

    def _refuse(self, rows: Sequence[int], outcome: Refused) -> None:
        log.info("the server refused something", code=outcome.code, count=len(rows))
        self.store.refused(rows, outcome.message, for_ever=outcome.for_ever)
        self._tried |= set(rows)


def _found(there: RemotePhoto) -> Accepted:
    return Accepted(there.key, there.version, there.uid, is_duplicate=True, photo=there)


def _plain(fields: Fields) -> Said:
    return {str(field): value for field, value in fields.items()}


def _name(*parts: object) -> str:
    """A request's name for good: the same words, for what waits under the same marks, have the same name."""
    text = json.dumps(parts, default=list, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:40]
