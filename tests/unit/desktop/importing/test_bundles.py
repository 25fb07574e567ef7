"""What is met comes in portions, and the files of one photo are in one of them."""

from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from imalink_core.pairing import pair
from imalink_desktop.importing.bundles import FIRST, MOST, bundled, bundles
from imalink_desktop.importing.placing import Met
from tests.unit.desktop.importing.meeting import CARD, met, named

FOLDERS = st.sampled_from(["", "a", "a/b"])
STEMS = st.sampled_from(["IMG_1", "img_1", "IMG_1-edited", "IMG_1-2", "IMG_E1234", "IMG_1234", "PXL 1"])
EXTENSIONS = st.sampled_from([".JPG", ".jpg", ".dng", ".MOV", ".xmp", ".JPG.xmp", ".dng.XMP", ".AAE", ".txt"])


def names(portions: list[list[Met]]) -> list[list[str]]:
    return [[one.path for one in portion] for portion in portions]


def folder_by_folder(paths: set[str]) -> list[Met]:
    """As the walk meets them."""
    return [met(path) for path in sorted(paths, key=lambda path: (path.rpartition("/")[0], path))]


def test_the_first_portion_is_small_so_that_photos_are_seen_at_once() -> None:
    card = [met(f"{number:05}.jpg") for number in range(1_000)]
    portions = list(bundles(card))
    assert [len(portion) for portion in portions] == [FIRST, MOST, MOST, 1_000 - FIRST - 2 * MOST]
    assert [one for portion in portions for one in portion] == card


def test_a_portion_does_not_end_between_twins() -> None:
    card = folder_by_folder({"IMG_1.DNG", "IMG_1.JPG", "IMG_1.xmp", "IMG_2.JPG"})
    assert names(list(bundles(card, first=1, most=1))) == [
        ["IMG_1.DNG", "IMG_1.JPG", "IMG_1.xmp"],
        ["IMG_2.JPG"],
    ]


def test_a_sidecar_that_carries_the_full_name_comes_with_its_photo() -> None:
    card = folder_by_folder({"IMG_1 copy.JPG", "IMG_1.JPG", "IMG_1.JPG.xmp"})
    assert ["IMG_1.JPG", "IMG_1.JPG.xmp"] in names(list(bundles(card, first=1, most=1)))


def test_files_of_one_name_in_two_folders_or_on_two_drives_are_two_photos() -> None:
    card = [met("a/1.jpg"), met("b/1.jpg"), met("b/1.jpg", on=CARD)]
    assert len(list(bundles(card, first=1, most=1))) == 3


def test_whatever_belongs_to_what_was_met_is_put_into_portions_too() -> None:
    things = [(met(name), name) for name in ("1.jpg", "1.dng", "2.jpg")]
    assert [[name for _, name in portion] for portion in bundled(things, lambda thing: thing[0], most=1)] == [
        ["1.jpg", "1.dng"],
        ["2.jpg"],
    ]


@given(st.sets(st.builds("{}/{}{}".format, FOLDERS, STEMS, EXTENSIONS), max_size=30), st.integers(1, 5))
def test_what_would_be_one_photo_is_never_parted(paths: set[str], most: int) -> None:
    card = folder_by_folder({path.lstrip("/") for path in paths})
    portions = list(bundles(card, first=most, most=most))
    assert sorted(chain.from_iterable(names(portions))) == sorted(one.path for one in card)
    portion_of = {one.path: number for number, portion in enumerate(portions) for one in portion}
    shots = [shot for one in card if (shot := named(one.candidate.path))]
    paths_of = {str(one.candidate.path): one.path for one in card}
    for group in pair(shots):
        assert len({portion_of[paths_of[str(member.shot.path)]] for member in group.members}) == 1
