"""What the rows say of a library, and that each leads to as many photos as it says."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import drives, sessions, unimporting
from imalink_desktop.catalog.models import SavedSearch
from imalink_desktop.catalog.query.select import count
from imalink_desktop.ui.navigator.branches import count_later
from imalink_desktop.ui.navigator.nodes import Kind, Node
from imalink_desktop.ui.navigator.reading import HEARS, below, part_of

ONLINE = frozenset({1})


def read(catalog: Catalog, key: str) -> dict[str, Node]:
    with catalog.reading() as look:
        return {node.text: node for node in below(look, key, ONLINE)}


def all_rows(catalog: Catalog) -> list[Node]:
    rows: list[Node] = []
    with catalog.reading() as look:
        waiting = list(below(look, "", ONLINE))
        for node in waiting:  # it grows while we walk
            rows.append(node)
            waiting += below(look, node.key, ONLINE) if node.below is None else node.below
    return rows


def test_each_row_leads_to_as_many_photos_as_it_says(catalog: Catalog) -> None:
    rows = [node for node in all_rows(catalog) if node.query is not None and node.kind is not Kind.SEARCH]
    assert len(rows) > 20
    with catalog.reading() as look:
        for node in rows:
            said = node.count if node.count is not None else count_later(look, node)
            assert node.query is not None
            assert said == count(look, node.query, online=ONLINE), node.key


def test_no_two_rows_have_one_key_and_each_belongs_to_a_part(catalog: Catalog) -> None:
    rows = all_rows(catalog)
    assert len({node.key for node in rows}) == len(rows)
    assert all(part_of(node.key) in HEARS for node in rows if node.below is None)


def test_the_top_rows_stand_in_their_order(catalog: Catalog) -> None:
    assert list(read(catalog, "")) == [
        "All photos",
        "Timeline",
        "Imports",
        "Drives and folders",
        "Tags",
        "Collections",
        "Saved searches",
        "To review",
        "Trash",
    ]
    assert read(catalog, "")["Trash"].count == 3


def test_time_is_told_as_people_say_it(catalog: Catalog) -> None:
    assert list(read(catalog, "time")) == ["2024", "2023"]
    assert list(read(catalog, "time/2024")) == ["June"]
    day = read(catalog, "time/2024-06")["15"]
    assert (day.note, day.tip) == ("Saturday", "15 Jun 2024")
    hour = read(catalog, "time/2024-06-15")["10:00"]
    assert hour.below == ()


def test_a_drive_that_is_away_says_when_it_was_seen_last(catalog: Catalog) -> None:
    drives.see(catalog, drives.Volume("Away", "Away"), clock=lambda: datetime(2024, 5, 12, 8))
    found = read(catalog, "drives")
    assert (found["Here"].is_quiet, found["Here"].icon, found["Here"].note) == (False, "drive", "")
    away = found["Away"]
    assert (away.is_quiet, away.icon, away.note) == (True, "drive-offline", "seen 12 May 2024")
    assert "last seen on 12 May 2024" in away.tip
    assert read(catalog, "drive/2")["Pictures"].is_quiet


def test_an_import_has_its_folder_for_a_name_until_it_has_a_title(catalog: Catalog) -> None:
    found = read(catalog, "imports")["DCIM"]
    assert (found.note, found.tint) == ("not finished", "warning")
    sessions.end(catalog, 1, clock=lambda: datetime(2024, 5, 12, 8))
    assert read(catalog, "imports")["DCIM"].note.count(" ") == 2  # a date
    unimporting.undo_import(catalog, 1)
    assert (read(catalog, "imports")["DCIM"].note, read(catalog, "imports")["DCIM"].is_quiet) == (
        "taken back",
        True,
    )


def test_a_search_that_this_program_does_not_understand_is_there_and_says_so(catalog: Catalog) -> None:
    row = {"name": "Odd", "query": "nonsense:4", "sort": None}
    catalog.transact(Op.SAVE_SEARCH, lambda writer: writer.about(writer.insert(SavedSearch, [row])))
    odd = read(catalog, "searches")["Odd"]
    assert (odd.query, odd.is_quiet) == (None, True)
    assert "nonsense" in odd.tip


def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        for key in ("time", "imports", "drives", "tags", "collections", "searches"):
            (hint,) = read(catalog, key).values()
            assert hint.kind is Kind.HINT
