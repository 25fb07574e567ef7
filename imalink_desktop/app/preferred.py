"""What the user has set, for whoever starts: read before anything else, so that nothing else is imported."""

from __future__ import annotations

from imalink_desktop.app.telling import tell
from imalink_desktop.base.clock import now
from imalink_desktop.base.paths import Paths
from imalink_desktop.settings.schema import Settings
from imalink_desktop.settings.store import Store


def settings_of(paths: Paths) -> Settings:
    """What the user has set."""
    return store_of(paths).settings


def store_of(paths: Paths) -> Store:
    """The settings, to be changed too. What was odd about their file is told on the terminal."""
    store = Store(paths.settings, now)
    for note in store.notes:
        tell(note.message)
    return store
