"""`Importer`: brings photos in, one import at a time; what is asked for meanwhile waits its turn.

When nothing else is to be done it reads whole what an import that was stopped, or a program that died,
has left unread. No widget: whoever shows an import listens. What does the work is imported when there
is some, so that the window need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from imalink_desktop.base.events import Signal
from imalink_desktop.base.progress import Job
from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.commands import hatched, moving
from imalink_desktop.catalog.commands.moving import FileState
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.catalog.reads.hatched import photos_read
from imalink_desktop.catalog.reads.problems import unread
from imalink_desktop.catalog.reads.unhatched import how_many_unhatched
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.from_card import FromCard, bring_in_copies
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.volumes import Mounted, all_mounted
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.ticket import Status, Ticket
from imalink_desktop.settings.schema import Importing
from imalink_desktop.ui.bringing.errand import JSON, Ended, Errand
from imalink_desktop.ui.bringing.wording import import_of, several
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.soon import soon
from imalink_desktop.ui.wording import _

if TYPE_CHECKING:
    from imalink_core import Hatchery
    from imalink_desktop.catalog.reads.files import Known
    from imalink_desktop.importing.hatching import Rest
    from imalink_desktop.importing.plan import Gone
    from imalink_desktop.ui.bringing.prospect import Prospect

_BUSY = 2_000
"""Milliseconds after a key or a turn of the wheel in which the reading keeps itself small."""
_AT_ONCE = 10_000


class Answer(Enum):
    """What it means that files are not there any more."""

    GONE = auto()
    LEAVE = auto()
    """A drive is missing, or so: nothing is changed, and it is asked again only when more are missing."""
    LATER = auto()


@dataclass(frozen=True, slots=True)
class Missing:
    """A question: so many files of a source were not met that only the photographer knows why."""

    session: int
    source: str
    gone: Gone


class Importer:
    """Made once for a window, at home, and closed before its library."""

    def __init__(
        self,
        library: Library,
        hatchery: Hatchery,
        settings: Importing = Importing(),  # noqa: B008 - a frozen value
        *,
        ours: Sequence[Path] = (),
        mounted: Callable[[], Sequence[Mounted]] = all_mounted,
    ) -> None:
        """`ours` are the folders that the program itself writes to."""
        self.settings = settings
        self.changed = Signal[None]("other imports run or wait")
        """Time to keep `state`, too: with it an import that is interrupted goes on after the next start."""
        self.told = Signal[Status[Any]]("an import told how it stands")
        self.ended = Signal[Ended]("an import has ended")
        self.asked = Signal[Missing]("files are not there any more")
        self._library, self._hatchery, self._ours, self._mounted = library, hatchery, tuple(ours), mounted
        self._waiting: list[Errand] = []
        self._at: Errand | None = None
        self._ticket: Ticket[FromCard | None] | None = None
        self._reading: Ticket[Rest] | None = None
        self._wants_rest = self._asks_for_rest = self._closed = False
        self._wanted: tuple[int, ...] = ()
        self._left_alone: dict[str, int] = {}
        self._lost: set[int] = set()
        self._sought: set[int] = set()
        self._busy = soon(None, self._relax, _BUSY)
        self._drives = library.drives_changed.connect(lambda _: self.go_on())

    @property
    def waiting(self) -> tuple[Errand, ...]:
        """The imports whose turn has not come."""
        return tuple(self._waiting)

    @property
    def at(self) -> Errand | None:
        """The import that is under way."""
        return self._at

    @property
    def ticket(self) -> Ticket[FromCard | None] | None:
        """How it stands, and what it can be told."""
        return self._ticket

    @property
    def wanted(self) -> Sequence[int]:
        """The photos that are in sight: these are read first."""
        return self._wanted

    @wanted.setter
    def wanted(self, photos: Sequence[int]) -> None:
        self._wanted = tuple(photos)

    def bring(self, errand: Errand) -> bool:
        """Import this, when its turn has come; says whether it did not wait already. Then it is done once."""
        if self._closed or errand in self._waiting:
            return False
        self._waiting.append(errand)
        if self._reading is not None:
            self._wants_rest = True
            self._reading.cancel()
        self.changed.emit(None)
        self._next()
        return True

    def take_off(self, errand: Errand) -> None:
        """Do not import this after all; what has been brought of it already stays."""
        if errand in self._waiting:
            self._waiting.remove(errand)
            self.changed.emit(None)
            self.ended.emit(Ended(errand))
        elif errand == self._at and self._ticket is not None:
            self._ticket.cancel()

    def foresee(self, errand: Errand) -> Ticket[Prospect]:
        """Look what an import would do. Cancel the ticket when nobody wants to know any more."""
        from imalink_desktop.ui.bringing.prospect import prospect

        name = _("Looking through {what}").format(what=several(errand.sources))
        return self._library.room.start(prospect(self._darkroom(), self._wish(errand)), name, Lane.LONG)

    def try_again(self, files: Sequence[int], paths: Sequence[Path] = ()) -> None:
        """Read files once more that could not be read; `paths` are those that the catalog does not have."""
        if files:
            self._library.do(partial(hatched.put_back, files=tuple(files)), lambda _: self.go_on())
        if paths:
            self.bring(Errand(tuple(paths), title=_("Tried once more"), hidden=True))

    def go_on(self) -> None:
        """Read what is unread, as soon as no import runs. Ask for it after the start."""
        self._wants_rest = True
        self._next()

    def seek(self, photos: Collection[int]) -> None:
        """These are in sight and have no picture: what has been read before is read again, once."""
        if new := set(photos) - self._sought:
            self._sought |= new
            self._lost |= new
            self.go_on()

    def answer(self, missing: Missing, answer: Answer) -> None:
        """What it means that files are not there."""
        if answer is Answer.LEAVE:
            self._left_alone[missing.source] = len(missing.gone.files)
            self.changed.emit(None)
        elif answer is Answer.GONE:
            self._left_alone.pop(missing.source, None)
            self.look_again(missing, self._note)

    def look_again(self, missing: Missing, hear: Callable[[Missing], object]) -> None:
        """Tell which of these are still not there: since it was asked some may have come back."""
        from imalink_desktop.importing.missing import still_gone

        def came(status: Status[tuple[Known, ...]]) -> None:
            if status.result is not None and not self._closed:
                hear(replace(missing, gone=replace(missing.gone, files=status.result)))

        job = still_gone(self._library.catalog, missing.gone.files, self._mounted())
        self._library.room.start(job, _("Looking for missing files"), Lane.LONG).listen(came)

    def user_is_busy(self) -> None:
        """Somebody types or scrolls: leave the machine to that for a while."""
        if not self._busy.isActive():
            self._library.room.set_gently(Lane.HATCHING, gently=True)
        self._busy.start()

    def state(self) -> dict[str, JSON]:
        """What is still to be done, to be kept until the next start."""
        errands = [*([self._at] if self._at else []), *self._waiting]
        return {"imports": [one.as_json() for one in errands], "left alone": dict(self._left_alone)}

    def restore(self, state: Mapping[str, JSON]) -> None:
        """Go on with what was interrupted."""
        kept, alone = state.get("imports"), state.get("left alone")
        if isinstance(alone, Mapping):
            self._left_alone = {source: many for source, many in alone.items() if isinstance(many, int)}
        if isinstance(kept, Sequence) and not isinstance(kept, str):
            for errand in map(Errand.from_json, kept):
                if errand is not None:
                    self.bring(errand)

    def close(self) -> None:
        """Stop at the next chance. Whatever is under way stays in `state`."""
        self._closed = True
        self._drives.disconnect()
        self._busy.stop()
        for ticket in (self._ticket, self._reading):
            if ticket is not None:
                ticket.cancel()

    def _next(self) -> None:
        if self._closed or self._at is not None or self._reading is not None:
            return
        if self._waiting:
            self._begin(self._waiting.pop(0))
        elif self._wants_rest and not self._asks_for_rest:
            self._wants_rest, self._asks_for_rest = False, True
            previews = self._library.previews
            left = partial(_is_any_left, previews=previews, lost=tuple(self._lost))
            self._library.ask((self, "unread"), left, self._read_the_rest)

    def _begin(self, errand: Errand) -> None:
        self._at, self._wants_rest = errand, True
        name = import_of(errand.title, errand.sources)
        self._ticket = self._library.room.start(self._job(errand), name, Lane.LONG)
        self._ticket.listen(self._hear)
        self.changed.emit(None)

    def _read_the_rest(self, is_any_left: bool) -> None:
        self._asks_for_rest = False
        if is_any_left and not self._closed and self._at is None:
            lost, self._lost = tuple(self._lost), set()
            self._reading = self._library.room.start(
                self._rest(lost), _("Photos still to be read"), Lane.LONG
            )
            self._reading.listen(self._hear_of_rest)
        else:
            self._next()

    def _hear(self, status: Status[FromCard | None]) -> None:
        self.told.emit(status)
        errand = self._at
        if not status.ended or errand is None or self._closed:
            return
        self._at = self._ticket = None
        if status.error is not None:
            self._library.trouble.emit(status.error)
        ended = Ended(errand, status.result, status.error)
        self.changed.emit(None)
        self.ended.emit(ended)
        self._ask_about(ended)
        self._next()

    def _hear_of_rest(self, status: Status[Rest]) -> None:
        if not status.ended:
            return
        self._reading = None
        if status.error is not None and not self._closed:
            self._library.trouble.emit(status.error)
        self._next()

    def _ask_about(self, ended: Ended) -> None:
        report = None if ended.result is None else ended.result.report
        if report is None or not report.gone.files:
            return
        source = report.session.source
        if len(report.gone.files) > self._left_alone.get(source, 0):
            self.asked.emit(Missing(report.session.id, source, report.gone))

    def _note(self, missing: Missing) -> None:
        files = [file.file for file in missing.gone.files]
        for start in range(0, len(files), _AT_ONCE):
            part = files[start : start + _AT_ONCE]
            self._library.do(partial(moving.note, files=part, state=FileState.MISSING))

    def _relax(self) -> None:
        self._library.room.set_gently(Lane.HATCHING, gently=False)

    def _job(self, errand: Errand) -> Job[FromCard | None]:
        """In a thread: one errand from beginning to end."""
        from imalink_desktop.importing.run import bring_in
        from imalink_desktop.ui.bringing.news import is_anything_new

        darkroom, wish = self._darkroom(), self._wish(errand)
        if errand.if_new:
            with self._library.catalog.reading() as look:
                told = _never_read(look)
            if not (yield from is_anything_new(darkroom, wish, told)):
                return None
        if errand.copying is not None:
            return (yield from bring_in_copies(darkroom, wish, errand.copying))
        return FromCard(None, (yield from bring_in(darkroom, wish)))

    def _rest(self, lost: Sequence[int]) -> Job[Rest]:
        """In a thread: what was left unread, and what has lost its previews; what is in sight first."""
        from imalink_desktop.importing.hatching import Hatching
        from imalink_desktop.importing.renewing import renew_these, renewed

        darkroom = self._darkroom()
        if lost:
            renew_these(darkroom, lost)
        rest = yield from Hatching(darkroom).run()
        yield from renewed(darkroom)
        return rest

    def _darkroom(self) -> Darkroom:
        library, settings = self._library, self.settings
        return Darkroom(
            library.catalog,
            library.previews,
            self._hatchery,
            library.room.workers(Lane.HATCHING),
            cold_side=settings.cold_side if settings.cold_previews else None,
            wanted=lambda: self._wanted,
            mounted=self._mounted,
        )

    def _wish(self, errand: Errand) -> Wish:
        skips = self.settings.skip_hidden and not errand.hidden
        return Wish(
            errand.sources,
            title=errand.title,
            author=errand.author,
            leave_out=LeaveOut.HIDDEN if skips else LeaveOut.SYSTEM,
            accept_gone=errand.accept_gone,
            ours=self._ours,
        )


def _is_any_left(look: Look, previews: Previews, lost: Sequence[int]) -> bool:
    from imalink_desktop.importing.renewing import are_any_lost

    return (
        how_many_unhatched(look) > 0
        or are_any_lost(look, previews)
        or bool(lost and photos_read(look, photos=lost, most=1))
    )


def _never_read(look: Look) -> frozenset[str]:
    return frozenset(one.path for one in unread(look) if one.file is None)
