"""What others are told, by the table of actions and the menu of who sees a photo."""

from __future__ import annotations

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.models import Photo
from tests.unit.desktop.ui.window.settling import settle
from tests.unit.desktop.ui.window.test_seeing import menu_of

CHECKED = "\N{CHECK MARK}"


def telling(program: Program) -> set[int]:
    with program.catalog.reading() as look:
        return set(look.execute(select(Photo.id).where(Photo.tells_place == 1)).scalars())


def seen(program: Program, level: Visibility) -> int:
    """A photo that these people see, chosen."""
    photo = program.stage.current or 0
    deciding.show_to(program.catalog, [photo], level)
    return photo


def lines(qtbot: QtBot, program: Program) -> dict[str, tuple[str, bool]]:
    """What the menu says of what is told, once it knows it."""
    menu = menu_of(qtbot, program)
    settle(qtbot, program)
    found = {line.objectName(): line for line in menu.actions()}
    told = {
        name: (found[name].text().partition("\t")[2], found[name].isEnabled())
        for name in ("tell place", "tell names")
    }
    menu.close()
    return told


def test_an_action_tells_the_place_and_then_no_more(qtbot: QtBot, program: Program) -> None:
    photo = seen(program, Visibility.PUBLIC)
    program.actions["tell place"].trigger()
    qtbot.waitUntil(lambda: "others also see the place" in program.window.status.said)
    assert telling(program) == {photo}
    program.actions["tell place"].trigger()
    qtbot.waitUntil(lambda: "others do not see the place" in program.window.status.said)
    assert telling(program) == set()


def test_with_nothing_chosen_it_says_so(program: Program) -> None:
    program.stage.choose((), None)
    program.actions["tell names"].trigger()
    assert program.window.status.said == "Select a photo first."


def test_the_menu_of_who_sees_it_marks_what_is_told(qtbot: QtBot, program: Program) -> None:
    photo = seen(program, Visibility.PUBLIC)
    deciding.tell(program.catalog, [photo], Telling.PLACE, wanted=True)
    assert lines(qtbot, program) == {"tell place": (CHECKED, True), "tell names": ("", True)}


def test_of_what_nobody_else_sees_the_menu_says_why_nothing_is_told(qtbot: QtBot, program: Program) -> None:
    seen(program, Visibility.PRIVATE)
    why = ("nobody else sees it", False)
    assert lines(qtbot, program) == {"tell place": why, "tell names": why}
