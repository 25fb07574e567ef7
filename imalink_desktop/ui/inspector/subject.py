"""`Subject`: what the inspector is about, read in one question, however many photos that are."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from imalink_desktop.catalog.catalog import Look
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.decisions import Visibility
from imalink_desktop.catalog.reads.detail import detail
from imalink_desktop.catalog.reads.organised import authors
from imalink_desktop.catalog.reads.parts import Detail
from imalink_desktop.catalog.reads.reasons import reasons
from imalink_desktop.catalog.reads.spaces import ShownIn, in_none, shown_in
from imalink_desktop.catalog.reads.summing import Summary, summary
from imalink_desktop.ui.inspector.because import because

_FEW = 5_000
"""Of more photos nobody looks whether a change concerns them: it is likely enough."""
_NEAR = frozenset({"space", "tag", "author", "drive", "folder", "camera", "lens", "stack", "import_session"})
"""Tables whose change is seen in photos that were not changed themselves."""
_FILES = frozenset({"image_file"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Some photos, what they have in common, and all there is to know if it is one."""

    photos: Sequence[int] = field(default_factory=lambda: array("q"))
    summary: Summary = field(default_factory=Summary)
    detail: Detail | None = None
    why: Mapping[str, str] = field(default_factory=dict)
    """Sentences, by what they are about."""
    spaces: Sequence[ShownIn] = ()
    """Every space there is, and how many of the photos are in it."""
    in_none: int = 0
    """How many are meant for spaces, and in none."""
    authors: Mapping[int, str] = field(default_factory=dict)
    """Their names, where two of them are in doubt."""

    @property
    def total(self) -> int:
        """How many photos there are."""
        return self.summary.total

    def is_touched_by(self, changes: Changes) -> bool:
        """Whether a change may be seen here."""
        if not _NEAR.isdisjoint(changes.rows):
            return True
        if self.detail is not None and (files := changes.rows.get("image_file")):
            return not files.isdisjoint(file.id for file in self.detail.files) or bool(
                changes.photos and not changes.photos.isdisjoint(self.photos)
            )
        if len(self.photos) > _FEW:
            return bool(changes.photos) or not _FILES.isdisjoint(changes.rows)
        return not changes.photos.isdisjoint(self.photos)


def look_at(look: Look, photos: Sequence[int], online: Collection[int]) -> Subject:
    """Read all that the inspector tells of these photos."""
    if not photos:
        return Subject()
    whole = detail(look, photos[0], online=online) if len(photos) == 1 else None
    why: dict[str, list[str]] = {}
    for reason in () if whole is None else reasons(whole):
        why.setdefault(reason.about, []).append(because(reason))
    together = summary(look, photos, online=online)
    sentences = {about: " ".join(told) for about, told in why.items()}
    unseen = in_none(look, photos) if together.visibility.get(Visibility.SPACE) else 0
    names = {one.id: one.name for one in authors(look)} if _is_of_doubtful_author(whole) else {}
    return Subject(photos, together, whole, sentences, shown_in(look, photos), unseen, names)


def _is_of_doubtful_author(whole: Detail | None) -> bool:
    return whole is not None and any(one.field == "author_id" for one in whole.conflicts)
