"""Copy mode: the files of a card are copied and proved first, and then the copies are imported."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from imalink_desktop.base.names import kept_path
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.importing.copying.template import DEFAULT, Template
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.left_out import LeaveOut

if TYPE_CHECKING:
    from imalink_desktop.importing.copying.arranging import OnCard
    from imalink_desktop.importing.copying.report import CopyReport
    from imalink_desktop.importing.report import Report


@dataclass(frozen=True, slots=True)
class CopyWish:
    """Where the copies go, and under which names."""

    folder: Path
    backup: Path | None = None
    """A second place, best on another drive."""
    template: str = DEFAULT


@dataclass(frozen=True, slots=True)
class FromCard:
    """What was copied, if that was asked for, and what came of importing it, if there was anything."""

    copied: CopyReport | None
    report: Report | None


def bring_in_copies(darkroom: Darkroom, wish: Wish, copying: CopyWish) -> Job[FromCard]:
    """Copy what lies in the sources, and import the copies."""
    from imalink_desktop.importing.copying.copying import copy
    from imalink_desktop.importing.copying.earlier import earlier_copies
    from imalink_desktop.importing.copying.looking import look_at
    from imalink_desktop.importing.looking import LOOKING
    from imalink_desktop.importing.run import bring_in
    from imalink_desktop.importing.scan import scan

    template = Template.parse(copying.template)
    folder = Path(os.path.realpath(copying.folder))  # as the copies are called
    mounted = darkroom.mounted()
    met: list[OnCard] = []
    for candidate in scan(wish.sources, leave_out=LeaveOut.SYSTEM, ours=wish.ours):
        met.append(look_at(candidate))
        yield Progress(LOOKING, len(met))
    roots = [folder] if copying.backup is None else [folder, copying.backup]
    copied = yield from copy(
        met,
        folder,
        copying.backup,
        sources=wish.sources,
        template=template,
        title=wish.title or "",
        mounted=mounted,
        mounted_now=darkroom.mounted,
        earlier=earlier_copies(darkroom.catalog, roots, met, mounted),
    )
    # Where each file is now, in the first of the two places.
    places = (each.path for file in copied.files for each in file.copies)
    copies = tuple(path for path in places if path.is_relative_to(folder))
    if not copies:
        return FromCard(copied, None)
    called = f"{', '.join(map(kept_path, wish.sources))} → {kept_path(folder)}"
    report = yield from bring_in(darkroom, replace(wish, sources=copies, called=called))
    return FromCard(copied, report)
