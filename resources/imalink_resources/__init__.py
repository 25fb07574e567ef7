"""What ships beside the code and is not code: read through here, wherever it is installed."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def text(name: str) -> str:
    """The content of one text file, such as `egg.schema.json`."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def folder(name: str) -> Path:
    """Where a folder of it lies, such as `locale`; it need not be there."""
    return Path(str(files(__name__).joinpath(name)))
