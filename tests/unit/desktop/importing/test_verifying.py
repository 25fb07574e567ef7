"""Whether originals are still what was imported: real files, and drives that come and go."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from imalink_core import original
from imalink_desktop.base.mounts import Mount
from imalink_desktop.base.progress import Progress, run_here
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer, table_of
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo, Step
from imalink_desktop.catalog.touched import Row
from imalink_desktop.importing import verifying
from imalink_desktop.importing.verifying import Finding, Verified, VerifyReport, verify
from imalink_desktop.importing.volumes import Mounted

FINE, CHANGED, DAMAGED, MISSING = Finding.FINE, Finding.CHANGED, Finding.DAMAGED, Finding.MISSING
OFFLINE, UNREADABLE, UNREAD = Finding.OFFLINE, Finding.UNREADABLE, Finding.UNREAD
NAMES = ("a.jpg", "b.jpg", "c.cr3")
NOON = 1_700_000_000_000_000_000


class Shelf:
    """A catalog of three photos, and the drive on which they lie."""

    def __init__(self, catalog: Catalog, drive: Path) -> None:
        self.catalog = catalog
        self.drive = drive
        self.kind = "ext4"
        self.is_plugged_in = True
        self.answers = True
        self.heard: list[Verified] = []

    def mounted(self) -> list[Mounted]:
        mount = Mount(self.drive, self.kind)
        return [Mounted("uuid:blue", "Blue", mount)] if self.is_plugged_in else []

    def put(self, name: str, content: bytes, mtime_ns: int = NOON) -> None:
        (self.drive / "2024" / name).write_bytes(content)
        os.utime(self.drive / "2024" / name, ns=(mtime_ns, mtime_ns))

    def verify(
        self, photos: list[int] | None = None, tell: Callable[[Progress], object] = id
    ) -> VerifyReport:
        self.heard.clear()
        job = verify(
            self.catalog, photos, self.heard.append, mounted=self.mounted, answering=lambda _: self.answers
        )
        return run_here(job, tell)

    def findings(self, photos: list[int] | None = None) -> list[Finding]:
        self.verify(photos)
        return [verified.finding for verified in self.heard]


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    (tmp_path / "blue/2024").mkdir(parents=True)

    def fill(writer: Writer) -> None:
        photos: list[Row] = [{"uid": name, "name": name, "added_at": "2024-06-01T12:00:00"} for name in NAMES]
        writer.insert(Photo, photos)
        writer.insert(Drive, [{"volume_id": "uuid:blue", "label": "Blue"}])
        writer.insert(Folder, [{"drive_id": 1, "path": "2024"}])
        files: list[Row] = [
            {
                "photo_id": number,
                "folder_id": 1,
                "name": name,
                "size": len(name),
                "mtime_ns": NOON,
                "sha256": hashlib.sha256(name.encode()).hexdigest(),
                "format": "JPEG",
                "role": "picture",
            }
            for number, name in enumerate(NAMES, 1)
        ]
        writer.insert(ImageFile, files)

    with Catalog.open(tmp_path / "catalog") as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
        shelf = Shelf(catalog, tmp_path / "blue")
        for name in NAMES:
            shelf.put(name, name.encode())
        yield shelf


def test_originals_that_are_as_they_were_are_fine(shelf: Shelf, untouched: Callable[[Path], None]) -> None:
    untouched(shelf.drive)
    report = shelf.verify()
    assert report.counts == {finding: 3 * (finding is FINE) for finding in Finding}
    assert (report.is_well, report.files, report.read) == (True, (), 15)
    assert [verified.place for verified in shelf.heard] == [shelf.drive / "2024" / name for name in NAMES]


def test_bytes_that_changed_by_themselves_are_damage(shelf: Shelf) -> None:
    shelf.put("b.jpg", b"b.jpX")
    report = shelf.verify()
    (damaged,) = report.files
    assert (damaged.file, damaged.photo, damaged.drive, damaged.path) == (2, 2, "Blue", "2024/b.jpg")
    assert (damaged.finding, report.is_well) == (DAMAGED, False)


def test_a_file_that_was_cut_off_with_its_time_as_before_is_damaged(shelf: Shelf) -> None:
    shelf.put("a.jpg", b"a")
    shelf.put("b.jpg", b"")
    assert shelf.findings() == [DAMAGED, DAMAGED, FINE]


def test_an_edited_file_has_changed_and_is_no_problem(shelf: Shelf) -> None:
    shelf.put("a.jpg", b"A.JPG", NOON + 1)
    shelf.put("b.jpg", b"longer", NOON + 1)
    assert shelf.findings() == [CHANGED, CHANGED, FINE]
    assert shelf.verify().is_well


def test_a_file_that_has_only_another_time_is_fine(shelf: Shelf) -> None:
    shelf.put("a.jpg", b"a.jpg", NOON + 1)
    assert shelf.findings() == [FINE, FINE, FINE]


def test_summer_time_on_a_card_makes_no_damage_an_edit(shelf: Shelf) -> None:
    shelf.put("a.jpg", b"A.jpg", NOON + 3600 * 10**9)
    assert shelf.findings()[0] is CHANGED
    shelf.kind = "vfat"
    assert shelf.findings()[0] is DAMAGED


def test_what_is_not_in_its_place_is_missing(shelf: Shelf) -> None:
    (shelf.drive / "2024/a.jpg").unlink()
    (shelf.drive / "2024/b.jpg").unlink()
    (shelf.drive / "2024/b.jpg").mkdir()
    (shelf.drive / "2024/c.cr3").rename(shelf.drive / "c.cr3")
    (shelf.drive / "2024/c.cr3").symlink_to(shelf.drive / "c.cr3")
    report = shelf.verify()
    assert [verified.finding for verified in report.files] == [MISSING] * 3
    assert not report.is_well


def test_an_unplugged_drive_is_offline_and_nothing_is_missing(shelf: Shelf) -> None:
    shelf.is_plugged_in = False
    report = shelf.verify()
    assert report.counts[OFFLINE] == 3
    assert (report.is_well, report.files, report.read) == (True, (), 0)
    assert shelf.heard[0].reason == "The drive Blue is not there."


def test_a_drive_that_is_unplugged_on_the_way_is_offline(shelf: Shelf) -> None:
    def unplug(progress: Progress) -> None:
        if progress.done:
            shelf.is_plugged_in = False
            (shelf.drive / "2024").rename(shelf.drive / "away")

    job = verify(shelf.catalog, None, shelf.heard.append, mounted=shelf.mounted)
    for progress in job:
        if shelf.is_plugged_in:
            unplug(progress)
    assert [verified.finding for verified in shelf.heard][1:] == [OFFLINE, OFFLINE]


def test_a_share_that_does_not_answer_is_offline(shelf: Shelf) -> None:
    shelf.kind = "nfs4"
    assert shelf.findings() == [FINE, FINE, FINE]
    shelf.answers = False
    assert shelf.findings() == [OFFLINE, OFFLINE, OFFLINE]


def test_a_file_that_may_not_be_read_is_unreadable(shelf: Shelf) -> None:
    (shelf.drive / "2024/a.jpg").chmod(0)
    if os.access(shelf.drive / "2024/a.jpg", os.R_OK):
        pytest.skip("nothing is shut for this user")
    assert shelf.findings() == [UNREADABLE, FINE, FINE]


def test_a_name_that_no_system_takes_is_unreadable(shelf: Shelf) -> None:
    shelf.catalog.transact(Op.SEE_FILES, lambda writer: writer.set(ImageFile, [1], name="x" * 300))
    assert shelf.findings() == [UNREADABLE, FINE, FINE]


def test_what_was_never_read_whole_cannot_be_compared(shelf: Shelf) -> None:
    shelf.catalog.transact(Op.SEE_FILES, lambda writer: writer.set(ImageFile, [1], sha256=None))
    assert shelf.findings() == [UNREAD, FINE, FINE]
    (shelf.drive / "2024/a.jpg").unlink()
    assert shelf.findings() == [MISSING, FINE, FINE]


def test_only_some_photos_can_be_asked_for(shelf: Shelf) -> None:
    shelf.verify([3, 1])
    assert [verified.photo for verified in shelf.heard] == [1, 3]
    assert shelf.verify([]).counts[FINE] == 0


def test_it_goes_by_pages_and_misses_nothing(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "_PAGE", 1)
    for photos in (None, [2, 3, 1]):
        shelf.verify(photos)
        assert sorted(verified.file for verified in shelf.heard) == [1, 2, 3]


def test_progress_is_in_bytes_and_reaches_its_end(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(original, "_PIECE", 2)
    monkeypatch.setattr(verifying, "_STEP", 2)
    told: list[Progress] = []
    shelf.verify(tell=told.append)
    done = [progress.done for progress in told]
    assert done == sorted(done)
    assert (done[0], done[1], done[-1]) == (0, 2, 15)
    assert {progress.total for progress in told} == {15}


def test_it_can_be_stopped_in_the_middle_of_a_file(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(original, "_PIECE", 2)
    monkeypatch.setattr(verifying, "_STEP", 2)
    job = verify(shelf.catalog, mounted=shelf.mounted)
    assert [next(job).done for _ in range(2)] == [0, 2]
    job.close()
    assert shelf.findings() == [FINE, FINE, FINE]


def test_the_catalog_is_not_changed(shelf: Shelf) -> None:
    shelf.put("a.jpg", b"a.jpX")
    (shelf.drive / "2024/b.jpg").unlink()
    before = rows(shelf.catalog)
    shelf.verify()
    assert rows(shelf.catalog) == before


def rows(catalog: Catalog) -> list[tuple[object, ...]]:
    with catalog.reading() as look:
        files = look.execute(select(*table_of(ImageFile).columns)).all()
        return [tuple(row) for row in (*files, *look.execute(select(Step.id, Step.state)))]


def test_the_report_names_some_and_counts_all(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "NAMED", 1)
    for name in NAMES:
        (shelf.drive / "2024" / name).unlink()
    report = shelf.verify()
    assert (report.counts[MISSING], len(report.files), len(shelf.heard)) == (3, 1, 3)
