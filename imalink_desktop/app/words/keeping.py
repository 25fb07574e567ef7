"""`imalink backup`, `restore`, `verify` and `doctor`."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.app.typed import Commands, Typed, path, takes_json


class BackingUp(Typed):
    """What `backup` was asked for."""

    to: Path | None
    list: bool


class Restoring(Typed):
    """What `restore` was asked for."""

    backup: str | None


class Verifying(Typed):
    """What `verify` was asked for."""

    query: list[str]


class Examining(Typed):
    """What `doctor` was asked for."""

    trust: bool
    recount: bool


def add(commands: Commands) -> None:
    """Say what can be typed."""
    backup = commands.add("backup", "make a backup of the catalog, and prove it", _backup)
    backup.add_argument("--to", type=path, metavar="FOLDER", help="where (default: beside the catalog)")
    backup.add_argument("--list", action="store_true", help="list the backups there are, and make none")
    takes_json(backup)

    restore = commands.add(
        "restore", "put a backup in the catalog's place", _restore, "The catalog that is there is laid aside."
    )
    restore.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="a file, a name of the list, or `latest`; without it the backups are listed",
    )
    takes_json(restore)

    verify = commands.add(
        "verify",
        "read the originals again, and tell which are not what was imported",
        _verify,
        "Nothing is changed. Drives that are not there are left out.",
    )
    verify.add_argument("query", nargs="*", metavar="QUERY", help="of which photos (default: of all)")
    takes_json(verify)

    doctor = commands.add(
        "doctor",
        "tell what is wrong with the catalog, or may become so",
        _doctor,
        "Without --trust and --recount nothing is changed.",
    )
    doctor.add_argument(
        "--trust", action="store_true", help="take the catalog as it is, though it was changed from outside"
    )
    doctor.add_argument(
        "--recount", action="store_true", help="count anew what the timeline and the filters show"
    )
    takes_json(doctor)


def _backup(typed: BackingUp) -> int:
    from imalink_desktop.app.deeds import keeping

    return keeping.backup(typed)


def _restore(typed: Restoring) -> int:
    from imalink_desktop.app.deeds import keeping

    return keeping.restore(typed)


def _verify(typed: Verifying) -> int:
    from imalink_desktop.app.deeds import verifying

    return verifying.run(typed)


def _doctor(typed: Examining) -> int:
    from imalink_desktop.app.deeds import examining

    return examining.run(typed)
