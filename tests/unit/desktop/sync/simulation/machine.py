"""One desktop of the simulation: a real catalog in a folder, somebody's edits, and a program that may die."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.backup import restore
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import (
    correcting,
    deciding,
    discarding,
    hatched,
    sessions,
    spaces,
    tagging,
)
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.resolving import Side, resolve
from imalink_desktop.catalog.commands.signing import sign_in
from imalink_desktop.catalog.commands.syncing import try_again
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.models import Account, Conflict, ImageFile, Photo
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.catalog.reads.conflicts import conflicts
from imalink_desktop.catalog.reads.spaces import spaces as known_spaces
from imalink_desktop.catalog.saying import said
from imalink_desktop.catalog.sides import Said
from imalink_desktop.jobs.crew import NoWorkers
from imalink_desktop.sync.engine import Outcome, sync
from imalink_desktop.sync.pulling import Decision
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.transport import TransportTrouble
from imalink_desktop.sync.values import ServerTrouble
from tests.unit.desktop.catalog.commands.cards import all_of, egg, file, lay, prepare
from tests.unit.desktop.sync.simulation import shelving
from tests.unit.desktop.sync.simulation.line import Crash, Line
from tests.unit.server.sending import jpeg

_WRITES = (
    *("goes_out", "never_tried", "refused", "acknowledge", "told", "take_stock"),
    *("let_cold_wait", "needless", "draw", "large_went", "must_tell"),
)
_HEARS = ("receive", "let_go", "note_server", "hear_of_spaces", "let_go_of_spaces")
_SPACED = ("put into space", "take out of space")
_UNDONE = ("rate", "turn", "visibility", "telling", "tag", "discard", *_SPACED, *shelving.UNDONE)
_SHELVES = (
    *("hear", "settle", "take_away", "forget", "comes_back", "refused"),
    *("enlist", "unfold", "pile", "forget_stacks", "answered"),
)


@dataclass
class Titles:
    """Every title anybody ever typed, by photo, with what it replaced."""

    typed: dict[str, set[str]] = field(default_factory=dict)
    replaced: set[str] = field(default_factory=set)
    count: int = 0


def template(folder: Path) -> Path:
    """A catalog that is signed in, to be copied: making one takes longer than a simulation."""
    folder = folder / "blank"
    with Catalog.open(folder) as catalog:
        prepare(catalog)
        sign_in(catalog, "https://photos.example", "ada")
        sessions.begin(catalog, "card")
    Previews.open(folder, cold_budget=1 << 20).close()
    return folder


def large(picture: str) -> bytes:
    """The large preview of a picture: small, so that some go at once."""
    return jpeg(int(picture.rpartition(" ")[2]))


class Machine:
    """Its edits and its crashes come from the seed."""

    def __init__(self, name: str, folder: Path, template: Path) -> None:
        self.name = name
        self._folder = Path(shutil.copytree(template, folder))
        self._template = template
        self.state = folder.with_name(f"{folder.name} of today")
        """Beside the catalog's folder, and in no copy of it."""
        self._open()

    def begin(self, line: Line, random: Random, titles: Titles, tell: Callable[[str], None]) -> None:
        """Have an empty catalog again, without opening it anew, which would take longer than all the rest."""
        self.line = line
        self._random = random
        self._titles = titles
        self._tell = tell
        self._ticks = 0
        self._files = 0
        self._is_of_another_day = False
        shutil.rmtree(self.state, ignore_errors=True)
        with closing(sqlite3.connect(self._template / "catalog.db")) as empty:
            raw = self.catalog._access._writing.raw_connection()
            driver = raw.driver_connection
            assert isinstance(driver, sqlite3.Connection)
            empty.backup(driver)
            raw.close()

    def _open(self) -> None:
        self.catalog = Catalog.open(self._folder)
        self.previews = Previews.open(self._folder, cold_budget=1 << 20)

    def close(self) -> None:
        """Let go of the files."""
        self.previews.close()
        self.catalog.close()

    def back_up(self) -> Path:
        """Make a backup of the catalog."""
        return self.catalog.back_up(self._folder / "backups")

    def put_back(self, backup: Path, *, by_hand: bool = False) -> None:
        """End, put a backup in the catalog's place, and begin; by hand, as who copies a file."""
        before, last_round = self._offered(), all_of(self.catalog, Account, "last_round")
        self.close()
        catalog = self._folder / "catalog.db"
        if by_hand:
            for end in ("-wal", "-shm", ".seal"):
                catalog.with_name(catalog.name + end).unlink(missing_ok=True)
            shutil.copyfile(backup, catalog)
        else:
            restore(backup, catalog)
        self._open()
        self._is_of_another_day = all_of(self.catalog, Account, "last_round") != last_round
        # What was typed since is given up with it.
        self._titles.replaced |= {title for title in before - self._offered() if isinstance(title, str)}

    def _offered(self) -> set[object]:
        """All titles there are, and all that can be chosen."""
        titles: set[object] = {one["title"] for one in self.all_said().values()}
        return titles.union(*self.disputed().values())

    def clock(self) -> datetime:
        """A clock of its own, that agrees with nobody's."""
        self._ticks += 1
        return datetime(2024, 6, len(self.name) + 1, tzinfo=UTC) + timedelta(seconds=self._ticks)

    def photos(self) -> list[int]:
        """The numbers of all photos."""
        return [number for (number,) in all_of(self.catalog, Photo, "id")]

    def all_said(self) -> dict[str, Said]:
        """What is said of each photo, by uid."""
        uids = dict(all_of(self.catalog, Photo, "id", "uid"))
        with self.catalog.reading() as look:
            return {uids[photo]: one for photo, one in said(look, list(uids)).items()}

    def shelved(self, kept: set[str]) -> dict[str, tuple[object, ...]]:
        """What is kept beside photos, with the photos in it that are `kept`."""
        return shelving.shelved(self.catalog, kept)

    def disputed(self) -> dict[str, set[Any]]:
        """All values of all open conflicts about titles, by uid."""
        uids = dict(all_of(self.catalog, Photo, "id", "uid"))
        found: dict[str, set[Any]] = {}
        for photo, name, mine, theirs, others in all_of(
            self.catalog, Conflict, "photo_id", "field", "mine", "theirs", "others"
        ):
            if name == "title":
                offered = [json.loads(mine or "null"), json.loads(theirs or "null")]
                found.setdefault(uids[photo], set()).update(offered + json.loads(others or "[]"))
        return found

    # Deeds.

    def edit(self) -> None:
        """Somebody does something."""
        photos = self.photos()
        if not photos or self._random.randrange(6) == 0:
            self.bring()
            return
        one = self._random.choice(photos)
        deed = self._random.choice(
            [
                *(self._rate, self._title, self._title, self._tag, self._show, self._trash),
                *(self._turn, self._undo, self._resolve, self._space, self._confide),
                *(self._shelve, self._shelve, self._shelve),
                *(self._stack, self._stack, self._shoot),
            ]
        )
        self._tell(f"{self.name}: {deed.__name__} {one}")
        deed(one)

    def bring(self) -> None:
        """An import of one file; some have the same bytes on both machines."""
        picture = f"picture {self._random.randrange(12)}"
        self._files += 1
        uid = str(UUID(int=self._random.getrandbits(128), version=4))
        self._tell(f"{self.name}: import {picture}")
        arrival = Arrival((file(f"{self._files}.jpg"),), uid=uid)
        (photo,) = register(self.catalog, 1, [arrival], clock=self.clock).photos
        rows = all_of(self.catalog, ImageFile, "id", "photo_id")
        number = next(row for row, owner in rows if owner == photo)
        self.previews.put([Preview(uid, egg(picture).hotpreview)])
        self.previews.put_cold(uid, large(picture))
        hatched.hatched(self.catalog, [lay(number, picture)], clock=self.clock)

    def _rate(self, photo: int) -> None:
        deciding.rate(self.catalog, [photo], self._random.randrange(6))

    def _title(self, photo: int) -> None:
        uid = dict(all_of(self.catalog, Photo, "id", "uid"))[photo]
        before = self.all_said()[uid]["title"]
        self._titles.count += 1
        title = f"title {self._titles.count}"
        self._titles.typed.setdefault(title, set()).add(uid)
        seen = {before, *self.disputed().get(uid, ())}  # one's own word ends what was offered
        self._titles.replaced |= {title for title in seen if isinstance(title, str)}
        deciding.entitle(self.catalog, [photo], title)

    def _tag(self, photo: int) -> None:
        tags = self._random.sample(["sea", "hill", "Ada", "ada/home"], 2)
        tagging.tag(self.catalog, [photo], tags[:1], tags[1:])

    def _show(self, photo: int) -> None:
        deciding.show_to(self.catalog, [photo], self._random.choice(list(Visibility)))

    def _confide(self, photo: int) -> None:
        what = self._random.choice(list(Telling))
        deciding.tell(self.catalog, [photo], what, wanted=bool(self._random.randrange(2)))

    def _space(self, photo: int) -> None:
        with self.catalog.reading() as look:
            there = [one.id for one in known_spaces(look)]
        if there:
            put_or_take = self._random.choice([spaces.put_into, spaces.take_out])
            put_or_take(self.catalog, [photo], [self._random.choice(there)])

    def _trash(self, photo: int) -> None:
        if self._random.randrange(3):
            discarding.bring_back(self.catalog, [photo])
        else:
            discarding.discard(self.catalog, [photo], clock=self.clock)
            if not self._random.randrange(3):
                self._is_thrown_away(photo)
                discarding.purge(self.catalog, [photo])

    def _is_thrown_away(self, photo: int) -> None:
        """Who purges a photo gives up what he has typed, and what was offered to him."""
        uid = dict(all_of(self.catalog, Photo, "id", "uid"))[photo]
        offered = {self.all_said()[uid]["title"], *self.disputed().get(uid, ())}
        self._titles.replaced |= {title for title in offered if isinstance(title, str)}

    def _shelve(self, photo: int) -> None:
        shelving.shelve(self.catalog, self._random, photo)

    def _stack(self, photo: int) -> None:
        shelving.stack(self.catalog, self._random, photo)

    def _shoot(self, photo: int) -> None:
        shelving.shoot(self.catalog, self._random, photo)

    def _turn(self, photo: int) -> None:
        correcting.turn(self.catalog, [photo], 90)

    def _undo(self, photo: int) -> None:
        del photo
        step = self.catalog.next_undo()
        if step is not None and step[0].value in _UNDONE:
            self.catalog.undo()

    def _resolve(self, photo: int) -> None:
        del photo
        with self.catalog.reading() as look:
            found = conflicts(look)
        if found:
            one = self._random.choice(found)
            if one.field == "title":
                uid = dict(all_of(self.catalog, Photo, "id", "uid"))[one.photo_id]
                now = self.all_said()[uid]["title"]
                self._titles.replaced |= {now} if isinstance(now, str) else set()
                for text in (one.mine, one.theirs):
                    if text and text.startswith('"'):
                        self._titles.replaced.add(text[1:-1])
                chosen = one.mine
                if chosen and chosen.startswith('"'):
                    self._titles.replaced.discard(chosen[1:-1])
            resolve(self.catalog, one.photo_id, one.field, Side.MINE, clock=self.clock)

    # The program.

    def sync(self, *, crashes: int = 0) -> Outcome | None:
        """A round, that may break off; of `crashes` of a hundred writes the program dies before or after."""
        store = Store.of(self.catalog, self.previews, machine=self.name, state=self.state, clock=self.clock)
        store.look_back()
        assert not self._is_of_another_day or store.home().put_back is not None, "it was not noticed"
        self._is_of_another_day = False
        if store.home().put_back is not None:
            self._tell(f"{self.name}: goes on")
            store.go_on()
        if crashes:
            self._make_deadly(store, crashes)
        decision = self._random.choice([Decision.KEEP, Decision.LET_GO])
        job = sync(store, self.line, NoWorkers(), decision=decision)
        try:
            while True:
                if crashes and self._random.randrange(400) < crashes:
                    self._tell(f"{self.name}: stopped")
                    return None
                next(job)
        except StopIteration as end:
            outcome: Outcome = end.value
            self._tell(f"{self.name}: {outcome}")
            return outcome
        except (TransportTrouble, ServerTrouble) as trouble:
            self._tell(f"{self.name}: {trouble}")
        except Crash:
            self._tell(f"{self.name}: dead")
            if not self._random.randrange(4):
                self.close()
                self._open()
        finally:
            with suppress(Expected):
                job.close()
        return None

    def calm(self) -> None:
        """Whatever was given up is tried once more."""
        self.line.calm()
        try_again(self.catalog)

    def _make_deadly(self, store: Store, crashes: int) -> None:
        def deadly(name: str, write: Callable[..., Any], *args: Any, **named: Any) -> Any:  # noqa: ANN401
            dies = self._random.randrange(100) < crashes
            before = self._random.randrange(2)
            if dies and before:
                self._tell(f"{self.name}: dies before {name}")
                raise Crash
            answer = write(*args, **named)
            if dies:
                self._tell(f"{self.name}: dies after {name}")
                raise Crash
            return answer

        for name in (*_WRITES, *_HEARS):
            setattr(store, name, partial(deadly, name, getattr(store, name)))
        for name in _SHELVES:
            setattr(store.things, name, partial(deadly, name, getattr(store.things, name)))
