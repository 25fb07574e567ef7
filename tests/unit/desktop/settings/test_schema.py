"""Every setting is in the one table, and its default may stand where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imalink_desktop.settings.schema import Choice, Entry, Number, Settings, Switch, entries

TABLE = {entry.key: entry for entry in entries()}


@pytest.mark.parametrize("entry", TABLE.values(), ids=TABLE.keys())
def test_a_default_is_allowed_and_is_what_one_gets(entry: Entry) -> None:
    assert entry.rule.allows(entry.default)
    assert entry.value(Settings()) == entry.default


def test_the_promised_defaults() -> None:
    settings = Settings()
    assert settings.importing.cold_side == 1920
    assert settings.catalog.undo_steps == 1_000
    backups = (
        settings.catalog.daily_backups,
        settings.catalog.weekly_backups,
        settings.catalog.monthly_backups,
    )
    assert backups == (7, 4, 6)


def test_putting_one_changes_that_one() -> None:
    settings = TABLE["importing.workers"].put(Settings(), 4)
    assert settings == replace(Settings(), importing=replace(Settings().importing, workers=4))


@pytest.mark.parametrize(
    ("rule", "allowed", "refused"),
    [
        (Switch(), [True, False], [0, 1, "true", None]),
        (Number(1, 9), [1, 9], [0, 10, True, 1.0, "1", None]),
        (Choice(("a", "b")), ["a", "b"], ["c", "", 1, None, ["a"]]),
    ],
)
def test_what_a_rule_allows(
    rule: Switch | Number | Choice, allowed: list[object], refused: list[object]
) -> None:
    assert all(rule.allows(value) for value in allowed)
    assert not any(rule.allows(value) for value in refused)
