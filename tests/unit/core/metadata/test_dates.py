"""When a photo was taken, and who says so."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_core.containers.exif import read_exif
from imalink_core.containers.parts import Parts, VideoFacts
from imalink_core.containers.source import of_bytes
from imalink_core.found import DateSource
from imalink_core.metadata.dates import Taken, find_taken, read_date, read_offset
from imalink_core.metadata.iptc import Iptc
from imalink_core.metadata.xmp import Xmp
from tests.drawing import camera_exif, exif_blob, text
from tests.drawing.exif import Camera

ORIGINAL = DateSource.EXIF_ORIGINAL
AFTERNOON = datetime.fromisoformat("2024-01-15T14:30:00")


def _taken(exif: bytes, xmp: Xmp | None = None, iptc: Iptc | None = None) -> Taken:
    parts = Parts(exif=read_exif(of_bytes(exif), 1 << 20).exif)
    return find_taken(parts, xmp or Xmp(), iptc or Iptc())


def _codes(taken: Taken) -> list[str]:
    return [note.code for note in taken.notes]


@pytest.mark.parametrize(
    "written",
    [
        "2024:01:15 14:30:00",
        "2024-01-15 14:30:00",
        "2024-01-15T14:30:00",
        "2024/01/15 14:30",
        "2024: 1:15 14:30: 0",
        "Mon Jan 15 14:30:00 2024",
        " 2024:01:15 14:30:00 ",
    ],
)
def test_every_way_of_writing_one_moment(written: str) -> None:
    assert read_date(written, ORIGINAL) == Taken(AFTERNOON, ORIGINAL)


@pytest.mark.parametrize(
    "written",
    [
        "0000:00:00 00:00:00",
        "2024:13:01 00:00:00",
        "2023:02:29 12:00:00",
        "0162:01:01 12:00:00",
        "2101:01:01 12:00:00",
        "2024:01:15 25:00:00",
        "2024:01:15 24:00:01",
        "2024:01:15 14:61:00",
        "2024:01:15 14:30:61",
        "1970:01:01 00:00:00",
        "1904:01:01 00:00:00",
        "1970:01:01 01:00:00",
        "1970:01:01 00:00:00.5",
        "2024:01:15 02:30:00 PM",
        "2024:01:15 1430",
        "2024:01:155 14:30:00",
        "last summer",
    ],
)
def test_what_makes_no_sense_is_left_out_with_a_note(written: str) -> None:
    taken = read_date(written, ORIGINAL)
    assert taken.at is None
    assert _codes(taken) == ["bad_date"]


@pytest.mark.parametrize("blank", ["    :  :     :  :  ", ":", ""])
def test_blanks_are_the_standard_s_word_for_unknown(blank: str) -> None:
    assert read_date(blank, ORIGINAL) == Taken()


def test_midnight_as_24_is_the_next_day() -> None:
    assert read_date("2024:02:28 24:00:00", ORIGINAL).at == datetime.fromisoformat("2024-02-29T00:00:00")


def test_a_leap_second_is_the_second_before() -> None:
    assert read_date("2016:12:31 23:59:60", ORIGINAL).at == datetime.fromisoformat("2016-12-31T23:59:59")


def test_a_date_alone_is_midnight_with_a_note() -> None:
    taken = read_date("1970-01-01", DateSource.IPTC_CREATED)
    assert taken.at == datetime.fromisoformat("1970-01-01T00:00:00")
    assert _codes(taken) == ["date_only"]


@pytest.mark.parametrize("written", ["2024", "2024-06"])
def test_a_year_or_a_month_alone_is_no_date(written: str) -> None:
    assert read_date(written, DateSource.XMP_CREATED).at is None


def test_offset_and_fraction_are_kept_and_never_applied() -> None:
    taken = _taken(camera_exif(offset="+02:00", subsec="25"))
    assert taken.at == datetime.fromisoformat("2024-01-15T14:30:00.250000")
    assert taken.offset == "+02:00"


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ("+0200", "+02:00"),
        ("-05:30", "-05:30"),
        ("Z", "+00:00"),
        ("+25:00", None),
        ("+01:75", None),
        ("+٠٢:٠٠", None),
        ("", None),
    ],
)
def test_offsets(written: str, offset: str | None) -> None:
    assert read_offset(written) == offset


@pytest.mark.parametrize("written", ["٢٠٢٤:٠١:١٥ ١٤:٣٠:٠٠", "２０２４-01-15"])
def test_figures_of_other_scripts_are_no_date(written: str) -> None:
    taken = read_date(written, ORIGINAL)
    assert (taken.at, _codes(taken)) == (None, ["bad_date"])


def test_what_is_said_of_a_videos_senseless_date_can_be_stored() -> None:
    taken = find_taken(Parts(video=VideoFacts(created_text="soon\ud800\x01")), Xmp(), Iptc())
    assert [note.message.rpartition("out. ")[2] for note in taken.notes] == ["(soon)"]


XMP = Xmp(taken="2003-01-01T00:00:01", created="2004-01-01T00:00:01")
IPTC = Iptc(created="2005-01-01T00:00:01")


@pytest.mark.parametrize(
    ("told", "xmp", "iptc", "source", "year"),
    [
        ({"taken_at": "2001:01:01 01:00:00"}, XMP, IPTC, DateSource.EXIF_ORIGINAL, 2001),
        ({"taken_at": None, "digitized": "2002:01:01 01:00:00"}, XMP, IPTC, DateSource.EXIF_DIGITIZED, 2002),
        ({"taken_at": None, "digitized": None}, XMP, IPTC, DateSource.XMP_ORIGINAL, 2003),
        ({"taken_at": None, "digitized": None}, Xmp(created=XMP.created), IPTC, DateSource.XMP_CREATED, 2004),
        ({"taken_at": None, "digitized": None}, Xmp(), IPTC, DateSource.IPTC_CREATED, 2005),
        ({"taken_at": None, "digitized": None}, Xmp(), Iptc(), DateSource.EXIF_MODIFIED, 2024),
    ],
)
def test_the_precedence(told: Camera, xmp: Xmp, iptc: Iptc, source: DateSource, year: int) -> None:
    taken = _taken(camera_exif(**told), xmp, iptc)
    assert taken.at is not None
    assert (taken.source, taken.at.year) == (source, year)


def test_a_bad_date_gives_way_to_the_next_and_leaves_its_note() -> None:
    taken = _taken(camera_exif(taken_at="0000:00:00 00:00:00", digitized="2024:01:15 14:30:00"))
    assert (taken.at, taken.source) == (AFTERNOON, DateSource.EXIF_DIGITIZED)
    assert _codes(taken) == ["bad_date"]


def test_no_date_at_all() -> None:
    assert _taken(exif_blob(image={0x010F: text("Canon")})) == Taken()


def test_a_phone_s_video_knows_its_own_time() -> None:
    video = VideoFacts(
        created_utc=datetime.fromisoformat("2024-06-01T12:30:00"), created_text="2024-06-01T14:30:00+0200"
    )
    taken = find_taken(Parts(video=video), Xmp(), Iptc())
    assert taken == Taken(datetime.fromisoformat("2024-06-01T14:30:00"), DateSource.VIDEO_CREATED, "+02:00")


def test_a_video_s_header_tells_utc_and_says_so() -> None:
    video = VideoFacts(created_utc=datetime.fromisoformat("2024-06-01T12:30:00+00:00"))
    taken = find_taken(Parts(video=video), Xmp(), Iptc())
    assert (taken.at, taken.offset) == (datetime.fromisoformat("2024-06-01T12:30:00"), "+00:00")
    assert _codes(taken) == ["time_is_utc"]


@given(st.text(max_size=40))
def test_no_text_makes_it_raise(written: str) -> None:
    taken = read_date(written, ORIGINAL, written, written)
    assert taken.at is None or 1826 <= taken.at.year <= 2101


@given(
    st.datetimes(datetime.fromisoformat("1826-01-01T00:00:00"), datetime.fromisoformat("2100-12-31T00:00:00"))
)
def test_every_moment_comes_back(moment: datetime) -> None:
    assert read_date(moment.isoformat(), DateSource.XMP_ORIGINAL).at == moment
