"""The import dialog: sources, the plan, copy mode; Enter imports and Esc closes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QWidget

from imalink_desktop.catalog.commands import sessions
from imalink_desktop.importing.copying.template import DEFAULT
from imalink_desktop.importing.foreseeing import Outlook
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.ui.bringing.dialog import ImportDialog
from imalink_desktop.ui.bringing.errand import Errand
from imalink_desktop.ui.bringing.lines import NAME, WHY
from tests.unit.desktop.ui.bringing.bench import Bench, away


@pytest.fixture
def dialog(bench: Bench) -> Iterator[ImportDialog]:
    made = ImportDialog(bench.library, bench.importer, choose=chosen(bench.card))
    made.show()
    yield made
    away(made)


def chosen(folder: Path | None) -> Callable[[QWidget, str], Path | None]:
    return lambda _over, _title: folder


def planned(bench: Bench, dialog: ImportDialog) -> dict[str, str]:
    """What the plan says when it is there."""
    bench.wait(lambda: dialog._looked is not None and dialog._ticket is None and not dialog._soon.isActive())
    kinds = dialog._plan._kinds
    items = [kinds.topLevelItem(row) for row in range(kinds.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items if item is not None}


def test_nothing_can_be_imported_before_something_is_chosen(bench: Bench, dialog: ImportDialog) -> None:
    assert not dialog._go.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert bench.importer.at is None


def test_the_plan_counts_every_file_by_what_would_become_of_it(bench: Bench, dialog: ImportDialog) -> None:
    bench.studio.put_pictures(1, 2)
    bench.studio.put("DCIM/copy.JPG", (bench.card / "DCIM/IMG_0001.JPG").read_bytes())
    bench.studio.put("notes.txt", b"Battery 2 is weak.")
    dialog.add([bench.card])
    assert planned(bench, dialog) == {"New photos": "2", "Copies": "1", "Not supported": "1"}
    assert dialog._plan._title.text() == "2 new photos · 4 files in all"
    assert bench.sessions() == []


def test_names_have_the_room_of_reasons_that_nobody_needs(bench: Bench, dialog: ImportDialog) -> None:
    bench.studio.put_pictures(1, 2)
    bench.studio.put("notes.txt", b"Battery 2 is weak.")
    dialog.add([bench.card])
    planned(bench, dialog)
    table, kinds = dialog._plan._table, dialog._plan._kinds
    room = table.viewport().width()
    assert table.isColumnHidden(WHY)
    assert table.columnWidth(NAME) == pytest.approx(room / 2, abs=2)
    last = kinds.topLevelItem(kinds.topLevelItemCount() - 1)
    assert last is not None
    kinds.setCurrentItem(last)
    assert not table.isColumnHidden(WHY)
    assert table.columnWidth(WHY) > table.columnWidth(NAME)


def test_choosing_an_outcome_lists_its_files_with_the_reason(bench: Bench, dialog: ImportDialog) -> None:
    bench.studio.put_pictures(1)
    bench.studio.put("DCIM/empty.JPG", b"")
    dialog.add([bench.card])
    assert planned(bench, dialog)["Cannot be read"] == "1"
    kinds = dialog._plan._kinds
    kinds.setCurrentIndex(kinds.model().index(kinds.topLevelItemCount() - 1, 0))
    line = dialog._plan._lines.line(0)
    assert line is not None
    assert (line.name, line.why) == ("empty.JPG", "The file is empty.")
    assert dialog._plan._outlook() is Outlook.FAILED


def test_one_may_import_before_the_plan_is_there(bench: Bench, dialog: ImportDialog) -> None:
    bench.studio.put_pictures(1, 2)
    dialog.add([bench.card])
    dialog._title.setText("Oslo")
    QTest.keyClick(dialog._title, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    bench.settle()
    assert bench.sessions()[0].title == "Oslo"
    assert bench.sessions()[0].fates["imported"] == 2


def test_escape_closes_and_stops_looking(bench: Bench, dialog: ImportDialog) -> None:
    bench.studio.put_pictures(*range(30))
    dialog.add([bench.card])
    bench.wait(lambda: dialog._ticket is not None or dialog._looked is not None)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    bench.settle()
    assert bench.sessions() == []


def test_sources_are_added_and_removed(bench: Bench, dialog: ImportDialog) -> None:
    other = bench.card / "other"
    other.mkdir()
    dialog._sources._ask()
    dialog.add([other, other, bench.card])
    assert [*dialog.errand.sources] == [bench.card, other]
    listed = dialog._sources.findChild(QListWidget)
    assert listed is not None
    listed.setCurrentRow(0)
    dialog._sources._remove.click()
    assert [*dialog.errand.sources] == [other]
    bench.settle()


def test_ten_thousand_files_are_listed_in_a_moment(bench: Bench, dialog: ImportDialog) -> None:
    dialog._soon.stop()
    dialog.add(bench.card / f"{number}.jpg" for number in range(10_000))
    listed = dialog._sources.findChild(QListWidget)
    assert listed is not None
    assert (len(dialog.errand.sources), listed.count()) == (10_000, 201)
    last = listed.item(200)
    assert last.text() == "and 9,800 more"
    dialog.reject()


def test_authors_are_completed_from_those_that_are_known(bench: Bench) -> None:
    sessions.begin(bench.studio.catalog, "card", author="Ada Lovelace")
    dialog = ImportDialog(bench.library, bench.importer)
    bench.wait(lambda: dialog._author.completer() is not None)
    completer = dialog._author.completer()
    completer.setCompletionPrefix("love")
    assert completer.currentCompletion() == "Ada Lovelace"
    away(dialog)


def test_all_that_was_asked_for_goes_into_the_errand(bench: Bench, dialog: ImportDialog) -> None:
    dialog.add([bench.card])
    dialog._title.setText("  Oslo ")
    dialog._author.setText("Ada")
    dialog._hidden.setChecked(True)
    dialog.suggest_copies(CopyWish(bench.card.parent, None, DEFAULT))
    assert dialog.errand.copying is None
    dialog._copying._on.setChecked(True)
    assert dialog.errand == Errand(
        (bench.card,), "Oslo", "Ada", True, CopyWish(bench.card.parent, None, DEFAULT)
    )
    dialog.reject()
    bench.settle()


def test_a_template_shows_what_it_makes_and_what_is_wrong_with_it(bench: Bench, dialog: ImportDialog) -> None:
    copying = dialog._copying
    dialog.add([bench.card])
    dialog._title.setText("Oslo")
    copying.suggest(CopyWish(bench.card.parent))
    copying._on.setChecked(True)
    assert copying._example.text() == "For example 2024/2024-06-01_Oslo/DSC_0042.NEF"
    bench.wait(dialog._go.isEnabled)
    copying._template.setText("{year}/{when}")
    assert "unknown field {when}" in copying._example.text()
    assert copying._template.property("wrong") is True
    assert not dialog._go.isEnabled()
    dialog.reject()
    bench.settle()


def test_copies_need_a_folder_that_is_there_and_room(bench: Bench, dialog: ImportDialog) -> None:
    copying = dialog._copying
    dialog.add([bench.card])
    copying._on.setChecked(True)
    assert copying.trouble == "Choose a folder for the copies."
    copying._folder.setText(str(bench.card / "nowhere"))
    bench.wait(lambda: "no such folder" in copying.trouble)
    copying._folder.setText(str(bench.card.parent))
    bench.wait(lambda: not copying.trouble)
    copying.set_needed(10**18)
    bench.wait(lambda: "but only" in copying.trouble)
    assert not dialog._go.isEnabled()
    dialog.reject()
    bench.settle()
