"""Folders that are watched: what is new there is imported by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from imalink_desktop.catalog.commands import drives
from imalink_desktop.catalog.reads.drives import folders
from imalink_desktop.ui.bringing.watcher import Watcher
from tests.unit.desktop.ui.bringing.bench import Bench


@pytest.fixture
def watcher(bench: Bench) -> Iterator[Watcher]:
    made = Watcher(bench.library, bench.importer, mounted=bench.studio.mounted)
    made._second.setInterval(20)
    yield made
    made.close()


def mark(bench: Bench, *, watched: bool) -> None:
    with bench.studio.catalog.reading() as look:
        sources = [folder.id for folder in folders(look, sources_only=True)]
    drives.mark(bench.studio.catalog, sources, watched=watched)


def test_nothing_is_watched_unless_it_is_wished_for(bench: Bench, watcher: Watcher) -> None:
    bench.studio.put_pictures(1)
    bench.bring()
    watcher.look()
    bench.settle()
    assert watcher.watched == ()


@pytest.mark.slow
def test_what_comes_into_a_watched_folder_is_imported(bench: Bench, watcher: Watcher) -> None:
    bench.studio.put_pictures(1)
    bench.bring()
    mark(bench, watched=True)
    bench.wait(lambda: watcher.watched == (bench.card,))
    bench.studio.put_pictures(2)
    bench.wait(lambda: len(bench.studio.photos()) == 2)
    bench.wait(bench.is_idle)
    mark(bench, watched=False)
    bench.wait(lambda: watcher.watched == ())


@pytest.mark.slow
@pytest.mark.usefixtures("watcher")
def test_a_look_that_finds_nothing_new_begins_no_import(bench: Bench) -> None:
    bench.studio.put_pictures(1)
    bench.bring()
    mark(bench, watched=True)
    before = len(bench.ended)
    bench.wait(lambda: len(bench.ended) > before)  # as a whole, when it begins to be watched
    assert len(bench.sessions()) == 1


def test_with_the_setting_all_that_was_chosen_is_watched(bench: Bench, watcher: Watcher) -> None:
    bench.studio.put_pictures(1)
    bench.bring()
    bench.importer.settings = replace(bench.importer.settings, watch=True)
    watcher.look()
    bench.wait(lambda: watcher.watched == (bench.card,))


def test_a_folder_on_a_drive_that_is_away_is_not_watched(bench: Bench, watcher: Watcher) -> None:
    bench.studio.put_pictures(1)
    bench.bring()
    mark(bench, watched=True)
    bench.studio.drives.clear()
    watcher.look()
    bench.wait(lambda: not bench.studio.room._desks or bench.is_idle())
    assert watcher.watched == ()
