#!/usr/bin/env python3
"""Draws and tells what a package has beside the program: icons in all sizes, licences. `draw.py FOLDER`.

Runs in the clean environment, because what is installed there is what will be shipped.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from PIL import Image
from PySide6.QtGui import QGuiApplication, QImage

from imalink_desktop.base.licences import works
from imalink_desktop.ui.theme.icons import app_image
from imalink_resources import text

_SIDES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""What the desktops of Linux ask for."""

_ICO = [(side, side) for side in (16, 24, 32, 48, 64, 128, 256)]
_ICNS_SIDE = 1024


def main(into: Path) -> None:
    """Fill the folder."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    app = QGuiApplication([])
    for side in _SIDES:
        _icon(side).save(into / f"imalink-{side}.png")
    (into / "imalink.svg").write_text(text("imalink.svg"), encoding="utf-8")
    _icon(256).save(into / "imalink.ico", sizes=_ICO)
    _icon(_ICNS_SIDE).save(into / "imalink.icns")
    (into / "works.json").write_text(json.dumps([asdict(work) for work in works()]), encoding="utf-8")
    app.quit()


def _icon(side: int) -> Image.Image:
    drawn = app_image(side).convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (side, side), bytes(drawn.constBits()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
