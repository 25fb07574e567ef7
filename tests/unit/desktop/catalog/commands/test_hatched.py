"""The full reading: what a photo is becomes known, and what was said of it stays."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from imalink_core import Found, Problem
from imalink_core.pairing import Role
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.commands import deciding, hatched, moving, sessions
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.commands.hatched import Laid
from imalink_desktop.catalog.commands.moving import Seen
from imalink_desktop.catalog.commands.sessions import FileFate
from imalink_desktop.catalog.commands.signing import sign_in
from imalink_desktop.catalog.commands.unimporting import undo_import
from imalink_desktop.catalog.models import Fate, ImageFile, PhotoExif, PhotoTag, Reading, SessionFile, Tag
from imalink_desktop.catalog.reads.unhatched import unhatched
from tests.unit.desktop.catalog.commands.cards import (
    DATED,
    DISK,
    all_of,
    arrive,
    counts,
    egg,
    empty,
    file,
    files_of,
    hatch,
    known_to_server,
    lay,
    photo,
    prepare,
)

__all__ = ["empty"]


def waiting(catalog: Catalog) -> list[tuple[int, Reading]]:
    with catalog.reading() as look:
        return [(one.file, one.reading) for one in unhatched(look)]


def test_an_egg_fills_what_the_photo_is(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    row = photo(empty, number)
    assert (row.hothash, row.width, row.height) == (egg("sea").hothash, 4000, 3000)
    assert row.look is not None
    assert all_of(empty, PhotoExif, "photo_id", "exif") == [(number, '{"Picture":"sea"}')]
    assert all_of(empty, ImageFile, "reading", "problem") == [("hatched", None)]
    assert waiting(empty) == []


def test_a_rating_given_after_the_glance_survives_the_hatch(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    deciding.rate(empty, [number], 5)
    hatch(empty, 1, "sea", Found(rating=2, title="Sea"))
    assert (photo(empty, number).rating, photo(empty, number).title) == (5, "Sea")


def test_stars_taken_away_do_not_come_back_with_the_hatch(empty: Catalog) -> None:
    said = replace(DATED, rating=4)
    (number,) = arrive(empty, "a.jpg", found=said)
    deciding.rate(empty, [number], 0)
    hatch(empty, 1, "sea", said)
    assert photo(empty, number).rating == 0


def test_only_the_leading_file_says_what_the_photo_is(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    register(empty, session, [Arrival((file("a.jpg"), file("a.cr3", role=Role.RAW)))])
    hatched.hatched(empty, [lay(2, "raw"), lay(1, "jpeg")])
    assert photo(empty, 1).hothash == egg("jpeg").hothash
    assert all(sha256 for (sha256,) in all_of(empty, ImageFile, "sha256"))


def test_what_cannot_be_read_says_why(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    (number,) = arrive(empty, "a.jpg", session=session)
    hatched.failed(empty, {1: Problem("damaged"), 99: Problem("damaged")})
    assert all_of(empty, ImageFile, "reading", "problem") == [("failed", "damaged")]
    assert all_of(empty, SessionFile, "fate", "code", "photo_id") == [("failed", "damaged", number)]
    assert photo(empty, number).name == "a.jpg"
    hatch(empty, 1, "sea")  # at another try
    assert counts(empty, session) == {Fate.IMPORTED: 1}
    assert all_of(empty, SessionFile, "code", "message") == [(None, None)]


def test_what_was_being_read_when_the_program_died_is_known(tmp_path: Path) -> None:
    with Catalog.open(tmp_path) as catalog:
        prepare(catalog)
        arrive(catalog, "a.jpg", "b.jpg", "c.jpg")
        hatched.begin(catalog, [1, 2])
        hatched.begin(catalog, [2], Reading.ALONE)
    with Catalog.open(tmp_path) as again:
        assert waiting(again) == [(3, Reading.GLANCED), (1, Reading.HATCHING), (2, Reading.ALONE)]
        hatched.put_back(again, [1])
        assert (1, Reading.GLANCED) in waiting(again)


def test_what_is_waiting_says_where_it_lies(empty: Catalog) -> None:
    arrive(empty, "a.jpg", folder=DISK)
    with empty.reading() as look:
        (one,) = unhatched(look)
    assert (one.folder, one.name, one.path, one.leads) == ("2024/06", "a.jpg", "2024/06/a.jpg", True)


def test_a_file_that_left_meanwhile_is_passed_over(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", session=session)
    undo_import(empty, session)
    hatch(empty, 1, "sea")
    assert all_of(empty, ImageFile, "id") == []


def test_a_changed_file_is_a_new_version_of_the_same_photo(empty: Catalog) -> None:
    (number,) = arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    deciding.rate(empty, [number], 5)
    moving.changed(empty, {1: Seen(size=1234, mtime_ns=9)})
    assert waiting(empty) == [(1, Reading.GLANCED)]
    hatched.hatched(empty, [lay(1, "sea, cropped", Found(rating=1), size=1234)])
    row = photo(empty, number)
    assert (row.rating, row.hothash, row.file_size_bytes) == (5, egg("sea, cropped").hothash, 1234)


def test_a_file_that_holds_another_photo_by_now_goes_over_to_it(empty: Catalog) -> None:
    first, second = arrive(empty, "a.jpg", "b.jpg")
    hatched.hatched(empty, [lay(1, "sea"), lay(2, "hill")])
    deciding.rate(empty, [second], 5)
    moving.changed(empty, {2: Seen(size=1000, mtime_ns=9)})
    hatch(empty, 2, "sea")
    assert files_of(empty, first) == ["1/a.jpg", "1/b.jpg"]
    assert (photo(empty, first).rating, photo(empty, second).rating) == (0, 5)
    assert [leads for (leads,) in all_of(empty, ImageFile, "leads")] == [1, 0]


def test_all_files_that_hold_another_photo_by_now_go_over_to_it(empty: Catalog) -> None:
    """Each of two photos has a copy elsewhere; a third is written over both."""
    arrive(empty, "a.jpg", "b.jpg", "c.jpg")
    arrive(empty, "a.jpg", "b.jpg", folder=DISK)
    for number, picture in enumerate(["sea", "hill", "fog", "sea", "hill"], 1):
        hatch(empty, number, picture)
    moving.changed(empty, {1: Seen(size=1000, mtime_ns=9), 2: Seen(size=1000, mtime_ns=9)})
    hatched.hatched(empty, [lay(1, "fog"), lay(2, "fog")])
    assert [files_of(empty, number) for number in (1, 2, 3)] == [
        ["2/a.jpg"],
        ["2/b.jpg"],
        ["1/a.jpg", "1/b.jpg", "1/c.jpg"],
    ]


def test_photos_whose_sidecars_are_the_same_bytes_stay_two(empty: Catalog) -> None:
    session = sessions.begin(empty, "card")
    for name in ("a", "b"):
        files = (file(f"{name}.jpg"), file(f"{name}.xmp", role=Role.SIDECAR))
        register(empty, session, [Arrival(files)])
    hatched.hatched(empty, [lay(1, "sea"), lay(3, "hill")])
    written = {2: Seen(size=1000, mtime_ns=9), 4: Seen(size=1000, mtime_ns=9)}
    for said in ("unrated", "rated"):  # written to both, and once more
        moving.changed(empty, written)
        sha256 = lay(2, said).sha256
        hatched.hatched(empty, [Laid(2, sha256)])
        hatched.hatched(empty, [Laid(4, sha256)])
        assert files_of(empty, 1) == ["1/a.jpg", "1/a.xmp"]
        assert files_of(empty, 2) == ["1/b.jpg", "1/b.xmp"]


def met_again(catalog: Catalog, number: int) -> int:
    """An import meets a known file that seems to have changed."""
    session = sessions.begin(catalog, "card")
    fate = FileFate("a.jpg", Fate.IMPORTED, "changed", "It has changed.", photo=1, file=number, anew=True)
    sessions.account_for(catalog, session, [fate])
    moving.changed(catalog, {number: Seen(size=1000, mtime_ns=9)})
    return session


def test_a_file_that_was_merely_touched_is_as_it_was(empty: Catalog) -> None:
    first = sessions.begin(empty, "card")
    arrive(empty, "a.jpg", session=first)
    hatch(empty, 1, "sea")
    session = met_again(empty, 1)
    hatch(empty, 1, "sea")
    assert counts(empty, session) == {Fate.UNCHANGED: 1}
    assert counts(empty, first) == {Fate.IMPORTED: 1}
    assert all_of(empty, SessionFile, "code", "message")[-1] == (None, None)


def test_a_changed_file_that_is_read_once_more_has_changed_all_the_same(empty: Catalog) -> None:
    arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    session = met_again(empty, 1)
    hatch(empty, 1, "hill")
    sessions.end(empty, session)
    hatch(empty, 1, "hill")
    assert counts(empty, session) == {Fate.IMPORTED: 1}


def test_what_stood_in_the_file_follows_the_file(empty: Catalog) -> None:
    said = Found(rating=2, title="Fog", keywords=("a",))
    (number,) = arrive(empty, "a.jpg", found=said)
    hatch(empty, 1, "sea", said)
    deciding.entitle(empty, [number], "Mine")
    moving.changed(empty, {1: Seen(size=1000, mtime_ns=9)})
    hatch(empty, 1, "sea, rated", Found(rating=5, title="Mist", keywords=("b",), label="red"))
    row = photo(empty, number)
    assert (row.rating, row.title, row.label) == (5, "Mine", "red")
    assert [path for (path,) in all_of(empty, Tag, "path")][-1] == "b"
    assert len(all_of(empty, PhotoTag, "id")) == 1


def test_a_file_saved_without_its_words_takes_nothing_away(empty: Catalog) -> None:
    said = Found(rating=2, title="Fog")
    (number,) = arrive(empty, "a.jpg", found=said)
    hatch(empty, 1, "sea", said)
    moving.changed(empty, {1: Seen(size=1000, mtime_ns=9)})
    hatch(empty, 1, "sea, cropped")
    assert (photo(empty, number).rating, photo(empty, number).title) == (2, "Fog")


@pytest.mark.parametrize(("sent", "renewed"), [(False, True), (True, False)])
def test_the_hash_is_renewed_only_while_no_server_knows_it(empty: Catalog, sent: bool, renewed: bool) -> None:
    (number,) = arrive(empty, "a.jpg")
    hatch(empty, 1, "sea")
    sign_in(empty, "https://photos.example", "ada")
    if sent:
        known_to_server(empty, number)
    moving.changed(empty, {1: Seen(size=1000, mtime_ns=9)})
    hatch(empty, 1, "other")
    assert (photo(empty, number).hothash == egg("other").hothash) is renewed
