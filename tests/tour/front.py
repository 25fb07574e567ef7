"""The pictures of the README and the guide: `make tour ARGS="--readme"` puts them beside the resources."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

FOLDER = Path("resources/pictures")
SHOWN = (
    *("grid-dark-1280", "loupe-light-1280", "survey-dark-1280"),
    *("first-run-light-1280", "stack-dark-1280", "filters-dark-1280", "search-help-light-1280"),
    *("offline-dark-1280", "seen-by-light-1280"),
)


def keep(tour: Path) -> None:
    """Keep these, at a tenth of their bytes."""
    FOLDER.mkdir(exist_ok=True)
    for name in SHOWN:
        Image.open(tour / f"{name}.png").convert("RGB").save(FOLDER / f"{name}.webp", quality=86, method=6)
