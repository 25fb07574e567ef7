"""A path's disk is known by name, and so is what makes it unfit for a catalog."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from imalink_desktop.base.disks import disk_of, disk_trouble
from imalink_desktop.base.mounts import Mount, mount_of, read_mount_output, read_mountinfo, with_root

MOUNTINFO = r"""22 1 254:1 / / rw,relatime shared:1 - ext4 /dev/root rw
40 22 0:30 / /home rw - ext4 /dev/sdb1 rw
41 40 0:31 / /home/anna/photos rw shared:9 master:1 - nfs4 nas:/photos rw,vers=4.2
42 22 8:17 / /media/anna/Blue\040\134\040drive rw,nosuid - vfat /dev/sdc1 rw
43 22 0:33 / /data rw - ext4 /dev/sdd1 rw
44 22 0:34 / /data rw - cifs //nas/data rw
not a line
"""

MOUNT_OUTPUT = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//anna@nas/photos (old) on /Volumes/photos on nas (smbfs, nodev, nosuid, mounted by anna)
map auto_home on /System/Volumes/Data/home (autofs)
"""


@pytest.mark.parametrize(
    ("path", "name", "network"),
    [
        ("/etc/x", "/", None),
        ("/home/anna/x", "/home", None),
        ("/home/anna/photos/2024/x.jpg", "/home/anna/photos", "NFS"),
        ("/home/anna/photos-2/x.jpg", "/home", None),
        ("/media/anna/Blue \\ drive/DCIM", "“Blue \\ drive”", None),
        ("/data/x", "/data", "SMB"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="these are paths of Linux")
def test_the_deepest_and_latest_mount_is_the_disk(path: str, name: str, network: str | None) -> None:
    disk = disk_of(Path(path), read_mountinfo(MOUNTINFO))
    assert (disk.name, disk.network) == (name, network)


@pytest.mark.skipif(os.name == "nt", reason="these are paths of Linux")
def test_a_mount_tells_what_it_shows() -> None:
    text = r"50 1 0:40 /@home/anna /home/anna\040b rw - btrfs /dev/sdb1 ro,subvol=/@home" + "\n"
    assert read_mountinfo(text) == [
        Mount(Path("/home/anna b"), "btrfs", "/dev/sdb1", "0:40", "/@home/anna", is_read_only=True)
    ]


@pytest.mark.skipif(os.name == "nt", reason="these are paths of Linux")
def test_a_bare_chroot_whose_root_is_no_mount_has_a_disk_all_the_same() -> None:
    inside = read_mountinfo("40 22 0:30 / /proc rw - proc proc rw\n")
    device = Path("/").stat().st_dev
    root = mount_of(Path("/photos/a.jpg"), with_root(inside))
    assert (root.root, root.kind) == (Path("/"), "unknown")
    assert root.device == f"{os.major(device)}:{os.minor(device)}"
    assert with_root(read_mountinfo(MOUNTINFO)) == read_mountinfo(MOUNTINFO)


def test_what_macos_prints_is_understood() -> None:
    assert read_mount_output(MOUNT_OUTPUT) == [
        Mount(Path("/"), "apfs", "/dev/disk3s1s1", is_read_only=True),
        Mount(Path("/Volumes/photos on nas"), "smbfs", "//anna@nas/photos (old)"),
        Mount(Path("/System/Volumes/Data/home"), "autofs", "map auto_home"),
    ]


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - Fjord Photo AS", "OneDrive"),
        ("Dropbox (Personal)", "Dropbox"),
        ("Google Drive/My Drive", "Google Drive"),
        ("Library/CloudStorage/GoogleDrive-anna@example.org", "Google Drive"),
        ("Library/Mobile Documents", "iCloud"),
        ("nextcloud", "Nextcloud"),
        ("Pictures of my dropbox", None),
        ("Pictures", None),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known(tmp_path: Path, folder: str, service: str | None) -> None:
    assert disk_of(tmp_path / folder / "not yet/there").synced_by == service


def test_a_service_is_known_by_its_mark_and_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared/.stfolder").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "shared")
    assert disk_of(tmp_path / "link/catalog").synced_by == "Syncthing"


def test_the_real_disk_has_room_and_a_root(tmp_path: Path) -> None:
    path = tmp_path / "not/there/yet"
    for disk in (disk_of(path), disk_of(path, mounts=[])):
        assert disk.free
        assert os.path.ismount(disk.root)
        assert disk.root in tmp_path.resolve().parents
        assert disk.root.stat().st_dev == tmp_path.stat().st_dev


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        (errno.ENOSPC, "The disk {disk} is full."),
        (errno.EDQUOT, "Your share of the disk {disk} is used up."),
        (errno.EACCES, "Nothing may be written in {folder} on the disk {disk}."),
        (errno.EEXIST, "There is a file x in {folder}, where a folder is needed."),
        (errno.EIO, "The disk {disk} reports a fault."),
        (errno.ELOOP, "The disk {disk} would not take the file x: too many links."),
    ],
)
def test_trouble_names_the_disk_and_a_way_out(tmp_path: Path, code: int, sentence: str) -> None:
    trouble = disk_trouble(OSError(code, "too many links"), tmp_path / "x")
    assert trouble.sentence == sentence.format(disk=disk_of(tmp_path).name, folder=tmp_path)
    assert trouble.next_step.endswith(".")
