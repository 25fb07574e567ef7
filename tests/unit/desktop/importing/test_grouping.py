"""New files find each other, and the photos that they belong to."""

from __future__ import annotations

from pathlib import Path, PurePath

import pytest

from imalink_core import glance
from imalink_core.formats.format import Kind
from imalink_core.pairing import Role, Shot
from imalink_desktop.importing.grouping import kind_by_name, shot_by_glance, together
from tests.drawing import jpeg, mp4_boxes, scene
from tests.unit.desktop.importing.meeting import named


def shot(path: str) -> Shot:
    found = named(PurePath(path))
    assert found is not None
    return found


def test_a_raw_a_jpeg_and_a_sidecar_are_one_photo() -> None:
    files = [shot("a/IMG_1.CR3"), shot("a/IMG_1.JPG"), shot("a/IMG_1.CR3.xmp"), shot("a/IMG_2.JPG")]
    one, other = together(files)
    assert {member.role for member in one.group.members} == {Role.RAW, Role.PICTURE, Role.SIDECAR}
    assert (one.photo, len(one.new)) == (None, 3)
    assert other.new == (shot("a/IMG_2.JPG"),)


def test_a_raw_that_comes_later_joins_its_photo() -> None:
    (one,) = together([shot("a/IMG_1.CR3")], {shot("a/IMG_1.JPG"): 7, shot("a/IMG_9.JPG"): 9})
    assert (one.photo, one.new) == (7, (shot("a/IMG_1.CR3"),))


@pytest.mark.parametrize(("seconds", "photos"), [(2.9, 1), (60.0, 2)])
def test_a_video_is_part_of_a_photo_only_if_it_is_short(tmp_path: Path, seconds: float, photos: int) -> None:
    (tmp_path / "IMG_1.JPG").write_bytes(jpeg(scene(32, 24)))
    (tmp_path / "IMG_1.MOV").write_bytes(mp4_boxes(brand=b"qt  ", seconds=seconds))
    shots = [shot_by_glance(path, glance(path)) for path in tmp_path.iterdir()]
    assert len(together(shots)) == photos


def test_what_is_known_already_is_not_told_again() -> None:
    assert together([], {shot("a/IMG_1.JPG"): 7}) == ()


def test_photos_that_were_kept_apart_stay_apart() -> None:
    there = {shot("a/IMG_1.JPG"): 7, shot("a/IMG_1.HEIC"): 8}
    (one,) = together([shot("a/IMG_1.CR3")], there)
    assert one.photo == there[next(member.shot for member in one.group.members if member.shot in there)]
    assert one.new == (shot("a/IMG_1.CR3"),)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.JPG", Kind.PICTURE), ("a.nef", Kind.RAW), ("a.mov", Kind.VIDEO), ("a.pdf", Kind.OTHER), ("a", None)],
)
def test_a_name_tells_what_a_file_seems_to_be(name: str, kind: Kind | None) -> None:
    assert kind_by_name(PurePath(name)) is kind
