"""The catalog from the command line: look, change, take back, keep."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict
from imalink_desktop.catalog.touched import Row
from tests.unit.desktop.app.conftest import Run


def listed(run: Run, library: Path, *words: str) -> dict[str, Any]:
    code, out, _ = run("--data-dir", library, "list", *words, "--json")
    assert code == 0
    document: dict[str, Any] = json.loads(out)
    return document


def photo(run: Run, library: Path, number: int) -> dict[str, Any]:
    (found,) = [each for each in listed(run, library)["photos"] if each["id"] == number]
    return dict(found)


def test_a_fresh_library_is_empty_and_no_error(run: Run, tmp_path: Path) -> None:
    with Catalog.open(Paths.below(tmp_path / "new").data):
        pass
    assert listed(run, tmp_path / "new") == {"total": 0, "photos": []}


def test_photos_are_listed_by_time_and_the_undated_last(run: Run, library: Path) -> None:
    found = listed(run, library)
    assert found["total"] == 5
    assert [each["id"] for each in found["photos"]] == [3, 2, 1, 4, 5]
    assert found["photos"][0] == {
        "id": 3,
        "uid": "uid-3",
        "hothash": f"{3:064}",
        "filename": "IMG_0003.JPG",
        "taken_at": "2024-07-01T09:00:00",
        "rating": 0,
        "flag": "none",
        "label": None,
        "visibility": "private",
        "tells_place": False,
        "tells_names": False,
        "title": None,
        "description": None,
        "author": None,
        "tags": [],
        "files": [
            {
                "drive": "Blue",
                "path": "/media/blue/2024/IMG_0003.JPG",
                "path_on_drive": "2024/IMG_0003.JPG",
                "format": "JPEG",
                "role": "main",
                "size": 3000,
                "sha256": None,
                "state": "present",
            }
        ],
    }


def test_the_total_counts_what_the_limit_leaves_out(run: Run, library: Path) -> None:
    found = listed(run, library, "--limit", "2", "--sort", "name")
    assert (found["total"], [each["id"] for each in found["photos"]]) == (5, [1, 2])


def test_a_query_may_begin_with_what_is_not_wanted(run: Run, library: Path) -> None:
    run("--data-dir", library, "tag", "1-3", "--add", "Travel/Norway")
    assert [each["id"] for each in listed(run, library, "-tag:travel")["photos"]] == [4, 5]
    assert listed(run, library, "tag:travel", "-taken:2024-07")["total"] == 2


def test_a_query_that_makes_no_sense_is_shown_where(run: Run, library: Path) -> None:
    code, out, err = run("--data-dir", library, "list", "ratng>=4")
    assert (code, out) == (2, "")
    assert "  ratng>=4\n  ^^^^^\n" in err
    assert "rating" in err


def test_lines_for_people_tell_the_same(run: Run, library: Path) -> None:
    run("--data-dir", library, "rate", "4", "1")
    run("--data-dir", library, "edit", "1", "--title", "Midnight sun", "--flag", "pick")
    code, out, err = run("list", "rating>=4", "--data-dir", library)
    assert code == 0
    assert out.split() == ["1", "2024-06-15", "14:30", "★★★★", "✓", "IMG_0001.JPG", "“Midnight", "sun”"]
    assert err == "1 photo\n"


def test_every_change_says_what_it_did(run: Run, library: Path) -> None:
    for words, op, changed in (
        (("rate", "5", "1", "2-3"), "rate", 3),
        (("tag", "1", "2", "--add", "travel/norway", "--add", "sea"), "tag", 2),
        (("visibility", "public", "1-5"), "visibility", 5),
        (("tell", "place", "1-3"), "telling", 3),
        (("tell", "place", "2-3", "--no-more"), "telling", 2),
        (("edit", "4", "--title", "End of year", "--author", "Kari", "--label", "red"), "edit", 1),
        (("discard", "5"), "discard", 1),
        (("bring-back", "5"), "bring back", 1),
        (("rate", "5", "1"), "rate", 0),
    ):
        code, out, err = run("--data-dir", library, *words, "--json")
        assert (code, json.loads(out), err) == (0, {"op": op, "changed": changed}, "")
    first, fourth = photo(run, library, 1), photo(run, library, 4)
    assert (first["tells_place"], first["tells_names"], fourth["tells_place"]) == (True, False, False)
    assert (first["rating"], first["visibility"], first["tags"]) == (5, "public", ["sea", "travel/norway"])
    assert (fourth["title"], fourth["author"], fourth["label"]) == ("End of year", "Kari", "red")


def test_an_empty_text_takes_away_and_what_is_not_named_stays(run: Run, library: Path) -> None:
    run("--data-dir", library, "edit", "1", "--title", "A", "--description", "B")
    run("--data-dir", library, "edit", "1", "--title", "")
    now = photo(run, library, 1)
    assert (now["title"], now["description"]) == (None, "B")


def test_photos_that_are_not_there_are_named_and_the_others_done(run: Run, library: Path) -> None:
    code, out, err = run("--data-dir", library, "rate", "3", "1", "77", "--json")
    assert (code, json.loads(out)["changed"]) == (1, 1)
    assert err == "There is no photo 77.\n"
    assert run("--data-dir", library, "rate", "3", "77") == (1, "", "There is no photo 77.\n")


def test_undo_and_redo_go_on_across_calls(run: Run, library: Path) -> None:
    run("--data-dir", library, "rate", "5", "1", "2")
    code, out, _ = run("--data-dir", library, "undo", "--json")
    assert (code, json.loads(out)) == (0, {"op": "undo", "of": "rate", "changed": 2})
    assert photo(run, library, 1)["rating"] == 0
    assert run("--data-dir", library, "redo")[1] == "Redo: 2 photos rated.\n"
    assert photo(run, library, 1)["rating"] == 5
    assert run("--data-dir", library, "history")[1].endswith("2 photos rated\n")
    run("--data-dir", library, "undo")
    code, _, err = run("--data-dir", library, "undo")
    assert (code, err) == (3, "There is nothing to undo.\n")


def test_the_timeline_counts_and_goes_a_step_deeper_than_what_is_given(run: Run, library: Path) -> None:
    _, out, _ = run("--data-dir", library, "timeline", "--json")
    assert json.loads(out) == {
        "data": [
            {
                "year": 2024,
                "count": 3,
                "preview_hothash": f"{2:064}",
                "date_range": {"first": "2024-06-15T14:30:00", "last": "2024-07-01T09:00:00"},
            },
            {
                "year": 2023,
                "count": 1,
                "preview_hothash": f"{4:064}",
                "date_range": {"first": "2023-12-31T23:59:59", "last": "2023-12-31T23:59:59"},
            },
        ],
        "meta": {"granularity": "year", "total_photos": 4, "total_years": 2, "undated": 1},
    }
    _, out, _ = run("--data-dir", library, "timeline", "--year", "2024", "--month", "6", "--json")
    (day,) = json.loads(out)["data"]
    assert (day["year"], day["month"], day["day"], day["count"]) == (2024, 6, 15, 2)
    hours = ("--year", "2024", "--month", "6", "--day", "15", "--granularity", "hour")
    _, out, _ = run("--data-dir", library, "timeline", *hours, "--json")
    assert [bucket["hour"] for bucket in json.loads(out)["data"]] == [15, 14]


def test_the_undated_are_of_no_year(run: Run, library: Path) -> None:
    assert run("--data-dir", library, "timeline")[2] == "4 photos, and 1 undated\n"
    code, out, err = run("--data-dir", library, "timeline", "--year", "1900")
    assert (code, out, err) == (0, "", "0 photos\n")
    _, out, _ = run("--data-dir", library, "timeline", "--year", "1900", "--json")
    assert json.loads(out)["meta"]["undated"] == 0


@pytest.mark.parametrize("words", [("--month", "6"), ("--year", "2023", "--month", "2", "--day", "29")])
def test_a_day_that_cannot_be_is_refused(run: Run, library: Path, words: tuple[str, ...]) -> None:
    code, out, err = run("--data-dir", library, "timeline", *words)
    assert (code, out) == (2, "")
    assert err


@pytest.mark.parametrize(
    "words",
    [
        ("rate", "6", "1"),
        ("rate", "5"),
        ("rate", "5", "0"),
        ("rate", "5", "3-1"),
        ("rate", "5", "one"),
        ("visibility", "secret", "1"),
        ("tell", "everything", "1"),
        ("edit", "1", "--flag", "maybe"),
        ("list", "--limit", "0"),
        ("timeline", "--granularity", "week"),
        ("resolve", "1", "title", "both"),
    ],
)
def test_wrong_use_changes_nothing(run: Run, library: Path, words: tuple[str, ...]) -> None:
    before = listed(run, library)
    code, out, err = run("--data-dir", library, *words)
    assert (code, out) == (2, "")
    assert "usage: imalink" in err
    assert listed(run, library) == before


@pytest.mark.parametrize("words", [("tag", "1"), ("edit", "1"), ("edit", "1", "--label", "beige")])
def test_what_says_nothing_or_cannot_be_is_wrong_use(run: Run, library: Path, words: tuple[str, ...]) -> None:
    code, out, err = run("--data-dir", library, *words)
    assert (code, out) == (2, "")
    assert err.strip()


@pytest.mark.parametrize("word", ["--add=--", "--remove=--"])
def test_a_value_of_dashes_is_refused(run: Run, library: Path, word: str) -> None:
    code, out, err = run("--data-dir", library, "tag", "1", word)
    assert (code, out) == (2, "")
    assert "cannot be just --" in err


def test_only_a_query_is_read_as_one(run: Run, library: Path) -> None:
    run("--data-dir", library, "edit", "1", "--title", "list", "--description=-foo")
    first = photo(run, library, 1)
    assert (first["title"], first["description"]) == ("list", "-foo")


@pytest.mark.skipif(sys.platform == "win32", reason="has no /dev/full")
def test_a_change_that_cannot_be_told_is_done_all_the_same(library: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        command = [
            sys.executable,
            "-m",
            "imalink_desktop.app.main",
            "--data-dir",
            str(library),
            "rate",
            "5",
            "1",
        ]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert "It was done, but the answer could not be written" in done.stderr
    with Catalog.look(Paths.below(library).data) as catalog, catalog.reading() as look:
        assert look.execute(text("SELECT rating FROM photo WHERE id = 1")).scalar_one() == 5


def test_a_conflict_is_listed_and_resolved(run: Run, library: Path) -> None:
    _, out, _ = run("--data-dir", library, "conflicts", "--json")
    (conflict,) = json.loads(out)["conflicts"]
    assert (conflict["id"], conflict["field"]) == (1, "title")
    assert run("--data-dir", library, "resolve", "1", "title", "theirs", "--json")[0] == 0
    assert photo(run, library, 1)["title"] == "Port"
    assert json.loads(run("--data-dir", library, "conflicts", "--json")[1])["total"] == 0
    assert run("--data-dir", library, "resolve", "1", "title", "mine")[0] == 3


def test_conflicts_are_told_in_the_words_in_which_values_are_typed(run: Run, library: Path) -> None:
    disputed = [
        ("rating", "3", "5", "3", "5"),
        ("visibility", "0", "3", "private", "public"),
        ("flag", "-1", "1", "reject", "pick"),
        ("tells_place", "0", "1", "no", "yes"),
        ("trashed_at", "null", '"2024-08-02T12:00:00"', "not in the trash", "in the trash"),
        ("corrected_at", "null", '"2024-06-15T14:30:00"', "–", "2024-06-15 14:30:00"),
        ("tags", '["sea", "travel/norway"]', "[]", "sea, travel/norway", "–"),
    ]
    rows: list[Row] = [
        {"photo_id": 2, "field": field, "mine": mine, "theirs": theirs, "noticed_at": "2024-08-02"}
        for field, mine, theirs, *_ in disputed
    ]

    def disagree(writer: Writer) -> None:
        writer.insert(Conflict, rows)

    with Catalog.open(Paths.below(library).data) as catalog:
        catalog.transact(Op.PULL, disagree, by_machine=True)
    first, *others = run("--data-dir", library, "conflicts")[1].splitlines()
    assert first.split(maxsplit=1)[1].endswith("mine: Harbour  theirs: Port")
    assert [line.split("mine: ")[1] for line in others] == [
        f"{mine}  theirs: {theirs}" for *_, mine, theirs in disputed
    ]


def test_a_backup_brings_back_what_was(run: Run, library: Path) -> None:
    run("--data-dir", library, "rate", "5", "1")
    code, out, _ = run("--data-dir", library, "backup", "--json")
    assert code == 0
    assert Path(json.loads(out)["backup"]).is_file()
    run("--data-dir", library, "rate", "1", "1")
    code, out, _ = run("--data-dir", library, "restore", "latest", "--json")
    assert code == 0
    assert Path(json.loads(out)["laid_aside"]).is_file()
    assert photo(run, library, 1)["rating"] == 5


def test_restore_without_a_name_lists_what_there_is(run: Run, library: Path) -> None:
    run("--data-dir", library, "backup")
    code, out, err = run("--data-dir", library, "restore")
    assert code == 0
    assert "catalog " in out
    assert "Name the one" in err


def test_what_is_no_backup_is_refused_and_the_catalog_stays(run: Run, library: Path) -> None:
    stranger = library / "notes.txt"
    stranger.write_text("Not a catalog.")
    code, _, err = run("--data-dir", library, "restore", stranger)
    assert code == 3
    assert "cannot be used" in err
    assert listed(run, library)["total"] == 5


def test_the_doctor_finds_nothing_wrong_and_says_so(run: Run, library: Path) -> None:
    run("--data-dir", library, "backup")
    code, out, _ = run("--data-dir", library, "doctor", "--json")
    assert (code, json.loads(out)["worst"]) == (0, "note" if "note" in out else "fine")
    assert "ok" in run("--data-dir", library, "doctor")[1]


def test_the_doctor_speaks_of_what_can_be_seen(run: Run, library: Path) -> None:
    _, out, _ = run("--data-dir", library, "doctor")
    assert "Every step of the history can be taken back." in out
    assert "The counts of the timeline and of the filters are right." in out


def test_the_doctor_tells_how_many_photos_have_no_preview(run: Run, library: Path) -> None:
    code, out, _ = run("--data-dir", library, "doctor")
    assert code == 0
    assert "5 photos have no preview." in out
    assert "as soon as their drives are connected" in out
    assert not (Paths.below(library).cache / "previews.db").exists()  # who looks begins nothing


def test_the_doctor_counts_anew_what_was_counted_wrong(run: Run, library: Path) -> None:
    with sqlite3.connect(Paths.below(library).catalog) as raw:
        raw.execute("UPDATE facet SET count = 99 WHERE kind = 'all'")
    raw.close()
    assert run("--data-dir", library, "list")[0] == 1  # looking needs no seal, and says that it is broken
    assert run("--data-dir", library, "rate", "5", "1")[0] == 3  # somebody was at the file
    code, out, _ = run("--data-dir", library, "doctor")
    assert code == 1
    assert "--trust" in out
    code, out, _ = run("--data-dir", library, "doctor", "--trust")
    assert code == 1
    assert "99" in out
    assert run("--data-dir", library, "doctor", "--recount")[0] == 0


def test_while_another_program_has_it_reads_work_and_changes_are_refused(run: Run, library: Path) -> None:
    with Catalog.open(Paths.below(library).data):
        assert listed(run, library)["total"] == 5
        code, out, err = run("--data-dir", library, "rate", "5", "1")
        assert (code, out) == (3, "")
        assert "another ImaLink" in err


def test_the_help_for_queries_comes_from_the_table(run: Run) -> None:
    code, out, _ = run("search-help")
    assert code == 0
    assert "rating>=4" in out
    assert "(or near)" not in out
    assert "(or stars)" not in out
