"""`imalink backup` and `imalink restore`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from imalink_desktop.app.deeds.answers import as_json, line, moment
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import backup_policy, ensure, has_library, no_library
from imalink_desktop.app.preferred import settings_of
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.keeping import BackingUp, Restoring
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.backup import back_up, backups, whose
from imalink_desktop.catalog.backup import restore as put_back
from imalink_desktop.catalog.identity import NOBODY, identity_of

_LATEST = "latest"


def backup(typed: BackingUp) -> int:
    """Make one, or list those there are. Another program may have the catalog open."""
    if typed.to is not None and not typed.to.is_dir():
        raise Expected(
            f"There is no folder {kept_path(typed.to)}.", "Plug in its drive, or choose another folder."
        )
    policy = backup_policy(typed.paths, settings_of(typed.paths))
    if typed.list:
        if typed.to is None and not has_library(typed.paths):
            raise no_library(typed.paths)
        return _listed(backups(typed.to or typed.paths.backups), typed.paths, as_document=typed.json)
    ensure(typed.paths)
    gone: list[Path] = []
    made = back_up(
        typed.paths.catalog,
        typed.to or typed.paths.backups,
        rotation=policy.rotation if typed.to is None else None,
        let_go=gone.append,
    )
    if typed.json:
        removed = [str(path) for path in gone]
        as_json({"backup": str(made), "bytes": made.stat().st_size, "removed": removed})
    else:
        line(f"Backed up and proved: {made}")
        for path in gone:
            line(f"Removed, for newer ones are kept: {path}")
    return Exit.DONE


def restore(typed: Restoring) -> int:
    """Put one in the catalog's place."""
    there = backups(typed.paths.backups)
    if (typed.backup is None or typed.backup == _LATEST) and not has_library(typed.paths):
        raise no_library(typed.paths)
    if typed.backup is None:
        tell("Name the one to restore, or `latest`.")
        return _listed(there, typed.paths, as_document=typed.json)
    if typed.backup == _LATEST and not there:
        raise Expected(f"There is no backup in {typed.paths.backups}.", "Name a file.")
    chosen = _latest(there, typed.paths) if typed.backup == _LATEST else _named(typed.backup, there)
    aside = put_back(chosen, typed.paths.catalog)
    if typed.json:
        as_json({"restored": str(chosen), "laid_aside": None if aside is None else str(aside)})
    else:
        line(f"Restored: {chosen}")
        if aside is not None:
            line(f"The catalog that was there is now {aside}")
    return Exit.DONE


def _named(typed: str, there: dict[datetime, Path]) -> Path:
    """A file, or the one of this name in the list."""
    path = Path(typed)
    if path.exists():
        return path
    return next((each for each in there.values() if each.name == typed), path)


def _latest(there: dict[datetime, Path], paths: Paths) -> Path:
    """Of this library, where that can still be told."""
    return next((path for path in there.values() if not _is_foreign(path, paths)), next(iter(there.values())))


def _is_foreign(backup: Path, paths: Paths) -> bool:
    """Whether it is known to be of another library."""
    ours, its = identity_of(paths.catalog), whose(backup)
    return NOBODY not in (ours, its) and ours != its


def _listed(there: dict[datetime, Path], paths: Paths, *, as_document: bool) -> int:
    if as_document:
        as_json(
            {
                "backups": [
                    {
                        "made_at": at.isoformat(),
                        "path": str(path),
                        "bytes": path.stat().st_size,
                        "another": _is_foreign(path, paths),
                    }
                    for at, path in there.items()
                ]
            }
        )
        return Exit.DONE
    for at, path in there.items():
        mark = "  (of another library)" if _is_foreign(path, paths) else ""
        line(f"{moment(at.isoformat())}  {path.stat().st_size / 1e6:>9,.1f} MB  {path}{mark}")
    tell("No backup yet." if not there else f"{len(there)} in all")
    return Exit.DONE
