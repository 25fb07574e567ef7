"""What is there twice, and what lies in one place only, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from imalink_desktop.base.paths import Paths
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Op
from imalink_desktop.catalog.journal import Writer
from imalink_desktop.catalog.models import Drive, Folder, ImageFile, Photo
from imalink_desktop.catalog.touched import Row
from tests.unit.desktop.app.conftest import Run


def backed_up(library: Path, photos: int) -> None:
    """The first photos lie on a second drive as well."""

    def work(writer: Writer) -> None:
        (drive,) = writer.insert(Drive, [{"volume_id": "red", "label": "Red"}])
        (folder,) = writer.insert(Folder, [{"drive_id": drive, "path": ""}])
        file: Row = {"folder_id": folder, "size": 1, "mtime_ns": 1, "format": "JPEG", "role": "picture"}
        writer.insert(ImageFile, [{**file, "photo_id": n, "name": f"{n}.jpg"} for n in range(1, photos + 1)])

    with Catalog.open(Paths.below(library).data) as catalog:
        catalog.transact(Op.REGISTER, work, by_machine=True)


def test_each_drive_is_listed_with_what_lies_on_it_alone(run: Run, library: Path) -> None:
    backed_up(library, 2)
    code, out, err = run("--data-dir", library, "drives")
    assert code == 0
    assert out.splitlines() == [
        "Blue (not there): 5 photos, 3 only on it",
        "Red (not there): 2 photos, 0 only on it",
    ]
    assert err == "2 photos on several drives\n"
    document = json.loads(run("--data-dir", library, "drives", "--json")[1])
    assert (document["on_several"], document["nowhere"]) == (2, 0)
    assert [(one["name"], one["online"], one["only_here"]) for one in document["drives"]] == [
        ("Blue", False, 3),
        ("Red", False, 0),
    ]


def test_the_photos_of_one_drive_alone_are_listed(run: Run, library: Path) -> None:
    backed_up(library, 2)
    code, out, err = run("--data-dir", library, "drives", "Blue")
    assert (code, err) == (0, "3 photos only on Blue\n")
    assert [line.split()[0] for line in out.splitlines()] == ["3", "4", "5"]
    document = json.loads(run("--data-dir", library, "drives", "blue", "--json")[1])
    assert document == {"drive": "Blue", "photos": [3, 4, 5]}
    code, out, err = run("--data-dir", library, "drives", "Green")
    assert (code, out, err) == (3, "", "There is no drive called Green. “imalink drives” lists them.\n")


def test_photos_that_look_alike_are_listed_with_the_reason(run: Run, library: Path) -> None:
    assert run("--data-dir", library, "alike")[1:] == ("", "No two photos look alike.\n")
    with Catalog.open(Paths.below(library).data) as catalog:
        looks = {1: 7, 3: 7, 5: 3}
        catalog.transact(Op.HATCH, lambda writer: writer.set_each(Photo, "look", looks), by_machine=True)
    code, out, err = run("--data-dir", library, "alike")
    assert (code, err) == (0, "1 group\n")
    first, second, third, _ = out.splitlines()
    assert "IMG_0001.JPG" in first
    assert second.endswith("(the same look)")
    assert third.endswith("(nearly the same look)")
    assert json.loads(run("--data-dir", library, "alike", "--json")[1]) == {
        "groups": [
            {
                "id": 1,
                "others": [
                    {"id": 3, "why": "same_look", "bits": 0},
                    {"id": 5, "why": "near_look", "bits": 1},
                ],
            }
        ]
    }
