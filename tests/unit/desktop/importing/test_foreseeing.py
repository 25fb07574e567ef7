"""What would be done is told beforehand, and then it is done so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from imalink_desktop.catalog.models import ImageFile, ImportSession
from imalink_desktop.importing.accounting import report_path
from imalink_desktop.importing.foreseeing import Foreseen, Outlook
from tests.drawing.xmp import xmp_packet
from tests.unit.desktop.importing.studio import Studio, picture
from tests.unit.desktop.importing.test_registering import raw

BECOMES = {
    Outlook.NEW: "imported",
    Outlook.TWIN: "imported",
    Outlook.SIDECAR: "imported",
    Outlook.DUPLICATE: "duplicate",
    Outlook.UNCHANGED: "unchanged",
    Outlook.CHANGED: "imported",
    Outlook.MOVED: "unchanged",
    Outlook.UNSUPPORTED: "skipped",
    Outlook.SKIPPED: "skipped",
    Outlook.FAILED: "failed",
}


def outlooks(studio: Studio) -> dict[str, Foreseen]:
    there = f"{studio.card}/"
    return {report_path(one.met).removeprefix(there): one for one in studio.foresee().files}


def check_it_comes_so(studio: Studio) -> dict[str, Outlook]:
    """Look ahead, import, and compare; answer what was foreseen."""
    foreseen = {name: one.outlook for name, one in outlooks(studio).items()}
    studio.bring()
    assert {name: BECOMES[outlook] for name, outlook in foreseen.items()} == studio.fates()
    return foreseen


def some_of_everything(studio: Studio) -> None:
    studio.put_pictures(1, 2, 3, 4)
    studio.put("DCIM/IMG_0002.DNG", raw(2))
    studio.put("DCIM/IMG_0003.JPG.xmp", xmp_packet(rating=4, wrapped=False))
    studio.put("DCIM/IMG_0099.xmp", xmp_packet(rating=4, wrapped=False))
    studio.put("backup/IMG_0004.JPG", picture(4))
    studio.put("notes.txt", b"Battery 2 is weak.")
    studio.put("empty.jpg", b"")
    studio.put(".hidden.jpg", picture(8))
    studio.put("Thumbs.db", b"x")


def test_a_new_card_comes_as_it_was_foreseen(studio: Studio, untouched: Callable[..., None]) -> None:
    some_of_everything(studio)
    untouched(studio.card)
    foreseen = check_it_comes_so(studio)
    assert Counter(foreseen.values()) == {
        Outlook.NEW: 4,
        Outlook.TWIN: 1,
        Outlook.SIDECAR: 1,
        Outlook.DUPLICATE: 1,
        Outlook.SKIPPED: 3,
        Outlook.UNSUPPORTED: 1,
        Outlook.FAILED: 1,
    }


def test_a_known_card_comes_as_it_was_foreseen(studio: Studio) -> None:
    some_of_everything(studio)
    studio.bring()
    studio.put("DCIM/IMG_0001.JPG", picture(50, minute=1), minutes_ago=1)
    (studio.card / "DCIM/IMG_0004.JPG").rename(studio.card / "DCIM/Harbour.JPG")
    studio.put("DCIM/IMG_0001.DNG", raw(1))
    studio.put("DCIM/IMG_0001.xmp", xmp_packet(rating=1, wrapped=False))
    studio.put("backup/IMG_0003.JPG", picture(3))
    studio.put_pictures(5)
    foreseen = check_it_comes_so(studio)
    assert foreseen["DCIM/IMG_0001.JPG"] is Outlook.CHANGED
    assert foreseen["DCIM/Harbour.JPG"] is Outlook.MOVED
    assert foreseen["DCIM/IMG_0001.DNG"] is Outlook.TWIN
    assert foreseen["DCIM/IMG_0001.xmp"] is Outlook.SIDECAR
    assert foreseen["backup/IMG_0003.JPG"] is Outlook.DUPLICATE
    assert foreseen["DCIM/IMG_0005.JPG"] is Outlook.NEW


def test_nothing_is_done_by_looking_ahead(studio: Studio, untouched: Callable[..., None]) -> None:
    some_of_everything(studio)
    untouched(studio.card)
    studio.foresee()
    assert (studio.rows(ImageFile, "id"), studio.rows(ImportSession, "id")) == ([], [])


def test_each_file_is_told_with_its_reason_and_what_it_belongs_to(studio: Studio) -> None:
    some_of_everything(studio)
    told = outlooks(studio)
    assert all(one.reason for one in told.values())
    jpeg = str(studio.card / "DCIM/IMG_0002.JPG")
    assert (told["DCIM/IMG_0002.DNG"].of, told["DCIM/IMG_0002.DNG"].reason) == (
        jpeg,
        "Same folder, same name, taken within two seconds of each other.",
    )
    assert {told["backup/IMG_0004.JPG"].of, told["DCIM/IMG_0004.JPG"].of} == {
        None,
        str(studio.card / "DCIM/IMG_0004.JPG"),
    }


def test_a_copy_names_the_photo_in_the_catalog(studio: Studio) -> None:
    studio.put_pictures(1)
    studio.bring()
    studio.put("backup/IMG_0001.JPG", picture(1))
    assert outlooks(studio)["backup/IMG_0001.JPG"].photo == studio.number("DCIM/IMG_0001.JPG")


def test_what_is_gone_is_told_and_not_noted(studio: Studio) -> None:
    studio.put_pictures(*range(1, 8))
    studio.bring()
    for number in range(1, 7):
        (studio.card / f"DCIM/IMG_{number:04}.JPG").unlink()
    foresight = studio.foresee()
    assert len(foresight.gone.asked) == 6
    assert sum(foresight.counts.values()) == len(foresight.files) == 1
    assert set(studio.files("state").values()) == {"present"}
