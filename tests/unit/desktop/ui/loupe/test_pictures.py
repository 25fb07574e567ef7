"""What is there of a photo, step by step, from previews and originals; and what is let go."""

from __future__ import annotations

from pathlib import Path

import pytest

from imalink_desktop.catalog.commands import deciding
from imalink_desktop.jobs.room import Room
from imalink_desktop.ui.loupe.ahead import Sharpness
from imalink_desktop.ui.loupe.pictures import Pictures, Sight
from imalink_desktop.ui.loupe.shots import Origin
from tests.drawing import corners, heic, jpeg, scene
from tests.unit.desktop.jobs.waiting import until
from tests.unit.desktop.ui.loupe.library import Library, settle

VIEW = (600, 400)


def steps(pictures: Pictures, photo: int) -> list[tuple[Sharpness, Origin]]:
    return [(shot.sharpness, shot.origin) for shot in reversed(pictures.shots(photo))]


def test_a_preview_is_shown_in_the_size_of_the_view_and_the_original_only_when_asked(
    library: Library, window: Room
) -> None:
    library.add([scene(2400, 1600)])
    library.hatch(1, cold=1200)
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1], view=VIEW))
    settle(window, pictures)
    assert steps(pictures, 1) == [
        (Sharpness.GLIMPSE, Origin.PREVIEW),
        (Sharpness.SCREEN, Origin.PREVIEW),
    ]
    assert (600, 400) in [layer.size for layer in pictures.shots(1)[0].layers]
    pictures.look(Sight([1], view=VIEW, whole=True))
    settle(window, pictures)
    whole = pictures.shots(1)[0]
    assert (whole.sharpness, whole.origin) == (Sharpness.WHOLE, Origin.ORIGINAL)
    assert [layer.size for layer in whole.layers] == [(2400, 1600), (1200, 800)]
    pictures.close()


def test_without_previews_the_original_is_shown_in_the_size_of_the_view(
    library: Library, window: Room
) -> None:
    library.add([scene(2400, 1600)])
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1], view=VIEW))
    settle(window, pictures)
    (shot,) = pictures.shots(1)
    assert (shot.origin, shot.layers[0].size, shot.size) == (Origin.ORIGINAL, (600, 400), (2400, 1600))
    assert pictures.why_nothing(1) is None


def test_what_only_a_helper_process_may_decode_comes_all_the_same(library: Library, window: Room) -> None:
    library.add_files([heic(corners(640, 480))], [(640, 480)])
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1], view=VIEW, whole=True))
    settle(window, pictures)
    assert pictures.shots(1)[0].layers[0].size == (640, 480)
    library.hatchery.close()


def test_an_original_that_is_away_is_replaced_by_its_preview_which_says_so(
    library: Library, window: Room
) -> None:
    library.add([scene(800, 600), scene(800, 600)])
    library.hatch(1)
    library.is_connected = False
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1, 2], view=VIEW, whole=True, around=True))
    settle(window, pictures)
    assert pictures.shots(1)[0].sharpness is Sharpness.SCREEN
    assert pictures.why_not_sharper(1) == "The drive “Blue” is not connected."
    assert pictures.shots(2) == []
    assert pictures.why_nothing(2) == "The drive “Blue” is not connected."
    library.is_connected = True
    pictures.renew_all()
    settle(window, pictures)
    assert pictures.shots(1)[0].sharpness is Sharpness.WHOLE
    assert pictures.why_not_sharper(1) is None
    assert pictures.shots(2)[0].sharpness is Sharpness.WHOLE


def test_another_picture_under_the_old_name_is_not_shown(library: Library, window: Room) -> None:
    library.add([scene(800, 600)])
    library.hatch(1)
    (library.drive / "1.jpg").write_bytes(jpeg(corners(500, 500)))
    pictures = Pictures(window, library.enlarger)
    told: list[Path] = []
    pictures.changed_met.connect(told.append)
    pictures.look(Sight([1], view=VIEW, whole=True))
    settle(window, pictures)
    assert pictures.shots(1)[0].origin is Origin.PREVIEW
    assert pictures.why_not_sharper(1) == "The file was changed since the import."
    assert told == [library.drive / "1.jpg"]
    pictures.close()


def test_a_file_that_cannot_be_read_says_why(library: Library, window: Room) -> None:
    library.add_files([b"Dear diary", b""], [(800, 600), (800, 600)])
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1, 2], view=VIEW))
    settle(window, pictures)
    assert pictures.why_nothing(1) == "The content is of no kind known here. This is text."
    assert pictures.why_nothing(2) == "The file is empty."


def test_a_photo_that_is_gone_says_so(library: Library, window: Room) -> None:
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([77], view=VIEW))
    settle(window, pictures)
    assert pictures.why_nothing(77) == "This photo is not in the library any more."


def test_a_rating_is_seen_at_once_and_no_picture_is_made_again(library: Library, window: Room) -> None:
    library.add([scene(800, 600)])
    library.hatch(1)
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1], view=VIEW))
    settle(window, pictures)
    before = pictures.shots(1)
    told: list[int] = []
    pictures.arrived.connect(told.append)
    pictures.changed(deciding.rate(library.catalog, [1], 4))
    settle(window, pictures)
    facts = pictures.facts(1)
    assert facts is not None
    assert (facts.rating, told) == (4, [1])
    assert pictures.shots(1) == before


def test_a_new_preview_takes_the_place_of_the_old_one(library: Library, window: Room) -> None:
    library.add([scene(800, 600)])
    pictures = Pictures(window, library.enlarger)
    pictures.look(Sight([1], view=VIEW))
    settle(window, pictures)
    assert pictures.shots(1)[0].origin is Origin.ORIGINAL
    library.hatch(1)
    pictures.renew([1])
    settle(window, pictures)
    assert steps(pictures, 1)[-1] == (Sharpness.SCREEN, Origin.PREVIEW)


def test_another_view_has_its_pictures_in_its_own_size(library: Library, window: Room) -> None:
    library.add([scene(1600, 1200)])
    library.hatch(1)
    pictures = Pictures(window, library.enlarger)
    for view in (VIEW, (800, 600)):
        pictures.look(Sight([1], view=view))
        settle(window, pictures)
    assert (800, 600) in [layer.size for layer in pictures.shots(1)[0].layers]


@pytest.mark.parametrize("budget", [0, 3_000_000, 12_000_000, 40_000_000])
def test_pictures_never_take_more_than_the_budget(library: Library, window: Room, budget: int) -> None:
    library.add([scene(1200, 900, seed=number) for number in range(6)])
    for number in range(1, 7):
        library.hatch(number)
    pictures = Pictures(window, library.enlarger, budget=budget)
    for at in (0, 1, 2, 3, 5, 0):
        pictures.look(Sight(range(1, 7), at, view=VIEW, whole=True, around=True))
        settle(window, pictures)
        assert pictures.bytes <= budget


def test_the_last_request_wins(library: Library, window: Room) -> None:
    """Running through a hundred photos makes pictures of the few where it ends."""
    library.add([scene(400, 300)] * 100)
    pictures = Pictures(window, library.enlarger)
    for at in range(100):
        pictures.look(Sight(range(1, 101), at, view=VIEW))
    until(window, lambda: len(pictures.shots(100)) == 1 and len(pictures.shots(99)) == 1)
    assert pictures.shots(50) == []
    assert pictures.facts(50) is None
    # What a hand had begun when it was passed by is finished, and nothing more.
    until(window, lambda: not [wanted for wanted in pictures._asked if wanted.photo < 80])
    assert len([place for place in range(1, 80) if pictures.shots(place)]) < 40
    pictures.close()
