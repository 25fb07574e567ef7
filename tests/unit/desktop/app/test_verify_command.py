"""`imalink verify`, with originals that lie where this test does."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive, Folder, ImageFile
from imalink_desktop.importing.volumes import spot_of
from tests.unit.desktop.app.conftest import Run


@pytest.fixture
def originals(library: Path, tmp_path: Path) -> Path:
    """The folder in which the five photos of the library lie, each with its SHA-256 in the catalog."""
    folder = tmp_path / "photos"
    folder.mkdir()
    spot = spot_of(folder)

    def lay(writer: Writer) -> None:
        writer.set(Drive, [1], volume_id=spot.volume.volume_id)
        writer.set(Folder, [1], path=spot.path)
        for number in range(1, 6):
            content = f"photo {number}".encode()
            path = folder / f"IMG_{number:04}.JPG"
            path.write_bytes(content)
            state = path.stat()
            sha256 = hashlib.sha256(content).hexdigest()
            writer.set(ImageFile, [number], size=state.st_size, mtime_ns=state.st_mtime_ns, sha256=sha256)

    with Catalog.open(Paths.below(library).data) as catalog:
        catalog.transact(Op.SEE_FILES, lay, by_machine=True)
    return folder


def verified(run: Run, library: Path, *words: str) -> tuple[int, dict[str, Any]]:
    code, out, _ = run("--data-dir", library, "verify", *words, "--json")
    return code, json.loads(out)


def test_originals_that_are_as_they_were(run: Run, library: Path, originals: Path) -> None:
    assert originals.is_dir()
    code, document = verified(run, library)
    assert (code, document["bytes"], document["files"]) == (0, 35, [])
    assert {name: count for name, count in document["counts"].items() if count} == {"fine": 5}
    code, out, err = run("--data-dir", library, "verify")
    assert (code, out, err) == (0, "", "5 originals: 5 fine\n")


def test_what_has_to_be_seen_to_is_named_and_the_exit_code_says_so(
    run: Run, library: Path, originals: Path
) -> None:
    (originals / "IMG_0002.JPG").unlink()
    code, document = verified(run, library)
    assert code == 1
    assert document["files"] == [
        {
            "file": 2,
            "photo": 2,
            "drive": "Blue",
            "path": str(originals / "IMG_0002.JPG"),
            "path_on_drive": document["files"][0]["path_on_drive"],
            "finding": "missing",
            "reason": "It is not in its place.",
        }
    ]
    code, out, err = run("--data-dir", library, "verify")
    assert out == f"MISSING     {originals / 'IMG_0002.JPG'}  It is not in its place.\n"
    assert err == "5 originals: 4 fine, 1 missing\n"


def test_an_edited_original_is_named_and_no_problem(run: Run, library: Path, originals: Path) -> None:
    (originals / "IMG_0001.JPG").write_bytes(b"edited since")
    code, document = verified(run, library)
    assert (code, [file["finding"] for file in document["files"]]) == (0, ["changed"])


def test_a_query_chooses(run: Run, library: Path, originals: Path) -> None:
    (originals / "IMG_0002.JPG").unlink()
    code, document = verified(run, library, "taken:2023")
    assert (code, document["counts"]["fine"]) == (0, 1)
    code, _, err = run("--data-dir", library, "verify", "ratng>=4")
    assert (code, "  ratng>=4\n  ^^^^^\n" in err) == (2, True)


def test_a_drive_that_is_not_there_is_no_problem(run: Run, library: Path) -> None:
    code, document = verified(run, library)
    assert (code, document["counts"]["offline"], document["files"]) == (0, 5, [])
