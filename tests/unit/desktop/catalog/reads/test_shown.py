"""What the loupe is told of photos."""

from __future__ import annotations

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import correcting
from imalink_desktop.catalog.reads.shown import shown


def test_the_loupe_learns_what_it_shows_and_where_the_originals_lie(album: Catalog) -> None:
    correcting.turn(album, [1], 90)
    correcting.crop(album, [1], correcting.Crop(0.25, 0.5, 0.5, 0.25))
    with album.reading() as connection:
        found = shown(connection, [1, 5, 99])
    assert found.keys() == {1, 5}
    photo = found[1]
    assert (photo.name, photo.rating, photo.rotation, photo.camera) == ("1.jpg", 5, 90, "Canon EOS R5")
    assert photo.crop == (0.25, 0.5, 0.5, 0.25)
    assert [(file.volume, file.path) for file in photo.files] == [
        ("Blue", "Pictures/2024/June/a.jpg"),
        ("Blue", "Pictures/2024/June/a.cr3"),
        ("Red", "a.jpg"),
    ]


def test_a_sidecar_shows_nothing_and_a_file_that_is_missing_says_so(album: Catalog) -> None:
    with album.reading() as connection:
        found = shown(connection, [3, 5, 7])
    assert [file.state for file in found[3].files] == ["missing"]
    assert [file.path for file in found[5].files] == ["Pictures/e.jpg"]
    assert found[7].files == ()
    assert found[7].size is None
