"""`Stage`: what is being looked at: a query in an order, the photos it finds, and which of them are chosen.

Panels ask for something to be shown, the views show it. The list is made beside the window; while a new
one is on its way the old one stays.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.events import Connection, Signal
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.query.ast import Query
from imalink_desktop.catalog.query.sort import Sort
from imalink_desktop.catalog.reads.spread import MOVES, Spread
from imalink_desktop.ui.grid.cutting import Cutting
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.listing import LEADING, Pinned, Shown, cut, letting_go, listed, pinning
from imalink_desktop.ui.resting import Rest

__all__ = ["Shown", "Stage"]

_GOING = frozenset({Op.DISCARD, Op.BRING_BACK, Op.PURGE, Op.UNDO_IMPORT})
_TAKING_OUT = frozenset({Op.TAKE_FROM_COLLECTION, Op.TAKE_FROM_SHOOT})
_DECIDING = frozenset(
    {
        *(Op.RATE, Op.FLAG, Op.LABEL, Op.TITLE, Op.DESCRIBE, Op.EDIT, Op.SET_VISIBILITY, Op.TAG, Op.KEEP),
        *(Op.STACK, Op.UNSTACK, Op.TAKE_FROM_STACK, Op.SET_COVER, Op.COLLECT, Op.ADD_TO_SHOOT, Op.SET_AUTHOR),
        *(Op.SHIFT_TIME, Op.SET_TIME, Op.SET_PLACE, Op.TURN, Op.CROP, Op.RESOLVE, Op.SET_TELLING),
    }
)
"""After these, and after undoing them, a photo that is seen stays until the list is asked for anew."""

_OTHER_PHOTOS = (
    _GOING
    | _TAKING_OUT
    | {
        *(Op.REGISTER, Op.UNDO, Op.REDO, Op.SHIFT_TIME, Op.SET_TIME),
        *(Op.STACK, Op.UNSTACK, Op.TAKE_FROM_STACK, Op.SET_COVER, Op.KEEP),
    }
)
"""Operations after which there are other photos, or in another order."""


@dataclass(slots=True, eq=False)
class _Foreseen:
    """What a command is about to do to the list, until a question has been asked after it."""

    becoming: Callable[[Shown], Shown]
    is_over: bool = False


class Stage:
    """One for each window."""

    def __init__(self, library: Library) -> None:
        self.shown = Shown()
        self.listed = Signal[Shown]("another list is shown")
        """Also when the same query finds other photos by now."""
        self.chosen = Signal[Sequence[int]]("other photos are chosen")
        """Those that a key will hit, in their order: what is selected, else the target."""
        self.target = Signal[int | None]("another photo has the frame")
        self.folded = Signal[int]("so many photos of the list lie unseen in closed stacks")
        self.recut = Signal[Shown]("the same list is cut into other sections")
        self.aged = Signal[bool]("whether decisions have overtaken the shelves")
        self.touched = Signal[None]("a key has hit what is chosen")
        self.photos: Sequence[int] = ()
        self.current: int | None = None
        self.hidden = 0
        """Photos of the list that lie in closed stacks below the top one."""
        self._library = library
        self._is_answered = self._is_asking = self._is_late = False
        self._is_old = self._was_decided = False
        self._pinned = array("q")
        self._foreseen: list[_Foreseen] = []
        self._cutting = Cutting()
        self._spread = Spread()
        self._rest = Rest(self._keep_up_in_turn)
        self._wanted = (self.shown.query, self.shown.sort)
        self._connections: tuple[Connection, ...] = (
            library.changed.connect(self._hear),
            library.drives_changed.connect(lambda _: self._keep_up()),
            # Where it was written, too: no list asked for meanwhile is found by how photos lay before.
            library.catalog.changed.connect(self._forget_how_they_lie),
        )

    @property
    def answered(self) -> bool:
        """Whether what is shown is what was asked for last."""
        return self._is_answered

    @property
    def query(self) -> Query:
        """What is shown, or will be as soon as it has been found."""
        return self._wanted[0]

    @property
    def sort(self) -> Sort:
        """In which order."""
        return self._wanted[1]

    @property
    def cutting(self) -> Cutting:
        """How lists by time are cut."""
        return self._cutting

    @property
    def is_old(self) -> bool:
        """Whether photos belong on other shelves by now than is shown; `refresh` sorts them anew."""
        return self._is_old

    def cut(self, cutting: Cutting) -> None:
        """Cut lists by time so, at once where that needs no more than is here."""
        self._cutting = cutting
        self._cut_again()

    def show(self, query: Query | None = None, sort: Sort | None = None) -> None:
        """Show what a query finds; what is not given stays."""
        self._wanted = (self.query if query is None else query, self.sort if sort is None else sort)
        self.refresh()

    def refresh(self) -> None:
        """Find it anew: what was decided about goes where it belongs by now."""
        self._pinned = array("q")
        self._was_decided = False
        self._keep_up()

    def foresee(self, becoming: Callable[[Shown], Shown]) -> Callable[[bool], None]:
        """Show at once what a command is about to do to the list, so that the next key hits what is left.

        Whoever asks calls what is answered when the command has ended: with whether it did anything.
        """
        foreseen = _Foreseen(becoming)

        def over(is_done: bool) -> None:
            foreseen.is_over = True
            if not is_done:
                self._keep_up_in_turn()

        self._foreseen.append(foreseen)
        self._put(self.shown)
        return over

    def touch(self) -> None:
        """A key hits what is chosen: it is what somebody looks at, however the frame came there."""
        self.touched.emit(None)

    def choose(self, photos: Sequence[int], current: int | None) -> None:
        """The view tells what is chosen in it."""
        if current != self.current:
            self.current = current
            self.target.emit(current)
        self.photos = photos
        self.chosen.emit(photos)

    def fold(self, hidden: int) -> None:
        """The view tells how many it does not show, because their stacks are closed."""
        self.hidden = hidden
        self.folded.emit(hidden)

    def close(self) -> None:
        """Hear no more."""
        self._rest.close()
        for connection in self._connections:
            connection.disconnect()

    def _keep_up(self) -> None:
        """Find it again; what was decided about stays where it is."""
        (query, sort), cutting, there = self._wanted, self._cutting, self._library.online
        pinned = Pinned(self._pinned, self.shown)
        # Of a command that has ended, all that is asked from now on knows by itself.
        self._foreseen = [each for each in self._foreseen if not each.is_over]
        self._is_answered = False
        self._is_asking = True
        self._rest.begin()
        find = partial(
            listed,
            query=query,
            sort=sort,
            cutting=cutting,
            there=there,
            pinned=pinned,
            spread=self._spread,
        )
        self._library.ask(self, find, self._take, self._fail)

    def _take(self, shown: Shown) -> None:
        self._is_answered, self._is_asking = True, False
        self._rest.end()
        self._age(self._was_decided)
        self._put(shown)
        if self._is_late:
            self._is_late = False
            self._keep_up()
        else:
            self._cut_again()

    def _put(self, shown: Shown) -> None:
        for each in self._foreseen:
            shown = each.becoming(shown)
        self.shown = shown
        self.listed.emit(shown)

    def _fail(self, trouble: Trouble) -> None:
        self._is_asking = self._is_late = False
        self._rest.end()
        self._library.trouble.emit(trouble)

    def _hear(self, changes: Changes) -> None:
        """A photo that is rated stays where it is: who culls must not lose it from under the eye."""
        did = changes.of or changes.op
        self._forget_how_they_lie(changes)
        if did in _DECIDING:
            self._pinned = pinning(self._pinned, self.shown, changes.photos)
        elif did in _TAKING_OUT:
            self._pinned = letting_go(self._pinned, changes.photos)
        if LEADING.get(self.sort.by) in changes.fields.get("photo", ()):
            self._was_decided = True
            self._age(True)
        if changes.op is Op.REGISTER:
            self._rest.wish()  # an import tells of a portion several times a second
        elif changes.op is Op.PULL and changes.fields.get("photo", frozenset()) & {"*", "trashed_at"}:
            self._rest.wish()  # photos of another machine, page by page
        elif changes.op in _OTHER_PHOTOS:
            self._keep_up_in_turn()

    def _forget_how_they_lie(self, changes: Changes) -> None:
        if MOVES & changes.fields.get("photo", frozenset()):
            self._spread = Spread()

    def _keep_up_in_turn(self) -> None:
        """While photos come one by one, a list is finished before the next is begun: else none ever is."""
        if self._is_asking:
            self._is_late = True
        else:
            self._keep_up()

    def _age(self, is_old: bool) -> None:
        if is_old != self._is_old:
            self._is_old = is_old
            self.aged.emit(is_old)

    def _cut_again(self) -> None:
        shown, cutting = self.shown, self._cutting
        if shown.days is None or shown.cutting == cutting:
            return
        if not cutting.needs_moments or shown.moments is not None:
            self.shown = cut(shown, cutting)
            self.recut.emit(self.shown)
        elif not self._is_asking:
            self._keep_up()
