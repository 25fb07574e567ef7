"""`imalink` as a function, and a small library for it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from imalink_desktop.app.main import main
from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Conflict, Drive, Folder, ImageFile, Photo
from imalink_desktop.catalog.touched import Row

Run = Callable[..., tuple[int, str, str]]

TAKEN = ("2024-06-15T14:30:00", "2024-06-15T15:10:00", "2024-07-01T09:00:00", "2023-12-31T23:59:59", None)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `imalink` with these words; answer its exit code, its output and what it said beside it."""

    def imalink(*words: str | Path) -> tuple[int, str, str]:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:
            code = int(end.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return imalink


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A folder for `--data-dir`, with five photos on a drive called Blue; the last has no date."""

    def fill(writer: Writer) -> None:
        photos: list[Row] = [
            {
                "uid": f"uid-{number}",
                "name": f"IMG_{number:04}.JPG",
                "hothash": f"{number:064}",
                "taken_at": taken,
                "added_at": "2024-08-01T12:00:00",
            }
            for number, taken in enumerate(TAKEN, 1)
        ]
        writer.insert(Photo, photos)
        writer.insert(Drive, [{"volume_id": "blue", "label": "Blue", "last_mount": "/media/blue"}])
        writer.insert(Folder, [{"drive_id": 1, "path": "2024"}])
        files: list[Row] = [
            {
                "photo_id": number,
                "folder_id": 1,
                "name": f"IMG_{number:04}.JPG",
                "size": 1000 * number,
                "mtime_ns": 1,
                "format": "JPEG",
                "role": "main",
            }
            for number in range(1, len(TAKEN) + 1)
        ]
        writer.insert(ImageFile, files)
        writer.insert(
            Conflict,
            [
                {
                    "photo_id": 1,
                    "field": "title",
                    "mine": '"Harbour"',
                    "theirs": '"Port"',
                    "noticed_at": "2024-08-02T12:00:00",
                }
            ],
        )

    folder = tmp_path / "library"
    with Catalog.open(Paths.below(folder).data) as catalog:
        catalog.transact(Op.REGISTER, fill, by_machine=True)
    return folder
