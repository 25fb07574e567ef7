"""`imalink import` and `imports`: what they print, what they answer, and that it is what happens."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from imalink_desktop.base.paths import Paths, private_folder
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands.sessions import begin
from tests.drawing.card import draw_card
from tests.drawing.xmp import xmp_packet
from tests.unit.desktop.app.conftest import Run
from tests.unit.desktop.importing.studio import SIZE, picture

WHY = "The content is of no kind known here. This is text."
COUNTS = ("imported", "duplicates", "unchanged")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """For `--data-dir`: a library in which there is nothing."""
    folder = tmp_path / "home"
    with Catalog.open(private_folder(Paths.below(folder).data)):
        pass
    return folder


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Three photos, a copy, a sidecar, and what is no photo."""
    folder = tmp_path.resolve() / "card"
    draw_card(folder, 3, size=SIZE)
    (folder / "DCIM/100IMAGE/IMG_0002.xmp").write_bytes(xmp_packet(rating=4, wrapped=False))
    (folder / "Copy of IMG_0001.JPG").write_bytes((folder / "DCIM/100IMAGE/IMG_0001.JPG").read_bytes())
    return folder


@pytest.fixture
def ask(run: Run, home: Path) -> Callable[..., tuple[int, Any]]:
    """Run a command with `--json`; answer the exit code and the document."""

    def asked(*words: str | Path) -> tuple[int, Any]:
        code, out, err = run("--data-dir", home, *words, "--json")
        assert err == ""
        return code, json.loads(out)

    return asked


Ask = Callable[..., tuple[int, Any]]


def test_an_import_is_one_document(ask: Ask, card: Path, untouched: Callable[[Path], None]) -> None:
    untouched(card)
    code, told = ask("import", card, "--title", "Harbour")
    notes = str(card / "NOTES.TXT")
    assert told.pop("seconds") >= 0
    assert (code, told) == (
        0,
        {
            "session": 1,
            "found": 6,
            "imported": 4,
            "duplicates": 1,
            "unchanged": 0,
            "skipped": [
                {
                    "path": notes,
                    "fate": "skipped",
                    "code": "unknown",
                    "message": WHY,
                    "photo": None,
                }
            ],
            "failed": [],
            "photos": 3,
            "bursts": 0,
            "gone": 0,
            "waiting": 0,
        },
    )


def test_the_sum_is_exact_and_the_second_import_adds_nothing(ask: Ask, card: Path) -> None:
    for expected in ((4, 1, 0), (0, 0, 5)):
        _, told = ask("import", card)
        assert tuple(told[name] for name in COUNTS) == expected
        assert told["found"] == sum(expected) + len(told["skipped"]) + len(told["failed"]) == 6
    _, listed = ask("list")
    assert listed["total"] == 3


def test_files_that_cannot_be_read_are_told_by_the_exit_code(ask: Ask, card: Path) -> None:
    (card / "broken.jpg").write_bytes(b"")
    code, told = ask("import", card)
    assert code == 1
    assert [(one["path"], one["code"]) for one in told["failed"]] == [(str(card / "broken.jpg"), "empty")]


def test_in_lines_it_says_what_became_of_the_files(run: Run, home: Path, card: Path) -> None:
    (card / "broken.jpg").write_bytes(b"")
    code, out, err = run("--data-dir", home, "import", card)
    assert (code, err) == (1, "")
    assert out.splitlines() == [
        "Import 1: 7 files, 3 photos.",
        "       4 imported",
        "       1 already there, the same bytes",
        "       1 skipped",
        f"         {card / 'NOTES.TXT'}: {WHY}",
        "       1 failed",
        f"         {card / 'broken.jpg'}: The file is empty.",
    ]


@pytest.mark.parametrize("known", [False, True], ids=["new card", "known card"])
def test_a_dry_run_tells_what_then_happens_and_does_nothing(
    ask: Ask, card: Path, known: bool, untouched: Callable[[Path], None]
) -> None:
    if known:
        ask("import", card)
        (card / "DCIM/100IMAGE/IMG_0000.JPG").write_bytes(picture(50))
        (card / "DCIM/100IMAGE/IMG_0009.JPG").write_bytes(picture(9))
    untouched(card)
    code, told = ask("import", card, "--dry-run")
    _, before = ask("imports")
    assert len(before["imports"]) == known
    assert code == 0
    _, came = ask("import", card)
    assert told["found"] == came["found"] == len(told["files"])
    assert told["new"] + told["twin"] + told["sidecar"] + told["changed"] == came["imported"]
    assert told["unchanged"] + told["moved"] == came["unchanged"]
    assert told["unsupported"] + told["skipped"] == len(came["skipped"])
    assert (told["duplicate"], told["failed"]) == (came["duplicates"], len(came["failed"]))
    assert told["changed"] == known


def test_a_dry_run_in_lines_names_what_is_not_simply_new(run: Run, home: Path, card: Path) -> None:
    code, out, err = run("--data-dir", home, "import", card, "--dry-run")
    assert (code, err) == (0, "")
    assert f"unsupported  {card / 'NOTES.TXT'}: {WHY}" in out.splitlines()
    assert "IMG_0000.JPG" not in out
    assert out.splitlines()[-1].startswith("3 new")


def test_when_many_are_gone_it_asks_and_believes_who_says_so(
    ask: Ask, run: Run, home: Path, tmp_path: Path
) -> None:
    card = tmp_path.resolve() / "card"
    draw_card(card, 6, size=SIZE)
    ask("import", card)
    for number in range(5):
        (card / f"DCIM/100IMAGE/IMG_{number:04}.JPG").unlink()
    code, out, err = run("--data-dir", home, "import", card, "--json")
    assert (code, json.loads(out)["gone"]) == (0, 5)
    assert err.startswith("Of 6 files that were here, 5 are no longer there. Nothing has been changed")
    _, told = ask("import", card, "--gone")
    assert told["gone"] == 0


def test_hidden_files_are_left_out_unless_they_are_asked_for(ask: Ask, card: Path) -> None:
    (card / ".hidden.jpg").write_bytes(picture(50))
    _, told = ask("import", card)
    assert {one["code"] for one in told["skipped"]} == {"unknown", "hidden"}
    _, told = ask("import", card, "--hidden")
    assert told["imported"] == 1


def test_whom_photos_are_by_and_with_how_many_threads(ask: Ask, card: Path) -> None:
    ask("import", card, "--author", "Ada", "--workers", "1")
    _, told = ask("imports", "1")
    assert told["author"] == "Ada"
    _, found = ask("list", "author:Ada")
    assert found["total"] == 3


def test_what_the_program_keeps_is_never_imported(ask: Ask, home: Path) -> None:
    (home / "photo.jpg").write_bytes(picture(1))
    for imported in (1, 0):
        _, told = ask("import", home)
        assert told["imported"] == imported
        ours = {Path(one["path"]).name for one in told["skipped"] if one["code"] == "ours"}
        assert {"data", "cache"} <= ours
        assert not told["failed"]


def test_imports_are_listed_the_newest_first(ask: Ask, run: Run, home: Path, card: Path) -> None:
    assert run("--data-dir", home, "imports") == (0, "", "No import yet.\n")
    ask("import", card, "--title", "Harbour")
    ask("import", card)
    code, told = ask("imports")
    assert code == 0
    assert [one["session"] for one in told["imports"]] == [2, 1]
    first = told["imports"][1]
    assert (first["title"], first["source"], first["found"], first["photos"]) == (
        "Harbour",
        [str(card)],
        6,
        3,
    )
    assert (first["imported"], first["duplicate"], first["skipped"]) == (4, 1, 1)
    assert first["started_at"] <= first["ended_at"]
    code, out, err = run("--data-dir", home, "imports")
    assert (code, err) == (0, "2 imports\n")
    assert "Harbour" in out.splitlines()[1]
    assert out.splitlines()[1].endswith(": 4 imported, 1 duplicate, 1 skipped")


def test_when_nothing_is_there_it_says_so_and_keeps_no_import(
    ask: Ask, run: Run, home: Path, tmp_path: Path
) -> None:
    empty = tmp_path.resolve() / "empty"
    empty.mkdir()
    assert run("--data-dir", home, "import", empty) == (0, "", f"There is nothing to import in {empty}.\n")
    assert ask("import", empty)[1]["session"] is None
    assert ask("imports") == (0, {"imports": []})


def test_an_import_that_is_under_way_is_not_called_interrupted(run: Run, home: Path) -> None:
    with Catalog.open(Paths.below(home).data) as catalog:
        begin(catalog, "/media/card")
        assert "/media/card (not ended): nothing" in run("--data-dir", home, "imports")[1]
    assert "/media/card (interrupted): nothing" in run("--data-dir", home, "imports")[1]


def test_times_are_told_by_the_clock_of_this_computer(
    ask: Ask, run: Run, home: Path, card: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask("import", card)
    begun = datetime.fromisoformat(ask("imports")[1]["imports"][0]["started_at"])
    assert begun.utcoffset() == timedelta(0)
    ask("rate", "1", "1")
    ask("backup")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        here = f"{begun.astimezone():%Y-%m-%d %H:}"
        assert here != f"{begun:%Y-%m-%d %H:}"
        assert run("--data-dir", home, "imports")[1].split(maxsplit=1)[1].startswith(here)
        for words in (("history",), ("restore",), ("backup", "--list")):
            at = datetime.fromisoformat(run("--data-dir", home, *words)[1][:16])
            assert (
                timedelta(0) <= at.astimezone() - begun.replace(second=0, microsecond=0) < timedelta(hours=1)
            )
    finally:
        monkeypatch.undo()
        time.tzset()


def test_one_import_tells_of_every_file(ask: Ask, run: Run, home: Path, card: Path) -> None:
    ask("import", card)
    _, told = ask("imports", "1")
    assert len(told["files"]) == told["found"] == 6
    assert {one["fate"] for one in told["files"]} == {"imported", "duplicate", "skipped"}
    assert len({one["photo"] for one in told["files"]}) == 1 + 3
    _, out, _ = run("--data-dir", home, "imports", "1")
    assert sum(str(card) in line for line in out.splitlines()) == 6


def test_an_import_is_taken_back_and_can_be_had_again(ask: Ask, run: Run, home: Path, card: Path) -> None:
    ask("import", card)
    code, told = ask("imports", "1", "--undo")
    assert (code, told) == (0, {"op": "import", "changed": 3})
    assert ask("list")[1]["total"] == 0
    code, out, err = run("--data-dir", home, "imports", "1", "--undo")
    assert (code, out) == (3, "")
    assert "undone already" in err
    assert " (taken back)" in run("--data-dir", home, "imports")[1]
    assert ask("import", card)[1]["imported"] == 4
    assert ask("list")[1]["total"] == 3


def test_taking_an_import_back_is_undone_like_any_step(ask: Ask, card: Path) -> None:
    ask("import", card)
    ask("imports", "1", "--undo")
    ask("undo")
    assert ask("list")[1]["total"] == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["import"], "PATH"),
        (["import", ".", "--workers", "0"], "--workers"),
        (["import", ""], "a path is missing"),
        (["import", ".", "--copy-to", ""], "--copy-to"),
        (["import", ".", "--author", ""], "An author needs a name."),
        (["import", ".", "--author", " ", "--dry-run"], "An author needs a name."),
        (["import", ".", "--author", "x" * 501], "at most 500 signs"),
        (["import", ".", "--second-copy", "there"], "--copy-to"),
        (["import", ".", "--template", "{name}"], "--copy-to"),
        (["import", ".", "--copy-to", "there", "--template", "{nam}"], "unknown field {nam}"),
        (["import", ".", "--copy-to", "there", "--template", ""], "without a name"),
        (["import", ".", "--copy-to", "there", "--template", "{nam}", "--dry-run"], "unknown field {nam}"),
        (["import", ".", "--copy-to", "there", "--dry-run"], "cannot be told beforehand"),
        (["imports", "--undo"], "Which import is to be taken back?"),
        (["imports", "zero"], "zero"),
    ],
)
def test_wrong_use_is_said_with_the_right_code(run: Run, home: Path, words: list[str], said: str) -> None:
    code, out, err = run("--data-dir", home, *words)
    assert (code, out) == (2, "")
    assert said in err


def test_an_import_that_is_not_there_is_said_in_a_sentence(run: Run, home: Path) -> None:
    code, out, err = run("--data-dir", home, "imports", "7")
    assert (code, out) == (3, "")
    assert "There is no import 7." in err


def test_a_folder_that_is_not_there_is_one_file_that_failed(ask: Ask, tmp_path: Path) -> None:
    code, told = ask("import", tmp_path / "nowhere")
    assert (code, told["found"]) == (1, 1)
    assert told["failed"][0]["message"] == "There is no such file."


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("copies", "Make it first, or choose another folder."),
        ("away/copies", "Plug in its drive, or choose another folder."),
        ("card/NOTES.TXT", "Plug in its drive, or choose another folder."),
        ("card/DCIM", "Choose a folder on another drive."),
    ],
)
def test_copying_that_cannot_be_begun_begins_no_library(
    run: Run, card: Path, tmp_path: Path, folder: str, said: str
) -> None:
    home = tmp_path / "elsewhere"
    code, out, err = run("--data-dir", home, "import", card, "--copy-to", card.parent / folder)
    assert (code, out) == (3, "")
    assert said in err
    assert "A new library" not in err
    assert not home.exists()


def test_what_was_left_out_is_not_counted_as_files(run: Run, home: Path, card: Path) -> None:
    for folder in (".hidden", "lost+found"):
        (card / folder).mkdir()
        (card / folder / "a.jpg").write_bytes(picture(50))
    _, out, _ = run("--data-dir", home, "import", card)
    first, *others = out.splitlines()
    assert first == "Import 1: 6 files, 3 photos. Left out on purpose: 2."
    assert "       3 skipped" in others


def test_a_photo_that_was_not_read_is_not_told_of_as_one_more(run: Run, home: Path, tmp_path: Path) -> None:
    card = tmp_path.resolve() / "card"
    draw_card(card, 2, size=SIZE)
    for notes in (card / "NOTES.TXT", *card.rglob("*.txt")):
        notes.unlink(missing_ok=True)
    cut = card / "DCIM/100IMAGE/IMG_0001.JPG"
    whole = cut.read_bytes()
    cut.write_bytes(whole[: whole.index(b"\xff\xda")])
    _, out, _ = run("--data-dir", home, "import", card)
    assert out.splitlines()[0] == "Import 1: 2 files, 2 photos, 1 of them not read whole."
    cut.with_name("IMG_0000.JPG").unlink()
    _, out, _ = run("--data-dir", tmp_path / "second", "import", card)
    assert out.splitlines()[0] == "Import 1: 1 file, 1 photo, not read whole."


def test_copying_is_told_in_the_form_for_so_many(run: Run, home: Path, card: Path, tmp_path: Path) -> None:
    (card / ".Trashes").mkdir()
    (card / "lost+found").mkdir()
    (card / ".DS_Store").write_bytes(b"x")
    (tmp_path / "copies").mkdir()
    _, out, _ = run("--data-dir", home, "import", card, "--copy-to", tmp_path / "copies")
    assert out.splitlines()[:3] == [
        "       6 copied and read back",
        "       1 belongs to the system of the card",
        "       2 folders belong to the system of the card",
    ]
