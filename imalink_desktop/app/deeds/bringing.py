"""`imalink import`: bring photos into the catalog, and tell what became of every file."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from imalink_core import Hatchery
from imalink_desktop.app.caller import Caller, caller
from imalink_desktop.app.deeds import copied, foretelling
from imalink_desktop.app.deeds.answers import Json, as_json
from imalink_desktop.app.deeds.recalling import fates_of, told_of, with_problems
from imalink_desktop.app.exits import Exit, WrongUse
from imalink_desktop.app.library import (
    answered,
    drives_there,
    or_an_empty_one,
    previews_of,
    to_change,
    to_look,
)
from imalink_desktop.app.preferred import settings_of
from imalink_desktop.app.telling import tell
from imalink_desktop.app.watching import show, waited_for, wipe
from imalink_desktop.app.words.bringing import Importing
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.paths import Paths
from imalink_desktop.base.words import _
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.words import name
from imalink_desktop.catalog.reads.drives import drives
from imalink_desktop.catalog.wording import counted
from imalink_desktop.importing.copying.template import DEFAULT, Template
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.foreseeing import foresee
from imalink_desktop.importing.from_card import CopyWish, FromCard, bring_in_copies
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.renewing import renewed
from imalink_desktop.importing.report import Report
from imalink_desktop.importing.run import bring_in
from imalink_desktop.importing.volumes import all_mounted
from imalink_desktop.jobs.lanes import WIDTHS, Lane
from imalink_desktop.jobs.room import PlainRoom
from imalink_desktop.settings.schema import Settings

_NAME = "import"


def run(typed: Importing) -> int:
    """Import, and answer when the last file has been read."""
    settings = settings_of(typed.paths)
    wish, copying = _wish(typed, settings), _copy_wish(typed)
    if typed.dry_run:
        if copying is not None:
            raise WrongUse(
                "What copying would do cannot be told beforehand.",
                "Leave out --copy-to to see what there is to import.",
            )
        with (
            or_an_empty_one(typed.paths) as paths,
            to_look(paths) as catalog,
            _darkroom(catalog, paths, typed, settings) as (darkroom, room),
        ):
            foresight = waited_for(room, foresee(darkroom, wish), _NAME)
            return max(foretelling.tell(foresight, as_document=typed.json), answered(catalog))
    if copying is not None:
        _look_at_folders(wish, copying)
    began = time.monotonic()
    with to_change(typed.paths, begins=True) as catalog:
        if (one := caller()) is not None:
            if typed.workers is not None:
                tell("The open window reads the files, with its own workers: --workers changes nothing.")
            done = _by_the_window(one, wish, copying)
        else:
            done = _here(catalog, typed, settings, wish, copying)
        seconds = round(time.monotonic() - began, 3)
        if typed.json:
            as_json(_document(catalog, done, seconds))
        else:
            if done.copied is not None:
                copied.told(done.copied)
            if done.report is not None and done.report.found:
                told_of(catalog, done.report.session)
            elif done.report is not None:
                tell(_empty(catalog, wish))
    return _ended(done)


def _by_the_window(one: Caller, wish: Wish, copying: CopyWish | None) -> FromCard:
    """It reads files itself, and two who read the same would be in each other's way."""
    try:
        return one.bring(wish, copying, show)
    finally:
        wipe()


def _here(
    catalog: Catalog, typed: Importing, settings: Settings, wish: Wish, copying: CopyWish | None
) -> FromCard:
    with _darkroom(catalog, typed.paths, typed, settings) as (darkroom, room):
        if copying is None:
            done = FromCard(None, waited_for(room, bring_in(darkroom, wish), _NAME))
        else:
            done = waited_for(room, bring_in_copies(darkroom, wish, copying), _NAME)
        if done.report is not None:
            waited_for(room, renewed(darkroom), _NAME)
    return done


def _ended(done: FromCard) -> int:
    problems = done.copied is not None and done.copied.is_unfinished
    if done.report is not None:
        _tell_what_is_open(done.report)
        problems = problems or with_problems(done.report.session) or done.report.waiting > 0
    return Exit.WITH_PROBLEMS if problems else Exit.DONE


def _copy_wish(typed: Importing) -> CopyWish | None:
    if typed.copy_to is None:
        if typed.second_copy or typed.template is not None:
            raise WrongUse(
                "A second copy and a template are for copying.", "Say where the copies go, by --copy-to."
            )
        return None
    template = DEFAULT if typed.template is None else typed.template
    with _as_wrong_use():
        Template.parse(template)
    second = typed.second_copy and typed.second_copy.absolute()
    return CopyWish(typed.copy_to.absolute(), second, template)


def _look_at_folders(wish: Wish, copying: CopyWish) -> None:
    """Refuse what cannot be copied before a library is begun for it."""
    from imalink_desktop.importing.copying.checking import drives_of

    roots = [copying.folder] if copying.backup is None else [copying.folder, copying.backup]
    drives_of(wish.sources, roots, all_mounted())


def _wish(typed: Importing, settings: Settings) -> Wish:
    with _as_wrong_use():
        author = None if typed.author is None else name(typed.author, _("An author needs a name."))
    skip_hidden = settings.importing.skip_hidden and not typed.hidden
    return Wish(
        sources=tuple(source.absolute() for source in typed.sources),
        title=typed.title,
        author=author,
        leave_out=LeaveOut.HIDDEN if skip_hidden else LeaveOut.SYSTEM,
        accept_gone=typed.gone,
        ours=(typed.paths.data, typed.paths.cache, typed.paths.config, typed.paths.state),
    )


@contextmanager
def _as_wrong_use() -> Iterator[None]:
    """What makes no sense was typed so."""
    try:
        yield
    except Expected as error:
        raise WrongUse(error.sentence, error.next_step) from None


@contextmanager
def _darkroom(
    catalog: Catalog, paths: Paths, typed: Importing, settings: Settings
) -> Iterator[tuple[Darkroom, PlainRoom]]:
    wanted = typed.workers or settings.importing.workers or WIDTHS[Lane.HATCHING]
    with ExitStack() as open_ones:
        previews = open_ones.enter_context(previews_of(paths, settings))
        hatchery = open_ones.enter_context(Hatchery())
        room = open_ones.enter_context(PlainRoom({**WIDTHS, Lane.HATCHING: wanted}))
        cold = settings.importing.cold_side if settings.importing.cold_previews else None
        yield Darkroom(catalog, previews, hatchery, room.workers(), cold), room


def _document(catalog: Catalog, done: FromCard, seconds: float) -> Json:
    copies = {} if done.copied is None else {"copies": copied.document(done.copied)}
    report = done.report
    if report is None:
        return {"session": None, **copies, "seconds": seconds}
    counts = report.session.fates
    fates = fates_of(catalog, report.session.id)
    return {
        "session": report.session.id if report.found else None,
        "found": report.found,
        "imported": counts["imported"],
        "duplicates": counts["duplicate"],
        "unchanged": counts["unchanged"],
        "skipped": fates["skipped"],
        "failed": fates["failed"],
        "photos": report.session.photos,
        "bursts": report.bursts,
        "gone": len(report.gone.files),
        "waiting": report.waiting,
        **copies,
        "seconds": seconds,
    }


def _empty(catalog: Catalog, wish: Wish) -> str:
    """Nothing was there. Where a drive was seen last, it may be the drive that is not."""
    places = [kept_path(source) for source in wish.sources]
    with catalog.reading() as look:
        known = drives(look)
    there = drives_there(catalog)
    away = next((one.label for one in known if one.last_mount in places and one.id not in there), None)
    if away is not None:
        return f"There is nothing to import: {away} is not connected. Connect it, then import again."
    return f"There is nothing to import in {', '.join(places)}."


def _tell_what_is_open(report: Report) -> None:
    if report.gone.files:
        tell(
            f"Of {report.gone.of:,} files that were here, {len(report.gone.files):,} are no longer there. "
            "Nothing has been changed: they may have been moved, or a drive may be missing. "
            "If they are really gone, import once more with --gone."
        )
    if report.waiting:
        tell(
            f"A drive has gone: {counted(report.waiting, 'file')} still to be read. "
            "Plug it in and import again."
        )
