"""Whoever wants to know on whose work the program stands can read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from imalink_desktop.base import licences
from imalink_desktop.base.licences import as_text, told, works


def test_what_is_needed_is_found_by_name_however_deep() -> None:
    found = {work.name.lower(): work for work in works()}
    assert {"pillow", "pyside6-essentials", "sqlalchemy"} <= {name.replace("_", "-") for name in found}
    assert "h2" in found, "asked for by httpx[http2] alone"
    assert not {"imalink", "pytest", "fastapi"} & found.keys()


def test_every_work_says_its_licence() -> None:
    assert [work.name for work in works() if work.licence == "not told"] == []


def test_the_text_has_the_list_and_the_licences_themselves() -> None:
    said = as_text([work for work in works() if work.name.lower() == "pillow"])
    assert said.startswith("pillow ")
    assert "Fredrik Lundh" in said


def test_a_package_shows_what_was_shipped_with_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "licences.txt").write_text("all of them", encoding="utf-8")
    monkeypatch.setattr(licences, "folder", lambda name: tmp_path / name)
    assert told() == "all of them"
