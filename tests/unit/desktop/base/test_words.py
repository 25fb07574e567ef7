"""One language for all texts: found, spoken, and English where there is none."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from gettext import NullTranslations
from pathlib import Path

import pytest

from imalink_desktop.base import words
from imalink_desktop.base.disks import disk_trouble
from imalink_desktop.base.words import _, many, marked, speak
from tests.house.languages import outside

GERMAN = {
    "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=n != 1;\n",
    "Undo": "Rückgängig",
    "{n} photo\0{n} photos": "{n} Foto\0{n} Fotos",
}


def compiled(texts: Mapping[str, str]) -> bytes:
    """What msgfmt makes: a head, two tables of lengths and places, and the texts."""
    pairs = [(one.encode(), other.encode()) for one, other in sorted(texts.items())]
    tables, body = [b"", b""], b""
    start = 28 + 16 * len(pairs)
    for side in (0, 1):
        for pair in pairs:
            tables[side] += struct.pack("<2I", len(pair[side]), start + len(body))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + tables[0] + tables[1] + body


@pytest.fixture
def locale(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "imalink.mo").write_bytes(compiled(GERMAN))
    yield tmp_path
    words.use(NullTranslations())


def test_a_language_that_is_there_is_spoken(locale: Path) -> None:
    assert speak(locale, ["de-AT", "en"]) == "de"
    assert words.spoken() == "de"
    assert _("Undo") == "Rückgängig"
    assert many("{n} photo", "{n} photos", 1) == "1 Foto"
    assert many("{n} photo", "{n} photos", 1_200) == "1,200 Fotos"
    assert _("Redo") == "Redo"
    assert _("") == ""


@pytest.mark.parametrize("wanted", [(), ["fr_FR.UTF-8"], ["../.."], ["en-GB", "de"], [""]])
def test_otherwise_it_is_english(locale: Path, wanted: list[str]) -> None:
    assert speak(locale, wanted) == "en"
    assert _("Undo") == "Undo"
    assert many("{n} photo", "{n} photos", 2) == "2 photos"


def test_a_spoilt_file_is_passed_over(locale: Path) -> None:
    (locale / "de" / "LC_MESSAGES" / "imalink.mo").write_bytes(b"\xff" * 100)
    assert speak(locale, ["de"]) == "en"


def test_what_is_marked_is_said_when_it_is_shown(pseudo: None) -> None:
    del pseudo
    assert marked("stars") == "stars"
    assert _(marked("stars")) == "⟦stars⟧"


def test_the_troubles_of_disks_are_said_in_it_too(pseudo: None, tmp_path: Path) -> None:
    del pseudo
    trouble = disk_trouble(OSError(28, "no space"), tmp_path / "x")
    assert outside(str(trouble)).strip() == ""
