"""An import can be undone whole, and that can be undone."""

from __future__ import annotations

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.catalog import kept
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, hatched, moving, sessions, tagging
from imalink_desktop.catalog.commands.sessions import Fate
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.models import (
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


def test_it_comes_back_without_the_files_whose_folder_has_gone_meanwhile(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", session=session)
    undo_import(empty, session)
    ((there,),) = [row for row in all_of(empty, Folder, "path") if row != ("DCIM/100",)]
    moving.move_folder(empty, CARD, drive=2, path=there)  # the two become one
    undone = empty.undo()
    assert undone is not None
    assert undone.kept["image_file"]
    assert photo(empty, 1).name == "a.jpg"
    with empty.reading() as look:
        assert list(kept.drift(look)) == []
