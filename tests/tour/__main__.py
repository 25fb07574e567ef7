"""`make tour`: draw a folder of photos, hatch them, and lay the eggs' previews on one sheet.

Everything is made anew in the folder `tour/`: the drawn originals, the eggs as
`imalink egg` writes them, and the sheet.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path

from imalink_desktop.app.main import main as imalink
from tests.tour.sheet import contact_sheet
from tests.tour.trip import trip

FOLDER = Path("tour")


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
    print(f"\nDrawn, hatched and laid out:\n  {FOLDER / 'contact-sheet.png'}\n  {FOLDER / 'eggs.json'}")


if __name__ == "__main__":
    main()
