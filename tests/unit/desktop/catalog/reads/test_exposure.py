"""What public photos tell beside their pictures, as it is asked when they become public."""

from __future__ import annotations

from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import correcting, deciding
from imalink_desktop.catalog.decisions import Telling, Visibility
from imalink_desktop.catalog.reads.exposure import Exposure, exposure


def test_of_public_photos_with_a_place_it_is_known_which_tell_it(album: Catalog) -> None:
    deciding.show_to(album, [1, 2, 3, 4], Visibility.PRIVATE)
    correcting.set_place(album, [1, 2, 4], (59.91, 10.75))
    deciding.show_to(album, [1, 2], Visibility.PUBLIC)
    deciding.tell(album, [2, 4], Telling.PLACE, wanted=True)
    deciding.tell(album, [1], Telling.NAMES, wanted=True)
    with album.reading() as look:
        found = exposure(look, [1, 2, 4])
    assert found == Exposure(public=2, placed=2, telling=1, private=found.private, clients=found.clients)
