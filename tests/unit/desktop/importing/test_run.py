"""An import may be stopped anywhere and goes on; and whatever lies on a card, every file is counted once."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog import kept
from imalink_desktop.catalog.commands import deciding
from imalink_desktop.catalog.models import ImageFile, ImportSession, Photo, SessionFile
from imalink_desktop.importing.darkroom import Wish
from imalink_desktop.importing.foreseeing import Outlook
from imalink_desktop.importing.report import Report
from imalink_desktop.importing.run import bring_in
from tests.drawing.card import draw_card
from tests.drawing.xmp import xmp_packet
from tests.integration.told import told
from tests.unit.desktop.importing.studio import SIZE, Studio, Wishes, picture, studio_at

PHOTOS = 34
"""So many have a burst, a twin, sidecars, an edited copy and a copy among them."""
ENDLESS = 10**9


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("card").resolve()
    draw_card(folder, PHOTOS, size=SIZE)
    return folder


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory, card: Path) -> tuple[dict[str, Any], int]:
    """What a catalog says after an import that nobody stopped, and in how many steps that was done."""
    home = tmp_path_factory.mktemp("clean")
    steps = count()
    with studio_at(home, card) as studio:
        studio.bring(tell=lambda _: next(steps))
    return told(home), next(steps)


@settings(max_examples=8)
@given(stops=st.lists(st.floats(0, 1), min_size=1, max_size=3))
def test_stopped_at_any_step_it_goes_on_and_comes_to_the_same(
    tmp_path_factory: pytest.TempPathFactory,
    card: Path,
    clean: tuple[dict[str, Any], int],
    stops: list[float],
) -> None:
    expected, steps = clean
    home = tmp_path_factory.mktemp("home")
    for stop in (*stops, None):
        with studio_at(home, card) as studio:
            most = ENDLESS if stop is None else 1 + int(stop * (steps - 1))
            if not studio.stop_after(most, studio.card):
                break
    assert told(home) == expected


def test_a_card_comes_whole(clean: tuple[dict[str, Any], int]) -> None:
    said, _ = clean
    assert len(said["photos"]) == PHOTOS
    assert [stack[0] for stack in said["stacks"]] == ["burst"]
    assert set(said["pictures"].values()) == {0}
    fates = [fate for _, fate, _ in said["fates"][0]]
    assert {fate: fates.count(fate) for fate in fates} == {"imported": 38, "duplicate": 1, "skipped": 1}


def test_an_import_that_was_stopped_goes_on_with_its_session(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    assert studio.stop_after(1, title="Harbour", author="Ada")
    assert studio.rows(ImportSession, "id", "ended_at") == [(1, None)]
    report = studio.bring()
    assert (report.session.id, report.session.title, report.session.author) == (1, "Harbour", "Ada")
    assert report.session.ended_at is not None
    assert studio.bring().session.id == 2


def test_what_was_decided_while_it_was_stopped_stays(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=5, wrapped=False))
    studio.stop_when(studio.photos)
    deciding.rate(studio.catalog, [studio.number("DCIM/IMG_0001.JPG")], 2)
    studio.bring()
    assert studio.photo("DCIM/IMG_0001.JPG").rating == 2


def test_a_file_that_went_while_it_was_stopped_is_still_told_of(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    studio.stop_when(studio.photos)
    (studio.card / "DCIM/IMG_0001.JPG").unlink()
    report = studio.bring()
    assert report.found == 2
    assert studio.told() == {
        "DCIM/IMG_0001.JPG": ("failed", "missing"),
        "DCIM/IMG_0002.JPG": ("imported", None),
    }
    assert studio.files("state")["DCIM/IMG_0001.JPG"] == "missing"


@pytest.mark.parametrize("known", [False, True], ids=["new files", "known files"])
def test_another_drive_in_the_same_place_is_another_import(studio: Studio, known: bool) -> None:
    studio.put_pictures(1, 2)
    if known:
        studio.bring()
        assert studio.stop_after(1)
    else:
        studio.stop_when(studio.photos)
    first = 1 + known
    assert len(studio.fates(first)) == 2
    shutil.rmtree(studio.card / "DCIM")
    studio.drives = {"uuid:another": studio.card}
    studio.put_pictures(3)
    report = studio.bring()
    assert (report.session.id, report.found) == (first + 1, 1)


@pytest.mark.parametrize("wish", [Wishes(title="Harbour"), Wishes(author="Bo")])
def test_another_title_or_author_is_another_import(studio: Studio, wish: Wishes) -> None:
    studio.put_pictures(1, 2)
    assert studio.stop_after(1, title="Norway", author="Ada")
    report = studio.bring(**wish)
    assert report.session.id == 2
    assert wish.items() <= {"title": report.session.title, "author": report.session.author}.items()


def test_the_same_title_and_author_go_on_however_they_are_written(studio: Studio) -> None:
    studio.put_pictures(1, 2)
    assert studio.stop_after(1, title="Norway", author="Ada")
    assert studio.bring(title=" Norway ", author="ADA").session.id == 1


def test_other_files_out_of_the_same_folder_are_another_import(studio: Studio) -> None:
    studio.put_pictures(1, 2, 3)
    one, two, three = sorted((studio.card / "DCIM").iterdir())
    job = studio.job(one, two)
    while len(studio.rows(SessionFile, "id")) < 2:
        next(job)
    job.close()
    assert studio.bring(three).session.id == 2
    assert studio.stop_after(1, one, two)
    assert studio.bring(two, one).session.id == 3


def test_a_link_to_a_file_brings_that_file_once(studio: Studio) -> None:
    studio.put_pictures(1)
    link = studio.card / "link.jpg"
    link.symlink_to(studio.card / "DCIM/IMG_0001.JPG")
    for expected in ("imported", "unchanged"):
        studio.bring(link)
        assert studio.fates() == {"DCIM/IMG_0001.JPG": expected}
    studio.bring(studio.card / "DCIM")
    assert studio.photos() == [["DCIM/IMG_0001.JPG"]]


def test_a_source_that_cannot_be_looked_at_keeps_no_other_from_coming(studio: Studio) -> None:
    studio.put_pictures(1)
    nameless = studio.card / ("x" * 300)
    foreseen = {one.outlook for one in studio.foresee(nameless, studio.card / "DCIM").files}
    assert foreseen == {Outlook.FAILED, Outlook.NEW}
    studio.bring(nameless, studio.card / "DCIM")
    assert studio.told() == {
        nameless.name: ("failed", "unreadable"),
        "DCIM/IMG_0001.JPG": ("imported", None),
    }


def test_nothing_to_import_is_said_in_a_sentence(studio: Studio) -> None:
    with pytest.raises(Expected, match="nothing to import"):
        run_here(bring_in(studio.darkroom, Wish(())))


def test_what_is_not_there_is_one_file_that_failed(studio: Studio) -> None:
    report = studio.bring(studio.card / "nowhere")
    assert (report.found, report.session.fates["failed"]) == (1, 1)
    assert studio.told() == {"nowhere": ("failed", "missing")}


FOLDERS = st.sampled_from(["DCIM", "2024/trip", ".thumbnails", ""])
NAMES = st.sampled_from(
    ["a.jpg", "A.JPG", "b.jpg", "a.xmp", "a.jpg.xmp", "a-edited.jpg", "notes.txt", ".b.jpg", "é.jpg"]
)
NUMBERS = st.integers(1, 5)

Act = Callable[[Studio], object]


def puts(folder: str, name: str, number: int, minutes_ago: int) -> Act:
    data = xmp_packet(rating=number, wrapped=False) if name.endswith("xmp") else picture(number)
    data = data if name != "notes.txt" else b"Battery 2 is weak.\n"
    return lambda studio: studio.put(f"{folder}/{name}", data, minutes_ago)


def damages(folder: str, name: str, number: int) -> Act:
    whole = picture(number)
    cuts = {1: b"", 2: whole[:1], 3: b"text " * 99, 4: whole[: whole.index(b"\xff\xda") + 20], 5: whole[:-9]}
    return lambda studio: studio.put(f"{folder}/{name}", cuts[number], number)


def links(folder: str, name: str) -> Act:
    def act(studio: Studio) -> None:
        path = studio.card / folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not os.path.lexists(path):
            path.symlink_to(studio.card / "DCIM")

    return act


def moves(folder: str, name: str, to_folder: str, to_name: str) -> Act:
    def act(studio: Studio) -> None:
        source, target = studio.card / folder / name, studio.card / to_folder / to_name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.exists() and not os.path.lexists(target):
            source.rename(target)

    return act


def removes(folder: str, name: str) -> Act:
    return lambda studio: (studio.card / folder / name).unlink(missing_ok=True)


def rates(number: int) -> Act:
    def act(studio: Studio) -> None:
        numbers = [photo for (photo,) in studio.rows(Photo, "id")]
        deciding.rate(studio.catalog, numbers[: number - 1], number)

    return act


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(puts, FOLDERS, NAMES, NUMBERS, NUMBERS),
    st.builds(puts, FOLDERS, NAMES, NUMBERS, NUMBERS),
    st.builds(damages, FOLDERS, NAMES, NUMBERS),
    st.builds(links, FOLDERS, NAMES),
    st.builds(moves, FOLDERS, NAMES, FOLDERS, NAMES),
    st.builds(removes, FOLDERS, NAMES),
    st.builds(rates, NUMBERS),
    st.builds(lambda steps: lambda studio: studio.stop_after(steps), st.integers(1, 12)),
)


def met(card: Path) -> int:
    """How many things a walk meets: the files, and the folders that it does not enter."""
    found = 0
    for here, folders, files in os.walk(card):
        shut = [name for name in folders if name == ".thumbnails" or Path(here, name).is_symlink()]
        folders[:] = [folder for folder in folders if folder not in shut]
        found += len(files) + len(shut)
    return found


def check(studio: Studio, report: Report) -> None:
    """What holds after every import that ran to its end."""
    assert report.waiting == 0
    assert report.found == sum(report.session.fates.values())
    rows = studio.rows(ImageFile, "photo_id", "leads", "reading")
    # A photo whose file was overwritten by another picture has none at hand, and stays.
    assert {photo for photo, _, _ in rows} <= {photo for (photo,) in studio.rows(Photo, "id")}
    assert sorted(photo for photo, leads, _ in rows if leads) == sorted({photo for photo, _, _ in rows})
    assert {reading for _, _, reading in rows} <= {"hatched", "failed"}
    with studio.catalog.reading() as look:
        assert list(kept.drift(look)) == []


@settings(max_examples=12)
@given(acts=st.lists(st.lists(ACTS, min_size=1, max_size=8), min_size=1, max_size=3))
def test_whatever_becomes_of_a_card_every_file_is_counted_once(
    tmp_path_factory: pytest.TempPathFactory, acts: list[list[Act]]
) -> None:
    folder = tmp_path_factory.mktemp("any").resolve()
    (folder / "card").mkdir()
    with studio_at(folder / "home", folder / "card") as studio:
        for some in acts:
            for act in some:
                act(studio)
            check(studio, studio.bring(accept_gone=True))
            before = studio.photos()
            report = studio.bring(accept_gone=True)
            check(studio, report)
            assert report.found == met(studio.card)
            assert (report.session.fates["imported"], report.session.fates["duplicate"]) == (0, 0)
            assert studio.photos() == before
