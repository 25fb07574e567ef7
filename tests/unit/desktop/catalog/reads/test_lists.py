"""Drives, imports, conflicts, shoots, authors, searches, and what was done."""

from __future__ import annotations

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, remembering, shooting
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict, ImportSession, SessionFile
from imalink_desktop.catalog.reads import drives, organised
from imalink_desktop.catalog.reads.conflicts import conflicts, conflicts_of, how_many
from imalink_desktop.catalog.reads.fates import Asked, page
from imalink_desktop.catalog.reads.sessions import sessions
from imalink_desktop.catalog.reads.steps import steps
from tests.unit.desktop.catalog.reads.album import BLUE, RED


def test_drives_are_online_when_somebody_says_so(album: Catalog) -> None:
    with album.reading() as look:
        found = drives.drives(look, online=[RED])
        assert [(drive.label, drive.is_online, drive.photos) for drive in found] == [
            ("Blue", False, 4),
            ("Red", True, 3),
        ]
        assert [(folder.path, folder.photos) for folder in drives.folders(look, drive=BLUE)] == [
            ("Pictures", 1),
            ("Pictures/2024/June", 3),
        ]
        assert [folder.id for folder in drives.folders(look, sources_only=True)] == [1, 2]


def test_an_import_accounts_for_every_file(album: Catalog) -> None:
    def work(writer: Writer) -> None:
        writer.insert(ImportSession, [{"source": "stick", "started_at": "2024-07-01"}])
        told = [("a", "imported", 1), ("b", "failed", None), ("c", "imported", 2), ("d", "duplicate", 1)]
        writer.insert(
            SessionFile,
            [
                {
                    "session_id": 2,
                    "path": path,
                    "fate": fate,
                    "photo_id": photo,
                    "code": None,
                    "message": None,
                }
                for path, fate, photo in told
            ],
        )

    album.transact(Op.REGISTER, work, by_machine=True)
    with album.reading() as look:
        stick, holidays = sessions(look)
        assert (stick.source, stick.found, stick.photos) == ("stick", 4, 0)
        assert stick.fates == {"imported": 2, "duplicate": 1, "unchanged": 0, "skipped": 0, "failed": 1}
        assert (holidays.title, holidays.found, holidays.photos) == ("Holidays", 0, 7)
        assert [each.path for each in page(look, Asked(2))] == ["a", "b", "c", "d"]
        (first,) = page(look, Asked(2, "imported"), limit=1)
        assert [each.photo_id for each in page(look, Asked(2, "imported"), first.id + 1)] == [2]


def test_conflicts_wait_in_the_order_they_were_noticed(album: Catalog) -> None:
    rows = [
        {"photo_id": photo, "field": "rating", "mine": "1", "theirs": "2", "noticed_at": "2024"}
        for photo in (3, 1)
    ]

    def work(writer: Writer) -> None:
        writer.insert(Conflict, rows)

    album.transact(Op.REGISTER, work, by_machine=True)
    with album.reading() as look:
        assert [each.photo_id for each in conflicts(look)] == [3, 1]
        assert [each.photo_id for each in conflicts(look, after=1)] == [1]
        assert [each.id for each in conflicts_of(look, 1)] == [2]
        assert how_many(look) == 2


def test_shoots_are_at_hand_or_laid_away(album: Catalog) -> None:
    shooting.create(album, "Portraits")
    shooting.archive(album, 1)
    with album.reading() as look:
        assert [(shoot.title, shoot.photos) for shoot in organised.shoots(look)] == [("Portraits", 0)]
        (wedding,) = organised.shoots(look, archived=True)
        assert (wedding.title, wedding.client, wedding.photos) == ("Wedding", "Ada", 2)


def test_authors_searches_and_stacks(album: Catalog) -> None:
    remembering.save(album, "Good ones", "rating>=4")
    with album.reading() as look:
        assert [(author.name, author.photos) for author in organised.authors(look)] == [("Kari", 2)]
        assert [(search.name, search.query) for search in organised.saved_searches(look)] == [
            ("Good ones", "rating>=4")
        ]
        stack = organised.stack(look, 1)
        assert stack is not None
        assert (stack.kind, stack.members) == ("burst", (2, 1, 3))
        assert organised.stack(look, 4711) is None


def test_the_history_tells_what_was_done_and_what_was_taken_back(album: Catalog) -> None:
    deciding.rate(album, [1, 2], 1)
    deciding.rate(album, [3], 2)
    album.undo()
    with album.reading() as look:
        last, before, *_ = steps(look)
        assert (last.op, last.count, last.done) == (Op.RATE, 1, False)
        assert (before.op, before.count, before.done) == (Op.RATE, 2, True)
        assert steps(look, before=last.id, limit=1) == [before]
        assert all(step.op is not Op.REGISTER for step in steps(look))
