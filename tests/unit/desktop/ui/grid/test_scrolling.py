"""Pixels over any height, and a bar that counts no further than Qt can."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.grid.scrolling import MOST, Ruler

rulers = st.builds(Ruler, st.integers(0, 2**42), st.integers(1, 3000))


@given(rulers, st.integers(-1000, 2**43))
def test_the_page_stays_on_the_list_and_the_bar_within_its_ends(ruler: Ruler, top: int) -> None:
    held = ruler.within(top)
    assert 0 <= held <= ruler.last
    assert 0 <= ruler.on_bar(held) <= ruler.bar_last <= MOST < 2**31 - ruler.page
    assert ruler.on_bar(0) == 0
    assert ruler.on_bar(ruler.last) == ruler.bar_last


@given(rulers, st.data())
def test_where_the_bar_is_put_it_stays(ruler: Ruler, data: st.DataObject) -> None:
    value = data.draw(st.integers(0, ruler.bar_last))
    assert ruler.on_bar(ruler.from_bar(value)) == value
    assert ruler.within(ruler.from_bar(value)) == ruler.from_bar(value)


def test_up_to_a_thousand_million_pixels_a_step_is_a_pixel() -> None:
    ruler = Ruler(700_000_000, 800)
    assert ruler.on_bar(123_456_789) == ruler.from_bar(123_456_789) == 123_456_789
