"""The command `imalink-server`: serving, the engine, the steps of the tables, backups, and the people.

Exit codes: 0 done, 1 done and something is not well, 2 wrong use, 3 could not.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

from imalink_core.version import VERSION
from imalink_server.base.errors import Expected, Refused
from imalink_server.base.settings import Settings
from imalink_server.cli import engine, keeping, people, serving, tables, working

Command: TypeAlias = Callable[[argparse.Namespace, Settings], int | None]
"""Does its work; an exit code, where that is not 0."""

_COULD_NOT = 3
_OF_SETTINGS = ("data_dir", "host", "port", "workers", "registration")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        given = {name: getattr(arguments, name, None) for name in _OF_SETTINGS}
        command: Command = arguments.command
        return command(arguments, Settings.of(given)) or 0
    except Expected as trouble:
        print(trouble, file=sys.stderr)
        return _COULD_NOT
    except Refused as refused:
        print(refused.message, file=sys.stderr)
        return _COULD_NOT
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _COULD_NOT


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="imalink-server",
        description="The ImaLink server. Whatever is no option here is set by IMALINK_… or in server.toml.",
    )
    parser.add_argument("--version", action="version", version=f"imalink-server {VERSION}")
    everywhere = argparse.ArgumentParser(add_help=False)
    everywhere.add_argument("--data-dir", type=Path, metavar="DIR", help="the folder of all that is kept")
    verbs = parser.add_subparsers(required=True, metavar="COMMAND")

    serve = verbs.add_parser("serve", parents=[everywhere], help="answer until it is stopped")
    serve.add_argument("--host", help="the address to listen at (127.0.0.1)")
    serve.add_argument("--port", type=int, help="the port (8000)")
    serve.add_argument("--workers", type=int, help="processes that answer (1)")
    serve.add_argument("--registration", choices=["open", "invite", "closed"], help="who may make an account")
    serve.set_defaults(command=serving.serve)

    eggs = verbs.add_parser(
        "engine", parents=[everywhere], help="make eggs of pictures over HTTP, keep nothing"
    )
    eggs.add_argument("--host", help="the address to listen at (127.0.0.1)")
    eggs.add_argument("--port", type=int, default=engine.PORT, help=f"the port ({engine.PORT})")
    eggs.set_defaults(command=engine.engine)

    worker = verbs.add_parser(
        "worker", parents=[everywhere], help="look at originals that have come, until it is stopped"
    )
    worker.set_defaults(command=working.worker)

    migrate = verbs.add_parser("migrate", help="bring the tables up to date, or back")
    steps = migrate.add_subparsers(required=True, metavar="STEP")
    steps.add_parser("up", parents=[everywhere], help="take all steps").set_defaults(command=tables.up)
    down = steps.add_parser("down", parents=[everywhere], help="go back; what later steps made is lost")
    down.add_argument("to", help="the step to go back to, or “base” for none")
    down.add_argument("--yes", action="store_true", help="yes, lose it")
    down.set_defaults(command=tables.down)
    steps.add_parser("history", parents=[everywhere], help="list the steps").set_defaults(
        command=tables.history
    )

    keeping.add_to(verbs, everywhere)

    user = verbs.add_parser("user", help="the people")
    what = user.add_subparsers(required=True, metavar="WHAT")
    add = what.add_parser("add", parents=[everywhere], help="make an account; the password is asked for")
    add.add_argument("username")
    add.add_argument("--email", required=True)
    add.add_argument("--display-name")
    add.add_argument("--password-stdin", action="store_true", help="read the password from standard input")
    add.set_defaults(command=people.add)
    password = what.add_parser("password", parents=[everywhere], help="give somebody another password")
    password.add_argument("username")
    password.add_argument("--password-stdin", action="store_true", help="read it from standard input")
    password.set_defaults(command=people.password)
    invite = what.add_parser("invite", parents=[everywhere], help="make an invitation, for one person")
    invite.set_defaults(command=people.invite)
    what.add_parser("list", parents=[everywhere], help="list all").set_defaults(command=people.everybody)
    return parser
