"""Which files of a card travel together, and what a template is told of each. Pure; nothing is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePath

from imalink_core.pairing import Group, Role, Shot, pair
from imalink_core.pairing.names import fold, read_name
from imalink_desktop.importing.copying.template import UNDATED, PhotoFacts
from imalink_desktop.importing.scan import Candidate, Facts

_LONGEST = 16
"""Bytes of what may be an extension."""


@dataclass(frozen=True, slots=True)
class OnCard:
    """Something that the walk met on the card, and what the glance saw of it."""

    candidate: Candidate
    shot: Shot | None = None
    """None where the content is of no kind that is known; such a file is copied all the same."""
    is_wanted: bool = True
    """False where the photographer chose to leave it on the card."""


@dataclass(frozen=True, slots=True)
class Sent:
    """One file on its way."""

    path: Path
    seen: Facts
    """As the walk saw it; a file that is another one by now is not copied for it."""
    facts: PhotoFacts

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.seen.size


@dataclass(frozen=True, slots=True)
class Parcel:
    """The files of one photo: they get one stem, and one number where it is taken."""

    files: tuple[Sent, ...]


def arrange(met: Iterable[OnCard], title: str = "", first_number: int = 1) -> tuple[Parcel, ...]:
    """Put what is to be copied into parcels, in the order in which it was taken, undated ones last.

    Files that nobody here can read, such as a camera's sound notes, travel with the photo of their name.
    """
    wanted = [one for one in met if one.is_wanted and not one.candidate.skipped]
    seen = {one.candidate.path: one.candidate.facts for one in wanted if one.candidate.problem is None}
    facts = {path: known for path, known in seen.items() if known is not None}
    shots = {one.candidate.path: one.shot for one in wanted if one.shot and one.candidate.path in facts}
    drafts = [_Draft.of_photo(group) for group in pair(shots.values())]
    homes: dict[tuple[Path, str], _Draft] = {}
    for draft in drafts:
        for name in draft.names:
            homes.setdefault((draft.folder, name), draft)
    for path in sorted(facts.keys() - shots.keys()):
        # Of `DSC_1.NEF.pp3` the file it tells of, of `DSC_1.WAV` the photo of its name.
        stem = fold(_split(path.name)[0])
        home = homes.get((path.parent, stem))
        if home is None:
            home = homes[path.parent, stem] = _Draft.of_file(path)
            drafts.append(home)
        else:
            home.add(path)
    drafts.sort(key=lambda draft: (draft.when, draft.first))
    return tuple(
        Parcel(tuple(Sent(path, facts[path], told) for path, told in draft.told(title, number)))
        for number, draft in enumerate(drafts, first_number)
    )


class _Draft:
    """The files of one photo while their names are being thought of."""

    def __init__(self, stem: str, taken_at: datetime | None = None, camera: str = "") -> None:
        self.taken_at = taken_at
        self._stem = stem
        self._camera = camera
        self._endings: dict[Path, str] = {}

    @classmethod
    def of_photo(cls, group: Group) -> _Draft:
        """Of files that are one photo: the first that knows something speaks for all."""
        shots = [member.shot for member in group.members]
        taken_at = next((shot.taken_at for shot in shots if shot.taken_at is not None), None)
        camera = next((shot.camera for shot in shots if shot.camera), "")
        draft = cls(_stem(group.lead.path.name, alone=len(shots) == 1), taken_at, camera)
        for member in group.members:
            draft.add(Path(member.shot.path), "-edited" if member.role is Role.EDITED else "")
        return draft

    @classmethod
    def of_file(cls, path: Path) -> _Draft:
        """Of a file that belongs to no photo."""
        draft = cls(_split(path.name)[0])
        draft.add(path)
        return draft

    @property
    def when(self) -> str:
        """A key to sort by; what has no date comes after all that has."""
        return UNDATED if self.taken_at is None else self.taken_at.isoformat()

    @property
    def first(self) -> Path:
        """The file that stands for the photo."""
        return next(iter(self._endings))

    @property
    def folder(self) -> Path:
        """Where on the card its files lie: all in one folder."""
        return self.first.parent

    @property
    def names(self) -> Iterator[str]:
        """What a file of unknown kind may be called after: the photo, or one of its files."""
        yield fold(self._stem)
        for path in self._endings:
            yield fold(path.name)
            yield fold(_split(path.name)[0])

    def add(self, path: Path, mark: str = "") -> None:
        """Put a file in and find an ending for it that no other has."""
        before, extension = _split(path.name)
        for other, ending in self._endings.items():
            if fold(other.name) == fold(before):
                extension = ending + extension
        taken = {fold(ending) for ending in self._endings.values()}
        marks = (mark, *(f"~{number}" for number in range(2, len(taken) + 3)))
        self._endings[path] = next(end for each in marks if fold(end := each + extension) not in taken)

    def told(self, title: str, number: int) -> Iterator[tuple[Path, PhotoFacts]]:
        """What the template is told of each file."""
        for path, ending in self._endings.items():
            facts = PhotoFacts(path.name, self._stem, ending, self.taken_at, self._camera, title, number)
            yield path, facts


def _stem(name: str, *, alone: bool) -> str:
    """What the files of a photo are called together, as it is written in the name of the first."""
    stem, photo = _split(name)[0], read_name(PurePath(name)).photo
    return stem[: len(photo)] if not alone and fold(stem[: len(photo)]) == photo else stem


def _split(name: str) -> tuple[str, str]:
    """A name in two: `DSC_1` and `.NEF`. What is too long to be an extension is none."""
    stem, dot, extension = name.rpartition(".")
    if not stem.strip(". ") or not extension.strip() or len(extension.encode("utf-8", "replace")) > _LONGEST:
        return name, ""
    return stem, dot + extension
