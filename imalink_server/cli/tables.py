"""`imalink-server migrate`: the steps of the tables."""

from __future__ import annotations

import argparse

from imalink_server.base.errors import Expected
from imalink_server.base.settings import Settings
from imalink_server.cli.there import must_have_begun
from imalink_server.db import migrate
from imalink_server.services.server import open_database


def up(_: argparse.Namespace, settings: Settings) -> None:
    """Take all steps that have not been taken."""
    with open_database(settings) as database:
        migrate.up(database)
    print("The tables are up to date.")


def down(arguments: argparse.Namespace, settings: Settings) -> None:
    """Go back to after a step."""
    must_have_begun(settings)
    if not arguments.yes:
        raise Expected("What later steps made would be lost.", "Add --yes if that is meant.")
    with open_database(settings) as database:
        migrate.down(database, arguments.to)
    print(f"The tables are as after “{arguments.to}”.")


def history(_: argparse.Namespace, settings: Settings) -> None:
    """List the steps, and which of them have been taken."""
    must_have_begun(settings)
    with open_database(settings) as database:
        for step in migrate.history(database):
            print(f"{step.revision}  {'taken' if step.taken else '     '}  {step.what}")
