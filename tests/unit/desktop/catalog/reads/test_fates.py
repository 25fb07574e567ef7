"""The account of an import, page by page, and the files that could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import sessions
from imalink_desktop.catalog.commands.sessions import FileFate
from imalink_desktop.catalog.models import Fate
from imalink_desktop.catalog.reads.fates import PAGE, Asked, Pages, files_of_fate, page, pages
from imalink_desktop.catalog.reads.problems import unread


def told(catalog: Catalog, fates: Sequence[FileFate]) -> int:
    """An import with these files."""
    session = sessions.begin(catalog, "/card")
    sessions.account_for(catalog, session, fates)
    return session


def listed(catalog: Catalog, asked: Asked) -> list[str]:
    with catalog.reading() as look:
        found = pages(look, asked)
        rows = [one.path for begin in found.begins for one in page(look, asked, begin)]
    assert len(rows) == found.total
    return rows


def test_the_pages_of_an_account_are_all_of_it(empty: Catalog) -> None:
    paths = [f"/card/{number:04}.jpg" for number in range(2 * PAGE + 7)]
    first = told(empty, [FileFate(path, Fate.IMPORTED) for path in paths])
    told(empty, [FileFate("/card/another.jpg", Fate.IMPORTED)])
    assert listed(empty, Asked(first)) == paths
    with empty.reading() as look:
        assert len(pages(look, Asked(first)).begins) == 3
        assert pages(look, Asked(99)) == Pages()


def test_an_account_is_asked_for_one_fate_and_for_words(empty: Catalog) -> None:
    names = ("Ähren.JPG", "100%.jpg", "a_b.jpg", "axb.jpg")
    session = told(
        empty,
        [FileFate(f"/card/{name}", Fate.FAILED if name == "axb.jpg" else Fate.IMPORTED) for name in names],
    )
    assert listed(empty, Asked(session, "failed")) == ["/card/axb.jpg"]
    assert listed(empty, Asked(session, words="ÄHREN.jpg"))[:1] == ["/card/Ähren.JPG"]
    assert listed(empty, Asked(session, words="ähren")) == ["/card/Ähren.JPG"]
    assert listed(empty, Asked(session, words="A\u0308hren")) == ["/card/Ähren.JPG"]
    assert listed(empty, Asked(session, words="100%")) == ["/card/100%.jpg"]
    assert listed(empty, Asked(session, words="a_b")) == ["/card/a_b.jpg"]
    assert listed(empty, Asked(session, "failed", "a_b")) == []


def test_the_files_of_a_fate_are_told_by_number_or_by_path(empty: Catalog) -> None:
    session = told(empty, [FileFate("/card/a.jpg", Fate.FAILED), FileFate("/card/b.jpg", Fate.IMPORTED)])
    with empty.reading() as look:
        assert files_of_fate(look, session, "failed") == ([], ["/card/a.jpg"])


def test_a_file_is_a_problem_until_a_later_import_tells_otherwise(empty: Catalog) -> None:
    told(
        empty, [FileFate("/card/a.jpg", Fate.FAILED, "empty"), FileFate("/card/b.jpg", Fate.FAILED, "empty")]
    )
    told(empty, [FileFate("/card/a.jpg", Fate.IMPORTED), FileFate("/card/b.jpg", Fate.FAILED, "damaged")])
    with empty.reading() as look:
        assert [(one.path, one.code) for one in unread(look)] == [("/card/b.jpg", "damaged")]


def test_where_a_file_lies_is_told_on_every_system(empty: Catalog) -> None:
    told(empty, [FileFate(path, Fate.FAILED, "empty") for path in ("/a.jpg", "/x/b.jpg", "C:\\x\\c.jpg")])
    with empty.reading() as look:
        found = {one.name: one.folder for one in unread(look)}
        assert len(unread(look, most=1)) == 1
    assert found == {"a.jpg": "/", "b.jpg": "/x", "c.jpg": "C:\\x"}
