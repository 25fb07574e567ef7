"""What is met inside a source belongs to the volume it lies on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from imalink_core.errors import Problem
from imalink_desktop.importing.placing import beside, ground, place
from imalink_desktop.importing.scan import Candidate, scan
from tests.unit.desktop.importing.tables import LINUX, table

pytestmark = pytest.mark.skipif(os.name == "nt", reason="these are paths of Linux")
UNPLUGGED = "\n".join(line for line in LINUX.splitlines() if "EOS_DIGITAL" not in line)


def test_each_file_is_on_its_own_volume() -> None:
    paths = ["/etc/a.jpg", "/media/anna/EOS_DIGITAL/b.jpg", "/media/anna/EOS_DIGITAL/DCIM/c.jpg", "/d.jpg"]
    met = list(place((Candidate(Path(path)) for path in paths), table()))
    assert [(one.volume.volume_id, one.path) for one in met] == [
        ("uuid:aaaa", "etc/a.jpg"),
        ("uuid:1a2b-3c4d", "b.jpg"),
        ("uuid:1a2b-3c4d", "DCIM/c.jpg"),
        ("uuid:aaaa", "d.jpg"),
    ]


def test_a_folder_that_is_a_mount_point_is_its_volumes_root() -> None:
    shut = Candidate(Path("/media/anna/EOS_DIGITAL"), Problem("unreadable"), is_folder=True)
    (met,) = place([shut], table())
    assert (met.volume.volume_id, met.path) == ("uuid:1a2b-3c4d", "")


def test_a_walk_covers_the_volumes_inside_its_sources() -> None:
    sources = [Path("/media/anna"), Path("/home/anna")]
    assert ground(sources, table()) == {
        ("uuid:aaaa", "media/anna"),
        ("uuid:1a2b-3c4d", ""),
        ("uuid:bbbb", "@home/anna"),
        ("sshfs:anna@host:/photos", ""),
    }


def test_what_the_system_shows_of_itself_is_not_covered() -> None:
    covered = {volume for volume, _ in ground([Path("/")], table())}
    assert "proc:/proc" not in covered
    assert "smb://nas/photos" in covered


def test_a_drive_that_was_unplugged_on_the_way_has_not_been_walked() -> None:
    source = [Path("/media/anna/EOS_DIGITAL")]
    before, after = ground(source, table()), ground(source, table(UNPLUGGED))
    assert before == {("uuid:1a2b-3c4d", "")}
    assert before & after == set()


def test_files_that_are_sources_are_covered_where_they_are_met(tmp_path: Path) -> None:
    folder = tmp_path.resolve()
    (folder / "photos").mkdir()
    (folder / "photos/a.jpg").write_bytes(b"x")
    (folder / "link.jpg").symlink_to(folder / "photos/a.jpg")
    (folder / "linked").symlink_to(folder / "photos")
    for source in (folder / "photos/a.jpg", folder / "linked/a.jpg", folder / "link.jpg"):
        (met,) = place(scan([source]), table())
        assert met.path.endswith("/photos/a.jpg")
        assert ground([source], table()) == {(met.volume.volume_id, met.path)}
        assert beside([source], table()) == {(met.volume.volume_id, met.path.removesuffix("/a.jpg"))}


def test_a_name_that_no_system_takes_lies_where_it_would_lie(tmp_path: Path) -> None:
    folder, name = tmp_path.resolve(), "x" * 300
    ((volume, path),) = ground([folder / name], table())
    assert path.endswith(f"/{name}")
    assert beside([folder / name], table()) == {(volume, path.removesuffix(f"/{name}"))}
