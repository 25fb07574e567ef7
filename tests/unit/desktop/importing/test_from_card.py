"""What was copied is imported, by whatever way the folder for the copies was named."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_desktop.base.progress import run_here
from imalink_desktop.importing.copying.report import Fate
from imalink_desktop.importing.darkroom import Wish
from imalink_desktop.importing.from_card import CopyWish, FromCard, bring_in_copies
from tests.unit.desktop.importing.copying.cards import fates, files_in
from tests.unit.desktop.importing.studio import Studio, age, picture


def copied(studio: Studio, folder: Path, title: str | None = None, backup: Path | None = None) -> FromCard:
    return run_here(bring_in_copies(studio.darkroom, Wish((studio.card,), title), CopyWish(folder, backup)))


@pytest.fixture
def places(studio: Studio, tmp_path: Path) -> tuple[Path, Path]:
    """Two folders to which a card was copied already, as “Norway”."""
    studio.put_pictures(1, 2)
    studio.put("DCIM/IMG_0002.WAV", b"what the photographer said")
    folder, backup = tmp_path.resolve() / "copies", tmp_path.resolve() / "more"
    folder.mkdir()
    backup.mkdir()
    report = copied(studio, folder, "Norway", backup).copied
    assert report is not None
    assert report.counts[Fate.COPIED] == 3
    return folder, backup


def as_it_is(folder: Path) -> Path:
    return folder


def through_a_link(folder: Path) -> Path:
    link = folder.parent / "link"
    link.symlink_to(folder)
    return link


def by_a_detour(folder: Path) -> Path:
    return folder / "../copies"


@pytest.mark.parametrize("named", [as_it_is, through_a_link, by_a_detour])
def test_the_copies_are_imported_wherever_they_were_said_to_go(
    studio: Studio, tmp_path: Path, named: Callable[[Path], Path]
) -> None:
    studio.put_pictures(1, 2)
    folder = tmp_path.resolve() / "copies"
    folder.mkdir()
    done = copied(studio, named(folder))
    assert done.copied is not None
    assert done.copied.counts[Fate.COPIED] == 2
    assert done.report is not None
    assert done.report.session.fates["imported"] == 2
    assert done.report.session.source == f"{studio.card} → {folder}"
    again = copied(studio, folder).report
    assert again is not None
    assert again.session.fates["unchanged"] == 2


def test_another_card_in_the_same_place_is_another_import(studio: Studio, tmp_path: Path) -> None:
    folder = tmp_path.resolve() / "copies"
    folder.mkdir()
    studio.put_pictures(1)
    job = bring_in_copies(studio.darkroom, Wish((studio.card,)), CopyWish(folder))
    while not studio.photos():
        next(job)
    job.close()
    first = studio.card / "DCIM/IMG_0001.JPG"
    first.unlink()
    studio.put("DCIM/IMG_0002.JPG", picture(2))
    other = copied(studio, folder).report
    assert other is not None
    assert (other.session.id, other.found) == (2, 1)


@pytest.mark.parametrize("title", [None, "Norway", "Sweden"])
def test_a_card_that_comes_again_under_another_title_is_not_copied_again(
    studio: Studio, places: tuple[Path, Path], title: str | None
) -> None:
    before = [files_in(place) for place in places]
    again = copied(studio, places[0], title, places[1])
    assert again.copied is not None
    assert set(fates(again.copied).values()) == {Fate.THERE_ALREADY}
    assert all(len(file.copies) == 2 for file in again.copied.files)
    assert [files_in(place) for place in places] == before
    assert again.report is not None
    assert again.report.session.fates["unchanged"] == 2


def test_what_is_no_photo_is_not_copied_again_under_another_title(studio: Studio, tmp_path: Path) -> None:
    folder, backup = tmp_path.resolve() / "copies", tmp_path.resolve() / "more"
    folder.mkdir()
    backup.mkdir()
    studio.put("NOTES.TXT", b"to be called on Monday")
    studio.put("DCIM/NOTES.TXT", b"of another day")
    studio.put("DCIM/MANUAL.PDF", b"%PDF-1.7")
    studio.put("DCIM/IMG_0001.JPG", b"a photo that never was one")
    assert copied(studio, folder, "Norway", backup).copied
    before = [files_in(place) for place in (folder, backup)]
    again = copied(studio, folder, "Sweden", backup).copied
    assert again is not None
    assert [file.fate for file in again.files] == [Fate.THERE_ALREADY] * 4
    assert [files_in(place) for place in (folder, backup)] == before
    studio.put("NOTES.TXT", b"TO BE CALLED ON MONDAY")  # as long, and another one
    changed = copied(studio, folder, "Sweden", backup).copied
    assert changed is not None
    assert changed.counts[Fate.COPIED] == 1


def test_what_is_on_the_card_since_is_copied(studio: Studio, places: tuple[Path, Path]) -> None:
    studio.put_pictures(3)
    report = copied(studio, places[0], "Sweden", places[1]).copied
    assert report is not None
    assert (report.counts[Fate.THERE_ALREADY], report.counts[Fate.COPIED]) == (3, 1)
    for place in places:
        assert (place / "2024/2024-06-01_Sweden/IMG_0003.JPG").read_bytes() == picture(3)


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("trouble", ["gone", "damaged", "a link"])
def test_what_the_catalog_only_believes_to_be_there_is_copied_again(
    studio: Studio, places: tuple[Path, Path], place: int, trouble: str
) -> None:
    copy = places[place] / "2024/2024-06-01_Norway/IMG_0001.JPG"
    content = copy.read_bytes()
    if trouble == "damaged":
        copy.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))  # as it was, but for one bit
        age(copy, 60)
    else:
        copy.rename(copy.with_suffix(".moved"))
    if trouble == "a link":
        copy.symlink_to(copy.with_suffix(".moved"))
    report = copied(studio, places[0], "Sweden", places[1]).copied
    assert report is not None
    (told,) = (file for file in report.files if file.source.name == "IMG_0001.JPG")
    assert told.fate is Fate.COPIED
    assert [each.was_there for each in told.copies] == [place == 1, place == 0]
    assert report.counts[Fate.THERE_ALREADY] == 2
    assert (places[place] / "2024/2024-06-01_Sweden/IMG_0001.JPG").read_bytes() == content


def test_what_is_there_under_another_title_needs_no_room(
    studio: Studio, places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    total, used, _ = shutil.disk_usage(places[0])
    full = type(shutil.disk_usage(places[0]))(total, used, 0)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    report = copied(studio, places[0], "Sweden", places[1]).copied
    assert report is not None
    assert report.counts[Fate.THERE_ALREADY] == 3


def test_a_card_that_is_pulled_in_the_middle_is_told_in_one_sentence(studio: Studio, tmp_path: Path) -> None:
    studio.put_pictures(*range(1, 7))
    folder = tmp_path.resolve() / "copies"
    folder.mkdir()
    job = bring_in_copies(studio.darkroom, Wish((studio.card,)), CopyWish(folder))
    while len(list(folder.rglob("*.JPG"))) < 2:
        next(job)
    studio.drives.clear()
    pulled = studio.card.rename(tmp_path / "pulled")
    report = run_here(job).copied
    assert report is not None
    assert (report.counts[Fate.COPIED], report.counts[Fate.AWAY], report.counts[Fate.FAILED]) == (2, 4, 0)
    assert report.why_not == "A drive has gone: 4 files still to be read. Plug it in and import again."
    pulled.rename(studio.card)
    studio.drives["uuid:card"] = studio.card
    again = copied(studio, folder).copied
    assert again is not None
    assert (again.counts[Fate.THERE_ALREADY], again.counts[Fate.COPIED]) == (2, 4)


def test_what_is_gone_from_a_card_that_is_there_has_failed_by_itself(studio: Studio, tmp_path: Path) -> None:
    studio.put_pictures(1, 2)
    folder = tmp_path.resolve() / "copies"
    folder.mkdir()
    job = bring_in_copies(studio.darkroom, Wish((studio.card,)), CopyWish(folder))
    next(job)
    (studio.card / "DCIM/IMG_0001.JPG").unlink()
    report = run_here(job).copied
    assert report is not None
    assert fates(report) == {"IMG_0001.JPG": Fate.FAILED, "IMG_0002.JPG": Fate.COPIED}
