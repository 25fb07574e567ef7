"""`make tour`: draw a folder of photos, hatch them, import them, and paint the window into pictures.

Everything is made anew in the folder `tour/`: the drawn originals, the eggs as `imalink egg` writes them, a
sheet of their previews, the library and its views.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path

from imalink_desktop.app.main import main as imalink
from tests.drawing.card import draw_card
from tests.tour.sheet import contact_sheet
from tests.tour.trip import trip
from tests.tour.window import paint_window

FOLDER = Path("tour")
PHOTOS = 120


def main() -> None:
    """Walk the tour and say where the pictures are."""
    originals = FOLDER / "originals"
    shutil.rmtree(FOLDER, ignore_errors=True)
    originals.mkdir(parents=True)
    for name, data in trip().items():
        (originals / name).write_bytes(data)
    words = io.StringIO()
    with redirect_stdout(words):
        imalink(["egg", str(originals), "--json"])
    (FOLDER / "eggs.json").write_text(words.getvalue(), encoding="ascii")
    document: Mapping[str, list[Mapping[str, object]]] = json.loads(words.getvalue())
    contact_sheet(document).save(FOLDER / "contact-sheet.png")
    draw_card(originals / "card", PHOTOS, size=(960, 640))
    home = FOLDER / "library"
    imalink(["--data-dir", str(home), "import", str(originals), "--title", "A trip"])
    made = [FOLDER / "contact-sheet.png", FOLDER / "eggs.json", *paint_window(home, FOLDER)]
    print("\nDrawn, hatched, imported and painted:", *made, sep="\n  ")


if __name__ == "__main__":
    main()
