"""Pictures of photos that are read while somebody looks at them, as during an import."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes, Op
from imalink_desktop.catalog.previews import Preview, Previews
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.grid.contents import LibraryContents, Sight
from imalink_desktop.ui.grid.thumbnails import Thumbnails, Wish
from tests.unit.desktop.ui.grid.library import NO_PREVIEW, drawn, uid

SIGHT = Sight([NO_PREVIEW], (), (140, 140))
WISH = {NO_PREVIEW: Wish(uid(NO_PREVIEW), 0, 140, 140)}


def test_a_photo_that_had_no_picture_shows_the_one_that_comes(
    library: tuple[Catalog, Previews], window: Room, quiet: Callable[[], None]
) -> None:
    contents = LibraryContents(window, *library)
    contents.look(SIGHT)
    quiet()
    assert contents.lacks_picture(NO_PREVIEW)
    _read(contents, library[1])
    quiet()
    assert contents.picture(NO_PREVIEW) is not None


def test_it_also_does_so_when_it_was_being_looked_for_and_has_left_the_sight(
    library: tuple[Catalog, Previews], window: Room, quiet: Callable[[], None]
) -> None:
    thumbnails = Thumbnails(window, library[1])
    thumbnails.want(WISH)
    # The answer of a look that found nothing comes home after the picture was kept and told of.
    while thumbnails._desk.busy or thumbnails._desk._waiting:
        sleep(0.001)
    thumbnails.want({})
    _keep_picture(library[1])
    thumbnails.renew([NO_PREVIEW])
    quiet()
    assert thumbnails.lacks(NO_PREVIEW)
    thumbnails.want(WISH)
    quiet()
    assert thumbnails.get(NO_PREVIEW) is not None


def _read(contents: LibraryContents, previews: Previews) -> None:
    """As when an import has read a file: first its previews are kept, then the catalog says so."""
    _keep_picture(previews)
    told = {"image_file": frozenset({"reading"})}
    contents.changed(Changes(Op.HATCH, 1, fields=told, photos=frozenset({NO_PREVIEW})))


def _keep_picture(previews: Previews) -> None:
    previews.put([Preview(uid(NO_PREVIEW), hot=drawn(1, 150, 100))])
