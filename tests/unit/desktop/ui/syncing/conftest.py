"""Six photos in a library, a server, and as many windows as a test likes."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest
from pytestqt.qtbot import QtBot

from imalink_desktop.app.desktop import rounds
from imalink_desktop.app.desktop.program import Program
from imalink_desktop.app.desktop.syncing import Syncer
from imalink_desktop.app.main import main
from imalink_desktop.base.errors import Trouble
from imalink_desktop.base.paths import Paths
from imalink_desktop.settings.secrets import Secrets
from imalink_desktop.ui.syncing.hub import SignedIn, SignIn
from imalink_desktop.ui.syncing.standing import State
from tests.drawing import jpeg, scene
from tests.unit.desktop.sync.ours import PASSWORD, serving
from tests.unit.desktop.ui.window.conftest import opened
from tests.unit.desktop.ui.window.settling import is_quiet

__all__ = ["opened"]

PHOTOS = 6
_names = (f"eva{number}" for number in itertools.count(1))


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a server answers."""
    with serving(tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of six photos."""
    folder = tmp_path_factory.mktemp("syncing")
    (folder / "photos").mkdir()
    for number in range(PHOTOS):
        (folder / "photos" / f"IMG_{number}.jpg").write_bytes(jpeg(scene(320, 240, seed=number)))
    assert main(["--data-dir", str(folder / "home"), "import", str(folder / "photos")]) == 0
    return folder / "home"


@pytest.fixture(autouse=True)
def _no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is remembered is forgotten with the window: nobody's own keyring is touched."""
    monkeypatch.setattr(rounds, "open_secrets", lambda: Secrets(None))


@dataclass
class Desk:
    """Somebody's computers."""

    qtbot: QtBot
    open_at: Callable[[Paths], Program]
    tmp_path: Path
    imported: Path
    address: str
    name: str
    is_known: bool = False

    def window(self, folder: str = "one", *, photos: bool = True) -> Program:
        """A window on a library of that name, begun with six photos, or empty."""
        home = self.tmp_path / folder
        if photos and not home.exists():
            copytree(self.imported, home)
        return self.open_at(Paths.below(home))

    def sign_in(self, program: Program, address: str = "") -> None:
        """Sign in, the first time with a new account, and wait for what comes of it."""
        came: list[SignedIn] = []
        wrong: list[Trouble] = []
        email = None if self.is_known else f"{self.name}@example.org"
        wish = SignIn(address or self.address, self.name, PASSWORD, email=email)
        program.syncer.sign_in(wish, came.append, wrong.append)
        self.until(lambda: bool(came or wrong))
        assert wrong == []
        self.is_known = True

    def sync(self, *programs: Program) -> None:
        """Each syncs, one after the other, until it is done."""
        for program in programs:
            self._sync_one(program.syncer)
            self.settle(program)

    def _sync_one(self, syncer: Syncer) -> None:
        self.until(lambda: not syncer.standing.is_syncing)
        before = syncer.standing.rounds
        syncer.sync_now()
        self.until(lambda: syncer.standing.rounds != before and not syncer.standing.is_syncing)

    def settle(self, program: Program) -> None:
        """Nothing is under way, and what changed has been counted."""
        counting, listing = program.syncer._counting, program.stage._rest
        self.until(lambda: is_quiet(program) and not (counting.is_wished or listing.is_wished))

    def until(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=30_000)

    def reaches(self, program: Program, state: State) -> None:
        self.until(lambda: program.syncer.standing.state is state)


@pytest.fixture
def desk(
    qtbot: QtBot, opened: Callable[[Paths], Program], tmp_path: Path, imported: Path, address: str
) -> Desk:
    return Desk(qtbot, opened, tmp_path, imported, address, next(_names))


@pytest.fixture
def here(desk: Desk) -> Program:
    """A window that is signed in, and in step."""
    program = desk.window()
    desk.sign_in(program)
    desk.reaches(program, State.IN_SYNC)
    desk.settle(program)
    return program
