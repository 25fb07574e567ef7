"""A file is replaced as a whole, or stays as it was; on real full and write-protected disks too."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected

ON_A_SMALL_DISK = """
import subprocess, sys
from pathlib import Path
from imalink_desktop.base.atomic import write_atomically
from imalink_desktop.base.errors import Expected

place = Path(sys.argv[1])
def mount(*words):
    subprocess.run(["mount", *words, place], check=True)
def attempt(content):
    try:
        write_atomically(place / "file", content)
    except Expected as told:
        print(told.sentence)
    assert (place / "file").read_bytes() == b"old"
    assert [each.name for each in place.iterdir()] == ["file"]

mount("-t", "tmpfs", "-o", "size=64k", "none")
write_atomically(place / "file", b"old")
attempt(bytes(1 << 20))
mount("-o", "remount,ro")
attempt(b"new")
"""


def disks_can_be_mounted() -> bool:
    if not shutil.which("unshare"):
        return False
    command = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(command, capture_output=True).returncode == 0


def names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_new_replaces_the_old(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for content in (b"one", b"", b"three" * 100_000):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert names(tmp_path) == ["file"]


def test_a_reader_keeps_what_it_opened(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    with path.open("rb") as reader:
        write_atomically(path, b"new")
        assert reader.read() == b"old"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch(mode=0o666)
    path.chmod(0o666)
    before = os.umask(0)
    try:
        write_atomically(path, b"mine")
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "kept elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept elsewhere/file")
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept elsewhere/file").read_bytes() == b"new"


def test_what_fails_leaves_nothing_beside(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Expected) as told:
        write_atomically(tmp_path / "folder", b"new")
    assert "folder" in told.value.sentence
    assert told.value.next_step
    assert names(tmp_path) == ["folder"]


def test_a_folder_that_went_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Expected, match="no longer there"):
        write_atomically(tmp_path / "gone" / "file", b"new")


@pytest.mark.skipif(not disks_can_be_mounted(), reason="no disk can be mounted here")
def test_a_full_and_a_protected_disk_keep_the_old_file(tmp_path: Path) -> None:
    command = ["unshare", "-rm", sys.executable, "-c", ON_A_SMALL_DISK, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        f"The disk {tmp_path} is full.",
        f"The disk {tmp_path} can only be read.",
    ]
