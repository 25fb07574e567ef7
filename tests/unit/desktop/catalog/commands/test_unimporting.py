"""An import can be undone whole, and that can be undone."""

from __future__ import annotations

import pytest

from imalink_core.pairing import Role
from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog import kept
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import arriving, deciding, hatched, sessions, tagging
from imalink_desktop.catalog.commands.arriving import Arrival
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.models import (
    Fate,
    Folder,
    ImageFile,
    ImportSession,
    Photo,
    PhotoExif,
    PhotoTag,
    SessionFile,
)
from tests.unit.desktop.catalog.commands.cards import (
    CARD,
    DISK,
    all_of,
    arrive,
    counts,
    empty,
    file,
    files_of,
    hatch,
    lay,
    photo,
)

__all__ = ["empty"]


def test_all_that_an_import_brought_goes_and_comes_back(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", "b.jpg", session=session)
    hatched.hatched(empty, [lay(1, "sea"), lay(2, "hill")])
    deciding.rate(empty, [1], 5)
    tagging.tag(empty, [1], ["sea"])
    undo_import(empty, session)
    assert empty.next_undo() == (Op.UNDO_IMPORT, 2)
    assert [all_of(empty, model, "id") for model in (Photo, ImageFile, PhotoExif, PhotoTag)] == [
        [],
        [],
        [],
        [],
    ]
    assert counts(empty, session) == {Fate.IMPORTED: 2}  # what became of each file stays told
    ((undone,),) = all_of(empty, ImportSession, "undone_at")
    assert undone is not None
    empty.undo()
    assert photo(empty, 1).rating == 5
    assert files_of(empty, 1) == ["1/a.jpg"]
    assert all_of(empty, SessionFile, "photo_id", "file_id") == [(1, 1), (2, 2)]
    assert all_of(empty, ImportSession, "undone_at") == [(None,)]
    empty.redo()
    assert all_of(empty, Photo, "id") == []


def test_a_photo_that_was_there_before_loses_only_the_new_place(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    session = sessions.begin(empty, "disk")
    arrive(empty, "copy.jpg", folder=DISK, session=session)
    hatch(empty, 2, "sea")
    undo_import(empty, session)
    assert files_of(empty, number) == ["1/a.jpg"]
    assert photo(empty, number).session_id == 1


def test_a_photo_that_has_come_again_since_lives_on_there(empty: Catalog) -> None:
    first = sessions.begin(empty, "card")
    (number,) = arrive(empty, "a.jpg", session=first)
    hatch(empty, 1, "sea")
    second = sessions.begin(empty, "disk")
    arrive(empty, "copy.jpg", folder=DISK, session=second)
    hatch(empty, 2, "sea")
    undo_import(empty, first)
    assert files_of(empty, number) == ["2/copy.jpg"]
    assert (photo(empty, number).session_id, photo(empty, number).name) == (second, "copy.jpg")
    assert all_of(empty, ImageFile, "leads") == [(1,)]
    empty.undo()
    assert files_of(empty, number) == ["1/a.jpg", "2/copy.jpg"]
    assert photo(empty, number).session_id == first


def test_an_import_is_undone_once(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    undo_import(empty, session)
    with pytest.raises(Expected):
        undo_import(empty, session)
    with pytest.raises(Expected):
        undo_import(empty, 99)


@pytest.mark.parametrize("read", [True, False])
def test_what_was_imported_again_meanwhile_is_one_with_what_comes_back(empty: Catalog, read: bool) -> None:
    first = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", "b.jpg", session=first)
    hatched.hatched(empty, [lay(1, "sea"), lay(2, "hill")])
    deciding.rate(empty, [1], 5)
    undo_import(empty, first)
    second = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", "b.jpg", session=second)
    if read:
        hatched.hatched(empty, [lay(3, "sea"), lay(4, "hill")])
    undone = empty.undo()
    assert undone is not None
    assert "image_file" not in undone.kept
    assert all_of(empty, Photo, "id", "rating") == [(1, 5), (2, 0)]
    assert all_of(empty, ImageFile, "photo_id", "name", "leads") == [(1, "a.jpg", 1), (2, "b.jpg", 1)]
    assert counts(empty, second) == {Fate.IMPORTED: 2}
    empty.redo()
    assert all_of(empty, Photo, "id") == [(3,), (4,)]
    assert all_of(empty, ImageFile, "photo_id", "name") == [(3, "a.jpg"), (4, "b.jpg")]
    empty.undo()
    undo_import(empty, second)
    assert all_of(empty, Photo, "id") == []  # and none with nothing


def test_the_picture_that_was_imported_again_leads_the_raw_that_comes_back(empty: Catalog) -> None:
    first = sessions.begin(empty, "card")
    arriving.register(empty, first, [Arrival((file("a.jpg"), file("a.cr3", role=Role.RAW)))])
    undo_import(empty, first)
    arrive(empty, "a.jpg")
    empty.undo()
    assert all_of(empty, ImageFile, "photo_id", "name", "leads") == [(1, "a.cr3", 0), (1, "a.jpg", 1)]


def test_another_picture_in_its_place_is_another_photo(empty: Catalog) -> None:
    first = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", session=first)
    undo_import(empty, first)
    arriving.register(empty, sessions.begin(empty, "card"), [Arrival((file("a.jpg", size=77),))])
    empty.undo()
    assert files_of(empty, 2) == ["1/a.jpg"]
    assert all_of(empty, Photo, "id") == [(1,), (2,)]


def test_it_comes_back_without_the_files_whose_folder_has_gone_meanwhile(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", session=session)
    undo_import(empty, session)
    empty.transact(Op.RELOCATE, lambda writer: writer.delete(Folder, [CARD]), by_machine=True)
    undone = empty.undo()
    assert undone is not None
    assert undone.kept["image_file"]
    assert photo(empty, 1).name == "a.jpg"
    with empty.reading() as look:
        assert list(kept.drift(look)) == []
