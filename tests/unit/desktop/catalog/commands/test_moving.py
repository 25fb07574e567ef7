"""Files leave a photo, move, go missing and change places; the photo stays itself."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from imalink_core.pairing import Role
from imalink_desktop.base.errors import Expected
from imalink_desktop.base.names import real_name
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.commands import deciding, drives, hatched, moving, sessions
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.drives import Volume
from imalink_desktop.catalog.commands.moving import FileState
from imalink_desktop.catalog.models import Drive, Fate, Folder, ImageFile
from imalink_desktop.catalog.reads.unhatched import unhatched
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


def leading(catalog: Catalog) -> list[str]:
    return [name for name, leads in all_of(catalog, ImageFile, "name", "leads") if leads]


def test_a_drive_is_known_by_its_volume_wherever_it_is_mounted(empty: Catalog) -> None:
    assert drives.see(empty, Volume("card", "EOS", "/mnt/x")) == 1
    assert all_of(empty, Drive, "volume_id", "label", "last_mount")[0] == ("card", "EOS", "/mnt/x")
    assert drives.see(empty, Volume("other", "EOS")) == 3


def test_folders_are_made_known_once(empty: Catalog) -> None:
    found = drives.ensure_folders(empty, 1, ["/DCIM/100/", "DCIM/101", ""])
    assert found == {"/DCIM/100/": CARD, "DCIM/101": 4, "": 3}
    assert drives.ensure_folders(empty, 2, ["DCIM/101"]) == {"DCIM/101": 5}


def test_a_folder_is_marked_in_a_step_of_the_users(empty: Catalog) -> None:
    drives.mark(empty, [CARD], source=True, watched=True)
    drives.mark(empty, [CARD], watched=False)
    assert all_of(empty, Folder, "is_source", "is_watched")[0] == (1, 0)
    assert empty.next_undo() == (Op.MARK_FOLDER, 1)


def test_where_the_leading_file_goes_the_best_other_leads(empty: Catalog) -> None:
    files = file("a.jpg"), file("a.mov", role=Role.VIDEO), file("a.cr3", role=Role.RAW, size=9)
    (number,) = register(empty, sessions.begin(empty, "card"), [Arrival(files)]).photos
    hatched.hatched(empty, [lay(1, "jpeg"), lay(2, "movie"), lay(3, "raw", size=9)])
    moving.replaced(empty, [1])
    assert leading(empty) == ["a.cr3"]
    assert (photo(empty, number).name, photo(empty, number).file_size_bytes) == ("a.cr3", 9)
    with empty.reading() as look:  # it will tell what the photo is, from now on
        assert [one.file for one in unhatched(look)] == [3]


def test_another_copy_of_the_leading_file_need_not_be_read(empty: Catalog) -> None:
    arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    arrive(empty, "copy.jpg", folder=DISK)
    hatch(empty, 2, "sea")
    moving.replaced(empty, [1])
    assert leading(empty) == ["copy.jpg"]
    with empty.reading() as look:
        assert unhatched(look) == []


def test_a_moved_file_is_the_same_photo(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    deciding.rate(empty, [number], 5)
    moving.note(empty, [1], FileState.MISSING)
    moving.relocate(empty, {1: (DISK, "fog.jpg"), 99: (DISK, "x.jpg")})
    assert files_of(empty, number) == ["2/fog.jpg"]
    assert (photo(empty, number).name, photo(empty, number).rating) == ("fog.jpg", 5)
    assert all_of(empty, ImageFile, "state") == [("present",)]
    assert empty.next_undo() == (Op.RATE, 1)


def test_files_may_swap_their_names(empty: Catalog) -> None:
    first, second = arrive(empty, "a.jpg", "b.jpg")
    moving.relocate(empty, {1: (CARD, "b.jpg"), 2: (CARD, "a.jpg")})
    assert (photo(empty, first).name, photo(empty, second).name) == ("b.jpg", "a.jpg")


def test_a_place_that_is_taken_is_not_taken_over(empty: Catalog) -> None:
    arrive(empty, "a.jpg", "b.jpg")
    with pytest.raises(Expected):
        moving.relocate(empty, {1: (CARD, "b.jpg")})


NO_TEXT = ["caf\udce9.jpg", "caf\udcea.jpg"]
"""Two names as Linux gives them that are not UTF-8."""


@pytest.mark.skipif(os.name == "nt", reason="a name is bytes on Linux")
def test_names_that_are_no_text_are_written_so_that_they_can_be_turned_back(empty: Catalog) -> None:
    session = sessions.begin(empty, "/caf\udce9")
    arrivals = [Arrival((replace(file(name), path=f"/{name}"),)) for name in [*NO_TEXT, "ok.jpg"]]
    arrived = register(empty, session, arrivals)
    assert [arrived.files[arrival.files[0].place] for arrival in arrivals] == [1, 2, 3]
    assert register(empty, session, arrivals).photos == arrived.photos
    assert [real_name(name) for (name,) in all_of(empty, ImageFile, "name")] == [*NO_TEXT, "ok.jpg"]
    assert photo(empty, 1).name == r"caf\xe9.jpg"
    assert counts(empty, session) == {Fate.UNCHANGED: 3}
    assert moving.relocate(empty, {3: (DISK, "\udcff.jpg")}).count
    assert files_of(empty, 3) == [r"2/\xff.jpg"]


def test_a_folder_whose_name_is_no_text_is_known_again(empty: Catalog) -> None:
    found = drives.ensure_folders(empty, 1, ["/caf\udce9/\ud800"])
    assert drives.ensure_folders(empty, 1, ["caf\udce9/\ud800"]) == {
        "caf\udce9/\ud800": found["/caf\udce9/\ud800"]
    }
