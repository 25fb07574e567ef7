"""`imalink import` and `imports`."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.app.typed import Commands, Typed, path, positive, takes_json

_TEMPLATE = "{year}/{date}_{title}/{name}"

_MORE = (
    "The originals stay where they are and are never changed. "
    "An import that was interrupted goes on where it stood when it is begun again."
)


class Importing(Typed):
    """What `import` was asked for."""

    sources: list[Path]
    title: str | None
    author: str | None
    dry_run: bool
    gone: bool
    hidden: bool
    workers: int | None
    copy_to: Path | None
    second_copy: Path | None
    template: str | None


class Imports(Typed):
    """What `imports` was asked for."""

    session: int | None
    undo: bool


def add(commands: Commands) -> None:
    """Say what can be typed."""
    bring = commands.add("import", "bring photos into the catalog", _import, _MORE)
    bring.add_argument(
        "sources", nargs="+", type=path, metavar="PATH", help="folders, cards, drives or files"
    )
    bring.add_argument("--title", metavar="T", help="what to call this import")
    bring.add_argument("--author", metavar="NAME", help="who took the photos that do not say so themselves")
    bring.add_argument(
        "--dry-run", action="store_true", help="tell what would become of each file, and do nothing"
    )
    bring.add_argument(
        "--gone",
        action="store_true",
        help="take files that are not there any more for gone, however many they are",
    )
    bring.add_argument("--hidden", action="store_true", help="hidden files and folders, too")
    bring.add_argument("--workers", type=positive, metavar="N", help="read so many files at once")
    copies = bring.add_argument_group("copying, before the import")
    copies.add_argument(
        "--copy-to", type=path, metavar="FOLDER", help="copy the files there first, and import the copies"
    )
    copies.add_argument("--second-copy", type=path, metavar="FOLDER", help="and there, best on another drive")
    copies.add_argument("--template", metavar="T", help=f"what to call the copies (default: {_TEMPLATE})")
    takes_json(bring)

    told = commands.add("imports", "list the imports, or tell what one did with every file", _imports)
    told.add_argument("session", nargs="?", type=positive, metavar="N", help="only this one, file by file")
    told.add_argument("--undo", action="store_true", help="take away all that this one brought")
    takes_json(told)


def _import(typed: Importing) -> int:
    from imalink_desktop.app.deeds import bringing

    return bringing.run(typed)


def _imports(typed: Imports) -> int:
    from imalink_desktop.app.deeds import recalling

    return recalling.run(typed)
