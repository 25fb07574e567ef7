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
from imalink_desktop.app.desktop.one_of_us import Doorbell
from imalink_desktop.app.desktop.watchman import Watchman
from imalink_desktop.app.library import backup_policy, cold_budget, previews_of
from imalink_desktop.base.clock import now
from imalink_desktop.base.errors import Trouble
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
from imalink_desktop.ui.stage import Shown, Stage
from imalink_desktop.ui.theme.style import apply
from imalink_desktop.ui.window.about import About
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.window.deciding import Deciding
from imalink_desktop.ui.window.imports import Imports
from imalink_desktop.ui.window.memory import Memory
from imalink_desktop.ui.window.originals import Originals
from imalink_desktop.ui.window.welcome import Welcome
from imalink_desktop.ui.window.window import MainWindow, Panels

log = logger(__name__)

_MINIMIZED = Qt.WindowState.WindowMinimized


def _where_it_lies(volume: str, path: str) -> Path | None:
    return place_of(volume, path, all_mounted())


class Program:
    """Open it, show its window, close it."""

    def __init__(self, paths: Paths) -> None:
        self._closed = False
        self._open_ones = ExitStack()
        self._store = Store(paths.settings, now)
        settings = self._store.settings
        self.catalog = Catalog.open(
            private_folder(paths.data),
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
        self._pictures = Pictures(self.room, enlarger, originals_on=Lane.LOOKING)
        self._welcome = Welcome()
        self.centre = Centre(self.stage, self.contents, self._pictures, self._welcome)
        self.importer = Importer(
            self.library,
            self._hatchery,
            settings.importing,
            ours=(paths.data, paths.cache, paths.config, paths.state),
        )
        self.importer.restore(self._memory.of("importer"))
        self._watcher = Watcher(self.library, self.importer, own=paths.data)
        self.window = MainWindow(self.stage, self.centre)
        self.imports = Imports(self.library, self.stage, self.importer, self.window, self.window.message)
        self._veil = Veil(self.library, self.window)
        self.actions = self.window.deeds
        private_folder(paths.state)
        self.doorbell = Doorbell(paths.socket)
        self._watchman = Watchman(self.library)
        self._connect()

    def show(self) -> None:
        """Show the window as it was left; the rest begins when it can be seen."""
        self.window.restore(self._memory.of("window"))
        self._navigator.restore(self._memory.of("navigator"))
        self._inspector.restore(self._memory.of("inspector"))
        self._search.restore(self._memory.of("search"))
        self.window.show()
        self.stage.refresh()
        self._watchman.begin()
        self._watcher.look()
        self.importer.go_on()
        if self.catalog.notice is not None:
            self.window.message.tell_of(self.catalog.notice)

    def bring_in(self, paths: Sequence[Path]) -> None:
        """Import what was dropped, typed or handed over."""
        self.imports.bring(paths)

    def close(self) -> None:
        """End everything, in the order in which nothing is missed."""
        if self._closed:
            return
        self._closed = True
        self._memory.keep("window", self.window.state())
        self._memory.keep("navigator", self._navigator.state())
        self._memory.keep("inspector", self._inspector.state())
        self._memory.keep("search", self._search.state())
        self._search.close_down()
        self._scrubber.close_down()
        self._navigator.close_down()
        self._inspector.close_down()
        self.doorbell.close()
        self._watchman.end()
        self._watcher.close()
        self.imports.close_down()
        self.importer.close()
        self._memory.keep("importer", self.importer.state())
        self._memory.write()
        self.stage.close()
        self.centre.close_down()
        self.window.status.close_down()
        self.contents.close()
        self._pictures.close()
        self.library.close()
        self._open_ones.close()
        self.window.hide()
        self.window.deleteLater()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _connect(self) -> None:
        window, actions = self.window, self.actions
        self._deciding = Deciding(self.library, self.stage, self.contents.facts, self.centre.advance)
        self._deciding.connect(actions)
        self._originals = Originals(self.library, self.stage)
        self._originals.connect(actions)
        actions.on("rating view", self._turn_to_shelves)
        actions.on("about", lambda: About(window).show())
        actions.on("settings", lambda: Preferences(self._store, self._tell, window).show())
        self._store.changed.connect(self._set_anew)
        self._navigator = Navigator(self.library, self.stage)
        self._navigator.report_asked.connect(self.imports.show_report)
        self._inspector = Inspector(self.library, self.stage, actions)
        self._inspector.reveal.connect(self._originals.reveal_file)
        self._inspector.copy_path.connect(self._originals.copy_file)
        self._inspector.left.connect(self.centre.take_focus)
        for name, edit in (
            ("edit title", self._inspector.edit_title),
            ("edit tags", self._inspector.edit_tags),
            ("edit author", self._inspector.edit_author),
        ):
            actions.on(name, partial(self._in_inspector, edit))
        self._search = SearchBar(self.library, self.stage, actions)
        self._search.left.connect(self.centre.take_focus)
        self._scrubber = Scrubber(self.library, self.stage, actions)
        self._scrubber.wanted.connect(self.centre.show_place)
        self._scrubber.range_wanted.connect(self._search.narrow_to_days)
        self.centre.visible_changed.connect(self._scrubber.show_seen)
        window.furnish(Panels(self._navigator, self._inspector, self._search, self._scrubber))
        actions.on("select all", lambda: self._choose_all(everything=True))
        actions.on("select none", lambda: self._choose_all(everything=False))
        self.imports.connect(actions)
        self.imports.start_at_once.connect(self._keep_start_at_once)
        self._veil.taken.connect(self.bring_in)
        self._welcome.import_wanted.connect(lambda: self.imports.choose(()))
        self.importer.changed.connect(self._keep_importer)
        line = ActivityLine(self.library)
        line.clicked.connect(self.imports.show_activity)
        window.status.addPermanentWidget(line)
        self.centre.visible_changed.connect(self._in_sight)
        self._welcome.everything_wanted.connect(self._search.show_everything)
        self._deciding.said.connect(self._say)
        self.library.trouble.connect(self._tell)
        self.library.changed.connect(self._changed)
        self.library.drives_changed.connect(self.contents.facts.set_online)
        self.stage.listed.connect(self._listed)
        self.doorbell.rung.connect(self._rung)

    def _say(self, words: str) -> None:
        self.window.status.say(words)

    def _tell(self, trouble: Trouble) -> None:
        self.window.message.tell_of(trouble)

    def _changed(self, changes: Changes) -> None:
        self.contents.changed(changes)
        self._pictures.changed(changes)

    def _listed(self, shown: Shown) -> None:
        self._welcome.tell(first_run=shown.query == EVERYTHING)

    def _choose_all(self, *, everything: bool) -> None:
        grid = self.centre.grid
        grid.choose(grid.selection.everything(len(grid.photos)) if everything else grid.selection.nothing())

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
        if "importing.watch" in changed.keys:
            self._watcher.look()
        if "catalog.preview_gigabytes" in changed.keys:
            self._previews.set_cold_budget(cold_budget(changed.now))

    def _turn_to_shelves(self) -> None:
        """By stars for choosing the keepers, and back to the days."""
        by_stars = self.stage.sort.by is By.RATING
        self.stage.show(sort=Sort() if by_stars else Sort(By.RATING))
        self.centre.look_at("grid")

    def _rung(self, paths: list[Path]) -> None:
        self.window.setWindowState(self.window.windowState() & ~_MINIMIZED)
        self.window.raise_()
        self.window.activateWindow()
        if paths:
            self.bring_in(paths)

    def _stop(self) -> None:
        """A thread that will not end must not end the program in disorder: it is named in the log."""
        if left := self.room.close():
            log.error("closing left work running", what=", ".join(left))
