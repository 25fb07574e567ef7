"""Knowing photos again: each is taken in once, by its uid, by its files, or by its look.

    the same uid again                      that photo
    a new uid, a file the account has       that photo too, and the sender takes over its uid
    no uid, a hothash the account has       that photo
    anything else                           a new one

Of other accounts nothing is asked, so nothing can be learned of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from imalink_server.db import photos
from imalink_server.db.models import Photo
from imalink_server.services.photos.arriving import Arrival
from imalink_server.services.writing import Writing


@dataclass(slots=True)
class Known:
    """An account's photos that some arrivals could be, those of them included that have just come."""

    by_uid: dict[str, Photo] = field(default_factory=dict)
    by_file: dict[str, Photo] = field(default_factory=dict)
    by_hothash: dict[str, Photo] = field(default_factory=dict)

    @classmethod
    def of(cls, w: Writing, arrivals: Sequence[Arrival]) -> Known:
        """Ask the database once for all of them."""
        mine = w.me.account_id
        uids = [each.uid for each in arrivals if each.uid is not None]
        looks = [each.submission.egg.hothash for each in arrivals if each.uid is None]
        digests = [digest for each in arrivals if each.uid is not None for digest in _digests(each)]
        return cls(
            photos.by_uids(w.session, mine, uids),
            photos.by_files(w.session, mine, digests),
            photos.by_hothashes(w.session, mine, looks),
        )

    def photo(self, arrival: Arrival) -> Photo | None:
        """The photo that has arrived once more."""
        if arrival.uid is None:
            return self.by_hothash.get(arrival.submission.egg.hothash)
        found = self.by_uid.get(arrival.uid)
        same = [self.by_file[digest] for digest in _digests(arrival) if digest in self.by_file]
        return found or min(same, key=_age, default=None)

    def add(self, photo: Photo, arrival: Arrival) -> None:
        """Know one that is here now, for those that come after it."""
        self.by_uid.setdefault(photo.uid, photo)
        if photo.trashed_at is not None:
            return
        self.by_hothash.setdefault(photo.hothash, photo)
        for digest in _digests(arrival):
            self.by_file.setdefault(digest, photo)


def _digests(arrival: Arrival) -> Iterable[str]:
    return (file.sha256 for file in arrival.files if file.sha256 is not None)


def _age(photo: Photo) -> float:
    """The oldest first; one that has no number yet is the youngest."""
    return photo.id or float("inf")
