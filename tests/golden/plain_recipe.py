"""The recipe as the family's programs have it, step by step, with Pillow's own `thumbnail`.

    python plain_recipe.py FOLDER

prints Pillow's version and the hothash of every file as JSON. It needs Pillow alone,
so that it can be run under the version that made the family's hashes.
"""

from __future__ import annotations

import hashlib
import io
import json
import sys
from pathlib import Path

import PIL
from PIL import Image, ImageOps


def plain_hothash(path: Path) -> str:
    """Open, decode, turn upright, fit into 150×150, RGB, JPEG at 85, SHA-256.

    From bytes, not from a path: Pillow maps an uncompressed TIFF from its path into memory,
    and mixes up the rows of one that lies on its side.
    """
    with Image.open(io.BytesIO(path.read_bytes())) as image:
        image.load()
        upright = ImageOps.exif_transpose(image)
    upright.thumbnail((150, 150), Image.Resampling.LANCZOS, reducing_gap=2.0)
    stream = io.BytesIO()
    upright.convert("RGB").save(stream, "JPEG", quality=85)
    return hashlib.sha256(stream.getvalue()).hexdigest()


if __name__ == "__main__":
    hashes = {path.name: plain_hothash(path) for path in sorted(Path(sys.argv[1]).iterdir())}
    json.dump({"pillow": PIL.__version__, "hashes": hashes}, sys.stdout)
