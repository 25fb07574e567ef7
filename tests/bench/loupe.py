"""The loupe's table: from a key to the next photo painted, with drawn photos of 24 megapixels."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from imalink_core import Hatchery
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.previews import Previews
from imalink_desktop.jobs.qt import QtRoom
from imalink_desktop.ui.loupe.ahead import Sharpness
from imalink_desktop.ui.loupe.pictures import Pictures
from imalink_desktop.ui.loupe.view import LoupeView
from imalink_desktop.ui.loupe.zoom import FIT, Mode, Zoom
from tests.bench.timing import HEAD, Figure
from tests.drawing import jpeg, scene
from tests.unit.desktop.ui.loupe.library import Library

_PHOTOS, _SIZE, _VIEW = 24, (6000, 4000), (1280, 800)
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Walk:
    """Through these places, with a rest before each; and how sharp each photo has to become."""

    name: str
    places: Sequence[int]
    rest: float
    sharpness: Sharpness = Sharpness.SCREEN
    zoom: Zoom = FIT


def report(folder: Path) -> Iterator[str]:
    """The lines of the table."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    with (
        Catalog.open(folder / "library") as catalog,
        Previews.open(folder / "library", cold_budget=1 << 30) as previews,
        Hatchery() as hatchery,
    ):
        library = Library(folder, catalog, previews, hatchery)
        files = [jpeg(scene(*_SIZE, seed=seed), quality=92, subsampling="4:2:2") for seed in range(4)]
        library.add_files([files[number % 4] for number in range(_PHOTOS)], [_SIZE] * _PHOTOS)
        yield f"From a key to the next photo painted: {_PHOTOS} of 24 MP in a view of {_VIEW[0]} × {_VIEW[1]}"
        yield HEAD
        yield from _figures(library, "only the original is at hand")
        for number in range(1, _PHOTOS + 1):
            library.hatch(number)
        yield from _figures(library, "cold previews are at hand")
    app.processEvents()


def _figures(library: Library, what: str) -> Iterator[str]:
    near = Zoom(Mode.FREE)
    walks = (
        Walk("the next, after a look at each", range(1, 12), 0.8),
        Walk("the next, as fast as it goes", range(1, 12), 0.0),
        Walk("somewhere else", (12, 2, 18, 7, 22), 0.8),
        Walk("the next at 1:1, after a look at each", range(1, 8), 1.2, Sharpness.WHOLE, near),
        Walk("somewhere else at 1:1", (12, 2, 18, 7, 22), 1.2, Sharpness.WHOLE, near),
    )
    for walk in walks:
        times = _walked(library, walk)
        yield str(Figure(f"{what}: {walk.name}", statistics.median(times), max(times), None, None))


def _walked(library: Library, walk: Walk) -> list[float]:
    """Milliseconds from each key until the photo is on the screen, as sharp as it has to be."""
    with QtRoom() as room:
        pictures = Pictures(room, library.enlarger)
        view = LoupeView(pictures)
        view.resize(*_VIEW)
        view.show()
        view.set_photos(range(1, _PHOTOS + 1))
        view.set_zoom(walk.zoom)

        def sharp() -> bool:
            shots = pictures.shots(view.photo or 0)
            return view.on_screen == view.photo and bool(shots) and shots[0].sharpness >= walk.sharpness

        times = []
        for place in walk.places:
            _at_home(seconds=walk.rest, until=None if walk.rest else sharp)
            started = time.perf_counter()
            view.show_at(place)
            _at_home(seconds=_PATIENCE, until=sharp)
            view.repaint()
            times.append((time.perf_counter() - started) * 1000)
        pictures.close()
        view.close()
        view.deleteLater()
    return times


def _at_home(*, seconds: float, until: Callable[[], bool] | None) -> None:
    """Let the window live for a while, or until something is so. Workers need Python's lock now and then."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end and not (until and until()):
        QCoreApplication.processEvents()
        time.sleep(0.0005)
