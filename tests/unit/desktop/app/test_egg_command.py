"""`imalink egg`: a line or a JSON entry for every file, and an exit code that tells."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from imalink_core.codec import egg_from_json
from tests.drawing import camera_exif, heic, jpeg, scene, xmp_packet
from tests.unit.desktop.app.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two photos, and a text that is none."""
    words = xmp_packet(rating=4, title="Harbour", keywords=["norway"])
    (tmp_path / "a.jpg").write_bytes(jpeg(scene(320, 200), exif=camera_exif(), xmp=words))
    (tmp_path / "b.heic").write_bytes(heic(scene(160, 120)))
    (tmp_path / "notes.txt").write_text("Not a photo.")
    return tmp_path


def test_json_is_one_document_with_every_file_in_it_once(run: Run, folder: Path) -> None:
    code, out, err = run("egg", folder, "--json")
    document: dict[str, Any] = json.loads(out)
    assert code == 1
    assert [Path(entry["path"]).name for entry in document["eggs"]] == ["a.jpg", "b.heic"]
    assert [entry["code"] for entry in document["problems"]] == ["unknown"]
    assert "2 eggs, 1 problem in" in err
    for entry in document["eggs"]:
        egg = egg_from_json(entry["egg"])
        assert egg.hothash == hashlib.sha256(egg.hotpreview).hexdigest()


def test_what_was_found_stands_beside_the_egg(run: Run, folder: Path) -> None:
    _, out, _ = run("egg", folder / "a.jpg", "--json")
    entry = json.loads(out)["eggs"][0]
    assert entry["found"]["rating"] == 4
    assert entry["found"]["title"] == "Harbour"
    assert entry["found"]["keywords"] == ["norway"]
    assert entry["notes"] == []
    assert "rating" not in entry["egg"]


def test_all_well_is_exit_0(run: Run, folder: Path) -> None:
    code, out, _ = run("egg", folder / "a.jpg")
    assert code == 0
    assert out.count("\n") == 1
    assert "320×200" in out
    assert "Canon EOS R5" in out


def test_a_problem_is_a_sentence_and_exit_1(run: Run, folder: Path) -> None:
    code, out, _ = run("egg", folder / "missing.jpg")
    assert (code, out) == (1, f"{folder / 'missing.jpg'}  — There is no such file.\n")


@pytest.mark.parametrize(("cold", "size"), [("none", None), ("200", (200, 125)), ("1920", (320, 200))])
def test_the_large_preview_is_as_ordered(
    run: Run, folder: Path, cold: str, size: tuple[int, int] | None
) -> None:
    _, out, _ = run("egg", folder / "a.jpg", "--cold", cold, "--json")
    preview = egg_from_json(json.loads(out)["eggs"][0]["egg"]).coldpreview
    assert (None if preview is None else Image.open(io.BytesIO(preview)).size) == size


@pytest.mark.parametrize("words", ["egg", "egg x --cold big", "egg x --cold -5", "egg x --workers 0", "lay"])
def test_wrong_use_is_exit_2(run: Run, words: str) -> None:
    code, out, err = run(*words.split())
    assert (code, out) == (2, "")
    assert "usage: imalink" in err


def test_a_name_with_line_breaks_and_terminal_codes_stays_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31mb.jpg").write_bytes(jpeg(scene(32, 24)))
    _, out, _ = run("egg", tmp_path)
    assert out.count("\n") == 1
    assert "\x1b" not in out


def test_a_name_that_is_not_utf8_can_be_written_down(run: Run, tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xff.jpg"
    try:
        descriptor = os.open(odd, os.O_CREAT | os.O_WRONLY)
    except OSError:
        pytest.skip("this file system takes no such name")
    with os.fdopen(descriptor, "wb") as file:
        file.write(jpeg(scene(32, 24)))
    _, out, _ = run("egg", tmp_path, "--json")
    assert json.loads(out)["eggs"][0]["path"].endswith("\\xff.jpg")
    out.encode("ascii")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_command_and_a_screen_it_says_what_can_be_done(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    code, out, said = run()
    assert (code, out) == (3, "")
    assert "There is no screen" in said
    assert "--help" in said


def test_whoever_stops_reading_gets_no_complaint(folder: Path) -> None:
    """As in `imalink egg … | head -1`."""
    for number in range(40):
        (folder / f"{number}.jpg").write_bytes(jpeg(scene(320, 200, seed=number)))
    program = subprocess.Popen(
        [sys.executable, "-m", "imalink_desktop.app.main", "egg", str(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    program.stdout.read(1)
    program.stdout.close()
    _, complaint = program.communicate(timeout=60)
    assert (program.returncode, complaint) == (3, b"")


def imalink(shell_words: str, folder: Path) -> subprocess.CompletedProcess[bytes]:
    """Run the program by a shell, which can do to its channels what shells do."""
    program = f"{sys.executable} -m imalink_desktop.app.main"
    root = Path(__file__).parents[4]
    return subprocess.run(
        ["sh", "-c", shell_words.format(imalink=program, folder=folder)],
        cwd=root,
        capture_output=True,
        check=False,
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize(
    "words", ["{imalink} egg {folder}/a.jpg > /dev/full", "{imalink} egg {folder}/a.jpg >&-"]
)
def test_where_nothing_can_be_written_it_could_not(folder: Path, words: str) -> None:
    done = imalink(words, folder)
    assert done.returncode == 3
    assert b"Traceback" not in done.stderr
    assert done.stderr.endswith(b".\n")


def test_a_closed_channel_for_messages_is_no_failure(folder: Path) -> None:
    done = imalink("{imalink} egg {folder}/a.jpg --json 2>&-", folder)
    assert done.returncode == 0
    assert len(json.loads(done.stdout)["eggs"]) == 1


def test_a_name_too_long_is_one_problem_among_others(run: Run, folder: Path) -> None:
    code, out, _ = run("egg", folder / ("x" * 300), folder / "a.jpg", "--json")
    document = json.loads(out)
    assert code == 1
    assert [problem["code"] for problem in document["problems"]] == ["unreadable"]
    assert len(document["eggs"]) == 1
