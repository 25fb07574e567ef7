"""The part of the walk with a server: signing in, what goes on, and two values of which one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial

from PySide6.QtWidgets import QDialog

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands.deciding import entitle
from imalink_desktop.catalog.reads.shown import shown
from imalink_desktop.sync.accounts import Badge
from imalink_desktop.sync.http import Http
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.values import Accepted, Field
from imalink_desktop.ui.syncing.accounts import AccountsDialog
from imalink_desktop.ui.syncing.hub import SignIn
from imalink_desktop.ui.syncing.standing import State
from tests.tour.arriving import close_dialogs
from tests.tour.rest import Stuck, rest, until
from tests.tour.walk import View, Walk
from tests.unit.desktop.sync.ours import PASSWORD, Purse, serving


def walk_syncing(walk: Walk) -> None:
    """Sign in to a server that is there only for this walk."""
    keys = walk.folder / f"server-{walk.size[0]}"
    keys.mkdir()
    with serving(keys) as url:
        walk.see((View("signing-in", "Signing in to a server of one's own.", _typed),))
        _in_step(walk.program, url)
        _disagree(walk.program, url)
        panel, conflicts = walk.program.syncs.show_panel, walk.program.syncs.show_conflicts
        walk.see(
            (
                View("sync", "What goes on with the server, and what needs somebody.", _dialog(panel)),
                View(
                    "conflict", "Two computers disagree: both values, and a key for each.", _dialog(conflicts)
                ),
            )
        )
        walk.program.syncer.pause()
        rest(walk.program)


@contextmanager
def _typed(walk: Walk) -> Iterator[None]:
    walk.program.actions["accounts"].trigger()
    rest(walk.program)
    dialog = walk.program.window.findChild(AccountsDialog)
    if dialog is None:
        raise Stuck("there is nothing to sign in with")
    dialog.address.setText("https://photos.example")
    dialog.username.setText("kari")
    dialog.password.setText("a long enough one")
    yield
    dialog.address.clear()
    close_dialogs()


def _dialog(show: Callable[[], object]) -> Callable[[Walk], AbstractContextManager[None]]:
    @contextmanager
    def shows(walk: Walk) -> Iterator[None]:
        show()
        rest(walk.program)
        yield
        for dialog in walk.program.window.findChildren(QDialog):
            dialog.hide()

    return shows


def _in_step(program: Program, url: str) -> None:
    came: list[object] = []
    program.syncer._jobs._keys = {"all": Purse()}
    wish = SignIn(url, "kari", PASSWORD, email="kari@example.org")
    program.syncer.sign_in(wish, came.append, came.append)
    until(lambda: program.syncer.standing.state is State.IN_SYNC, "being in step with the server")
    rest(program)


def _disagree(program: Program, url: str) -> None:
    """On another computer the first photo got another title in the meantime."""
    program.syncer.pause()
    photo = program.stage.shown.photos[0]
    with program.catalog.reading() as look:
        uid = shown(look, [photo])[photo].uid

    def say(catalog: Catalog) -> Changes:
        return entitle(catalog, [photo], "First light over the fjord, before breakfast")

    with Http(url) as line:
        mine = Badge(url, "kari", Purse())
        mine.sign_in(line, PASSWORD)
        change = partial(Server(line, mine).change, uid, {Field.TITLE: "Morning at the fjord"}, None)
        if not isinstance(change("the-other-computer"), Accepted):
            raise Stuck("the other computer could not say anything")
    program.library.do(say)
    program.syncer.resume()
    until(lambda: program.syncer.standing.conflicts > 0, "two values for one title")
    rest(program)
