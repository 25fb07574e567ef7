"""The report of an import: counts that add up, every file with its fate, and taking it all back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget

from imalink_desktop.catalog.commands import sessions as accounts
from imalink_desktop.catalog.commands.sessions import FileFate
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.ui.bringing.account import AccountLines
from imalink_desktop.ui.bringing.lines import Line
from imalink_desktop.ui.bringing.report import ReportDialog
from tests.unit.desktop.importing.studio import picture
from tests.unit.desktop.ui.bringing.bench import Bench, away


@pytest.fixture
def report(bench: Bench) -> Iterator[ReportDialog]:
    made = ReportDialog(bench.library, bench.stage, bench.importer)
    yield made
    away(made)


def opened(bench: Bench, report: ReportDialog, session: int = 1) -> ReportDialog:
    report.show()
    report.show_session(session)
    come(bench, report)
    return report


def come(bench: Bench, report: ReportDialog) -> None:
    """Wait until all that was asked for is on the screen."""
    bench.settle()
    bench.wait(lambda: not report._soon.isActive() and not report._typed.isActive())
    bench.settle()


def names(bench: Bench, lines: AccountLines) -> list[str]:
    rows = range(lines.rowCount())
    bench.wait(lambda: all(lines.line(row) is not None for row in rows))
    return [line.name for row in rows if (line := lines.line(row)) is not None]


def shown(widget: QWidget) -> bool:
    return widget.isVisible()


def a_mixed_card(bench: Bench) -> None:
    bench.studio.put_pictures(1, 2, 3)
    bench.studio.put("DCIM/copy.JPG", picture(1))
    bench.studio.put("DCIM/empty.JPG", b"")
    bench.studio.put("notes.txt", b"Battery 2 is weak.")
    bench.bring(title="Oslo")


def test_the_counts_add_up(bench: Bench, report: ReportDialog) -> None:
    a_mixed_card(bench)
    opened(bench, report)
    told = {name: filter_.text() for name, filter_ in report._filters.items() if shown(filter_)}
    assert told == {
        "": "All 6",
        "imported": "Imported 3",
        "duplicate": "Copies 1",
        "skipped": "Left out 1",
        "failed": "Not read 1",
    }
    assert report._title.text() == "Oslo"


def test_a_fate_can_be_looked_at_by_itself(bench: Bench, report: ReportDialog) -> None:
    a_mixed_card(bench)
    opened(bench, report)
    report._filters["failed"].click()
    bench.settle()
    assert names(bench, report._lines) == ["empty.JPG"]
    line = report._lines.line(0)
    assert line is not None
    assert line.why == "The file is empty."


def test_a_file_is_found_by_a_part_of_its_path(bench: Bench, report: ReportDialog) -> None:
    a_mixed_card(bench)
    opened(bench, report)
    report._search.setText("img_0002")
    come(bench, report)
    assert names(bench, report._lines) == ["IMG_0002.JPG"]
    report._search.setText("100%")
    come(bench, report)
    assert report._lines.rowCount() == 0
    assert report._empty.text() == "No file of this name."
    assert shown(report._empty)
    assert not shown(report._table)


def test_an_import_is_taken_back_and_that_is_undone(bench: Bench, report: ReportDialog) -> None:
    a_mixed_card(bench)
    opened(bench, report)
    report._back.click()
    bench.wait(lambda: shown(report._undo))
    assert bench.studio.photos() == []
    assert "taken back" in report._notice.text()
    assert not shown(report._back)
    report._undo.click()
    bench.wait(lambda: shown(report._back))
    come(bench, report)
    assert len(bench.studio.photos()) == 3


def test_only_what_the_next_undo_would_bring_back_offers_it(bench: Bench, report: ReportDialog) -> None:
    bench.studio.put_pictures(1, folder="a")
    bench.studio.put_pictures(2, folder="b")
    bench.bring(bench.card / "a")
    bench.bring(bench.card / "b")
    for session in (1, 2):
        opened(bench, report, session)
        report._back.click()
        bench.wait(lambda: shown(report._undo))
    opened(bench, report, 1)
    assert not shown(report._undo)


def test_failed_files_are_tried_again(bench: Bench, report: ReportDialog) -> None:
    bad = bench.studio.put("DCIM/IMG_0001.JPG", picture(1)[:2000])
    bench.bring()
    bad.write_bytes(picture(1))
    opened(bench, report)
    report._again.click()
    bench.wait(lambda: not shown(report._again))
    assert report._filters["imported"].text() == "Imported 1"
    come(bench, report)


def test_the_photos_of_an_import_are_shown(bench: Bench, report: ReportDialog) -> None:
    a_mixed_card(bench)
    opened(bench, report)
    report._show.click()
    bench.settle()
    assert bench.stage.query == parse("import:1")
    assert len(bench.stage.shown.photos) == 3


def test_enter_reveals_a_file(bench: Bench, report: ReportDialog) -> None:
    a_mixed_card(bench)
    opened(bench, report)
    assert "IMG_0001.JPG" in names(bench, report._lines)
    asked: list[Path] = []
    report.reveal_asked.connect(asked.append)
    row = names(bench, report._lines).index("IMG_0001.JPG")
    report._table.choose([row])
    report._table.setFocus()
    QTest.keyClick(report._table, Qt.Key.Key_Return)
    assert asked == [bench.card / "DCIM/IMG_0001.JPG"]
    assert report.isVisible()


def test_a_report_follows_the_import_that_runs(bench: Bench, report: ReportDialog) -> None:
    bench.studio.put_pictures(1)
    bench.bring()
    opened(bench, report)
    fates = [FileFate(f"/later/{number}.jpg", Fate.IMPORTED) for number in range(40)]
    accounts.account_for(bench.studio.catalog, 1, fates)
    bench.wait(lambda: report._lines.rowCount() == 41)
    bench.wait(lambda: report._filters[""].text() == "All 41")
    come(bench, report)


def test_of_a_long_list_only_the_pages_in_sight_are_fetched(bench: Bench, report: ReportDialog) -> None:
    session = accounts.begin(bench.studio.catalog, "/long")
    paths = [FileFate(f"/long/{number:05}.jpg", Fate.IMPORTED) for number in range(3_000)]
    accounts.account_for(bench.studio.catalog, session, paths)
    opened(bench, report, session)
    lines = report._lines
    assert lines.rowCount() == 3_000
    report._table.scrollToBottom()
    bench.wait(lambda: lines.line(2_999) is not None)
    last = lines.line(2_999)
    assert last is not None
    assert last.name == "02999.jpg"
    assert len(lines._rows) < 6


def test_the_list_is_a_proper_model(bench: Bench, report: ReportDialog) -> None:
    QAbstractItemModelTester(report._lines, QAbstractItemModelTester.FailureReportingMode.Warning, report)
    a_mixed_card(bench)
    opened(bench, report)
    names(bench, report._lines)
    report._filters["failed"].click()
    report._filters[""].click()
    come(bench, report)
    assert isinstance(report._lines.line(0), Line)
