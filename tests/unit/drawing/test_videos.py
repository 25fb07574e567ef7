"""Videos play, and the ones without frames tell their facts."""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime

import av
import numpy as np
import pytest
from PIL import Image

from tests.drawing import UPRIGHT, avi_header, corner_names, corners, mp4_boxes, to_be_turned, video
from tests.drawing.video import VideoCodec, VideoContainer

KINDS: list[tuple[VideoContainer, VideoCodec]] = [
    ("mp4", "mpeg4"),
    ("mov", "libx264"),
    ("avi", "mpeg4"),
    ("matroska", "libx264"),
    ("webm", "libvpx"),
]


@pytest.mark.parametrize(("container", "codec"), KINDS)
def test_a_second_of_black_and_then_the_picture(container: VideoContainer, codec: VideoCodec) -> None:
    data = video(container=container, codec=codec, picture=corners())
    with av.open(io.BytesIO(data), "r") as file:
        frames = [Image.fromarray(frame.to_ndarray(format="rgb24")) for frame in file.decode(video=0)]
    assert len(frames) == 15
    assert np.asarray(frames[0]).max() < 20
    assert corner_names(frames[-1]) == UPRIGHT


def test_the_same_arguments_draw_the_same_video() -> None:
    assert video(container="matroska") == video(container="matroska")


def test_a_phone_says_when_and_where() -> None:
    told = {"creationdate": "2024-06-01T14:30:00+0200", "location.ISO6709": "+59.9139+010.7522/"}
    data = video(container="mov", created=datetime(2024, 6, 1, 12, 30, tzinfo=UTC), apple=told)
    with av.open(io.BytesIO(data), "r") as file:
        facts = dict(file.metadata)
    assert facts["creation_time"] == "2024-06-01T12:30:00.000000Z"
    assert {key: facts[f"com.apple.quicktime.{key}"] for key in told} == told


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("moov_last", [False, True])
def test_boxes_alone_tell_the_facts(version: int, moov_last: bool) -> None:
    told = {"creationdate": "2024-06-01T14:30:00+0200", "make": "Apple"}
    data = mp4_boxes(version=version, apple=told, brand=b"qt  ", moov_last=moov_last)
    with av.open(io.BytesIO(data), "r") as file:
        facts = dict(file.metadata)
        assert file.duration == 12_500_000
    assert facts["creation_time"] == "2024-06-01T12:30:00.000000Z"
    assert facts["com.apple.quicktime.make"] == "Apple"


def test_boxes_carry_a_turn_and_a_place() -> None:
    data = mp4_boxes(turn=90, place="+59.9139+010.7522/")
    assert struct.pack(">5i", 0, 1 << 16, 0, -1 << 16, 0) in data
    assert "©xyz".encode("latin-1") in data
    with av.open(io.BytesIO(data), "r") as file:
        assert file.metadata["location"] == "+59.9139+010.7522/"


def test_an_avi_by_hand() -> None:
    data = avi_header(320, 240, date="Sat Jun 01 14:30:00 2024")
    assert struct.unpack_from("<I", data, 4)[0] == len(data) - 8
    with av.open(io.BytesIO(data), "r") as file:
        stream = file.streams.video[0]
        assert (stream.codec_context.width, stream.codec_context.height) == (320, 240)
        assert file.metadata["creation_time"] == "2024-06-01 14:30:00"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_video_may_ask_to_be_turned(turn: int) -> None:
    data = to_be_turned(video(seconds=0.4), turn)
    with av.open(io.BytesIO(data), "r") as file:
        frame = next(file.decode(video=0))
    assert -frame.rotation % 360 == turn
