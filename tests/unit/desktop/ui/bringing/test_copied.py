"""What was copied from a card: whether it may be formatted, and what became of every file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imalink_desktop.importing.copying.report import CopyReport
from imalink_desktop.importing.from_card import CopyWish
from imalink_desktop.ui.bringing.copied import CopiedDialog
from tests.unit.desktop.ui.bringing.bench import Bench, away


@pytest.fixture
def dialog(bench: Bench) -> Iterator[CopiedDialog]:
    del bench  # which has the application
    made = CopiedDialog()
    made.show()
    yield made
    away(made)


def copied(bench: Bench, folder: Path, backup: Path | None = None) -> CopyReport:
    folder.mkdir(exist_ok=True)
    bench.bring(copying=CopyWish(folder, backup))
    result = bench.ended[-1].result
    assert result is not None
    assert result.copied is not None
    return result.copied


def names(dialog: CopiedDialog) -> list[str]:
    return [file.source.name for file in dialog._lines.things]


def test_one_copy_is_not_enough_to_format_the_card(
    bench: Bench, dialog: CopiedDialog, tmp_path: Path
) -> None:
    bench.studio.put_pictures(1, 2)
    dialog.show_report(copied(bench, tmp_path / "copies"), 1)
    assert dialog._title.text() == "Do not format the card."
    assert dialog._why.text()
    assert dialog._counts.text() == "Copied and read back: 2"
    assert names(dialog) == ["IMG_0001.JPG", "IMG_0002.JPG"]


def test_what_could_not_be_copied_stands_first_with_its_reason(
    bench: Bench, dialog: CopiedDialog, tmp_path: Path
) -> None:
    bench.studio.put_pictures(1, 2)
    (bench.card / "DCIM/lost.JPG").symlink_to(tmp_path / "nowhere")
    dialog.show_report(copied(bench, tmp_path / "copies"), 1)
    assert names(dialog)[0] == "lost.JPG"
    line = dialog._lines.line(0)
    assert line is not None
    assert line.why.startswith("Could not be copied. ")
    assert dialog._counts.text() == "Could not be copied: 1 · Copied and read back: 2"


def test_files_are_shown_where_they_lie_and_the_import_has_its_report(
    bench: Bench, dialog: CopiedDialog, tmp_path: Path
) -> None:
    bench.studio.put_pictures(1)
    shown: list[Path] = []
    reports: list[int] = []
    dialog.reveal_asked.connect(shown.append)
    dialog.report_asked.connect(reports.append)
    dialog.show_report(copied(bench, tmp_path / "copies"), 7)
    dialog._table.opened.emit(dialog._lines.line(0))
    dialog._report.click()
    assert shown == [bench.card / "DCIM/IMG_0001.JPG"]
    assert reports == [7]
    dialog.show_report(copied(bench, tmp_path / "copies"), None)
    assert dialog._report.isHidden()
    assert dialog._counts.text() == "There already, byte for byte: 1"
