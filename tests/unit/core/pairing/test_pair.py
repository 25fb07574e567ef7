"""Which files are one photo, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.formats.format import Kind
from imalink_core.pairing import REASONS, Group, Role, Shot, pair
from tests.unit.core.pairing.roll import NOON, shot


def _told(groups: tuple[Group, ...]) -> list[str]:
    """The groups in one line each: `picture a.jpg, raw a.dng`."""
    return [
        ", ".join(f"{member.role} {member.shot.path.name}" for member in group.members) for group in groups
    ]


def _codes(group: Group) -> list[str]:
    return [reason.code for reason in group.reasons]


def test_a_file_by_itself_is_a_photo_by_itself() -> None:
    (group,) = pair([shot("a.jpg")])
    assert _codes(group) == ["alone"]
    assert group.reason.sentence == REASONS["alone"]


@pytest.mark.parametrize(
    ("picture", "raw"),
    [
        ("DSC_0001.JPG", "DSC_0001.CR3"),
        ("dsc_0001.jpg", "DSC_0001.cr3"),
        ("20240101_120000.jpg", "20240101_120000.dng"),
        ("IMG_1234.HEIC", "IMG_1234.DNG"),
        ("Tromsø 1.jpg", "Tromsø 1.dng"),
        ("bla\u030a.jpg", "bl\u00e5.dng"),
        ("PXL_20240101_120000000.RAW-01.COVER.jpg", "PXL_20240101_120000000.RAW-02.ORIGINAL.dng"),
        ("PXL_20240101_120000000.RAW-01.MP.COVER.jpg", "PXL_20240101_120000000.RAW-02.ORIGINAL.dng"),
        ("PXL_20240101_120000000.MP.jpg", "PXL_20240101_120000000.dng"),
    ],
)
def test_picture_and_raw_are_one_photo(picture: str, raw: str) -> None:
    (group,) = pair([shot(raw), shot(picture, 2)])
    assert _told((group,)) == [f"picture {picture}, raw {raw}"]
    assert "same_name_and_time" in _codes(group)


def test_a_phones_naming_is_told_first() -> None:
    (group,) = pair(
        [shot("PXL_20240101_120000000.RAW-01.COVER.jpg"), shot("PXL_20240101_120000000.RAW-02.ORIGINAL.dng")]
    )
    assert _codes(group) == ["phone_naming", "same_name_and_time"]


def test_the_cover_leads_its_original() -> None:
    cover, original = (
        "PXL_20240101_120000000.PORTRAIT-01.COVER.jpg",
        "PXL_20240101_120000000.PORTRAIT-02.ORIGINAL.jpg",
    )
    assert _told(pair([shot(original), shot(cover)])) == [f"picture {cover}, picture {original}"]


def test_frames_of_a_burst_are_photos_of_their_own() -> None:
    frames = [shot(f"PXL_20240101_120000000.BURST-0{n}.jpg") for n in (1, 2, 3)]
    assert len(pair(frames)) == 3


@pytest.mark.parametrize("times", [(None, None), (0.0, None), (None, 0.0)])
def test_without_a_time_the_name_decides(times: tuple[float | None, float | None]) -> None:
    (group,) = pair([shot("a.jpg", times[0]), shot("a.dng", times[1])])
    assert _codes(group) == ["same_name"]


def test_the_same_name_at_another_time_is_another_photo() -> None:
    groups = pair([shot("a.jpg", 2.1), shot("a.dng", 0)])
    assert _told(groups) == ["raw a.dng", "picture a.jpg"]
    assert [_codes(group) for group in groups] == [["other_time"], ["other_time"]]


def test_another_folder_is_another_photo() -> None:
    assert len(pair([shot("100CANON/a.jpg"), shot("101CANON/a.dng")])) == 2


def test_names_that_differ_in_capitals_only_stay_apart() -> None:
    groups = pair([shot("a.jpg"), shot("A.JPG"), shot("b.jpg", None), shot("B.jpg", None)])
    assert len(groups) == 4
    assert _codes(groups[0]) == ["same_spelling"]


def test_a_raw_chooses_between_two_spellings_whatever_the_order() -> None:
    shots = [shot(name, None) for name in ("a.jpg", "A.JPG", "a.dng")]
    assert pair(shots) == pair(reversed(shots))


def test_a_live_photo_holds_its_video() -> None:
    (group,) = pair([shot("IMG_1234.MOV", -7200, lasts=2.9), shot("IMG_1234.HEIC")])
    assert _told((group,)) == ["picture IMG_1234.HEIC, video IMG_1234.MOV"]
    assert _codes(group) == ["live_photo"]


def test_a_long_video_is_no_part_of_a_photo() -> None:
    groups = pair([shot("IMG_1234.HEIC"), shot("IMG_1234.MOV", lasts=60)])
    assert [_codes(group) for group in groups] == [["alone"], ["long_video"]]


def test_a_video_of_another_day_stays_apart() -> None:
    groups = pair([shot("IMG_1.HEIC"), shot("IMG_1.MOV", 200_000)])
    assert [_codes(group) for group in groups] == [["alone"], ["other_video"]]


def test_an_edited_copy_belongs_to_its_photo() -> None:
    (group,) = pair(
        [shot(name) for name in ("IMG_E1234.JPG", "IMG_1234.AAE", "IMG_1234.JPG", "IMG_O1234.AAE")]
    )
    assert _told((group,)) == [
        "picture IMG_1234.JPG, edited IMG_E1234.JPG, sidecar IMG_1234.AAE, sidecar IMG_O1234.AAE"
    ]
    assert _codes(group) == ["edited_copy", "same_name_and_time", "sidecar_name"]


@pytest.mark.parametrize("copy", ["IMG_1234~2.jpg", "IMG_1234-edited.jpg"])
def test_exported_copies_belong_to_their_photo(copy: str) -> None:
    assert _told(pair([shot(copy), shot("IMG_1234.jpg")])) == [f"picture IMG_1234.jpg, edited {copy}"]


def test_an_edited_copy_alone_is_the_photo() -> None:
    assert _told(pair([shot("IMG_E1234.JPG")])) == ["picture IMG_E1234.JPG"]


def test_shortened_names_are_not_taken_for_edited_copies() -> None:
    assert len(pair([shot("DSC~1.JPG", None), shot("DSC~2.JPG", None)])) == 2


@pytest.mark.parametrize("name", ["PXL_20240101_120000000.MP.jpg", "MVIMG_20180101_120000.jpg"])
def test_a_motion_photo_says_so(name: str) -> None:
    (group,) = pair([shot(name)])
    assert _codes(group) == ["motion_photo"]


def test_a_motion_photos_video_may_lie_beside_it() -> None:
    (group,) = pair([shot("PXL_20240101_120000000.MP.jpg"), shot("PXL_20240101_120000000.MP", lasts=1.5)])
    assert _codes(group) == ["live_photo", "motion_photo"]


def test_the_sidecar_with_the_full_name_is_believed() -> None:
    (group,) = pair([shot(name, None) for name in ("A.xmp", "a.jpg.xmp", "a.jpg")])
    assert _told((group,)) == ["picture a.jpg, sidecar a.jpg.xmp, sidecar A.xmp"]
    assert [member.role for member in group.members] == [Role.PICTURE, Role.SIDECAR, Role.SIDECAR]


def test_each_sidecar_goes_to_its_own_file() -> None:
    shots = [shot("a.jpg", 0), shot("a.dng", 60), shot("a.xmp", None), shot("a.JPG.xmp", None)]
    assert _told(pair(shots)) == ["raw a.dng, sidecar a.xmp", "picture a.jpg, sidecar a.JPG.xmp"]


@pytest.mark.parametrize("sidecar", ["clip.xmp", "clip.mov.xmp"])
def test_a_video_has_sidecars_too(sidecar: str) -> None:
    assert _told(pair([shot(sidecar), shot("clip.mov")])) == [f"video clip.mov, sidecar {sidecar}"]


def test_a_sidecar_without_a_photo_says_so() -> None:
    (group,) = pair([shot("a.heic.xmp")])
    assert _codes(group) == ["lone_sidecar"]


def test_what_is_no_photo_stays_by_itself() -> None:
    assert _told(pair([shot("a.jpg"), shot("a.txt")])) == ["picture a.jpg", "other a.txt"]


names = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "sub/"]),
        st.sampled_from(
            ["a", "A", "IMG_1234", "IMG_E1234", "a~2", "a~3", "PXL_20240101_120000000.MP", "a.jpg"]
        ),
        st.sampled_from([".jpg", ".JPG", ".heic", ".dng", ".mov", ".xmp", ".aae", ".txt", ""]),
    ),
)
times = st.none() | st.integers(-5, 5).map(lambda step: NOON + timedelta(seconds=step * 0.7))
plain_shots = st.builds(
    Shot,
    path=names.map(PurePosixPath),
    kind=st.sampled_from(Kind),
    taken_at=times,
    duration_seconds=st.sampled_from([None, 2.0, 30.0]),
)


@given(st.lists(plain_shots, max_size=12))
def test_every_file_is_in_exactly_one_photo(shots: list[Shot]) -> None:
    groups = pair(shots)
    assert Counter(member.shot for group in groups for member in group.members) == Counter(shots)
    assert all(group.reasons for group in groups)


@given(
    st.lists(plain_shots, max_size=12).flatmap(
        lambda shots: st.tuples(st.just(shots), st.permutations(shots))
    )
)
def test_the_order_of_files_does_not_matter(orders: tuple[list[Shot], list[Shot]]) -> None:
    assert pair(orders[0]) == pair(orders[1])


@given(st.lists(plain_shots, max_size=12))
def test_photos_of_one_group_were_taken_within_two_seconds(shots: list[Shot]) -> None:
    for group in pair(shots):
        dates = [
            member.shot.taken_at
            for member in group.members
            if member.shot.kind in (Kind.PICTURE, Kind.RAW) and member.shot.taken_at is not None
        ]
        assert not dates or max(dates) - min(dates) <= timedelta(seconds=2)


def test_a_hundred_thousand_files_are_paired() -> None:
    pictures = [shot(f"{n % 50}/DSC_{n:06}.jpg", n * 5) for n in range(50_000)]
    raws = [replace(file, path=file.path.with_suffix(".dng"), kind=Kind.RAW) for file in pictures]
    groups = pair(pictures + raws)
    assert len(groups) == 50_000
    assert all(len(group.members) == 2 for group in groups)
