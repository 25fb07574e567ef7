"""Bursts and brackets of what an import brought are folded into stacks, as soon as they can be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from imalink_core.pairing import Burst, BurstKind, Shot, bursts
from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.base.words import marked
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.stacking import Seen, StackKind, fold_seen
from imalink_desktop.catalog.reads.files import Frame, folders_of_import, leading_frames
from imalink_desktop.importing.grouping import shot_by_frame

FOLDING = marked("putting bursts together")

_KINDS = {BurstKind.BURST: StackKind.BURST, BurstKind.BRACKET: StackKind.BRACKET}
_FOLDERS = 20


def fold_bursts(catalog: Catalog, session: int, after: int = 0) -> Job[int]:
    """Fold the bursts in the folders to which an import brought photos; answer how many there are.

    Only those with something new in them: what the photographer has unfolded since stays so. New is what
    this import brought `after` the last photo that it has looked at for this, before it was interrupted.
    """
    with catalog.reading() as look:
        folders = folders_of_import(look, session)
    found = 0
    for start in range(0, len(folders), _FOLDERS):
        with catalog.reading() as look:
            frames = leading_frames(look, folders[start : start + _FOLDERS])
        seen = list(_seen(frames, session, after))
        if seen:
            fold_seen(catalog, seen)
        found += len(seen)
        yield Progress(FOLDING, min(start + _FOLDERS, len(folders)), len(folders))
    return found


def _seen(frames: Iterable[Frame], session: int, after: int) -> Iterator[Seen]:
    by_shot: dict[Shot, Frame] = {}
    for frame in frames:
        by_shot[shot_by_frame(PurePath(str(frame.folder)), frame)] = frame
    for burst in bursts(by_shot):
        members = [by_shot[shot] for shot in burst.frames]
        if any(frame.session == session and frame.photo > after for frame in members):
            yield Seen(_in_order(burst, by_shot), _KINDS[burst.kind], burst.reason.sentence)


def _in_order(burst: Burst, by_shot: dict[Shot, Frame]) -> tuple[int, ...]:
    """The photos, the cover on top."""
    rest = (shot for shot in burst.frames if shot is not burst.cover)
    return tuple(dict.fromkeys(by_shot[shot].photo for shot in (burst.cover, *rest)))
