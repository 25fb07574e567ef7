"""The files of one photo travel together, and are still one photo under their new names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from imalink_core.pairing import pair
from imalink_desktop.importing.copying.arranging import OnCard, Parcel, arrange
from imalink_desktop.importing.copying.looking import look_at
from imalink_desktop.importing.copying.template import DEFAULT, Template
from imalink_desktop.importing.left_out import HIDDEN
from imalink_desktop.importing.scan import Candidate, Facts, scan
from tests.drawing.gallery import gallery
from tests.unit.desktop.importing.copying.cards import NOON, on_card, put


def met(*names: str) -> list[OnCard]:
    return [on_card(Candidate(Path("/card", name), facts=Facts(10, 0, None, 1))) for name in names]


def names(parcel: Parcel, template: str = DEFAULT, again: int = 1) -> list[str]:
    return [Template.parse(template).place(sent.facts, again).name for sent in parcel.files]


TWINS = [
    ("DSC_1.JPG", "DSC_1.NEF", "DSC_1.NEF.xmp"),
    ("DSC_1.jpg", "DSC_1.NEF", "DSC_1.xmp"),
    ("IMG_1234.HEIC", "IMG_1234.MOV", "IMG_1234.AAE", "IMG_E1234.HEIC"),
    ("IMG_1234.JPG", "IMG_1234-edited.jpg", "IMG_1234~2.jpg"),
    ("PXL_20240101_120000000.RAW-01.COVER.jpg", "PXL_20240101_120000000.RAW-02.ORIGINAL.dng"),
    ("PXL_20240101_120000000.PORTRAIT-01.COVER.jpg", "PXL_20240101_120000000.PORTRAIT-02.ORIGINAL.jpg"),
]


@pytest.mark.parametrize("twins", TWINS)
@pytest.mark.parametrize("template", [DEFAULT, "{date}_{time}", "{title}_{stem}", "{date}_{name}"])
@pytest.mark.parametrize("again", [1, 2])
def test_twins_are_twins_under_any_name(twins: tuple[str, ...], template: str, again: int) -> None:
    (parcel,) = arrange(met(*twins), "Alps")
    assert len(parcel.files) == len(twins)
    called = names(parcel, template, again)
    assert len({name.casefold() for name in called}) == len(twins)
    (group,) = pair(one.shot for one in met(*called) if one.shot is not None)
    assert len(group.members) == sum(one.shot is not None for one in met(*twins))


def test_names_stay_as_they_are_while_they_are_free() -> None:
    (parcel,) = arrange(met(*TWINS[2]))
    assert sorted(names(parcel)) == sorted(TWINS[2])


def test_sound_notes_and_other_programs_files_go_with_their_photo() -> None:
    (parcel,) = arrange(met("DSC_1.NEF", "DSC_1.WAV", "DSC_1.NEF.pp3", "DSC_1.thm"))
    assert sorted(names(parcel, again=2)) == [
        "DSC_1 (2).NEF",
        "DSC_1 (2).NEF.pp3",
        "DSC_1 (2).WAV",
        "DSC_1 (2).thm",
    ]


def test_photos_of_two_folders_are_two_parcels() -> None:
    assert len(arrange(met("100/DSC_1.NEF", "101/DSC_1.JPG", "102/DSC_1.WAV"))) == 3


def test_what_cannot_be_had_or_is_not_wanted_is_in_no_parcel() -> None:
    one, two, three = met("a.jpg", "b.jpg", "c.jpg")
    two = replace(two, is_wanted=False)
    three = replace(three, candidate=Candidate(three.candidate.path, skipped=HIDDEN))
    assert [names(parcel) for parcel in arrange([one, two, three])] == [["a.jpg"]]


def test_photos_are_numbered_in_the_order_in_which_they_were_taken() -> None:
    late, early, undated = met("a.jpg", "b.jpg", "c.jpg")
    assert early.shot
    assert undated.shot
    early = replace(early, shot=replace(early.shot, taken_at=NOON - timedelta(days=1)))
    undated = replace(undated, shot=replace(undated.shot, taken_at=None))
    told = [parcel.files[0] for parcel in arrange([undated, late, early], first_number=5)]
    assert [(sent.path.name, sent.facts.number) for sent in told] == [
        ("b.jpg", 5),
        ("a.jpg", 6),
        ("c.jpg", 7),
    ]


def test_a_look_finds_the_date_the_camera_and_what_nobody_can_read(tmp_path: Path) -> None:
    put(tmp_path / "camera.jpg", gallery()["camera.jpg"])
    put(tmp_path / "notes.txt", b"nothing to see")
    camera, notes = map(look_at, scan([tmp_path]))
    assert camera.shot is not None
    assert camera.shot.taken_at is not None
    assert camera.shot.camera
    assert notes.shot is None
    assert len(arrange([camera, notes])) == 2
