"""Any rows become any others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.ui.navigator.placing import In, Out, Step, Up, steps

keys = st.lists(st.sampled_from("abcdefgh"), unique=True)


def followed(there: list[str], wanted: list[str]) -> list[str]:
    rows = list(there)
    for step in steps(there, wanted):
        match step:
            case Out(begin, end):
                assert 0 <= begin < end <= len(rows)
                del rows[begin:end]
            case In(begin, end):
                rows[begin:begin] = wanted[begin:end]
            case Up(source, target):
                assert target < source
                rows.insert(target, rows.pop(source))
    return rows


@given(keys, keys)
def test_the_steps_lead_where_they_should(there: list[str], wanted: list[str]) -> None:
    assert followed(there, wanted) == wanted


@given(keys)
def test_where_nothing_changed_nothing_is_done(rows: list[str]) -> None:
    assert list(steps(rows, rows)) == []


def test_what_lies_together_goes_and_comes_together() -> None:
    expected: list[Step] = [Out(1, 3), In(1, 3)]
    assert list(steps("abcd", "axyd")) == expected
