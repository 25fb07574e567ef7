"""One whole walk, in a process of its own: python -m tests.tour.one_size FOLDER WIDTH HEIGHT."""

from __future__ import annotations

import sys
from pathlib import Path

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.paths import Paths
from tests.tour.around import walk_around
from tests.tour.arriving import walk_arriving, walk_empty
from tests.tour.finding import walk_finding
from tests.tour.furnishing import furnish, import_from_a_drive
from tests.tour.looking import walk_looking
from tests.tour.originals import DRIVE
from tests.tour.syncing import walk_syncing
from tests.tour.walk import Walk, make_application


def main(folder: Path, size: tuple[int, int]) -> int:
    """Walk, and write down what was seen; the number of flaws is for the eye, and stands on the page."""
    kept = folder / "work"
    walk = Walk(folder, size, kept / "originals")
    app = make_application(size, kept, walk)
    with walk.inside(Program(Paths.below(kept / f"home-{size[0]}"))):
        walk_empty(walk)
        walk_arriving(walk)
        import_from_a_drive(walk.program, walk.originals / DRIVE)
        furnish(walk.program)
        walk_looking(walk)
        walk_finding(walk)
        walk_around(walk)
        walk_syncing(walk)
    walk.write(kept / f"walk-{size[0]}.json")
    app.processEvents()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), (int(sys.argv[2]), int(sys.argv[3]))))
