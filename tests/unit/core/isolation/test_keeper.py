"""Helper processes: a crash, an endless file or a closing program costs one file and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from imalink_core.errors import Problem
from imalink_core.hatching import Order
from imalink_core.isolation.keeper import Keeper
from imalink_core.isolation.protocol import read_answer
from tests.drawing import heic, jpeg, scan_bomb, scene

ORDER = Order(cold=None)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    keeper = Keeper()
    yield keeper
    keeper.close()


@pytest.fixture
def endless(tmp_path: Path) -> Path:
    path = tmp_path / "endless.jpg"
    path.write_bytes(scan_bomb(scans=5000))
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.heic"
    path.write_bytes(heic(scene(64, 48)))
    return path


def pids(keeper: Keeper) -> set[int]:
    return {helper._process.pid for helper in keeper._helpers}


def test_a_helper_is_kept_for_the_next_file(keeper: Keeper, good: Path) -> None:
    keeper.hatch(good, ORDER)
    first = pids(keeper)
    keeper.hatch(good, ORDER)
    assert pids(keeper) == first


def test_a_file_that_is_a_problem_costs_no_helper(keeper: Keeper, good: Path, tmp_path: Path) -> None:
    keeper.hatch(good, ORDER)
    before = pids(keeper)
    with pytest.raises(Problem) as told:
        keeper.hatch(tmp_path / "nothing.heic", ORDER)
    assert told.value.code == "missing"
    assert pids(keeper) == before


def test_a_crash_costs_one_file(keeper: Keeper, good: Path, endless: Path) -> None:
    def kill_it() -> None:
        while not keeper._helpers:
            time.sleep(0.01)
        for helper in tuple(keeper._helpers):
            helper._process.kill()

    killer = threading.Thread(target=kill_it)
    killer.start()
    with pytest.raises(Problem) as told:
        keeper.hatch(endless, ORDER)
    killer.join()
    assert told.value.code == "crashed"
    assert keeper.hatch(good, ORDER).egg.is_valid_image


def test_a_helper_that_cannot_be_started_is_no_fault_of_the_file(
    keeper: Keeper, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(sys, "executable", str(tmp_path / "no such program"))
        with pytest.raises(Problem) as told:
            keeper.hatch(good, ORDER)
    assert told.value.code == "stopped"
    assert keeper.hatch(good, ORDER).egg.is_valid_image


@pytest.mark.parametrize(
    "said",
    [
        "damaged",
        {"code": "hacked", "message": "Hello."},
        {"code": "damaged", "message": "nothing\0"},
        {"code": "damaged", "message": "x" * 1_000_000},
        {"code": "damaged"},
    ],
)
def test_a_problem_that_makes_no_sense_is_a_crash(said: object) -> None:
    with pytest.raises(Problem) as told:
        read_answer(json.dumps({"problem": said}).encode())
    assert told.value.code == "crashed"
    assert len(told.value.message) < 1000


def test_closing_does_not_wait_for_an_endless_file(keeper: Keeper, endless: Path) -> None:
    told: list[str] = []

    def wait_for_it() -> None:
        try:
            keeper.hatch(endless, ORDER)
        except Problem as problem:
            told.append(problem.code)

    waiting = threading.Thread(target=wait_for_it)
    waiting.start()
    while not keeper._helpers:
        time.sleep(0.01)
    keeper.close()
    waiting.join(timeout=10)
    assert told == ["stopped"]
    with pytest.raises(Problem):
        keeper.hatch(endless, ORDER)


def has_ended(process: Path) -> bool:
    """It may be gone between two looks."""
    try:
        return "Z" in (process / "stat").read_text().split()[2]
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_a_helper_ends_with_its_program(good: Path) -> None:
    """The program is gone without a word; the helper sees its input end."""
    program = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from imalink_core.hatching import Order\n"
        "from imalink_core.isolation.keeper import Keeper\n"
        "keeper = Keeper()\n"
        "keeper.hatch(Path(sys.argv[1]), Order(cold=None))\n"
        "print(*(helper._process.pid for helper in keeper._helpers), flush=True)\n"
        "os._exit(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(good)], capture_output=True, check=False)
    helper = Path("/proc") / done.stdout.decode().strip()
    if not helper.parent.exists():
        pytest.skip("only Linux shows its processes as files")
    deadline = time.monotonic() + 10
    while not has_ended(helper):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_helper_may_not_fill_the_memory() -> None:
    greedy = (
        "from imalink_core.isolation import child\n"
        "child._limit_memory()\n"
        "try:\n    bytearray(1 << 30)\nexcept MemoryError:\n    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=True)
    assert done.stdout == b"refused\n"


def test_decoders_that_print_do_not_spoil_the_answers(keeper: Keeper, tmp_path: Path) -> None:
    """LibRaw and libtiff write to standard output and error as they please."""
    for number in range(3):
        path = tmp_path / f"{number}.tif"
        path.write_bytes(b"II*\0\x08\0\0\0" + bytes(200))
        with pytest.raises(Problem):
            keeper.hatch(path, ORDER)
    path = tmp_path / "good.jpg"
    path.write_bytes(jpeg(scene(64, 48)))
    assert keeper.hatch(path, ORDER).egg.width == 64
