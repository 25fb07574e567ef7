"""Settings outlive the program; a broken file costs nothing but itself, a wrong value only itself."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.base.errors import Bug, Expected
from imalink_desktop.settings.schema import Choice, Entry, Number, Settings, Value, entries
from imalink_desktop.settings.store import LARGEST, Changed, Store
from imalink_desktop.settings.toml import written

TABLE = {entry.key: entry for entry in entries()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "config/settings.toml"


def opened(path: Path) -> Store:
    return Store(path, lambda: datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))


def with_values(settings: Settings, **values: Value) -> Settings:
    """Set some by their full names, written with two underscores for the dot."""
    for name, value in values.items():
        settings = TABLE[name.replace("__", ".")].put(settings, value)
    return settings


def put_there(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def codes(store: Store) -> list[tuple[str, str]]:
    return [(note.code, note.about) for note in store.notes]


def test_without_a_file_there_are_the_defaults_and_nothing_is_written(path: Path) -> None:
    store = opened(path)
    assert (store.settings, store.notes) == (Settings(), ())
    assert not path.parent.exists()


def test_what_is_saved_is_there_next_time(path: Path) -> None:
    wanted = with_values(Settings(), general__theme="dark", importing__workers=3, sync__only_unmetered=False)
    opened(path).save(wanted)
    assert opened(path).settings == wanted


def any_value(entry: Entry) -> st.SearchStrategy[Value]:
    match entry.rule:
        case Number(least, most):
            return st.integers(least, most)
        case Choice(words):
            return st.sampled_from(words)
    return st.booleans()


@given(st.lists(st.fixed_dictionaries({key: any_value(entry) for key, entry in TABLE.items()}), max_size=3))
def test_any_settings_are_there_next_time(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[dict[str, Value]]
) -> None:
    path = tmp_path_factory.mktemp("home") / "settings.toml"
    store, settings = opened(path), Settings()
    for values in rounds:
        for key, value in values.items():
            settings = TABLE[key].put(settings, value)
        store.save(settings)
        assert store.settings == opened(path).settings == settings
        assert store.notes == ()


def test_only_what_differs_from_the_defaults_is_written(path: Path) -> None:
    store = opened(path)
    store.save(with_values(Settings(), sync__when="asked"))
    assert tomllib.loads(path.read_text()) == {"version": 1, "sync": {"when": "asked"}}
    store.save(Settings())
    assert tomllib.loads(path.read_text()) == {"version": 1}


def test_a_file_that_names_settings_of_old_is_read_without_a_word(path: Path) -> None:
    put_there(path, '[privacy]\npublic_owner = true\n\n[general]\ntheme = "dark"\n')
    store = opened(path)
    assert (store.settings.general.theme, store.notes) == ("dark", ())


def test_what_others_wrote_into_the_file_stays(path: Path) -> None:
    theirs = {"version": 1, "general": {"mascot": "hen"}, "later": {"deep": [{"x": 1.5}]}, "word": "é\n"}
    put_there(path, written(theirs))
    opened(path).save(with_values(Settings(), general__theme="dark"))
    assert tomllib.loads(path.read_text("utf-8")) == {**theirs, "general": {"mascot": "hen", "theme": "dark"}}


def test_two_programs_do_not_undo_each_other(path: Path) -> None:
    one, two = opened(path), opened(path)
    one.save(with_values(one.settings, importing__workers=3))
    told: list[Changed] = []
    two.changed.connect(told.append)
    two.save(with_values(two.settings, general__theme="dark"))
    both = with_values(Settings(), importing__workers=3, general__theme="dark")
    assert two.settings == opened(path).settings == both
    assert told == [Changed(Settings(), both, frozenset({"importing.workers", "general.theme"}))]


def test_who_listens_is_told_what_changed(path: Path) -> None:
    store, told = opened(path), list[Changed]()
    store.changed.connect(told.append)
    wanted = with_values(Settings(), catalog__undo_steps=50, sync__cold_previews=False)
    store.save(wanted)
    store.save(wanted)
    assert told == [Changed(Settings(), wanted, frozenset({"catalog.undo_steps", "sync.cold_previews"}))]


def test_a_wrong_value_falls_back_alone(path: Path) -> None:
    put_there(path, '[general]\ntheme = "pink"\n[importing]\nworkers = true\ncold_side = 640\nwatch = 1\n')
    store = opened(path)
    assert store.settings == with_values(Settings(), importing__cold_side=640)
    wrong = ["general.theme", "importing.workers", "importing.watch"]
    assert codes(store) == [("wrong_value", key) for key in wrong]
    assert "general.theme" in store.notes[0].message
    # It is left for whoever understands it, until it is set anew.
    store.save(with_values(store.settings, importing__workers=2))
    assert codes(store) == [("wrong_value", key) for key in ("general.theme", "importing.watch")]
    document = tomllib.loads(path.read_text())
    assert document["general"] == {"theme": "pink"}
    assert document["importing"] == {"workers": 2, "cold_side": 640, "watch": 1}


def test_a_page_that_is_no_page_falls_back_as_a_whole(path: Path) -> None:
    put_there(path, 'sync = 5\ngeneral = "dark"\nimporting = [1]\n')
    store = opened(path)
    assert store.settings == Settings()
    assert {key.partition(".")[0] for _, key in codes(store)} == {"sync", "general", "importing"}
    store.save(with_values(Settings(), sync__every_minutes=5))
    assert opened(path).settings.sync.every_minutes == 5


@pytest.mark.parametrize(
    "content",
    [
        "theme = ",
        b"\xff\xfe",
        b"\0",
        "x = " + "[" * 100_000,
        "a = 1\na = 2",
        "# long\n" * LARGEST,
        "d = 2024-13-45",
    ],
    ids=["half", "not text", "zeros", "deep", "twice", "long", "no date"],
)
def test_a_broken_file_is_put_aside(path: Path, content: str | bytes) -> None:
    put_there(path, content)
    store = opened(path)
    assert store.settings == Settings()
    assert codes(store) == [("broken", "settings.toml.broken-2026-01-02")]
    aside = path.with_name("settings.toml.broken-2026-01-02")
    assert aside.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert not path.exists()


def test_a_second_broken_file_does_not_bury_the_first(path: Path) -> None:
    for content in (b"first =", b"second =", b"third ="):
        put_there(path, content)
        opened(path)
    contents = [
        path.with_name(f"settings.toml.broken-2026-01-02{end}").read_bytes() for end in ("", "-2", "-3")
    ]
    assert contents == [b"first =", b"second =", b"third ="]


@pytest.mark.parametrize("harm", [lambda path: path.write_bytes(b"x ="), Path.unlink], ids=["broken", "gone"])
def test_a_file_lost_meanwhile_is_written_anew_in_full(path: Path, harm: Callable[[Path], object]) -> None:
    store = opened(path)
    store.save(with_values(Settings(), general__theme="dark"))
    harm(path)
    wanted = with_values(store.settings, importing__workers=2)
    store.save(wanted)
    assert store.settings == opened(path).settings == wanted


def test_a_newer_file_is_used_as_far_as_it_is_known(path: Path) -> None:
    put_there(path, 'version = 99\n[general]\ntheme = "dark"\ntaste = "sweet"\n')
    store = opened(path)
    assert store.settings.general.theme == "dark"
    assert codes(store) == [("newer", "settings.toml")]
    store.save(with_values(store.settings, importing__workers=2))
    document = tomllib.loads(path.read_text())
    assert (document["version"], document["general"]["taste"]) == (99, "sweet")


def test_what_cannot_be_is_our_mistake_and_changes_nothing(path: Path) -> None:
    store = opened(path)
    with pytest.raises(Bug, match=r"importing\.workers"):
        store.save(replace(Settings(), importing=replace(Settings().importing, workers=-1)))
    assert not path.exists()


def test_what_cannot_be_written_is_not_taken_as_set(path: Path) -> None:
    path.parent.parent.joinpath("config").write_bytes(b"a file, where a folder should be")
    store, told = opened(path), list[Changed]()
    store.changed.connect(told.append)
    with pytest.raises(Expected):
        store.save(with_values(Settings(), general__theme="dark"))
    assert (store.settings, told) == (Settings(), [])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_file_is_for_nobody_else(path: Path) -> None:
    opened(path).save(Settings())
    assert [each.stat().st_mode & 0o777 for each in (path.parent, path)] == [0o700, 0o600]
