"""A card may be formatted when every byte of it was proved to lie on two other drives, and not before."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imalink_core.errors import Problem
from imalink_desktop.base.progress import run_here
from imalink_desktop.importing.copying.arranging import OnCard
from imalink_desktop.importing.copying.copying import copy
from imalink_desktop.importing.copying.report import Copy, CopyReport, Fate, FileFate
from imalink_desktop.importing.scan import Candidate, scan
from imalink_desktop.importing.volumes import Mounted
from tests.unit.desktop.importing.copying.cards import Desk, on_card

TWO = (Copy(Path("/d/a"), "uuid:disk"), Copy(Path("/b/a"), "uuid:backup"))
SAFE = FileFate(Path("/card/a.jpg"), Fate.COPIED, 1, "f" * 64, TWO)
REPORT = CopyReport((SAFE,), frozenset({"uuid:card"}), is_whole_card=True)


def test_a_card_whose_files_lie_on_two_other_drives_is_safe() -> None:
    assert REPORT.safe_to_format
    assert replace(REPORT, files=(replace(SAFE, fate=Fate.THERE_ALREADY),)).safe_to_format


@pytest.mark.parametrize("fate", [fate for fate in Fate if fate not in (Fate.COPIED, Fate.THERE_ALREADY)])
def test_one_file_that_is_not_safe_is_enough(fate: Fate) -> None:
    other = replace(SAFE, source=Path("/card/b.jpg"), fate=fate, reason="The reason.")
    report = replace(REPORT, files=(SAFE, other))
    assert report.safe_to_format is (fate is Fate.SYSTEM)
    if fate is not Fate.SYSTEM:
        told = {
            Fate.AWAY: "A drive has gone: 1 file still to be read. Plug it in and import again.",
            Fate.NOT_REACHED: "1 file is still to be copied.",
        }
        assert report.why_not == told.get(fate, "One file is not safe: b.jpg. The reason.")


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (replace(REPORT, files=()), "No file"),
        (replace(REPORT, files=(replace(SAFE, copies=TWO[:1]),)), "only one copy"),
        (replace(REPORT, files=(replace(SAFE, copies=(TWO[0], TWO[0])),)), "same drive"),
        (replace(REPORT, card=frozenset({"uuid:disk"})), "on the card itself"),
        (replace(REPORT, in_memory=frozenset({"uuid:backup"})), "the computer's memory"),
        (replace(REPORT, is_whole_card=False), "Only a part"),
        (
            replace(REPORT, files=(SAFE, FileFate(Path("/card/x"), Fate.FAILED, is_folder=True))),
            "One folder is not walked: x",
        ),
    ],
)
def test_what_stands_in_the_way_is_said_in_a_sentence(report: CopyReport, words: str) -> None:
    assert not report.safe_to_format
    assert report.why_not is not None
    assert words in report.why_not


def test_a_folder_that_could_not_be_opened_is_in_the_way(desk: Desk) -> None:
    desk.fill({"a.jpg": b"a"})
    shut = OnCard(Candidate(desk.card / "DCIM", Problem("unreadable"), is_folder=True))
    report = run_here(desk.job(met=[*map(on_card, scan([desk.card])), shut]))
    assert report.why_not is not None
    assert report.why_not.startswith("One folder is not walked: DCIM.")


def test_a_folder_of_the_card_is_not_the_card(desk: Desk) -> None:
    desk.fill({"DCIM/a.jpg": b"a", "PRIVATE/film.mp4": b"b"})
    sources = [desk.card / "DCIM"]
    met = list(map(on_card, scan(sources)))
    report = run_here(copy(met, desk.disk, desk.backup, sources=sources, mounted=desk.mounted))
    assert report.counts[Fate.COPIED] == 1
    assert report.why_not == "Only a part of the card was looked at, and formatting would take all of it."


def mounted_as(desk: Desk, same: tuple[str, str]) -> list[Mounted]:
    first, second = same
    return [
        replace(volume, volume_id=f"uuid:{first}") if volume.volume_id == f"uuid:{second}" else volume
        for volume in desk.mounted
    ]


def test_a_copy_on_the_drive_of_the_originals_is_a_warning(desk: Desk) -> None:
    desk.fill({"a.jpg": b"a"})
    met = list(map(on_card, scan([desk.card])))
    mounted = mounted_as(desk, ("card", "disk"))
    report = run_here(copy(met, desk.disk, desk.backup, sources=[desk.card], mounted=mounted))
    assert len(report.warnings) == 1
    assert "the same drive as the originals" in report.warnings[0]
    assert not report.safe_to_format


def test_two_copies_on_one_drive_are_a_warning(desk: Desk) -> None:
    desk.fill({"a.jpg": b"a"})
    met = list(map(on_card, scan([desk.card])))
    mounted = mounted_as(desk, ("disk", "backup"))
    report = run_here(copy(met, desk.disk, desk.backup, sources=[desk.card], mounted=mounted))
    assert len(report.warnings) == 1
    assert "on one drive" in report.warnings[0]
    assert report.why_not == "Both copies lie on the same drive: they need to be on two."


@pytest.mark.parametrize("kind", ["tmpfs", "ramfs"])
def test_a_copy_in_the_computers_memory_is_no_safe_one(desk: Desk, kind: str) -> None:
    desk.fill({"a.jpg": b"a"})
    met = list(map(on_card, scan([desk.card])))
    mounted = [
        replace(volume, mount=replace(volume.mount, kind=kind)) if volume.label == "backup" else volume
        for volume in desk.mounted
    ]
    report = run_here(copy(met, desk.disk, desk.backup, sources=[desk.card], mounted=mounted))
    assert report.counts[Fate.COPIED] == 1
    assert [str(desk.backup) in warning for warning in report.warnings] == [True]
    assert report.why_not is not None
    assert "the computer's memory" in report.why_not
