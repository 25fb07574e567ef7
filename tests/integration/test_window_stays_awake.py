"""An import under the window's own event loop; how late its ticks came is written down, not judged."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bench.awake import lateness
from tests.drawing import camera_exif, jpeg, scene
from tests.drawing.card import draw_card
from tests.drawing.hostile import hostile_files


@pytest.mark.usefixtures("qapp")
def test_an_import_beside_the_event_loop_ends_with_exact_sums(
    tmp_path: Path,
    record_testsuite_property: Callable[[str, object], None],
    untouched: Callable[[Path], None],
) -> None:
    """`make bench ARGS="awake"` measures the same on larger folders."""
    folder = tmp_path.resolve() / "folder"
    files = draw_card(folder, 40)
    for path in hostile_files(folder, seed=6, count=120):
        files += 1
        if path.name.endswith("scans.jpg"):  # which takes its twenty seconds in another test
            path.unlink()
            files -= 1
    large = jpeg(scene(3000, 2000), exif=camera_exif())
    for number in range(4):
        (folder / f"large {number}.jpg").write_bytes(large + bytes(number))
        files += 1
    untouched(folder)
    told = lateness(tmp_path / "home", folder)
    record_testsuite_property("worst lateness of the event loop in ms", round(told.worst, 1))
    record_testsuite_property("99 of 100 ticks came within ms", round(told.part(99), 1))
    assert told.report is not None
    assert (told.report.found, told.report.waiting) == (files, 0)
    assert sum(told.report.session.fates.values()) == files
    assert told.report.session.fates["imported"] > 40
