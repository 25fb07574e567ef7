"""The verbs of the house, as far as they can be tried without setting one up."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import tasks
from house import audit, checking, debian, environment, locking, places
from house.stop import Stop


def test_every_verb_of_the_makefile_is_there_and_tells_what_it_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    makefile = (places.ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"VERBS = {' '.join(tasks.VERBS)} help" in makefile
    assert tasks.main(["help"]) == 0
    said = capsys.readouterr().out
    assert all(f"{verb} " in said for verb in tasks.VERBS)


def test_an_unknown_verb_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert tasks.main(["bake"]) == 2
    assert "bake" in capsys.readouterr().err


def test_a_verb_started_by_another_python_says_which_it_needs() -> None:
    pretend = "import sys; sys.version_info = (3, 10, 0); sys.path.insert(0, 'packaging'); import house"
    said = subprocess.run([sys.executable, "-c", pretend], cwd=places.ROOT, capture_output=True, text=True)
    assert said.returncode == 1
    assert "needs Python 3.11" in said.stderr


def test_the_version_is_read_from_both_ways_of_writing_it() -> None:
    assert environment.version_in("home = /usr/bin\nversion = 3.11.7\n") == "3.11.7"
    assert environment.version_in("home = /usr/bin\nversion_info = 3.12.1.final.0\n") == "3.12.1.final.0"
    assert environment.version_in("") == ""


def test_the_stamp_changes_with_the_python(tmp_path: Path) -> None:
    cfg = tmp_path / "pyvenv.cfg"
    cfg.write_text("version = 3.11.7")
    before = environment.stamp(cfg)
    assert environment.stamp(cfg) == before
    cfg.write_text("version = 3.12.1")
    assert environment.stamp(cfg) != before


def test_who_is_not_root_gets_the_line_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    monkeypatch.setattr("os.geteuid", lambda: 1000, raising=False)
    with pytest.raises(Stop, match=r"sudo apt-get install -y --no-install-recommends libegl1 libgl1$"):
        debian.provide(["libegl1", "libgl1"], "Libraries that Qt needs are missing")


def test_nothing_missing_is_nothing_to_do() -> None:
    debian.provide([], "never said")


@pytest.mark.skipif(sys.platform != "linux", reason="only there are packages of the system")
def test_a_missing_library_names_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "QT_LIBRARIES", {"libc.so.6": "libc6", "libnothere.so.1": "libnothere1"})
    assert "libnothere1" in debian.missing_for_qt()
    assert "libc6" not in debian.missing_for_qt()


def test_a_list_with_an_address_is_refused(tmp_path: Path) -> None:
    old, fresh = tmp_path / "constraints.txt", tmp_path / "constraints.new"
    old.write_text("old")
    fresh.write_text("pillow @ https://example.org/pillow.whl")
    with pytest.raises(Stop, match="names an address"):
        locking.publish(fresh, old)
    assert old.read_text() == "old"


def test_a_list_without_one_takes_the_place_of_the_old(tmp_path: Path) -> None:
    old, fresh = tmp_path / "constraints.txt", tmp_path / "constraints.new"
    old.write_text("old")
    fresh.write_text("pillow==13.0.0\n")
    locking.publish(fresh, old)
    assert old.read_text().endswith("pillow==13.0.0\n")
    assert not fresh.exists()


def test_the_audit_tells_what_it_found() -> None:
    trouble = {"id": "X-2026-1", "fix_versions": ["2.0"], "aliases": [], "description": ""}
    clean = {"name": "good", "version": "1.0", "vulns": []}
    answer = {"dependencies": [clean, {"name": "bad", "version": "1.0", "vulns": [trouble]}], "fixes": []}
    assert audit.verdict(json.dumps(answer)) == (2, ["bad 1.0: X-2026-1 (mended in 2.0)"])
    assert audit.verdict(json.dumps({"dependencies": [clean]})) == (1, [])


@pytest.mark.parametrize(
    "answer",
    ["", "no connection", "[]", "{}", '{"dependencies": [{"name": "x", "skip_reason": "not found"}]}'],
)
def test_no_answer_is_not_an_all_clear(answer: str) -> None:
    assert audit.verdict(answer) == (0, [])


def test_check_goes_on_after_a_failure_and_then_fails(capsys: pytest.CaptureFixture[str]) -> None:
    done: list[str] = []

    def step(name: str, code: int) -> int:
        done.append(name)
        return code

    assert checking.go_through({"one": lambda: step("one", 1), "two": lambda: step("two", 0)}) == 1
    assert done == ["one", "two"]
    assert "not clean: one" in capsys.readouterr().err
