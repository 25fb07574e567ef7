"""A thread keeps its large buffer from picture to picture, within a bound."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from imalink_core import Hatchery
from imalink_core.decode.buffers import Buffers
from tests.drawing import jpeg, scene

MIB = 1 << 20


def address(buffers: Buffers, size: int) -> int:
    """Where the buffer lies: writing through one view shows in the other when it is the same."""
    import numpy as np

    return int(np.frombuffer(buffers.take(size), dtype=np.uint8).__array_interface__["data"][0])


def test_a_smaller_picture_finds_the_buffer_of_a_larger_one() -> None:
    buffers = Buffers()
    assert address(buffers, 4 * MIB) == address(buffers, 3 * MIB)


def test_what_one_thread_gives_back_another_may_take() -> None:
    buffers = Buffers()
    mine = address(buffers, MIB)
    buffers.give_back()
    with ThreadPoolExecutor(1) as other:
        assert other.submit(address, buffers, MIB).result() == mine


def test_it_is_exactly_as_large_as_asked_for() -> None:
    assert len(Buffers().take(12345)) == 12345


def test_two_threads_never_share_one() -> None:
    buffers = Buffers()
    with ThreadPoolExecutor(1) as other:
        theirs = other.submit(address, buffers, MIB).result()
        assert theirs != address(buffers, MIB)


def test_all_threads_together_keep_no_more_than_the_bound() -> None:
    buffers = Buffers(kept_bytes=4 * MIB)
    everyone = threading.Barrier(3)

    def work() -> None:
        buffers.take(2 * MIB)
        everyone.wait()
        buffers.give_back()

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(work) for _ in range(3)]:
            done.result()
    assert sum(map(len, buffers._kept)) == 4 * MIB


def test_one_that_is_larger_than_the_bound_is_not_kept() -> None:
    buffers = Buffers(kept_bytes=4 * MIB)
    buffers.take(2 * MIB)
    buffers.take(16 * MIB)
    buffers.give_back()
    assert [len(kept) for kept in buffers._kept] == [2 * MIB]


@pytest.mark.skipif(sys.platform != "linux", reason="only glibc can be asked to keep memory")
def test_the_next_picture_has_no_pages_to_be_made(tmp_path: Path) -> None:
    import resource

    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(scene(3000, 2000)))
    with Hatchery() as hatchery:
        made = []
        for _ in range(8):
            before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
            hatchery.hatch(path)
            made.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    # The best, for the system may take pages away at any time. A full-size copy alone would be 5,900.
    assert min(made[3:]) < 1500
