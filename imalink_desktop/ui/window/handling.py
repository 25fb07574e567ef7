"""`Handling`: what hands do in the middle of the window, apart from deciding: stacks, drags, keys."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from imalink_desktop.ui.actions.actions import Actions
from imalink_desktop.ui.grid.contents import LibraryContents
from imalink_desktop.ui.library import Library
from imalink_desktop.ui.stage import Stage
from imalink_desktop.ui.window.backing_up import BackingUp, words
from imalink_desktop.ui.window.carrying import Carrying
from imalink_desktop.ui.window.centre import Centre
from imalink_desktop.ui.window.keyboard import Keyboard
from imalink_desktop.ui.window.seeing import WhoSees
from imalink_desktop.ui.window.showing import ShowsIn
from imalink_desktop.ui.window.stacks import Stacks
from imalink_desktop.ui.window.taking_out import TakingOut
from imalink_desktop.ui.window.telling import Tells
from imalink_desktop.ui.window.turning import Turning
from imalink_desktop.ui.window.window import MainWindow
from imalink_desktop.ui.wording import _


class Handling:
    """Made when the window has all its parts, for it looks at whose the keys are."""

    def __init__(
        self,
        library: Library,
        stage: Stage,
        centre: Centre,
        contents: LibraryContents,
        window: MainWindow,
    ) -> None:
        self._window = window
        actions: Actions = window.deeds
        self._stacks = Stacks(library, stage, centre)
        self._stacks.connect(actions)
        self._stacks.said.connect(window.status.say)
        self._stacks.told.connect(window.status.tell_stacks)
        self._shows_in = ShowsIn(library, stage)
        self._shows_in.said.connect(window.status.say)
        window.levels_opened.connect(lambda menu: self._shows_in.fill(menu, actions))
        who_sees = WhoSees(library, stage, contents.facts, window, centre.middle, self._shows_in)
        who_sees.connect(actions)
        who_sees.said.connect(window.status.say)
        tells = Tells(library, stage)
        tells.connect(actions)
        tells.said.connect(window.status.say)
        self._taking_out = TakingOut(library, stage, actions)
        self._taking_out.said.connect(window.status.say)
        turning = Turning(library, centre)
        turning.connect(actions)
        turning.said.connect(window.status.say)
        turning.said_more.connect(lambda words: window.status.say_more(*words))
        self._carrying = Carrying(library, centre.grid, contents)
        self._backing_up = BackingUp(library)
        self._backing_up.connect(actions)
        self._backing_up.said.connect(window.status.say)
        self._backing_up.done.connect(self._tell_backup)
        actions.on_switch("advance", window.status.show_going_on)
        centre.loupe.far_wanted.connect(centre.step)
        views = (centre.grid, centre.loupe, centre.survey, centre.strip)
        self._keyboard = Keyboard(window, views)
        self._keyboard.caps_locked.connect(actions["advance"].setChecked)

    def state(self) -> dict[str, Any]:
        """How it is left."""
        return self._stacks.state()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Be as it was left."""
        self._stacks.restore(state)

    def close_down(self) -> None:
        """Hear no more."""
        self._shows_in.close_down()
        self._taking_out.close_down()
        self._stacks.close_down()

    def _tell_backup(self, backup: Path) -> None:
        self._window.status.say("")
        deed = (_("Show"), lambda: self._backing_up.show(backup))
        self._window.message.say(words(backup), deed)
