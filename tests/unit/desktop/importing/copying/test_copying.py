"""A card is copied, every copy is proved, no file is overwritten, and the card stays as it was."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import Progress, run_here
from imalink_desktop.importing.copying.copying import copy
from imalink_desktop.importing.copying.part import Part
from imalink_desktop.importing.copying.report import Copy, Fate
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.scan import scan
from tests.unit.desktop.importing.copying.cards import (
    Desk,
    fates,
    files_in,
    noise,
    on_card,
    put,
    reasons,
)

DAY = "2024/2024-01-15"
NEF, JPG = noise(3_000_000, 1), noise(700_000, 2)
CARD = {
    "DCIM/100/DSC_1.NEF": NEF,
    "DCIM/100/DSC_1.JPG": JPG,
    "DCIM/100/DSC_1.xmp": b"<x/>",
    "MISC/a.dat": b"a",
}
COPIES = {
    f"{DAY}/DSC_1.NEF": NEF,
    f"{DAY}/DSC_1.JPG": JPG,
    f"{DAY}/DSC_1.xmp": b"<x/>",
    "undated/a.dat": b"a",
}


def test_a_card_is_copied_to_two_drives(desk: Desk, untouched: Callable[[Path], None]) -> None:
    desk.fill(CARD)
    untouched(desk.card)
    report = desk.copied()
    assert files_in(desk.disk) == files_in(desk.backup) == COPIES
    assert set(fates(report).values()) == {Fate.COPIED}
    nef = next(file for file in report.files if file.source.name == "DSC_1.NEF")
    assert nef.sha256 == hashlib.sha256(NEF).hexdigest()
    target = Path(DAY, "DSC_1.NEF")
    assert nef.copies == (Copy(desk.disk / target, "uuid:disk"), Copy(desk.backup / target, "uuid:backup"))
    assert (report.why_not, report.safe_to_format, report.warnings) == (None, True, ())
    original = (desk.card / "DCIM/100/DSC_1.NEF").stat()
    assert (desk.disk / target).stat().st_mtime_ns == original.st_mtime_ns


def test_one_destination_is_enough_to_copy_but_not_to_format(desk: Desk) -> None:
    desk.fill(CARD)
    report = desk.copied(to_backup=False)
    assert files_in(desk.disk) == COPIES
    assert files_in(desk.backup) == {}
    assert report.why_not == "There is only one copy of each file: a second one on another drive is needed."


def test_a_second_copying_finds_everything_there(desk: Desk) -> None:
    desk.fill(CARD)
    desk.copied()
    before = {path: path.stat().st_ino for path in desk.disk.rglob("*")}
    report = desk.copied()
    assert set(fates(report).values()) == {Fate.THERE_ALREADY}
    assert report.safe_to_format
    assert {path: path.stat().st_ino for path in desk.disk.rglob("*")} == before


def test_what_is_there_in_one_place_is_copied_to_the_other(desk: Desk) -> None:
    desk.fill(CARD)
    desk.copied(to_backup=False)
    report = desk.copied()
    assert set(fates(report).values()) == {Fate.COPIED}
    assert [copy.was_there for copy in report.files[0].copies] == [True, False]
    assert report.safe_to_format
    assert files_in(desk.backup) == COPIES


def test_a_taken_name_gets_a_number_and_the_twins_get_it_too(desk: Desk) -> None:
    desk.fill(CARD)
    put(desk.backup / DAY / "DSC_1.JPG", b"another photo")
    desk.copied()
    numbered = {name.replace("DSC_1.", "DSC_1 (2)."): content for name, content in COPIES.items()}
    assert files_in(desk.disk) == numbered
    assert files_in(desk.backup) == numbered | {f"{DAY}/DSC_1.JPG": b"another photo"}
    assert set(fates(desk.copied()).values()) == {Fate.THERE_ALREADY}


def test_a_file_of_the_same_size_is_not_taken_for_the_same(desk: Desk) -> None:
    desk.fill({"a.jpg": b"one"})
    put(desk.disk / DAY / "a.jpg", b"two")
    desk.copied(to_backup=False)
    assert files_in(desk.disk) == {f"{DAY}/a.jpg": b"two", f"{DAY}/a (2).jpg": b"one"}


def test_two_photos_of_one_name_on_the_card_are_both_copied(desk: Desk) -> None:
    desk.fill({"100/a.jpg": b"one", "101/a.jpg": b"two", "102/a.jpg": b"one"})
    report = desk.copied()
    assert files_in(desk.disk) == {f"{DAY}/a.jpg": b"one", f"{DAY}/a (2).jpg": b"two"}
    assert report.counts[Fate.THERE_ALREADY] == 1  # the third is the first
    assert report.safe_to_format


def test_a_link_in_the_way_is_not_followed(desk: Desk) -> None:
    elsewhere = desk.root / "elsewhere.jpg"
    content = b"x" * len(str(elsewhere))  # as long as the link, so that size tells nothing
    desk.fill({"a.jpg": content})
    put(elsewhere, content)
    (desk.disk / DAY).mkdir(parents=True)
    (desk.disk / DAY / "a.jpg").symlink_to(elsewhere)
    desk.copied()
    assert (desk.disk / DAY / "a (2).jpg").read_bytes() == content
    assert (desk.disk / DAY / "a.jpg").is_symlink()


def test_a_folder_that_leads_out_of_the_destination_is_not_entered(desk: Desk) -> None:
    desk.fill({"a.jpg": b"one"})
    (desk.root / "elsewhere").mkdir()
    (desk.disk / "2024").symlink_to(desk.root / "elsewhere")
    report = desk.copied()
    assert files_in(desk.root / "elsewhere") == {}
    assert fates(report) == {"a.jpg": Fate.PARTLY}
    assert "is no folder on the disk of the destination" in reasons(report)["a.jpg"]


def test_a_file_where_a_folder_should_be_is_told_of(desk: Desk) -> None:
    desk.fill({"a.jpg": b"one"})
    put(desk.disk / "2024", b"not a folder")
    report = desk.copied(to_backup=False)
    assert fates(report) == {"a.jpg": Fate.FAILED}
    assert files_in(desk.disk) == {"2024": b"not a folder"}


def test_an_empty_file_is_copied_too(desk: Desk) -> None:
    desk.fill({"a.jpg": b"", "b.jpg": b"b"})
    report = desk.copied()
    assert files_in(desk.disk) == {f"{DAY}/a.jpg": b"", f"{DAY}/b.jpg": b"b"}
    assert report.safe_to_format


def test_everything_that_was_met_is_accounted_for(desk: Desk) -> None:
    desk.fill(
        {"a.jpg": b"a", "b.jpg": b"b", ".hidden.jpg": b"h", "Thumbs.db": b"t", "$RECYCLE.BIN/c.jpg": b"c"}
    )
    (desk.card / "link.jpg").symlink_to(desk.card / "a.jpg")
    met = list(map(on_card, scan([desk.card], leave_out=LeaveOut.HIDDEN)))
    met = [replace(one, is_wanted=one.candidate.path.name != "b.jpg") for one in met]
    report = run_here(desk.job(met=met))
    assert fates(report) == {
        "a.jpg": Fate.COPIED,
        "b.jpg": Fate.LEFT,
        ".hidden.jpg": Fate.LEFT,
        "link.jpg": Fate.FAILED,
        "Thumbs.db": Fate.SYSTEM,
        "$RECYCLE.BIN": Fate.SYSTEM,
    }
    assert sum(report.counts.values()) == len(met) == len(report.files)
    assert {path.name for path in report.left_out} == {"Thumbs.db", "$RECYCLE.BIN"}
    assert report.why_not is not None
    assert report.why_not.startswith("3 files are not safe, the first is .hidden.jpg. It is hidden.")


def test_a_title_and_a_template_name_the_copies(desk: Desk) -> None:
    desk.fill({"DSC_1.NEF": NEF, "DSC_1.JPG": JPG, "DSC_2.JPG": b"b"})
    desk.copied(template="{camera}/{title}/{number}", title="At/Sea")
    assert sorted(files_in(desk.disk)) == [f"X100/At-Sea/{n}" for n in ("0001.JPG", "0001.NEF", "0002.JPG")]


def test_progress_counts_the_bytes_of_the_card(desk: Desk) -> None:
    desk.fill(CARD)
    for _ in range(2):
        told: list[Progress] = []
        run_here(desk.job(), told.append)
        done = [step.done for step in told]
        assert done == sorted(done)
        assert {step.total for step in told} == {sum(map(len, CARD.values()))}
        assert done[-1] == told[-1].total


def test_copying_can_be_stopped_at_any_point(desk: Desk, untouched: Callable[[Path], None]) -> None:
    desk.fill(CARD)
    untouched(desk.card)
    steps = sum(1 for _ in desk.job())
    for stop in range(steps):
        for place in (desk.disk, desk.backup):
            for path in sorted(place.rglob("*"), reverse=True):
                path.rmdir() if path.is_dir() else path.unlink()
        job = desk.job()
        for _ in range(stop):
            next(job)
        job.close()
        for place in (desk.disk, desk.backup):
            assert files_in(place).items() <= COPIES.items()
    desk.copied()
    assert files_in(desk.disk) == files_in(desk.backup) == COPIES


def test_a_name_that_is_taken_at_the_last_moment_is_not_overwritten(desk: Desk) -> None:
    desk.fill({"a.jpg": NEF})
    job = desk.job(to_backup=False)
    next(job)
    put(desk.disk / DAY / "a.jpg", b"faster")
    for _ in job:
        pass
    assert files_in(desk.disk) == {f"{DAY}/a.jpg": b"faster", f"{DAY}/a (2).jpg": NEF}


@pytest.mark.parametrize("way", ["inside", "around", "same", "twice", "missing"])
def test_places_that_would_mix_copies_and_originals_are_refused(desk: Desk, way: str) -> None:
    desk.fill({"DCIM/a.jpg": b"a"})
    inside = desk.card / "copies"
    inside.mkdir()
    sources, places = {
        "inside": ([desk.card], [inside]),
        "around": ([desk.card / "DCIM"], [desk.card]),
        "same": ([desk.card], [desk.card]),
        "twice": ([desk.card], [desk.disk, desk.disk]),
        "missing": ([desk.card], [desk.disk, desk.root / "nothing"]),
    }[way]
    before = files_in(desk.root)
    met = list(map(on_card, scan(sources)))
    with pytest.raises(Expected) as told:
        run_here(copy(met, *places, sources=sources, mounted=desk.mounted))
    assert told.value.next_step
    assert files_in(desk.root) == before


def test_a_destination_by_another_name_is_still_inside_the_source(desk: Desk) -> None:
    desk.fill({"DCIM/a.jpg": b"a"})
    (desk.root / "way").symlink_to(desk.card / "DCIM")
    with pytest.raises(Expected, match="inside"):
        run_here(replace(desk, disk=desk.root / "way").job())


def test_what_was_left_behind_is_removed_and_nothing_else(desk: Desk) -> None:
    desk.fill({"a.jpg": b"a"})
    left = desk.disk / ".imalink-copy-0123456789abcdef.part"
    strangers = [".imalink-copy-mine.part", "x.part", ".imalink-copy-0123456789abcdef.part.jpg"]
    for path in (left, *(desk.disk / name for name in strangers)):
        put(path, b"half")
    at_work = Part(desk.disk)
    os.utime(at_work._path, (0, 0))
    desk.copied()
    left_now = {path.name for path in desk.disk.iterdir() if path.is_file()}
    if sys.platform != "win32":
        assert left_now - set(strangers) == {at_work._path.name}  # of another program, which is writing it
    assert left_now >= set(strangers)
    assert not left.exists()
    at_work.discard()
