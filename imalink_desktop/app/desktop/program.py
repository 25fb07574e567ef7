"""`Program`: the window and all it works with, put together, opened and closed in one place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Self

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from imalink_core import Hatchery
from imalink_desktop.app.desktop.obeying import Obeying
from imalink_desktop.app.desktop.one_of_us import Doorbell
from imalink_desktop.app.desktop.samples import Samples
from imalink_desktop.app.desktop.syncing import Syncer
from imalink_desktop.app.desktop.watchman import Watchman
from imalink_desktop.app.library import backup_policy, cold_budget, previews_of
from imalink_desktop.base.clock import now
from imalink_desktop.base.errors import Expected, Trouble
from imalink_desktop.base.log import logger
from imalink_desktop.base.paths import Paths, private_folder
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.query.ast import EVERYTHING
from imalink_desktop.catalog.query.sort import By, Sort
from imalink_desktop.importing.volumes import all_mounted, place_of
from imalink_desktop.jobs.lanes import Lane
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.settings.store import Changed, Store
from imalink_desktop.ui.bringing.activity_line import ActivityLine
from imalink_desktop.ui.bringing.gone import GoneBar
from imalink_desktop.ui.bringing.importer import Importer
from imalink_desktop.ui.bringing.veil import Veil
from imalink_desktop.ui.bringing.watcher import Watcher
from imalink_desktop.ui.grid.contents import LibraryContents
from imalink_desktop.ui.inspector.inspector import Inspector
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.loupe.enlarger import Enlarger
from imalink_desktop.ui.loupe.pictures import Pictures
from imalink_desktop.ui.navigator.navigator import Navigator
from imalink_desktop.ui.preferences.dialog import Preferences
from imalink_desktop.ui.scrubber.view import Scrubber
from imalink_desktop.ui.searching.bar import SearchBar
from imalink_desktop.ui.searching.section_bar import SectionBar
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.style import apply
from imalink_desktop.ui.window.about import About
from imalink_desktop.ui.window.arrivals import Arrivals
from imalink_desktop.ui.window.beginning import Beginning
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.window.deciding import Deciding
from imalink_desktop.ui.window.handling import Handling
from imalink_desktop.ui.window.imports import Imports
from imalink_desktop.ui.window.memory import Memory
from imalink_desktop.ui.window.once import Once
from imalink_desktop.ui.window.originals import Originals
from imalink_desktop.ui.window.place import Place
from imalink_desktop.ui.window.saying import Saying
from imalink_desktop.ui.window.syncs import Syncs
from imalink_desktop.ui.window.welcome import Welcome
from imalink_desktop.ui.window.window import MainWindow, Panels, in_column

log = logger(__name__)

_MINIMIZED = Qt.WindowState.WindowMinimized


def _where_it_lies(volume: str, path: str) -> Path | None:
    return place_of(volume, path, all_mounted())


class Program:
    """Open it, show its window, close it."""

    def __init__(self, paths: Paths, store: Store | None = None, frame: MainWindow | None = None) -> None:
        """`store` has the settings, where they have been read already; `frame` is a window yet to furnish."""
        self.left: tuple[str, ...] = ()
        """After closing: work that would not end."""
        self._closed = False
        self._open_ones = ExitStack()
        try:
            self._open(paths, store, frame or MainWindow())
        except BaseException:
            self._open_ones.close()
            raise

    def _open(self, paths: Paths, store: Store | None, window: MainWindow) -> None:
        for folder in (paths.data, paths.state):
            private_folder(folder)
        self._store = store or Store(paths.settings, now)
        settings = self._store.settings
        self.catalog = Catalog.open(
            paths.data,
            steps_kept=settings.catalog.undo_steps,
            backups=backup_policy(paths, settings),
        )
        self._open_ones.callback(self.catalog.close)
        self._previews = self._open_ones.enter_context(previews_of(paths, settings))
        self._hatchery = self._open_ones.enter_context(Hatchery())
        self.room = QtRoom()
        self._open_ones.callback(self._stop)
        self.library = Library(self.catalog, self._previews, self.room)
        self.stage = Stage(self.library)
        self._memory = Memory(paths.state / "window.json")
        self.contents = LibraryContents(self.room, self.catalog, self._previews)
        enlarger = Enlarger(self.catalog, self._previews, self._hatchery, _where_it_lies)
        alone = Pictures(self.room, enlarger, originals_on=Lane.LOOKING)
        beside = Pictures(self.room, enlarger, originals_on=Lane.LOOKING)
        self._pictures = (alone, beside)
        self._welcome = Welcome()
        self.centre = Centre(self.stage, self.contents, alone, beside, self._welcome)
        self.importer = Importer(
            self.library,
            self._hatchery,
            settings.importing,
            ours=(paths.data, paths.cache, paths.config, paths.state),
        )
        self.importer.restore(self._memory.of("importer"))
        self.contents.lacking.connect(self.importer.seek)
        self._watcher = Watcher(self.library, self.importer, own=paths.data)
        self.window = window
        self.window.receive(self.stage, self.centre)
        self.imports = Imports(self.library, self.stage, self.importer, self.window, self.window.message)
        self.syncer = Syncer(self.library, paths, settings)
        self.syncer.restore(self._memory.of("syncing"))
        self.syncs = Syncs(self.library, self.stage, self.syncer, self.window)
        for pictures in self._pictures:
            pictures.changed_met.connect(self.imports.offer_again)
        self._veil = Veil(self.library, self.window)
        self._place = Place(self.stage, self.centre)
        self.actions = self.window.deeds
        self.doorbell = Doorbell(paths.socket)
        self._obeying = Obeying(self.library, paths, self.syncer, self.importer)
        self._watchman = Watchman(self.library)
        self._watchman.every_half_minute(self._write_down)
        self._samples = Samples(self.library, self.importer, self._welcome, self.actions, paths)
        self._connect()

    def show(self) -> None:
        """Show the window as it was left; the rest begins when it can be seen."""
        self.window.restore(self._memory.of("window"))
        self._navigator.restore(self._memory.of("navigator"))
        self._inspector.restore(self._memory.of("inspector"))
        self._search.restore(self._memory.of("search"))
        self._sections.restore(self._memory.of("sections"))
        self.imports.restore(self._memory.of("imports"))
        self._handling.restore(self._memory.of("handling"))
        self._place.restore(self._memory.of("place"))
        self.window.open_up()
        self.centre.take_focus()  # Keys are for the photos from the first one on.
        self.stage.refresh()
        self._watchman.begin()
        self._watcher.look()
        self.importer.go_on()
        self.syncer.begin()
        if self.catalog.notice is not None:
            self.window.message.tell_of(self.catalog.notice)
        elif self._store.notes:
            self.window.message.tell_of(Expected(" ".join(note.message for note in self._store.notes)))

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Import what was dropped, typed or handed over."""
        self.imports.bring(paths)

    def close(self) -> None:
        """End everything, in the order in which nothing is missed."""
        if self._closed:
            return
        self._closed = True
        self._remember()
        self.window.hide()  # whatever else takes its time
        self._place.close_down()
        self._handling.close_down()
        self._search.close_down()
        self._sections.close_down()
        self._beginning.close_down()
        self._arrivals.close_down()
        self._scrubber.close_down()
        self._navigator.close_down()
        self._inspector.close_down()
        self.doorbell.close()
        self._obeying.close_down()
        self._watchman.end()
        self._samples.close_down()
        self._watcher.close()
        self.imports.close_down()
        self.syncs.close_down()
        self.syncer.close()
        self._memory.keep("syncing", self.syncer.state())
        self.importer.close()
        self._memory.keep("importer", self.importer.state())
        self._memory.write()
        self.stage.close()
        self._saying.close_down()
        self.centre.close_down()
        self.window.status.close_down()
        self.contents.close()
        for pictures in self._pictures:
            pictures.close()
        self.library.close()
        self._open_ones.close()
        self.window.deleteLater()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> None:
        window, actions = self.window, self.actions
        self._deciding = Deciding(self.library, self.stage, self.contents.facts, self.centre.advance)
        self._deciding.connect(actions)
        self._saying = Saying(self.library)
        self._saying.said.connect(self._say)
        self._originals = Originals(self.library, self.stage)
        self._originals.connect(actions)
        self._originals.said.connect(self._say)
        actions.on("rating view", self._turn_to_shelves)
        actions.on("grid", self._turn_to_grid)
        actions.on("about", Once(lambda: About(window)).show)
        actions.on("settings", Once(lambda: Preferences(self._store, self._tell, window)).show)
        self._store.changed.connect(self._set_anew)
        self._navigator = Navigator(self.library, self.stage)
        self._navigator.report_asked.connect(self.imports.show_report)
        self._navigator.left.connect(self.centre.take_focus)
        self._inspector = Inspector(self.library, self.stage, actions)
        self._inspector.reveal.connect(self._originals.reveal_file)
        self._inspector.copy_path.connect(self._originals.copy_file)
        self._inspector.left.connect(self.centre.take_focus)
        for name, edit in (
            ("edit title", self._inspector.edit_title),
            ("edit tags", self._inspector.edit_tags),
            ("edit author", self._inspector.edit_author),
            ("edit place", self._inspector.edit_place),
        ):
            actions.on(name, partial(self._in_inspector, edit))
        self._search = SearchBar(self.library, self.stage, actions)
        self._search.left.connect(self.centre.take_focus)
        self._search.called.connect(self.window.show_panels)
        self._sections = SectionBar(self.library, self.stage, actions)
        self._beginning = Beginning(self.stage, self.centre)
        self._arrivals = Arrivals(self.library, self.stage, self.centre, actions)
        self._arrivals.said.connect(self._say)
        self._scrubber = Scrubber(self.library, self.stage, actions)
        self._scrubber.wanted.connect(self.centre.show_place)
        self._scrubber.range_wanted.connect(self._search.narrow_to_days)
        self.centre.visible_changed.connect(self._scrubber.show_seen)
        self._gone = GoneBar(self.importer)
        top = in_column(self._search, self._sections, self.syncs.seen_as, self._gone)
        window.furnish(Panels(self._navigator, self._inspector, top, self._scrubber))
        actions.on("select section", self.centre.grid.choose_section)
        self._handling = Handling(self.library, self.stage, self.centre, self.contents, window)
        actions.on("select all", lambda: self._choose_all(everything=True))
        actions.on("select none", lambda: self._choose_all(everything=False))
        self.imports.connect(actions)
        self.imports.start_at_once.connect(self._keep_start_at_once)
        self._veil.taken.connect(self.bring_in)
        self._veil.leave_it_to(self._welcome.zone, self._welcome.zone.light)
        self._samples.said.connect(self._say)
        self._welcome.import_wanted.connect(lambda: self.imports.choose(()))
        self.importer.changed.connect(self._keep_importer)
        line = ActivityLine(self.library)
        line.clicked.connect(self.imports.show_activity)
        window.status.add(line)
        self.centre.visible_changed.connect(self._in_sight)
        self._welcome.everything_wanted.connect(self._search.show_everything)
        self._deciding.said.connect(self._say)
        self.centre.said.connect(self._say)
        self.library.trouble.connect(self._tell)
        self.library.changed.connect(self._changed)
        self.library.drives_changed.connect(self._drives_changed)
        self.stage.listed.connect(self._listed)
        self.doorbell.rung.connect(self._rung)
        self.doorbell.asked.connect(self._obeying.take)

    def _say(self, words: str) -> None:
        self.window.status.say(words)

    def _tell(self, trouble: Trouble) -> None:
        self.window.message.tell_of(trouble)

    def _changed(self, changes: Changes) -> None:
        self.contents.changed(changes)
        for pictures in self._pictures:
            pictures.changed(changes)

    def _drives_changed(self, there: frozenset[int]) -> None:
        self.contents.facts.set_online(there)
        for pictures in self._pictures:
            pictures.renew_all()

    def _listed(self, shown: Shown) -> None:
        self._welcome.tell(first_run=shown.query == EVERYTHING)

    def _choose_all(self, *, everything: bool) -> None:
        grid = self.centre.grid
        grid.choose(grid.selection.everything(len(grid.photos)) if everything else grid.selection.nothing())

    def _remember(self) -> None:
        """How each part is now; the photo looked at only when the one of last time has been found."""
        parts = (
            ("window", self.window),
            ("navigator", self._navigator),
            ("inspector", self._inspector),
            ("search", self._search),
            ("sections", self._sections),
            ("imports", self.imports),
            ("handling", self._handling),
        )
        for name, part in parts:
            self._memory.keep(name, part.state())
        if self.stage.answered:
            self._memory.keep("place", self._place.state(self.syncs.seen_as.own))

    def _write_down(self) -> None:
        """Now and then, beside the window: what somebody pulls the plug on comes back nearly as it was."""
        self._remember()
        write = self._memory.writing()
        self.library.ask("memory of the window", lambda _look: write(), lambda _written: None)

    def _keep_importer(self, _: None) -> None:
        """So that an import goes on though the program is killed."""
        self._memory.keep("importer", self.importer.state())
        self._memory.write()

    def _keep_start_at_once(self, at_once: bool) -> None:
        settings = self._store.settings
        if settings.importing.start_at_once != at_once:
            self._store.save(replace(settings, importing=replace(settings.importing, start_at_once=at_once)))

    def _in_inspector(self, edit: Callable[[], object]) -> None:
        """A key that edits something shows where."""
        self.window.show_panels()
        self.actions["right panel"].setChecked(True)
        edit()

    def _in_sight(self, first: int, last: int) -> None:
        """What is looked at is read first; while somebody looks around, the reading keeps itself small."""
        self.importer.wanted = self.stage.shown.photos[first : last + 1] if first >= 0 else ()
        self.importer.user_is_busy()

    def _set_anew(self, changed: Changed) -> None:
        """What is set otherwise is so at once, where it can be."""
        app = QApplication.instance()
        if "general.theme" in changed.keys and isinstance(app, QApplication):
            apply(app, changed.now.general.theme)
        self.importer.settings = changed.now.importing
        self.syncer.settings = changed.now
        if "importing.watch" in changed.keys:
            self._watcher.look()
        if "catalog.preview_gigabytes" in changed.keys:
            self._previews.set_cold_budget(cold_budget(changed.now))

    def _turn_to_shelves(self) -> None:
        """By stars for choosing the keepers, and back to the days."""
        has_shelves = self.stage.sort.by in (By.RATING, By.FLAG)
        self.stage.show(sort=Sort() if has_shelves else Sort(By.RATING))
        self.centre.look_at("grid")

    def _turn_to_grid(self) -> None:
        """From one photo to all; who sees all of them on shelves, to the days."""
        if self.centre.view == "grid" and self.stage.shown.shelves is not None:
            self._turn_to_shelves()
        self.centre.look_at("grid")

    def _rung(self, paths: list[Path]) -> None:
        self.window.setWindowState(self.window.windowState() & ~_MINIMIZED)
        self.window.raise_()
        self.window.activateWindow()
        if paths:
            self.bring_in(paths)

    def _stop(self) -> None:
        """A thread that will not end must not end the program in disorder: it is named in the log."""
        self.left = self.room.close()
        if self.left:
            log.error("closing left work running", what=", ".join(self.left))
