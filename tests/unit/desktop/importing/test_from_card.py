"""What was copied is imported, by whatever way the folder for the copies was named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_desktop.base.progress import run_here
from imalink_desktop.importing.copying.report import Fate
from imalink_desktop.importing.darkroom import Wish
from imalink_desktop.importing.from_card import CopyWish, FromCard, bring_in_copies
from tests.unit.desktop.importing.studio import Studio, picture


def copied(studio: Studio, folder: Path, title: str | None = None) -> FromCard:
    return run_here(bring_in_copies(studio.darkroom, Wish((studio.card,), title), CopyWish(folder)))


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
