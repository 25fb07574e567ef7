"""Whatever TOML can say is written so that it is read again as it was."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.settings.toml import written

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | TEXTS
    | st.dates()
    | st.times()
    | st.datetimes(timezones=st.none() | st.just(UTC) | st.just(timezone(timedelta(hours=-3, minutes=-30)))),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(TEXTS, VALUES, max_size=6))
def test_what_is_written_is_read_again(document: dict[str, object]) -> None:
    again = tomllib.loads(written(document))
    assert again == document
    assert written(again) == written(document), "a 1 is not a 1.0"


def test_it_looks_as_if_written_by_hand() -> None:
    document = {
        "sync": {"when": "asked", "every_minutes": 5},
        "version": 1,
        "later": {"a b": {"x": [1, {"y": date(2024, 1, 15)}]}},
        "empty": {},
        "at": datetime(2024, 1, 15, 14, 30),
        "noon": time(12),
    }
    assert written(document) == (
        "version = 1\nat = 2024-01-15T14:30:00\nnoon = 12:00:00\n"
        '\n[sync]\nwhen = "asked"\nevery_minutes = 5\n'
        '\n[later."a b"]\nx = [1, {y = 2024-01-15}]\n'
        "\n[empty]\n"
    )
    assert written({}) == "\n"


def test_what_toml_cannot_say_is_refused() -> None:
    with pytest.raises(TypeError, match="NoneType"):
        written({"x": None})
