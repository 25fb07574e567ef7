"""What the import says: its words and marks, in one place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from imalink_core.errors import PROBLEMS
from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Progress
from imalink_desktop.base.sizes import in_words
from imalink_desktop.importing.copying.report import CopyReport
from imalink_desktop.importing.copying.report import Fate as Copied
from imalink_desktop.importing.foreseeing import Outlook
from imalink_desktop.jobs.ticket import Phase, Status
from imalink_desktop.ui.wording import _, many, number, retold


@dataclass(frozen=True, slots=True)
class Kind:
    """How one of several outcomes is shown: its icon, the token of its colour, its words and a hint."""

    icon: str
    tint: str
    words: str
    hint: str


def outlooks() -> Mapping[Outlook, Kind]:
    """What an import would do with files, in the order in which it is shown."""
    return {
        Outlook.NEW: Kind("photos", "good", _("New photos"), _("They will come into the library.")),
        Outlook.TWIN: Kind(
            "raw-jpeg", "icon", _("RAW and JPEG pairs"), _("Shown as one photo with the file they belong to.")
        ),
        Outlook.SIDECAR: Kind(
            "pencil", "icon", _("Sidecar files"), _("What other programs wrote about a photo is heard.")
        ),
        Outlook.DUPLICATE: Kind(
            "copy", "icon", _("Copies"), _("The very same file is there already: one photo, one more place.")
        ),
        Outlook.CHANGED: Kind("redo", "icon", _("Changed since"), _("They will be read again.")),
        Outlook.MOVED: Kind(
            "folder", "icon", _("Moved or renamed"), _("They keep everything you decided about them.")
        ),
        Outlook.UNCHANGED: Kind("check", "text_quiet", _("In the library already"), _("Nothing is done.")),
        Outlook.SKIPPED: Kind("minus", "text_quiet", _("Left out"), _("On purpose; the list says why.")),
        Outlook.UNSUPPORTED: Kind("close", "text_quiet", _("Not supported"), _("No photos or videos.")),
        Outlook.FAILED: Kind("warning", "warning", _("Cannot be read"), _("The list says why.")),
    }


def fates() -> Mapping[str, Kind]:
    """What became of files."""
    return {
        "imported": Kind("check", "good", _("Imported"), _("In the library, with this import.")),
        "duplicate": Kind("copy", "icon", _("Copies"), _("The same file was there: one more place of it.")),
        "unchanged": Kind("photos", "text_quiet", _("Already there"), _("Known, and as they were.")),
        "skipped": Kind("minus", "text_quiet", _("Left out"), _("On purpose, or no photos.")),
        "failed": Kind("warning", "warning", _("Not read"), _("Something is wrong with them.")),
    }


def copy_fates() -> Mapping[Copied, Kind]:
    """What became of files of a card that was copied, the least safe first."""
    return {
        Copied.FAILED: Kind("warning", "warning", _("Could not be copied"), ""),
        Copied.PARTLY: Kind("warning", "warning", _("Safe in one place only"), ""),
        Copied.NOT_REACHED: Kind("warning", "warning", _("Not reached"), ""),
        Copied.AWAY: Kind("warning", "warning", _("Still to be read"), ""),
        Copied.LEFT: Kind("minus", "text_quiet", _("Left on the card"), ""),
        Copied.COPIED: Kind("check", "good", _("Copied and read back"), ""),
        Copied.THERE_ALREADY: Kind("copy", "text_quiet", _("There already, byte for byte"), ""),
    }


def copied_in_words(report: CopyReport) -> str:
    """How much of a card is where it was to be copied to."""
    new, there = report.counts[Copied.COPIED], report.counts[Copied.THERE_ALREADY]
    said = [many("{n} file was copied and read back.", "{n} files were copied and read back.", new)]
    if there:
        said.append(many("{n} was there already.", "{n} were there already.", there))
    return " ".join(said)


def reason(code: str | None, message: str | None) -> str:
    """Why, in a sentence on one line."""
    general = PROBLEMS.get(code or "", "")
    return " ".join(retold(message or general, general).split())


def named(source: PurePath | str) -> str:
    """A folder or file as people call it."""
    path = PurePath(source)
    return path.name or str(path)


def folder_and_name(path: str) -> tuple[str, str]:
    """A path of whatever system in two."""
    cut = max(path.rfind("/"), path.rfind("\\") if path[1:3] == ":\\" or path.startswith("\\\\") else -1)
    return (path[:cut] or path[: cut + 1], path[cut + 1 :]) if cut >= 0 else ("", path)


def short(path: str) -> str:
    """A path with the home folder as `~`."""
    home = kept_path(Path.home())
    return "~" + path[len(home) :] if path == home or path.startswith(home + "/") else path


def several(sources: Sequence[PurePath]) -> str:
    """Folders and files in a few words: “Card 1”, “Card 1 and 3 more”."""
    if not sources:
        return ""
    first = _("“{name}”").format(name=kept_path(PurePath(named(sources[0]))))
    rest = len(sources) - 1
    return many("{first} and {n} more", "{first} and {n} more", rest, first=first) if rest else first


def import_of(title: str | None, sources: Sequence[PurePath]) -> str:
    """What an import is called."""
    named_so = _("“{name}”").format(name=title) if title else several(sources)
    return _("Import of {what}").format(what=named_so)


def at_work(what: str) -> str:
    """What a job is doing, as the lower rooms call it, in words."""
    said = _(what)
    return said[:1].upper() + said[1:]


def line(name: str, status: Status[object]) -> str:
    """How a job stands, on one line: “Reading photos 1,204 of 3,000, 2:10 min left”."""
    progress = status.progress
    match status.phase:
        case Phase.WAITING:
            return _("{name}: waiting").format(name=name)
        case Phase.STOPPING:
            return _("{name}: stopping…").format(name=name)
        case Phase.PAUSED:
            return _("Paused: {what}").format(what=amount(progress) if progress else name)
    if progress is None:
        return name
    left = status.seconds_left
    return amount(progress) if not left else f"{amount(progress)}, {time_left(left)}"


def amount(progress: Progress) -> str:
    """How far it is: “Reading photos 1,204 of 3,000”."""
    what, done = at_work(progress.what), progress.done
    said = in_words if progress.in_bytes else number
    if progress.total is None:
        return f"{what} {said(done)}" if done else f"{what}…"
    return _("{what} {done} of {total}").format(what=what, done=said(done), total=said(progress.total))


def pace(status: Status[object]) -> str:
    """How fast it goes, and how long the rest takes."""
    if status.phase is not Phase.RUNNING or status.progress is None:
        return ""
    speed = status.per_second
    parts = []
    if speed:
        said = (
            in_words(speed)
            if status.progress.in_bytes
            else f"{speed:,.0f}"
            if speed >= 10
            else f"{speed:.1f}"
        )
        parts.append(_("{speed} a second").format(speed=said))
    if status.seconds_left:
        parts.append(time_left(status.seconds_left))
    return " · ".join(parts)


def time_left(seconds: float) -> str:
    """How long it still takes, no more exactly than is known."""
    if seconds < 60:
        return _("{n} s left").format(n=max(1, round(seconds)))
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 60:
        return _("{minutes}:{seconds} min left").format(minutes=minutes, seconds=f"{rest:02}")
    hours, minutes = divmod(minutes, 60)
    return _("{hours}:{minutes} h left").format(hours=hours, minutes=f"{minutes:02}")


def gone(many_gone: int, of: int) -> str:
    """What is asked when a great part of a source is not there."""
    return _("{gone} of {of} files that were here are not there any more.").format(
        gone=number(many_gone), of=number(of)
    )


def room(needed: int, free: int | None, disk: str) -> str:
    """Whether copies have room."""
    if free is None:
        return _("{needed} to copy. How much is free on {disk} cannot be told.").format(
            needed=in_words(needed), disk=disk
        )
    if free < needed:
        return _("{needed} to copy, but only {free} free on {disk}.").format(
            needed=in_words(needed), free=in_words(free), disk=disk
        )
    return _("{needed} to copy, {free} free on {disk}.").format(
        needed=in_words(needed), free=in_words(free), disk=disk
    )
