"""A template says where copies go, says what is wrong with it, and never leads out of the destination."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.base.errors import Expected
from imalink_desktop.importing.copying.portable import portable_name
from imalink_desktop.importing.copying.template import DEFAULT, FIELDS, PhotoFacts, Template

TAKEN = datetime.fromisoformat("2024-01-15T14:30:05")


def facts(
    name: str = "DSC_1.NEF",
    stem: str = "DSC_1",
    ending: str = ".NEF",
    *,
    taken_at: datetime | None = TAKEN,
    camera: str = "Nikon Z 6",
    title: str = "",
    number: int = 1,
) -> PhotoFacts:
    return PhotoFacts(name, stem, ending, taken_at, camera, title, number)


def placed(template: str, given_facts: PhotoFacts, again: int = 1) -> str:
    return str(Template.parse(template).place(given_facts, again))


@pytest.mark.parametrize(
    ("template", "path"),
    [
        (DEFAULT, "2024/2024-01-15_Alps/DSC_1.NEF"),
        ("{year}/{month}/{day}/{stem}.{ext}", "2024/01/15/DSC_1.NEF"),
        ("{date}_{time}_{number}", "2024-01-15_14-30-05_0007.NEF"),
        ("{date}_{time}_{number}.{ext}", "2024-01-15_14-30-05_0007.NEF"),
        ("{camera}/{ext}/{title} {name}", "Nikon Z 6/NEF/Alps DSC_1.NEF"),
    ],
)
def test_every_field_is_filled_in(template: str, path: str) -> None:
    assert placed(template, facts(title="Alps", number=7)) == path


@pytest.mark.parametrize(
    ("template", "path"),
    [
        (DEFAULT, "2024/2024-01-15/DSC_1.NEF"),
        ("{title}_{date}/{name}", "2024-01-15/DSC_1.NEF"),
        ("{title}/{name}", "DSC_1.NEF"),
        ("{date}_{title}_{stem}", "2024-01-15_DSC_1.NEF"),
        ("{date} ({title})/{name}", "2024-01-15/DSC_1.NEF"),
        ("({title}) {date}/{name}", "2024-01-15/DSC_1.NEF"),
        ("_{date}/{name}", "_2024-01-15/DSC_1.NEF"),
    ],
)
def test_without_a_title_its_separator_goes_too(template: str, path: str) -> None:
    assert placed(template, facts()) == path


@pytest.mark.parametrize(
    ("template", "path"),
    [
        (DEFAULT, "undated/Alps/DSC_1.NEF"),
        ("{year}-{month}-{day}/{name}", "undated/DSC_1.NEF"),
        ("{date}_{time}_{stem}", "undated_DSC_1.NEF"),
        ("{camera}/{time}", "Nikon Z 6/DSC_1.NEF"),
    ],
)
def test_without_a_date_a_photo_is_undated(template: str, path: str) -> None:
    assert placed(template, facts(title="Alps", taken_at=None)) == path


@pytest.mark.parametrize(
    ("template", "position"),
    [
        ("{year}/{foto}/{name}", 8),
        ("{year", 1),
        ("{year}/date}/{name}", 12),
        ("/pictures/{name}", 1),
        ("C:/{name}", 1),
        ("~/{name}", 1),
        ("{year}//{name}", 8),
        ("{year}/../{name}", 8),
        ("{year}\\{name}", 7),
        ("{year}/a:b/{name}", 9),
        ("{year}/{name}/", 15),
        ("{year}/{date}", 8),
        ("{year}/{ext}_{name}", 8),
        ("", 1),
    ],
)
def test_what_is_wrong_is_told_with_its_position(template: str, position: int) -> None:
    with pytest.raises(Expected, match=rf"at position {position}\b") as told:
        Template.parse(template)
    assert told.value.next_step


def test_an_unknown_field_is_answered_with_those_that_there_are() -> None:
    with pytest.raises(Expected) as told:
        Template.parse("{rating}/{name}")
    assert all(f"{{{field}}}" in told.value.next_step for field in FIELDS)


def test_a_slash_in_a_title_is_no_folder() -> None:
    assert placed(DEFAULT, facts(title="Anna/Ben")) == "2024/2024-01-15_Anna-Ben/DSC_1.NEF"
    assert placed(DEFAULT, facts(title="../../etc")) == "2024/2024-01-15_-..-etc/DSC_1.NEF"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("CON.JPG", "CON_.JPG"),
        ("nul", "nul_"),
        ("com1.tar.gz", "com1_.tar.gz"),
        ("CONTAX.JPG", "CONTAX.JPG"),
        ("a.jpg. .", "a.jpg"),
        (" .hidden", "hidden"),
        ("a\x00b\n.jpg", "ab.jpg"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("\udcff.jpg", "\ufffd.jpg"),
        ("Fjord – Ålesund 🏔.jpg", "Fjord – Ålesund 🏔.jpg"),
        ("ö" * 200, "ö" * 127),
    ],
)
def test_a_name_is_made_so_that_every_system_keeps_it(name: str, kept: str) -> None:
    assert portable_name(name) == kept


def test_a_number_stands_before_what_follows_the_stem() -> None:
    assert placed(DEFAULT, facts(), 2) == "2024/2024-01-15/DSC_1 (2).NEF"
    sidecar = facts("DSC_1.NEF.xmp", ending=".NEF.xmp")
    assert placed(DEFAULT, sidecar) == "2024/2024-01-15/DSC_1.NEF.xmp"
    assert placed(DEFAULT, sidecar, 2) == "2024/2024-01-15/DSC_1 (2).NEF.xmp"


ANY_TEXT = st.text(max_size=300)
FIELD = st.sampled_from([f"{{{field}}}" for field in FIELDS])
PART = st.lists(st.one_of(FIELD, st.text(alphabet="ab ._-().", max_size=5)), max_size=4).map("".join)
LAST = st.sampled_from(["{name}", "{stem}", "{title}_{number}", "{camera}.{time}.{ext}", " {stem}({title})"])
PATH = st.tuples(st.lists(PART.filter(lambda part: bool(part.strip("(). "))), max_size=3), LAST)
WRITTEN = st.one_of(ANY_TEXT, PART, PATH.map(lambda path: "/".join((*path[0], path[1]))))
EXTENSION = st.one_of(
    st.sampled_from([".NEF", ".JPG", ".xmp", ""]), st.text(max_size=12).map(lambda e: f".{e}")
)
RESERVED = {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in "0123456789¹²³")}


def understood(text: str) -> Template | None:
    try:
        return Template.parse(text)
    except Expected:
        return None


@given(
    WRITTEN,
    ANY_TEXT,
    ANY_TEXT,
    EXTENSION,
    ANY_TEXT,
    st.none() | st.datetimes(),
    st.integers(1, 10**6),
)
def test_no_template_and_no_name_leads_out_of_the_destination(
    text: str, stem: str, title: str, ending: str, camera: str, day: datetime | None, again: int
) -> None:
    if (template := understood(text)) is None:
        return
    told = PhotoFacts(stem + ending, stem, ending, day, camera, title, 1)
    path = template.place(told, again)
    assert not path.is_absolute()
    assert not PureWindowsPath(str(path)).drive
    assert path.parts
    assert len(path.parts) == len(PureWindowsPath(str(path)).parts)
    for part in path.parts:
        assert part not in (".", "..")
        assert len(part.encode("utf-8")) <= 255  # and it can be written at all
        assert part == part.rstrip(". ")
        assert not part.startswith((".", " "))
        assert not set(part) & set('<>:"/\\|?*')
        assert all(unicodedata.category(sign) not in ("Cc", "Cs") for sign in part)
        assert part.partition(".")[0].rstrip().upper() not in RESERVED


@given(WRITTEN, st.text(min_size=1, max_size=300), ANY_TEXT, st.integers(1, 1000))
def test_the_files_of_a_photo_keep_one_stem(text: str, stem: str, title: str, again: int) -> None:
    if "{ext}" in text.rpartition("/")[0] or (template := understood(text)) is None:
        return
    endings = (".NEF", ".JPG", ".NEF.xmp")
    paths = [template.place(PhotoFacts(stem + e, stem, e, TAKEN, "", title, 1), again) for e in endings]
    assert len({str(path).removesuffix(ending) for path, ending in zip(paths, endings, strict=True)}) == 1
    assert len(set(paths)) == 3


@given(WRITTEN)
def test_what_is_understood_gives_numbers_that_differ(text: str) -> None:
    if template := understood(text):
        paths: set[PurePosixPath] = {template.place(facts(), again) for again in range(1, 6)}
        assert len(paths) == 5
