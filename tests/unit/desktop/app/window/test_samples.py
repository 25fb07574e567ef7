"""Sample photos on request: from the first page into the library, and out of it again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.app.desktop.sample.drawing import moments
from imalink_desktop.app.desktop.samples import sample_folder
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.models import Photo
from imalink_desktop.catalog.reads.exposure import Exposure, exposure
from imalink_desktop.catalog.reads.sessions import sessions
from imalink_desktop.catalog.reads.trees import tags
from tests.drawing.card import photo
from tests.unit.desktop.ui.window.settling import is_quiet

COUNT = 14
LONG = 60_000


@pytest.fixture
def program(opened: Callable[[Paths], Program], fresh: Paths) -> Program:
    made = opened(fresh)
    made._samples.count, made._samples.size = COUNT, 120
    return made


def draw(program: Program, qtbot: QtBot) -> None:
    program._welcome.sample_wanted.emit()
    settled(program, qtbot)


def settled(program: Program, qtbot: QtBot) -> None:
    """Nothing is drawn, imported or removed, and nothing is about to be."""
    qtbot.waitUntil(
        lambda: is_quiet(program) and not (program.importer.waiting or program._samples._removing),
        timeout=LONG,
    )


def remove(program: Program, qtbot: QtBot) -> None:
    program.actions["remove samples"].trigger()
    qtbot.waitUntil(lambda: not program.actions["remove samples"].isVisible(), timeout=LONG)
    settled(program, qtbot)


def test_they_are_drawn_and_imported(program: Program, qtbot: QtBot, fresh: Paths) -> None:
    draw(program, qtbot)
    assert len(list(sample_folder(fresh).rglob("*.JPG"))) == COUNT
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) == COUNT)
    with program.catalog.reading() as look:
        found = sessions(look)
    assert {one.title for one in found} == {"Sample photos"}
    assert sum(one.photos for one in found) == COUNT


def test_they_never_leave_this_computer_so_nobody_is_warned_of_showing_them(
    program: Program, qtbot: QtBot
) -> None:
    draw(program, qtbot)
    with program.catalog.reading() as look:
        photos = list(look.execute(select(Photo.id)).scalars())
    deciding.show_to(program.catalog, photos, Visibility.PUBLIC)
    with program.catalog.reading() as look:
        assert exposure(look, photos) == Exposure()


def test_the_newest_are_drawn_first(program: Program, qtbot: QtBot, fresh: Paths) -> None:
    draw(program, qtbot)
    newest = [shot.file for shots in moments(COUNT, 1)[-4:] for shot in shots]
    noted = (fresh.state / "sample-photos.jsonl").read_text(encoding="utf-8").splitlines()
    assert any(file in noted[0] for file in newest)
    oldest = [shot.file for shots in moments(COUNT, 1)[:4] for shot in shots]
    assert any(file in noted[-1] for file in oldest)


def test_asked_for_twice_they_are_there_once(program: Program, qtbot: QtBot) -> None:
    draw(program, qtbot)
    draw(program, qtbot)
    with program.catalog.reading() as look:
        assert len(look.execute(select(Photo.id)).all()) == COUNT


def test_they_can_be_removed_as_if_they_had_never_been_there(
    program: Program, qtbot: QtBot, fresh: Paths
) -> None:
    assert not program.actions["remove samples"].isVisible()
    draw(program, qtbot)
    assert program.actions["remove samples"].isEnabled()
    said = list[str]()
    program._samples.said.connect(said.append)
    remove(program, qtbot)
    assert not sample_folder(fresh).exists()
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) == 0)
    assert said == ["The sample photos are in your computer's trash."]
    with program.catalog.reading() as look:
        assert tags(look) == ()


def test_after_they_were_removed_they_can_be_had_again(program: Program, qtbot: QtBot) -> None:
    draw(program, qtbot)
    remove(program, qtbot)
    draw(program, qtbot)
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) == COUNT)


def test_own_photos_in_that_folder_stay(program: Program, qtbot: QtBot, fresh: Paths) -> None:
    draw(program, qtbot)
    own = sample_folder(fresh) / "mine.jpg"
    own.write_bytes(next(sample_folder(fresh).rglob("*.JPG")).read_bytes())
    said = list[str]()
    program._samples.said.connect(said.append)
    remove(program, qtbot)
    assert [file for file in sample_folder(fresh).rglob("*") if file.is_file()] == [own]
    assert said[0].endswith("1 other file stays in their folder.")


def test_what_was_said_of_an_own_photo_in_that_folder_stays(
    program: Program, qtbot: QtBot, fresh: Paths
) -> None:
    own = sample_folder(fresh) / "mine.jpg"
    own.parent.mkdir(parents=True)
    own.write_bytes(photo(1, datetime(2024, 6, 1, 12), (90, 60)))
    draw(program, qtbot)
    with program.catalog.reading() as look:
        (mine,) = look.execute(select(Photo.id).where(Photo.name == "mine.jpg")).scalars()
    deciding.rate(program.catalog, [mine], 5)
    remove(program, qtbot)
    qtbot.waitUntil(lambda: list(program.stage.shown.photos) == [mine])
    with program.catalog.reading() as look:
        assert look.execute(select(Photo.rating)).scalars().all() == [5]
    assert [file for file in sample_folder(fresh).rglob("*") if file.is_file()] == [own]


def test_asked_for_while_they_are_being_removed_they_are_drawn_afterwards(
    program: Program, qtbot: QtBot, fresh: Paths
) -> None:
    draw(program, qtbot)
    program.actions["remove samples"].trigger()
    program._welcome.sample_wanted.emit()
    assert not program.actions["remove samples"].isEnabled()
    settled(program, qtbot)
    assert len(list(sample_folder(fresh).rglob("*.JPG"))) == COUNT
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) == COUNT)
    qtbot.waitUntil(program.actions["remove samples"].isEnabled, timeout=LONG)


def test_drawing_can_be_stopped_and_gone_on_with(program: Program, qtbot: QtBot, fresh: Paths) -> None:
    program._samples.count = 60
    program._welcome.sample_wanted.emit()
    qtbot.waitUntil(lambda: any(sample_folder(fresh).rglob("*.JPG")), timeout=LONG)
    program._welcome.sample_stopped.emit()
    settled(program, qtbot)
    there = len(list(sample_folder(fresh).rglob("*.JPG")))
    assert 0 < there < 60
    assert program.actions["remove samples"].isEnabled()
    assert program._welcome._choices.currentIndex() == 0
    program._samples.count = there + 2
    draw(program, qtbot)
    qtbot.waitUntil(lambda: len(program.stage.shown.photos) >= there + 2)


def test_by_default_they_lie_among_the_users_pictures() -> None:
    assert sample_folder(Paths.of_the_user()).name == "ImaLink sample photos"
    assert not sample_folder(Paths.of_the_user()).is_relative_to(Paths.of_the_user().data)
