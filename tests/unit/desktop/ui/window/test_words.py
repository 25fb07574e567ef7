"""From the first string: what can be read in the window goes through gettext, or is somebody's data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from imalink_core.errors import PROBLEMS
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.words import _, retold
from imalink_desktop.catalog.query.complete import complete
from imalink_desktop.catalog.query.errors import QueryError
from imalink_desktop.catalog.query.parse import parse
from imalink_desktop.catalog.query.sort import By
from imalink_desktop.catalog.reads.reasons import SENTENCES
from imalink_desktop.ui.actions.table import rows
from imalink_desktop.ui.bringing.activity_line import ActivityLine
from imalink_desktop.ui.bringing.wording import at_work
from imalink_desktop.ui.searching import wording
from imalink_desktop.ui.window.menus import photo_menu
from tests.house.languages import framed, outside
from tests.unit.desktop.ui.window.seen import Seen, seen
from tests.unit.desktop.ui.window.settling import settle

_WORD = re.compile(r"[^\W\d_]{2,}")
_NAMES = {
    *(
        "ImaLink",
        "Qt",
        "Python",
        "SQLite",
        "JPEG",
        "JPG",
        "PNG",
        "HEIC",
        "AVIF",
        "TIFF",
        "WebP",
        "RAW",
        "ISO",
    ),
    *("UTC", "GB", "MB", "kB", "bytes", "mm", "px"),
}
"""Names of things, the same in every language."""
_SIGNS = re.compile(r"\b(Ctrl|Shift|Alt|Meta|Del|Esc|Space|Return|Enter|Tab)\b|\{\w+\}")
"""Keys, and the fields of a template for names."""


class _FramesQtsOwn(QTranslator):
    """Qt says "Close" and "Cancel" by itself, in a language of its own."""

    def translate(
        self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        del context, disambiguation, n
        return framed(source_text)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        return False


@pytest.fixture
def framing(qapp: QApplication, pseudo: None) -> Iterator[None]:
    del pseudo
    translator = _FramesQtsOwn()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[Seen]:
    """What our own painting writes."""
    written: list[Seen] = []
    draw: Callable[..., object] = QPainter.drawText

    def listen(painter: QPainter, *what: object) -> object:
        written.extend(Seen("painted", each) for each in what if isinstance(each, str))
        return draw(painter, *what)

    monkeypatch.setattr(QPainter, "drawText", listen)
    return written


@pytest.fixture
def spoken(framing: None, opened: Callable[[Paths], Program], paths: Paths) -> Program:
    del framing
    return opened(paths)


def data_of(paths: Paths) -> set[str]:
    """Every word that stands in the catalog's tables of names, and in its place on the disk."""
    told = [str(paths.data), str(Path.home())]
    with closing(connect(paths.data / "catalog.db")) as catalog:
        for table in (
            "photo",
            "image_file",
            "folder",
            "drive",
            "tag",
            "collection",
            "camera",
            "lens",
            "author",
        ):
            rows = catalog.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608 - our own names
            told += [cell for row in rows for cell in row if isinstance(cell, str)]
    return {word for text in told for word in _WORD.findall(text)}


def unspoken(found: Iterator[Seen] | list[Seen], known: set[str]) -> list[str]:
    """Those texts of which a word stands in no frame and is nobody's data."""
    wrong: dict[str, None] = {}
    for each in found:
        left = _SIGNS.sub("", outside(each.text))
        words = [word for word in _WORD.findall(left) if word not in known and word not in _NAMES]
        if words:
            wrong[f"{each.where}: {each.text!r} {words}"] = None
    return list(wrong)


def test_a_text_that_did_not_go_through_gettext_is_found() -> None:
    assert unspoken(
        [Seen("a", "⟦Stars⟧ 4 Nikon"), Seen("b", "⟦4 ⟦stars⟧⟧ or IMG_1.JPG")], {"Nikon", "IMG"}
    ) == ["b: '⟦4 ⟦stars⟧⟧ or IMG_1.JPG' ['or']"]


def test_every_text_of_the_window_goes_through_gettext(
    qtbot: QtBot, spoken: Program, paths: Paths, painted: list[Seen]
) -> None:
    window, known = spoken.window, data_of(paths)
    window.resize(1600, 1200)
    spoken.centre.grid.choose(spoken.centre.grid.selection.everything(40))
    QApplication.processEvents()
    found = list(seen(window))
    window.grab()
    for number in (5, 20):
        spoken.centre.show_place(number)
        settle(qtbot, spoken)
        found += seen(window)
    spoken.actions["loupe"].trigger()
    settle(qtbot, spoken)
    window.grab()
    found += seen(window)
    assert len(found) > 400
    assert len(painted) > 20
    assert unspoken([*found, *painted], known) == []


def test_every_menu_and_message_does(spoken: Program, paths: Paths, qtbot: QtBot) -> None:
    known = data_of(paths)
    menu = photo_menu(spoken.actions, spoken.window)
    assert unspoken(seen(menu), known) == []
    said: list[Seen] = []
    for trouble in (Bug("x"), Expected(_("Sentence."), _("Step."))):
        spoken.window.message.tell_of(trouble)
        said += seen(spoken.window.message)
    grid = spoken.centre.grid
    grid.choose(grid.selection.everything(3))
    for name in ("rate 4", "pick", "label red", "show to space", "rotate left", "stack", "undo", "redo"):
        spoken.window.status.say("")
        spoken.actions[name].trigger()
        qtbot.waitUntil(lambda: spoken.window.status.said != "")
        said.append(Seen(name, spoken.window.status.said))
    assert unspoken(said, known) == []


@pytest.mark.parametrize(
    "name", ["about", "settings", "keys", "activity", "problems", "import", "accounts", "sync panel"]
)
def test_every_dialog_does(spoken: Program, paths: Paths, name: str, qtbot: QtBot) -> None:
    spoken.actions[name].trigger()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in spoken.window.findChildren(QDialog)))
    dialog = next(each for each in spoken.window.findChildren(QDialog) if each.isVisible())
    settle(qtbot, spoken)
    found = list(seen(dialog))
    assert found
    assert unspoken(found, data_of(paths)) == []
    dialog.close()


def test_what_the_window_does_by_itself_is_told_in_it(spoken: Program, paths: Paths) -> None:
    spoken._watchman.begin()
    spoken._watchman._look_after_backups()
    spoken.actions["back up"].trigger()
    (told,) = spoken.window.findChildren(ActivityLine)
    told.look()
    spoken.actions["activity"].trigger()
    (dialog,) = (each for each in spoken.window.findChildren(QDialog) if each.isVisible())
    found = [*seen(dialog), *seen(told)]
    assert {f"⟦{words}⟧" for words in ("Checking the catalog", "Backing up the catalog")} <= {
        each.text for each in found
    }
    assert unspoken(found, data_of(paths)) == []
    dialog.close()


@pytest.mark.parametrize("what", ["checking the catalog", "backing up the catalog", "drawing sample photos"])
def test_what_a_job_does_is_told_in_it(framing: None, what: str) -> None:
    del framing
    assert outside(at_work(what)) == ""


def test_each_action_has_its_words(framing: None) -> None:
    del framing
    assert [row.name for row in rows() if outside(row.text).strip()] == []


@pytest.mark.parametrize(
    "query",
    [
        *("rating:foo", "nonsense:1", "(", ")", "f: ", "OR", "is:odd", "has:rating", "flag:x"),
        *("rating:4..2", "taken:x", "title:*a*"),
    ],
)
def test_what_is_wrong_with_a_query_is_said_in_it(framing: None, query: str) -> None:
    del framing
    with pytest.raises(QueryError) as wrong:
        parse(query)
    said = outside(f"{wrong.value.message} {wrong.value.suggestion}")
    assert not _WORD.findall(said)


def test_what_can_be_asked_and_every_reason_is_said_in_it(framing: None) -> None:
    del framing
    for completion in (*complete("", 0), *complete("is:", 3), *complete("has:", 4)):
        assert outside(completion.words) == ""
    for name in By:
        assert outside(wording.order(name)) == ""
    assert all(outside(_(sentence)) == "" for sentence in SENTENCES.values())
    assert outside(retold(f"{PROBLEMS['unknown']} This is text.", PROBLEMS["unknown"])) == " This is text."
    assert outside(retold("The folder could not be opened. (Permission denied)")) == " (Permission denied)"
