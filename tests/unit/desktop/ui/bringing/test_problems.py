"""The list of problems: which files, why, once more, where, and put aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from imalink_desktop.catalog.commands import discarding
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.reads.problems import unread
from imalink_desktop.ui.bringing.lines import FOLDER, NAME, WHY
from imalink_desktop.ui.bringing.problems import ProblemsDialog
from tests.house.keys import hold
from tests.unit.desktop.importing.studio import picture
from tests.unit.desktop.ui.bringing.bench import Bench, away


@pytest.fixture
def problems(bench: Bench) -> Iterator[ProblemsDialog]:
    made = ProblemsDialog(bench.library, bench.importer)
    made.show()
    yield made
    away(made)


def told(bench: Bench) -> dict[str, str]:
    with bench.studio.catalog.reading() as look:
        found = unread(look)
    return {one.name: one.code for one in found}


def two_bad_files(bench: Bench) -> tuple[Path, Path]:
    bench.studio.put_pictures(1)
    bad = bench.studio.put("DCIM/bad.JPG", picture(2)[:2000])
    empty = bench.studio.put("DCIM/empty.JPG", b"")
    bench.bring()
    return bad, empty


def test_files_are_listed_that_came_into_the_catalog_and_that_did_not(bench: Bench) -> None:
    two_bad_files(bench)
    assert told(bench) == {"bad.JPG": "damaged", "empty.JPG": "empty"}
    with bench.studio.catalog.reading() as look:
        one, other = unread(look)
    assert (one.folder, one.path) == ("uuid:card: DCIM", "DCIM/bad.JPG")
    assert (other.folder, other.file) == (str(bench.card / "DCIM"), None)


def test_a_file_that_fails_twice_is_listed_once(bench: Bench) -> None:
    two_bad_files(bench)
    bench.bring()
    assert told(bench) == {"bad.JPG": "damaged", "empty.JPG": "empty"}


def test_what_was_mended_is_listed_no_more(bench: Bench) -> None:
    bad, empty = two_bad_files(bench)
    bad.write_bytes(picture(2))
    empty.write_bytes(picture(3))
    bench.bring()
    assert told(bench) == {}


def test_an_import_that_was_taken_back_has_no_problems(bench: Bench) -> None:
    two_bad_files(bench)
    undo_import(bench.studio.catalog, 1)
    assert told(bench) == {}


def test_the_trash_has_no_problems(bench: Bench) -> None:
    two_bad_files(bench)
    discarding.discard(bench.studio.catalog, [bench.studio.number("DCIM/bad.JPG")])
    assert told(bench) == {"empty.JPG": "empty"}


def listed(problems: ProblemsDialog) -> list[str]:
    return [one.name for one in problems._lines.things]


def test_with_no_problem_it_says_so(bench: Bench, problems: ProblemsDialog) -> None:
    problems.look()
    bench.settle()
    assert problems._title.text() == "Every file could be read"
    assert problems._empty.isVisible()


def test_problems_are_counted_and_told_with_their_reason(bench: Bench, problems: ProblemsDialog) -> None:
    two_bad_files(bench)
    bench.wait(lambda: problems._title.text() == "2 files could not be read")
    line = problems._lines.line(1)
    assert line is not None
    assert line.why == "The file is empty."
    bench.wait(lambda: not problems._soon.isActive())
    bench.settle()


def test_all_are_tried_again_when_none_is_chosen(bench: Bench, problems: ProblemsDialog) -> None:
    bad, empty = two_bad_files(bench)
    problems.look()
    bench.settle()
    assert problems._again.text() == "Try all again"
    bad.write_bytes(picture(2))
    empty.write_bytes(picture(3))
    problems._again.click()
    bench.wait(lambda: listed(problems) == [])
    bench.wait(lambda: not problems._soon.isActive())
    bench.settle()


def test_what_is_put_aside_stays_so_after_a_restart(bench: Bench, problems: ProblemsDialog) -> None:
    two_bad_files(bench)
    problems.look()
    bench.settle()
    problems._table.choose([0])
    problems._put.click()
    assert listed(problems) == ["empty.JPG"]
    again = ProblemsDialog(bench.library, bench.importer)
    again.restore(problems.state())
    again.look()
    bench.settle()
    assert listed(again) == ["empty.JPG"]
    again._all.setChecked(True)
    assert listed(again) == ["bad.JPG", "empty.JPG"]
    away(again)


def test_what_is_chosen_stays_chosen_when_the_list_is_looked_at_again(
    bench: Bench, problems: ProblemsDialog
) -> None:
    two_bad_files(bench)
    problems.look()
    bench.settle()
    problems._table.choose([1])
    bench.studio.put("DCIM/another.JPG", b"")
    bench.bring()
    problems.look()
    bench.settle()
    assert [one.name for one in problems._chosen()] == ["empty.JPG"]


def test_as_many_stay_chosen_as_were_also_while_a_key_is_held(bench: Bench, problems: ProblemsDialog) -> None:
    two_bad_files(bench)
    problems.look()
    bench.settle()
    problems._table.choose([0, 1])
    bench.studio.put("DCIM/another.JPG", b"")
    bench.bring()
    hold(Qt.KeyboardModifier.ShiftModifier)
    problems.look()
    bench.settle()
    assert sorted(one.name for one in problems._chosen()) == ["bad.JPG", "empty.JPG"]


def test_a_file_is_shown_where_it_lies(bench: Bench, problems: ProblemsDialog) -> None:
    two_bad_files(bench)
    asked: list[Path] = []
    problems.reveal_asked.connect(asked.append)
    problems.look()
    bench.settle()
    problems._table.choose([1])
    problems._where.click()
    assert asked == [bench.card / "DCIM/empty.JPG"]
    problems._table.choose([0])
    problems._where.click()
    bench.settle()
    assert asked[1:] == []  # its drive is not plugged in, as far as the system knows


def test_a_problem_of_another_kind_is_news(bench: Bench, problems: ProblemsDialog) -> None:
    problems.restore({"aside": ["empty None x", 3]})
    assert problems.state() == {"aside": ["empty None x"]}
    bench.settle()


def test_the_reason_has_the_most_room(bench: Bench, problems: ProblemsDialog) -> None:
    two_bad_files(bench)
    problems.look()
    bench.settle()
    name, why, folder = (problems._table.columnWidth(column) for column in (NAME, WHY, FOLDER))
    reason = problems._table.fontMetrics().horizontalAdvance("The picture is too damaged to show anything. (")
    assert why > max(name, folder, reason)
