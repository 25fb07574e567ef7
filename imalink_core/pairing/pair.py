"""`pair`: which files are one photo. A pure function: no file is opened, no order matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from pathlib import PurePath

from imalink_core.formats.format import Kind
from imalink_core.pairing.draft import Draft, Named, split_by_time
from imalink_core.pairing.names import Mark, read_name
from imalink_core.pairing.shot import Group, Shot, in_order

LIVE_SECONDS = 5.0
# A video's clock may be on UTC where the photo's is local; no two zones are further apart.
_ZONES = timedelta(hours=26)
# Photos of one name in one folder differ in their extension: there cannot be many.
_FEW = 8


def pair(shots: Iterable[Shot]) -> tuple[Group, ...]:
    """Put the files of each photo together. Every shot is in exactly one group."""
    folders: defaultdict[PurePath, list[Named]] = defaultdict(list)
    for shot in sorted(shots, key=in_order):
        folders[shot.path.parent].append(Named(shot, read_name(shot.path)))
    groups = [draft.finish() for files in folders.values() for draft in _Folder(files).drafts]
    return tuple(sorted(groups, key=lambda group: in_order(group.lead)))


class _Folder:
    """One folder: pictures find each other first, then videos and sidecars find their picture."""

    def __init__(self, files: list[Named]) -> None:
        by_kind: defaultdict[Kind, list[Named]] = defaultdict(list)
        for file in files:
            by_kind[file.shot.kind].append(file)
        self._by_name = _photos_by_name(by_kind[Kind.PICTURE] + by_kind[Kind.RAW])
        self.drafts = [draft for drafts in self._by_name.values() for draft in drafts]
        for video in by_kind[Kind.VIDEO]:
            self._place_video(video)
        self._by_full_name = _by_full_name(self.drafts)
        self._homes = _homes(self.drafts)
        for sidecar in by_kind[Kind.SIDECAR]:
            self._place_sidecar(sidecar)
        self.drafts.extend(Draft([other]) for other in by_kind[Kind.OTHER])

    def _place_video(self, video: Named) -> None:
        photos = self._by_name.get(video.name.photo, [])
        if not photos:
            self.drafts.append(Draft([video]))
        elif (video.shot.duration_seconds or 0.0) > LIVE_SECONDS:
            self.drafts.append(Draft([video], {"long_video"}))
        elif photo := next((photo for photo in photos[:_FEW] if _may_be_live(photo, video.shot)), None):
            photo.add(video, "live_photo")
        else:
            self.drafts.append(Draft([video], {"other_video"}))

    def _place_sidecar(self, sidecar: Named) -> None:
        if draft := self._by_full_name.get(sidecar.name.without_extension):
            draft.add(sidecar, "sidecar_full_name")
        elif draft := self._homes.get(sidecar.name.photo):
            draft.add(sidecar, "sidecar_name")
        else:
            self.drafts.append(Draft([sidecar], {"lone_sidecar"}))


def _photos_by_name(files: list[Named]) -> dict[str, list[Draft]]:
    by_name: defaultdict[str, list[Named]] = defaultdict(list)
    for file in files:
        by_name[file.name.photo].append(file)
    photos: dict[str, list[Draft]] = {}
    for name, alike in by_name.items():
        if any(file.name.mark is not Mark.EDITED for file in alike):
            photos[name] = split_by_time(alike)
        else:
            photos[name] = [draft for twins in _by_stem(alike) for draft in split_by_time(twins)]
    return photos


def _by_stem(files: list[Named]) -> Iterable[list[Named]]:
    """Copies whose photo is not here: `DSC~1.JPG` and `DSC~2.JPG` may be of two photos."""
    stems: defaultdict[str, list[Named]] = defaultdict(list)
    for file in files:
        stems[file.name.without_extension].append(file)
    return stems.values()


def _by_full_name(drafts: list[Draft]) -> dict[str, Draft]:
    return {file.name.full: draft for draft in reversed(drafts) for file in draft.files}


def _homes(drafts: list[Draft]) -> dict[str, Draft]:
    """Where `IMG.xmp` belongs: to the RAW of that name if there is one, else to the first."""
    homes: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda draft: not draft.has_raw):
        for file in draft.files:
            homes.setdefault(file.name.photo, draft)
    return homes


def _may_be_live(photo: Draft, video: Shot) -> bool:
    """Whether nothing that is known speaks against the video being the photo's."""
    if photo.taken_at is None or video.taken_at is None:
        return True
    return abs(photo.taken_at - video.taken_at) <= _ZONES
