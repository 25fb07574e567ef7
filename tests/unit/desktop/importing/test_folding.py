"""Bursts and brackets are folded once, with a reason; what the photographer unfolds stays unfolded."""

from __future__ import annotations

from datetime import timedelta

from imalink_core.pairing import REASONS
from imalink_desktop.catalog.commands import stacking
from imalink_desktop.catalog.models import Photo, Stack
from imalink_desktop.importing.hatching import READING
from tests.drawing.card import photo
from tests.drawing.exif import Ratio
from tests.unit.desktop.importing.studio import NOON, SIZE, Studio

BURST = (1, 2, 3, 4)


def put_frames(
    studio: Studio, *numbers: int, gap: float = 0.5, exposures: tuple[Ratio, ...] = ((1, 250),)
) -> None:
    for number in numbers:
        at = NOON + timedelta(seconds=gap * number)
        data = photo(number, at, SIZE, exposures[number % len(exposures)])
        studio.put(f"DCIM/IMG_{number:04}.JPG", data)


def stacks(studio: Studio) -> list[list[str]]:
    """The stacks, each by the names of its photos; the one on top comes first."""
    found: dict[int, list[tuple[int, str]]] = {}
    for stack, place, name in studio.rows(Photo, "stack_id", "stack_position", "name"):
        if stack is not None:
            found.setdefault(stack, []).append((place, name))
    return sorted([name for _, name in sorted(members)] for members in found.values())


def names(*numbers: int) -> list[str]:
    return [f"IMG_{number:04}.JPG" for number in numbers]


def numbers_of(studio: Studio, *frames: int) -> list[int]:
    return [studio.number(f"DCIM/IMG_{frame:04}.JPG") for frame in frames]


def test_a_burst_is_folded_with_its_reason(studio: Studio) -> None:
    put_frames(studio, *BURST)
    put_frames(studio, 100)
    report = studio.bring()
    assert report.bursts == 1
    assert stacks(studio) == [names(*BURST)]
    assert studio.rows(Stack, "kind", "reason") == [("burst", REASONS["burst_time"])]


def test_a_bracket_is_folded_with_the_middle_exposure_on_top(studio: Studio) -> None:
    put_frames(studio, 1, 2, 3, gap=1.5, exposures=((1, 60), (1, 1000), (1, 250)))
    studio.bring()
    assert studio.rows(Stack, "kind", "reason") == [("bracket", REASONS["bracket_exposure"])]
    assert stacks(studio) == [names(2, 1, 3)]


def test_it_is_folded_before_it_is_read(studio: Studio) -> None:
    put_frames(studio, *BURST)
    job = studio.job()
    while not stacks(studio):
        assert next(job).what != READING
    job.close()
    assert set(studio.files("reading").values()) == {"glanced"}


def test_what_the_photographer_unfolded_stays_so(studio: Studio) -> None:
    put_frames(studio, *BURST)
    studio.bring()
    stacking.unstack(studio.catalog, numbers_of(studio, 1))
    put_frames(studio, 100)
    assert studio.bring().bursts == 0
    assert stacks(studio) == []


def test_what_was_unfolded_while_the_import_ran_stays_so_when_it_goes_on(studio: Studio) -> None:
    put_frames(studio, *BURST)
    put_frames(studio, *range(100, 140), gap=60)
    job = studio.job()
    while "hatched" not in studio.files("reading").values():
        next(job)
    stacking.unstack(studio.catalog, numbers_of(studio, 1))
    job.close()
    report = studio.bring()
    assert (report.session.id, report.waiting) == (1, 0)
    assert stacks(studio) == []


def test_an_import_that_was_stopped_before_it_folded_does_it_when_it_goes_on(studio: Studio) -> None:
    put_frames(studio, *BURST)
    job = studio.job()
    while not studio.photos():
        next(job)
    job.close()
    assert stacks(studio) == []
    assert studio.bring().bursts == 1
    assert stacks(studio) == [names(*BURST)]


def test_frames_that_come_later_join_their_burst(studio: Studio) -> None:
    put_frames(studio, 1, 2, 3)
    studio.bring()
    put_frames(studio, 4)
    studio.bring()
    assert stacks(studio) == [names(*BURST)]


def test_frames_that_come_while_an_import_goes_on_are_folded_too(studio: Studio) -> None:
    put_frames(studio, *range(100, 140), gap=60)
    job = studio.job()
    while "hatched" not in studio.files("reading").values():
        next(job)
    job.close()
    put_frames(studio, *BURST)
    assert studio.bring().session.id == 1
    assert stacks(studio) == [names(*BURST)]


def test_a_stack_of_the_photographers_stays_as_it_is(studio: Studio) -> None:
    put_frames(studio, 1, 2, 3)
    studio.bring()
    stacking.unstack(studio.catalog, numbers_of(studio, 1))
    stacking.stack(studio.catalog, numbers_of(studio, 3, 1))
    put_frames(studio, 4, 5, 6)
    studio.bring()
    assert names(3, 1) in stacks(studio)
