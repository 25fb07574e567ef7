"""A submission in the three shapes of the family: what each carries, and what it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.codec import (
    Shape,
    Submission,
    Visibility,
    dumps,
    loads,
    submission_from_json,
    submission_to_json,
)
from imalink_core.errors import BadEgg
from tests.unit.core.codec.nests import BARE_EGG, EGG, any_json, clean_text, eggs

OURS = Submission(
    egg=EGG,
    title="Harbour",
    description="The morning ferry.",
    rating=4,
    visibility=Visibility.SPACE,
    tags=("travel/norway", "ferry"),
    author_id=3,
    import_session_id=12,
    filename="IMG_1234.JPG",
)

ids = st.none() | st.integers(1, (1 << 53) - 1)
submissions = st.builds(
    Submission,
    egg=eggs,
    title=st.none() | clean_text,
    description=st.none() | clean_text,
    rating=st.integers(0, 5),
    visibility=st.sampled_from(Visibility),
    tags=st.lists(clean_text.filter(bool), max_size=3).map(tuple),
    author_id=ids,
    import_session_id=ids,
    filename=st.none() | clean_text.filter(bool),
)


def _there_and_back(submission: Submission, shape: Shape) -> Submission:
    return submission_from_json(loads(dumps(submission_to_json(submission, shape))))


@given(submissions)
def test_flat_carries_all_but_the_filename(submission: Submission) -> None:
    assert _there_and_back(submission, Shape.FLAT) == replace(submission, filename=None)


@given(submissions)
def test_wrapped_carries_neither_filename_nor_session_and_knows_both_sides(submission: Submission) -> None:
    egg, metadata = submission.egg, submission.egg.metadata
    sides = replace(metadata, width=metadata.width or egg.width, height=metadata.height or egg.height)
    assert _there_and_back(submission, Shape.WRAPPED) == replace(
        submission, egg=replace(egg, metadata=sides), import_session_id=None, filename=None
    )


@given(submissions)
def test_create_carries_all_but_title_and_description(submission: Submission) -> None:
    assert _there_and_back(submission, Shape.CREATE) == replace(submission, title=None, description=None)


def test_flat_lays_the_owners_words_beside_the_egg() -> None:
    written = submission_to_json(OURS, Shape.FLAT)
    assert written["hothash"] == EGG.hothash
    assert written["title"] == "Harbour"
    assert written["visibility"] == "space"
    assert "filename" not in written


def test_wrapped_puts_the_egg_in_a_field_of_its_own() -> None:
    written: Any = submission_to_json(replace(OURS, egg=BARE_EGG), Shape.WRAPPED)
    assert written["photo_egg"]["metadata"]["width"] == BARE_EGG.width
    assert sorted(written) == sorted(
        ["photo_egg", "title", "description", "rating", "visibility", "tags", "author_id"]
    )


def test_create_spells_it_in_its_own_way() -> None:
    written: Any = submission_to_json(OURS, Shape.CREATE)
    photo = written["photo_create_schema"]
    assert written["tags"] == ["travel/norway", "ferry"]
    assert photo["input_channel_id"] == 12
    assert photo["exif_dict"]["aperture"] == 2.8
    assert photo["exif_dict"]["shutter_speed"] == "1/250"
    assert photo["exif_dict"]["exif"] == EGG.exif_dict
    assert photo["image_file_list"][0]["filename"] == "IMG_1234.JPG"
    assert photo["image_file_list"][0]["file_size"] == EGG.file_size_bytes


def test_an_egg_without_opinions_is_private_and_unrated() -> None:
    written = submission_to_json(Submission(EGG), Shape.FLAT)
    for key in ("rating", "visibility", "tags"):
        del written[key]
    assert submission_from_json(written) == Submission(EGG)


def test_another_programs_camera_data_is_understood_or_kept() -> None:
    written: Any = submission_to_json(OURS, Shape.CREATE)
    photo = written["photo_create_schema"]
    photo["exif_dict"] = {"iso": 200, "aperture": "f/4", "exif": "0230", "orientation": 1}
    del photo["image_file_list"][0]["imported_info"]
    egg = submission_from_json(written).egg
    assert egg.metadata.iso == 200
    assert egg.metadata.f_number is None
    assert egg.exif_dict == {"aperture": "f/4", "exif": "0230", "orientation": 1}
    assert (egg.image_format, egg.is_valid_image) == ("UNKNOWN", True)


def test_the_eggs_own_dictionary_counts_more_than_what_lies_around_it() -> None:
    written: Any = submission_to_json(OURS, Shape.CREATE)
    written["photo_create_schema"]["exif_dict"] = {"Make": "Elsewhere", "exif": {"Make": "Canon"}}
    assert submission_from_json(written).egg.exif_dict == {"Make": "Canon"}


@given(any_json)
def test_nothing_but_a_bad_egg_is_ever_raised(anything: object) -> None:
    for key in ("photo_egg", "photo_create_schema"):
        with pytest.raises(BadEgg):
            submission_from_json({key: anything})


FIELDS = ["rating", "visibility", "tags", "title", "description", "author_id", "import_session_id"]
CREATE_FIELDS = [
    "hothash",
    "hotpreview_base64",
    "width",
    "taken_at",
    "gps_latitude",
    "exif_dict",
    "rating",
    "visibility",
    "input_channel_id",
    "author_id",
    "image_file_list",
]


@given(st.sampled_from(FIELDS), any_json)
def test_a_spoilt_opinion_makes_a_bad_egg_or_none_at_all(key: str, value: object) -> None:
    _read_or_refuse({**submission_to_json(OURS, Shape.FLAT), key: value})


@given(st.sampled_from(CREATE_FIELDS), any_json)
def test_a_spoilt_create_makes_a_bad_egg_or_none_at_all(key: str, value: object) -> None:
    written: Any = submission_to_json(OURS, Shape.CREATE)
    written["photo_create_schema"][key] = value
    _read_or_refuse(written)


def _read_or_refuse(anything: object) -> None:
    try:
        submission = submission_from_json(anything)
    except BadEgg:
        return
    for shape in Shape:
        dumps(submission_to_json(submission, shape))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("rating", 6),
        ("rating", -1),
        ("rating", True),
        ("visibility", "everyone"),
        ("visibility", 1),
        ("tags", "ferry"),
        ("tags", [""]),
        ("tags", ["\0"]),
        ("tags", ["x"] * 1001),
        ("title", "x" * 8001),
        ("description", ["text"]),
        ("author_id", 0),
        ("import_session_id", "12"),
    ],
)
def test_opinions_are_looked_at_as_closely_as_eggs(key: str, value: object) -> None:
    with pytest.raises(BadEgg) as caught:
        submission_from_json({**submission_to_json(OURS, Shape.FLAT), key: value})
    assert caught.value.where.startswith(key)


@pytest.mark.parametrize(
    "files", [[], [7], "IMG.JPG", [{}], [{"filename": "a.jpg"}], [{"file_size": 1}], None]
)
def test_create_needs_a_file(files: object) -> None:
    written: Any = submission_to_json(OURS, Shape.CREATE)
    written["photo_create_schema"]["image_file_list"] = files
    with pytest.raises(BadEgg, match="image_file_list"):
        submission_from_json(written)


def test_where_tells_the_way_through_the_shape() -> None:
    written: Any = submission_to_json(OURS, Shape.WRAPPED)
    written["photo_egg"]["metadata"]["iso"] = "fast"
    with pytest.raises(BadEgg) as caught:
        submission_from_json(written)
    assert caught.value.where == "photo_egg.metadata.iso"
