"""A photo while its files are being found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

from imalink_core.formats.format import Kind
from imalink_core.pairing.names import Mark, Name
from imalink_core.pairing.reasons import Reason
from imalink_core.pairing.shot import Group, Member, Role, Shot, in_order

TWIN_GAP = timedelta(seconds=2)

_ROLES = {
    Kind.PICTURE: Role.PICTURE,
    Kind.RAW: Role.RAW,
    Kind.VIDEO: Role.VIDEO,
    Kind.SIDECAR: Role.SIDECAR,
    Kind.OTHER: Role.OTHER,
}
_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Named:
    """A shot with its name read."""

    shot: Shot
    name: Name


@dataclass(slots=True)
class Draft:
    """The files of one photo so far, and why they are in it."""

    files: list[Named]
    codes: set[str] = field(default_factory=set)
    full_names: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.full_names.update(file.name.full for file in self.files)

    @property
    def taken_at(self) -> datetime | None:
        """The earliest time among the files; the first file has it if any has."""
        return self.files[0].shot.taken_at

    @property
    def has_raw(self) -> bool:
        """Whether a RAW is in it."""
        return any(file.shot.kind is Kind.RAW for file in self.files)

    def add(self, file: Named, code: str | None = None) -> None:
        """Put a file in, with the reason if it needs one of its own."""
        self.files.append(file)
        self.full_names.add(file.name.full)
        if code is not None:
            self.codes.add(code)

    def finish(self) -> Group:
        """Give every file its role and tell the reasons."""
        pictures = [file for file in self.files if file.shot.kind in (Kind.PICTURE, Kind.RAW)]
        self._tell_why(pictures)
        # Where the photo itself is not here, its edited copy is the photo.
        has_plain = any(file.name.mark is not Mark.EDITED for file in pictures)
        ranked = sorted(self.files, key=lambda file: self._rank(file, has_plain=has_plain))
        members = tuple(Member(file.shot, _role(file, has_plain=has_plain)) for file in ranked)
        reasons = sorted(map(Reason, self.codes or {"alone"}), key=lambda reason: reason.rank)
        return Group(members, tuple(reasons))

    def _tell_why(self, pictures: list[Named]) -> None:
        if any(file.name.motion for file in pictures):
            self.codes.add("motion_photo")
        if len(pictures) < 2:
            return
        if any(file.name.by_phone for file in pictures):
            self.codes.add("phone_naming")
        if any(file.name.mark is Mark.EDITED for file in pictures):
            self.codes.add("edited_copy")
        timed = all(file.shot.taken_at is not None for file in pictures)
        self.codes.add("same_name_and_time" if timed else "same_name")

    def _rank(self, file: Named, *, has_plain: bool) -> tuple[int, int, bool, tuple[str, ...]]:
        role = _role(file, has_plain=has_plain)
        loose = role is Role.SIDECAR and file.name.without_extension not in self.full_names
        return _RANK[role], file.name.mark, loose, in_order(file.shot)


def _role(file: Named, *, has_plain: bool) -> Role:
    if file.shot.kind is Kind.PICTURE and file.name.mark is Mark.EDITED and has_plain:
        return Role.EDITED
    return _ROLES[file.shot.kind]


def split_by_time(files: list[Named]) -> list[Draft]:
    """Part files of one name into photos: within two seconds of each other is one.

    Who does not say when it was taken joins the first. Two files that differ in
    nothing but capital letters are never one photo.
    """
    dated = [(file.shot.taken_at, file) for file in files if file.shot.taken_at is not None]
    dated.sort(key=lambda pair: (pair[0], in_order(pair[1].shot)))
    drafts: list[Draft] = []
    for taken_at, file in dated:
        start = drafts[-1].taken_at if drafts else None
        if start is not None and taken_at - start <= TWIN_GAP and file.name.full not in drafts[-1].full_names:
            drafts[-1].add(file)
        else:
            drafts.append(Draft([file]))
    for before, after in pairwise(drafts):
        _tell_apart(before, after)
    for file in files:
        if file.shot.taken_at is None:
            _join_undated(file, drafts)
    return drafts


def _tell_apart(before: Draft, after: Draft) -> None:
    if before.taken_at is not None and after.taken_at is not None:
        apart = after.taken_at - before.taken_at > TWIN_GAP
        code = "other_time" if apart else "same_spelling"
        before.codes.add(code)
        after.codes.add(code)


def _join_undated(file: Named, drafts: list[Draft]) -> None:
    if drafts and file.name.full not in drafts[0].full_names:
        drafts[0].add(file)
    elif drafts:
        drafts.append(Draft([file], {"same_spelling"}))
    else:
        drafts.append(Draft([file]))
