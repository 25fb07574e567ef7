"""Every file of the catalog, page by page."""

from __future__ import annotations

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.reads.originals import Amount, amount, originals
from tests.unit.desktop.catalog.reads.album import FILES


def test_every_file_comes_once_however_long_a_page_is(album: Catalog) -> None:
    with album.reading() as look:
        for limit in (1, 4, len(FILES), 1_000):
            met: list[int] = []
            while page := originals(look, after=met[-1] if met else 0, limit=limit):
                assert len(page) <= limit
                met += [original.known.file for original in page]
            assert met == list(range(1, len(FILES) + 1))


def test_a_file_says_where_it_lies_and_what_it_was(album: Catalog) -> None:
    with album.reading() as look:
        first, _, on_red, *_ = originals(look)
    assert (first.drive, first.known.volume, first.known.path) == ("Blue", "Blue", "Pictures/2024/June/a.jpg")
    assert (first.known.size, first.known.mtime_ns, first.known.sha256, first.known.photo) == (
        1000,
        1,
        "aa",
        1,
    )
    assert (on_red.drive, on_red.known.path) == ("Red", "a.jpg")


def test_only_the_files_of_some_photos(album: Catalog) -> None:
    with album.reading() as look:
        assert [original.known.photo for original in originals(look, photos=[5, 2])] == [2, 5, 5]
        assert originals(look, photos=[]) == []


def test_how_much_there_is(album: Catalog, empty: Catalog) -> None:
    with album.reading() as look:
        assert amount(look) == Amount(len(FILES), 1000 * len(FILES))
        assert amount(look, photos=[5, 2]) == Amount(3, 3000)
    with empty.reading() as look:
        assert amount(look) == Amount(0, 0)
