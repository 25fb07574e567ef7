"""From the command line to the library's own server: catalog, account, password and line, opened together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from imalink_desktop.app.connection import connected, this_machine
from imalink_desktop.app.deeds.passwords import password_of
from imalink_desktop.app.library import previews_of, to_change
from imalink_desktop.app.preferred import settings_of
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.settings.schema import Settings
from imalink_desktop.settings.secrets import open_secrets
from imalink_desktop.sync.server import Server
from imalink_desktop.sync.store import Store


@dataclass(frozen=True, slots=True)
class Reached:
    """A library and its server, as long as both are open."""

    catalog: Catalog
    store: Store
    server: Server
    settings: Settings


@contextmanager
def at_the_server(paths: Paths, *, password_stdin: bool) -> Iterator[Reached]:
    """Open both. The password is asked for only where it is piped in, or no keyring knows of a token."""
    settings, secrets = settings_of(paths), open_secrets()
    with ExitStack() as open_ones:
        catalog = open_ones.enter_context(to_change(paths))
        previews = open_ones.enter_context(previews_of(paths, settings))
        store = Store.of(catalog, previews, machine=this_machine(), state=paths.state)
        home = store.home()
        password = None
        if password_stdin or secrets.get(home.url, home.username) is None:
            password = password_of(home.username, piped=password_stdin)
        way = connected(paths, settings, secrets, home.url, home.username, password)
        yield Reached(catalog, store, open_ones.enter_context(way), settings)
