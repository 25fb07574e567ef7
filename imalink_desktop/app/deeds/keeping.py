"""`imalink backup` and `imalink restore`."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from imalink_desktop.app.deeds.answers import as_json, line
from imalink_desktop.app.exits import Exit
from imalink_desktop.app.library import backup_policy, ensure, settings_of
from imalink_desktop.app.telling import tell
from imalink_desktop.app.words.keeping import BackingUp, Restoring
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog.backup import back_up, backups
from imalink_desktop.catalog.backup import restore as put_back

_LATEST = "latest"


def backup(typed: BackingUp) -> int:
    """Make one, or list those there are. Another program may have the catalog open."""
    policy = backup_policy(typed.paths, settings_of(typed.paths))
    if typed.list:
        return _listed(backups(typed.to or typed.paths.backups), as_document=typed.json)
    ensure(typed.paths)
    made = back_up(typed.paths.catalog, typed.to or typed.paths.backups, rotation=policy.rotation)
    if typed.json:
        as_json({"backup": str(made), "bytes": made.stat().st_size})
    else:
        line(f"Backed up and proved: {made}")
    return Exit.DONE


def restore(typed: Restoring) -> int:
    """Put one in the catalog's place."""
    there = backups(typed.paths.backups)
    if typed.backup is None:
        tell("Name the one to restore, or `latest`.")
        return _listed(there, as_document=typed.json)
    if typed.backup == _LATEST and not there:
        raise Expected(f"There is no backup in {typed.paths.backups}.", "Name a file.")
    chosen = next(iter(there.values())) if typed.backup == _LATEST else Path(typed.backup)
    aside = put_back(chosen, typed.paths.catalog)
    if typed.json:
        as_json({"restored": str(chosen), "laid_aside": None if aside is None else str(aside)})
    else:
        line(f"Restored: {chosen}")
        if aside is not None:
            line(f"The catalog that was there is now {aside}")
    return Exit.DONE


def _listed(there: dict[datetime, Path], *, as_document: bool) -> int:
    if as_document:
        as_json(
            {
                "backups": [
                    {"made_at": at.isoformat(), "path": str(path), "bytes": path.stat().st_size}
                    for at, path in there.items()
                ]
            }
        )
        return Exit.DONE
    for at, path in there.items():
        line(f"{at.astimezone():%Y-%m-%d %H:%M}  {path.stat().st_size / 1e6:>9,.1f} MB  {path}")
    tell("No backup yet." if not there else f"{len(there)} in all")
    return Exit.DONE
