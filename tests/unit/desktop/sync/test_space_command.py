"""`imalink space`, against a real server: a group of people, and the photos they are shown."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from tests.unit.desktop.sync.test_sync_command import Run, add, folder, run, sync

__all__ = ["folder", "run"]  # fixtures

pytestmark = pytest.mark.slow

_names = (f"siri{number}" for number in itertools.count(1))


def space(run: Run, library: Path, *words: str) -> tuple[int, dict[str, object], str]:
    code, said, beside = run("--data-dir", library, "space", *words, "--password-stdin", "--json")
    return code, said if isinstance(said, dict) else {}, beside


def known(run: Run, library: Path) -> list[dict[str, object]]:
    found = space(run, library, "list")[1]["spaces"]
    assert isinstance(found, list)
    return found


@pytest.fixture
def anna(run: Run, folder: Path, tmp_path: Path, address: str) -> Path:
    """Somebody with six photos and a space."""
    library, name = tmp_path / "anna", next(_names)
    assert add(run, library, address, name, "--register", f"{name}@example.org")[0] == 0
    assert run("--data-dir", library, "import", folder)[0] == 0
    code, said, beside = space(run, library, "make", "Family")
    assert (code, said.get("name")) == (0, "Family"), beside
    return library


@pytest.fixture
def bert(run: Run, tmp_path: Path, address: str) -> Path:
    """Somebody else."""
    library, name = tmp_path / "bert", next(_names)
    assert add(run, library, address, name, "--register", f"{name}@example.org")[0] == 0
    return library


def test_a_space_is_shared_by_a_code_and_left(run: Run, anna: Path, bert: Path) -> None:
    code = space(run, anna, "invite", "family")[1]["code"]
    assert space(run, bert, "join", str(code))[1]["name"] == "Family"
    members = space(run, anna, "members", "Family")[1]["members"]
    assert isinstance(members, list)
    assert [each["owner"] for each in members] == [True, False]
    (hers,), (his,) = known(run, anna), known(run, bert)
    assert his == {"id": hers["id"], "name": "Family", "mine": False, "members": 2, "photos": 0}
    assert space(run, bert, "leave", "Family")[0] == 0
    assert known(run, bert) == []
    exit_code, _, beside = space(run, anna, "leave", "Family")
    assert exit_code == 3
    assert "delete" in beside


def test_the_photos_of_a_query_are_put_in_and_taken_out(run: Run, anna: Path) -> None:
    run("--data-dir", anna, "rate", "5", "1-3")
    run("--data-dir", anna, "tag", "3", "--add", "private")
    code, said, beside = space(run, anna, "put", "Family", "rating:5", "-tag:private")
    assert (code, said) == (
        0,
        {"op": "put into space", "space": "Family", "found": 2, "changed": 2, "shown": True},
    ), beside
    found = run("--data-dir", anna, "list", "space:Family", "--json")[1]["photos"]
    assert sorted(each["id"] for each in found) == [1, 2]
    assert {each["visibility"] for each in found} == {"space"}
    assert sync(run, anna)["pending"] == 0
    assert space(run, anna, "take", "Family", "rating:5")[1]["changed"] == 2
    assert [each["photos"] for each in known(run, anna)] == [0]
    assert run("--data-dir", anna, "undo")[0] == 0
    assert run("--data-dir", anna, "list", "space:Family", "--json")[1]["total"] == 2


def test_a_space_that_is_gone_is_told_of_at_the_next_sync(run: Run, anna: Path, bert: Path) -> None:
    assert space(run, bert, "join", str(space(run, anna, "invite", "Family")[1]["code"]))[0] == 0
    assert space(run, anna, "delete", "Family")[0] == 0
    assert sync(run, bert)["spaces_gone"] == ["Family"]
    assert sync(run, bert)["spaces_gone"] == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("make",), 2, "needs a name"),
        (("join",), 2, "needs the code"),
        (("put", "Family"), 2, "Say which photos"),
        (("put", "Family", "rating:"), 2, "rating of what?"),
        (("make", "Family", "rating:5"), 2, "takes no photos"),
        (("put", "Strangers", "rating:5"), 3, "in no space called Strangers"),
        (("members", "Strangers"), 3, "in no space called Strangers"),
        (("join", "nonsense"), 3, "does not hold"),
        (("join", "-nonsense"), 3, "does not hold"),
        (("join", "--json-nonsense"), 3, "does not hold"),
    ],
)
def test_what_is_wrong_is_said(run: Run, anna: Path, words: tuple[str, ...], code: int, said: str) -> None:
    found, _, beside = space(run, anna, *words)
    assert found == code
    assert said in beside
