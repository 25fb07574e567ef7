"""Backups: whole copies of `catalog.db`, proved sound before they count, and put back with care.

A copy is taken while the program works on, checked, sealed, and only then given its name. A
catalog that is damaged itself is never copied over the hope of a good backup: the old
ones stay as they are. And only what this very catalog has made is ever let go of: another one may keep
its backups in the same folder.
"""

from __future__ import annotations

import itertools
import os
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from imalink_desktop.base.atomic import sync_folder, write_atomically
from imalink_desktop.base.clock import Clock, now
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.base.paths import private_file, private_folder
from imalink_desktop.base.words import _
from imalink_desktop.catalog.bad_mark import BAD_MARK
from imalink_desktop.catalog.identity import NOBODY, SIGNS, identity_for
from imalink_desktop.catalog.inspection import is_as_sealed, log_size, look_into, what_is_wrong
from imalink_desktop.catalog.lock import CatalogLock
from imalink_desktop.catalog.places import moving
from imalink_desktop.catalog.rotation import Rotation, to_keep
from imalink_desktop.catalog.seal import measured, seal_of, write_seal
from imalink_desktop.catalog.trouble import in_short, in_words, is_damage, not_as_left

_NAME = re.compile(rf"catalog (\d{{4}}-\d\d-\d\d) (\d\d)\.(\d\d)\.(\d\d)(?: ({SIGNS}))?\.db")
_COMPANIONS = ("-wal", "-shm", ".seal", BAD_MARK)
_HALF_MADE = ("", "-journal", "-wal", "-shm")
_ABANDONED = 3600
"""Seconds after which nobody can be at work on half a backup any more."""


def back_up(
    catalog: Path,
    folder: Path,
    *,
    clock: Clock = now,
    rotation: Rotation | None = Rotation(),  # noqa: B008
    let_go: Callable[[Path], object] = lambda _: None,
) -> Path:
    """Make a backup, prove it, and let go of those that are no longer needed, telling which.

    Without a rotation none is: in a folder that somebody named, nothing is ours to remove.
    """
    private_folder(folder)
    try:
        _clear_away(folder)
        at, beside = _begun(folder, clock().astimezone(UTC).replace(microsecond=0))
        ours = identity_for(catalog)
        name = beside.with_name(f"{beside.stem}{ours and ' '}{ours}.db")
        try:
            _copy(catalog, beside)
            _sync(beside)
            write_seal(name, measured(beside))
            beside.replace(name)
            sync_folder(folder)
        finally:
            with suppress(OSError):
                _forget(beside)
    except OSError as error:
        raise disk_trouble(error, folder / "catalog.db") from error
    if rotation is not None and ours != NOBODY:
        _rotate(backups(folder, of=ours), rotation, at, let_go)
    return name


def backups(folder: Path, *, of: str | None = None) -> dict[datetime, Path]:
    """All backups of a folder, newest first; or only those of the library with this identity."""
    found = {moment: path for path in folder.glob("catalog *.db") if (moment := _moment(path)) is not None}
    ours = {moment: path for moment, path in found.items() if of is None or whose(path) == of}
    return dict(sorted(ours.items(), reverse=True))


def whose(backup: Path) -> str:
    """The identity of the library that a backup was made of."""
    match = _NAME.fullmatch(backup.name)
    return NOBODY if match is None else match[5] or NOBODY


def was_begun(catalog: Path, folder: Path) -> bool:
    """Whether a seal or a backup tells that there has been a catalog, should it be gone now."""
    return seal_of(catalog).exists() or any(_moment(path) is not None for path in folder.glob("catalog *.db"))


def restore(backup: Path, catalog: Path, *, clock: Clock = now) -> Path | None:
    """Put a backup in the catalog's place; answer where the old one was laid aside, if there was one.

    Nobody may have the catalog open. The backup itself stays where it is. The previews may be out of
    step with it afterwards, which does no harm: they are found by content, and made again where
    they are missing. A mark in the file tells whoever opens it next, so that nothing is sent unasked.
    """
    if trouble := what_is_wrong(backup):
        raise Expected(_("This backup cannot be used: {why}").format(why=trouble), _("Choose another one."))
    private_folder(catalog.parent)
    try:
        lock = CatalogLock(catalog)
        try:
            finish_restoring(catalog)
            beside = _restoring(catalog)
            _copy(backup, beside, "WAL", put_back=_taken_at(backup))
            _sync(beside)
            aside = _aside(catalog, clock)
            write_atomically(moving(catalog), aside.name.encode("utf-8"))
            was_there = _move(catalog, aside)
        finally:
            lock.release()
    except OSError as error:
        raise disk_trouble(error, catalog) from error
    return aside if was_there else None


def finish_restoring(catalog: Path) -> None:
    """Go on where a restoring was cut off between its moves; forget one that had not come to them.

    Under the lock only.
    """
    beside, to = _restoring(catalog), moving(catalog)
    if to.exists():
        _move(catalog, catalog.with_name(to.read_text("utf-8")))
    elif catalog.exists() or not beside.exists() or log_size(catalog) or what_is_wrong(beside):
        _forget(beside)
    else:
        _put_in_place(beside, catalog)


def _restoring(catalog: Path) -> Path:
    return catalog.with_suffix(".restoring")


def _move(catalog: Path, aside: Path) -> bool:
    """Lay the old one aside and put the restored one in its place; can be gone on with after any move.

    The catalog goes first, so that nobody opens it without its log. Answers whether there was one.
    """
    if _restoring(catalog).exists():
        for companion in ("", *_COMPANIONS):
            there = catalog.with_name(catalog.name + companion)
            if there.exists():
                there.replace(aside.with_name(aside.name + companion))
                sync_folder(catalog.parent)
        _put_in_place(_restoring(catalog), catalog)
    _forget(_restoring(catalog))
    moving(catalog).unlink()
    sync_folder(catalog.parent)
    return aside.exists()


def _put_in_place(beside: Path, catalog: Path) -> None:
    seal = measured(beside)
    beside.replace(catalog)
    sync_folder(catalog.parent)
    write_seal(catalog, seal)


def _taken_at(backup: Path) -> int:
    """When a backup was made, in whole minutes, which a file's header has room for."""
    moment = _moment(backup)
    return int(moment.timestamp() if moment else backup.stat().st_mtime) // 60


def _copy(source: Path, target: Path, mode: str = "DELETE", *, put_back: int = 0) -> None:
    """Copy a catalog as it is at this moment, while others may be writing; and prove the copy."""
    if not is_as_sealed(source):
        raise not_as_left()
    private_file(target)
    try:
        with closing(look_into(source)) as here, closing(sqlite3.connect(target)) as there:
            # In one go, so that it is one moment: between two bites a writer would make it begin anew.
            here.backup(there, pages=-1)
            # A backup is one file, without companions that somebody could forget to take along.
            there.execute(f"PRAGMA journal_mode = {mode}")
            if put_back:
                there.execute(f"PRAGMA user_version = {put_back}")
    except sqlite3.Error as error:
        if is_damage(error):
            raise Expected(
                _("The catalog is damaged ({how}).").format(how=in_short(str(error))),
                _("Restore a backup."),
            ) from error
        raise in_words(error, target) or OSError(None, str(error)) from error
    if trouble := what_is_wrong(target):
        raise Expected(
            _("The catalog could not be backed up: {why}").format(why=trouble), _("Restore an older backup.")
        )


def _aside(catalog: Path, clock: Clock) -> Path:
    """A name for the old catalog that is free, for its companions too."""
    stem = f"{catalog.stem} before {clock().astimezone(UTC):%Y-%m-%d %H.%M.%S}"
    for number in itertools.count(1):
        aside = catalog.with_name(f"{stem}.db" if number == 1 else f"{stem} {number}.db")
        if not any(os.path.lexists(f"{aside}{companion}") for companion in ("", *_COMPANIONS)):
            return aside
    raise Bug("There is always one more number")


def _begun(folder: Path, at: datetime) -> tuple[datetime, Path]:
    """Begin a backup under the name of a moment that is nobody else's."""
    while True:
        name = f"catalog {at:%Y-%m-%d %H.%M.%S}"
        beside = folder / f"{name}.part"
        with suppress(FileExistsError):
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            if not any(folder.glob(f"{name}*.db")):
                return at, beside
            beside.unlink()
        at += timedelta(seconds=1)


def _clear_away(folder: Path) -> None:
    """Remove what a backup that was killed left behind; one that is being made is written to all the time."""
    for part in folder.glob("catalog *.part"):
        with suppress(OSError):
            if abs(time.time() - part.stat().st_mtime) > _ABANDONED:
                _forget(part)


def _rotate(
    there: dict[datetime, Path], rotation: Rotation, at: datetime, let_go: Callable[[Path], object]
) -> None:
    kept = to_keep(there.keys(), rotation, now=at)
    for moment in sorted(there.keys() - kept - {at}):
        with suppress(OSError):  # it will be tried again after the next backup
            there[moment].unlink()
            let_go(there[moment])
            seal_of(there[moment]).unlink(missing_ok=True)


def _forget(half_made: Path) -> None:
    for end in _HALF_MADE:
        half_made.with_name(half_made.name + end).unlink(missing_ok=True)


def _moment(path: Path) -> datetime | None:
    match = _NAME.fullmatch(path.name)
    if match is None:
        return None
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}:{match[3]}:{match[4]}+00:00")
    except ValueError:
        return None


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
