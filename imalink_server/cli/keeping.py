"""`imalink-server backup`, `restore` and `check`: that nothing gets lost, and how one knows."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from imalink_server.base.settings import Settings
from imalink_server.cli.there import must_have_begun
from imalink_server.services import backing_up, checking
from imalink_server.services.server import open_server

_PROBLEMS = 1
_MOST_NAMED = 20


def backup(arguments: argparse.Namespace, settings: Settings) -> int:
    """Make a backup and prove it."""
    must_have_begun(settings)
    with open_server(settings) as server:
        done = backing_up.back_up(server, arguments.place.absolute())
    rows = dict(done.said.tables)
    print(f"{done.file}: {rows['account']} people, {rows['photo']} photos, {done.bytes_kept} files; proved.")
    _name("The store has lost", done.missing)
    return _PROBLEMS if done.missing else 0


def restore(arguments: argparse.Namespace, settings: Settings) -> int:
    """Put a backup where nothing is, or in the place of all that is there."""
    done = backing_up.restore(
        settings, arguments.file.absolute(), replace=arguments.replace, incomplete=arguments.incomplete
    )
    rows = dict(done.said.tables)
    print(f"Restored as of {done.said.made_at}: {rows['account']} people, {rows['photo']} photos.")
    print("Everybody signs in again, and their machines compare everything anew.")
    _name("The backup did not have", done.missing)
    return _PROBLEMS if done.missing else 0


def check(arguments: argparse.Namespace, settings: Settings) -> int:
    """Look whether all is well, and change nothing."""
    must_have_begun(settings)
    found = checking.check(settings)
    if arguments.json:
        told = {
            "ok": not found.faults,
            "faults": found.faults,
            "orphans": found.orphans,
            "files": found.bytes_read,
        }
        print(json.dumps(told))
    else:
        for fault in found.faults:
            print(fault)
        print(f"{found.bytes_read} files read; faults: {len(found.faults)}.")
        _name("Nothing refers to", found.orphans)
    return _PROBLEMS if found.faults else 0


def _name(what: str, keys: tuple[str, ...]) -> None:
    if keys:
        more = f", and {len(keys) - _MOST_NAMED} more" if len(keys) > _MOST_NAMED else ""
        print(f"{what} {', '.join(keys[:_MOST_NAMED])}{more}.", file=sys.stderr)


def add_to(
    verbs: argparse._SubParsersAction[argparse.ArgumentParser], parent: argparse.ArgumentParser
) -> None:
    """The three verbs."""
    make = verbs.add_parser("backup", parents=[parent], help="write all that is kept into one file")
    make.add_argument("place", type=Path, metavar="FILE|DIR", help="a folder: for a file with a date")
    make.set_defaults(command=backup)
    back = verbs.add_parser("restore", parents=[parent], help="make a server of a backup")
    back.add_argument("file", type=Path, metavar="FILE")
    back.add_argument("--replace", action="store_true", help="yes, lose all that is there")
    back.add_argument("--incomplete", action="store_true", help="yes, even if the backup lacks files")
    back.set_defaults(command=restore)
    look = verbs.add_parser("check", parents=[parent], help="look whether all is well; change nothing")
    look.add_argument("--json", action="store_true", help="one JSON document")
    look.set_defaults(command=check)
