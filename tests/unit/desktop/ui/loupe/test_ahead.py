"""Which pictures are decoded before they are looked at."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.loupe.ahead import BUDGET, Sharpness, Wanted, ahead

MB = 1_000_000
COSTS = {Sharpness.GLIMPSE: 1 * MB, Sharpness.SCREEN: 15 * MB, Sharpness.WHOLE: 128 * MB}


def cost(wanted: Wanted) -> int:
    return COSTS[wanted.sharpness]


def of(plan: tuple[Wanted, ...], sharpness: Sharpness) -> list[int]:
    return [wanted.photo for wanted in plan if wanted.sharpness is sharpness]


def test_three_in_the_direction_of_travel_and_one_behind() -> None:
    plan = ahead(range(100), 50, 1, whole=False, cost=cost)
    assert of(plan, Sharpness.SCREEN) == [50, 51, 49, 52, 53]
    assert of(ahead(range(100), 50, -1, whole=False, cost=cost), Sharpness.SCREEN) == [50, 49, 51, 48, 47]
    assert of(plan, Sharpness.WHOLE) == []


def test_the_photo_itself_comes_before_all_others() -> None:
    plan = ahead(range(100), 50, 1, whole=True, around=True, cost=cost)
    assert [wanted.photo for wanted in plan[:3]] == [50, 50, 50]
    assert of(plan, Sharpness.WHOLE) == [50, 51]  # a third does not fit


def test_without_looking_closely_at_the_others_only_one_original_is_wanted() -> None:
    assert of(ahead(range(9), 4, 1, whole=True, cost=cost), Sharpness.WHOLE) == [4]


def test_at_the_ends_there_is_nothing_beyond() -> None:
    assert of(ahead(range(3), 2, 1, whole=False, cost=cost), Sharpness.SCREEN) == [2, 1]
    assert of(ahead([7], 0, 1, whole=False, cost=cost), Sharpness.GLIMPSE) == [7]


def test_what_is_on_the_screen_is_kept_until_something_else_is() -> None:
    shown = Wanted(1, Sharpness.SCREEN)
    assert ahead(range(1000), 900, 1, whole=False, cost=cost, kept=[shown])[0] == shown


def test_an_original_that_does_not_fit_leaves_its_place_to_previews() -> None:
    plan = ahead(range(100), 50, 1, whole=True, around=True, cost=cost, budget=100 * MB)
    assert of(plan, Sharpness.WHOLE) == []
    assert of(plan, Sharpness.SCREEN) == [50, 51, 49, 52, 53]


@given(
    st.integers(1, 50),
    st.data(),
    st.sampled_from([1, -1]),
    st.booleans(),
    st.booleans(),
    st.integers(0, 2 * BUDGET),
)
def test_the_budget_is_never_exceeded_and_nothing_is_wanted_twice(
    total: int, data: st.DataObject, direction: int, whole: bool, around: bool, budget: int
) -> None:
    at = data.draw(st.integers(0, total - 1))
    costs = data.draw(st.dictionaries(st.integers(0, total - 1), st.integers(0, BUDGET)))
    plan = ahead(
        range(total),
        at,
        direction,
        whole=whole,
        around=around,
        cost=lambda wanted: costs.get(wanted.photo, cost(wanted)),
        budget=budget,
    )
    assert sum(costs.get(wanted.photo, cost(wanted)) for wanted in plan) <= budget
    assert len(set(plan)) == len(plan)
    assert all(0 <= wanted.photo < total for wanted in plan)
