"""A volume is the same wherever it is mounted, and a folder knows on which one it lies."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.mounts import Mount, read_mount_output, read_mountinfo
from imalink_desktop.catalog.commands.drives import Volume
from imalink_desktop.importing.linux_devices import devices
from imalink_desktop.importing.mac_volumes import without_sealed_root
from imalink_desktop.importing.volume_ids import GVFS, Devices, with_shares_apart
from imalink_desktop.importing.volumes import (
    all_mounted,
    answers,
    online,
    place_of,
    read_mounts,
    shows_the_system,
    spot_of,
    without_links,
)
from imalink_desktop.importing.windows_volumes import serial_id
from tests.unit.desktop.importing.tables import LINUX, ids, table

on_linux = pytest.mark.skipif(os.name == "nt", reason="these are paths of Linux")
here_is_linux = pytest.mark.skipif(not Path("/proc/self/mountinfo").exists(), reason="a list of Linux's")


@on_linux
def test_each_kind_of_volume_has_an_id_of_its_own() -> None:
    assert ids(table()) == {
        "/": "uuid:aaaa",
        "/proc": "proc:/proc",
        "/home": "uuid:bbbb",
        "/srv/pictures": "uuid:bbbb",
        "/media/anna/EOS_DIGITAL": "uuid:1a2b-3c4d",
        "/mnt/nas": "nfs:nas:/export/photos",
        "/mnt/smb": "smb://nas/photos",
        "/run/user/1000/gvfs": "gvfsd-fuse:/run/user/1000/gvfs",
        "/tmp": "tmpfs:/tmp",  # noqa: S108
        "/container": "overlay:/container",
        "/data": "uuid:aaaa",
        "/home/anna/far": "sshfs:anna@host:/photos",
        "/mnt/auto": "autofs:systemd-1",
        "/tank/photos": "zfs:tank/photos",
        "/mnt/dav": "davfs2:https://anna@host/dav",
    }


@on_linux
@pytest.mark.parametrize(
    ("path", "volume", "on_it"),
    [
        ("/etc/x.jpg", "uuid:aaaa", "etc/x.jpg"),
        ("/data/2024/x.jpg", "uuid:aaaa", "home/old/photos/2024/x.jpg"),
        ("/home/anna/x.jpg", "uuid:bbbb", "@home/anna/x.jpg"),
        ("/srv/pictures", "uuid:bbbb", "@pictures"),
        ("/media/anna/EOS_DIGITAL/DCIM", "uuid:1a2b-3c4d", "DCIM"),
        ("/media/anna/EOS_DIGITAL", "uuid:1a2b-3c4d", ""),
        ("/mnt/nas/2024/x.jpg", "nfs:nas:/export/photos", "2024/x.jpg"),
        ("/", "uuid:aaaa", ""),
    ],
)
def test_a_path_lies_on_a_volume_and_is_found_again(path: str, volume: str, on_it: str) -> None:
    spot = spot_of(Path(path), table())
    assert (spot.volume.volume_id, spot.path) == (volume, on_it)
    assert spot.volume.place_of(on_it) == Path(path)


@on_linux
def test_a_folder_shown_in_two_places_is_one_folder() -> None:
    by_one, by_other = (spot_of(Path(path), table()) for path in ("/data/a", "/home/old/photos/a"))
    assert by_other.volume.volume_id == "uuid:bbbb"  # /home is a volume of its own, and hides it
    text = "\n".join(line for line in LINUX.splitlines() if " /home " not in line)
    by_other = spot_of(Path("/home/old/photos/a"), table(text))
    assert (by_one.volume.volume_id, by_one.path) == (by_other.volume.volume_id, by_other.path)


@on_linux
def test_a_drive_is_found_again_at_another_mount_point() -> None:
    moved = table(LINUX.replace("/media/anna/EOS_DIGITAL", "/mnt/card"))
    assert place_of("uuid:1a2b-3c4d", "DCIM/x.jpg", moved) == Path("/mnt/card/DCIM/x.jpg")
    assert place_of("uuid:1a2b-3c4d", "DCIM/x.jpg", table()) == Path("/media/anna/EOS_DIGITAL/DCIM/x.jpg")
    assert place_of("uuid:bbbb", "@home/a", table()) == Path("/home/a")
    assert place_of("uuid:bbbb", "@elsewhere/a", table()) is None
    assert place_of("uuid:cccc", "a", table()) is None


@on_linux
def test_an_empty_mount_point_is_another_volume_and_the_drive_is_offline() -> None:
    unplugged = table("\n".join(line for line in LINUX.splitlines() if "EOS_DIGITAL" not in line))
    spot = spot_of(Path("/media/anna/EOS_DIGITAL/DCIM"), unplugged)
    assert spot.volume.volume_id == "uuid:aaaa"
    assert online(["uuid:1a2b-3c4d", "uuid:aaaa"], unplugged) == {"uuid:aaaa"}
    assert online(["uuid:1a2b-3c4d", "uuid:aaaa"], table()) == {"uuid:1a2b-3c4d", "uuid:aaaa"}


@on_linux
def test_what_is_known_of_a_volume_is_told() -> None:
    of = {volume.mount.root.as_posix(): volume for volume in table()}
    card, nas, home = of["/media/anna/EOS_DIGITAL"], of["/mnt/nas"], of["/home"]
    assert (card.label, card.mount.is_read_only, card.network) == ("EOS_DIGITAL", True, None)
    assert (card.habits.inodes_last, card.habits.keeps_local_time) == (False, True)
    assert (nas.label, nas.network) == ("nas", "NFS")
    assert (home.label, home.habits.inodes_last) == ("home of all", True)
    assert of["/"].label == "This computer"
    assert card.as_seen == Volume("uuid:1a2b-3c4d", "EOS_DIGITAL", "/media/anna/EOS_DIGITAL")


@on_linux
def test_what_the_system_shows_of_itself_is_not_for_files() -> None:
    for_files = {volume.mount.root.as_posix() for volume in table() if volume.is_for_files}
    assert not {"/proc", "/mnt/auto", "/run/user/1000/gvfs"} & for_files
    assert {"/", "/home", "/mnt/nas", "/media/anna/EOS_DIGITAL", "/tank/photos"} <= for_files


@pytest.mark.parametrize(
    ("system", "kind", "source"),
    [
        ("Linux", "cifs", "//NAS/Photos"),
        ("Linux, by an older way", "smb3", "//nas/photos/"),
        ("macOS", "smbfs", "//anna@nas/Photos"),
        ("macOS, with a password", "smbfs", "//anna:secret@NAS/photos"),
        ("Windows", "smb3", "\\\\nas\\photos"),
    ],
)
def test_a_share_has_one_id_for_all_systems(system: str, kind: str, source: str) -> None:
    (volume,) = read_mounts([Mount(Path("/x"), kind, source)], Devices())
    assert volume.volume_id == "smb://nas/photos", system


def test_a_fat_card_has_one_id_on_windows_and_linux() -> None:
    assert serial_id(0x1A2B3C4D, "exFAT") == serial_id(0x1A2B3C4D, "FAT32") == "uuid:1a2b-3c4d"
    assert serial_id(0x1A2B3C4D, "NTFS") == "serial:1a2b3c4d"


@on_linux
def test_each_share_of_gnomes_folder_is_a_volume() -> None:
    mounts = read_mountinfo(LINUX)
    (gvfs,) = (mount for mount in mounts if mount.kind == GVFS)
    apart = with_shares_apart(mounts, {gvfs: ["smb-share:server=nas,share=photos", "mtp:host=Phone"]})
    spot = spot_of(gvfs.root / "mtp:host=Phone/DCIM", read_mounts(apart, Devices()))
    assert (spot.volume.volume_id, spot.path) == ("gvfs:mtp:host=Phone", "DCIM")
    assert spot.volume.network
    assert spot.volume.is_for_files


@on_linux
def test_on_macos_the_data_lie_at_the_root() -> None:
    text = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
"""
    mounts = without_sealed_root(read_mount_output(text))
    known = Devices(ids={"/dev/disk3s5": "uuid:data"}, numbers={"/dev/disk3s5": "/dev/disk3s5"})
    table = read_mounts(mounts, known)
    for path in ("/Users/anna/a.jpg", "/System/Volumes/Data/Users/anna/a.jpg"):
        spot = spot_of(Path(path), table)
        assert (spot.volume.volume_id, spot.path) == ("uuid:data", "Users/anna/a.jpg")
        assert not spot.volume.mount.is_read_only


def test_a_path_on_no_known_disk_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(Expected, match="cannot be told"):
        spot_of(tmp_path, [])


def test_links_are_followed_up_to_the_wire(tmp_path: Path) -> None:
    (tmp_path / "disk/2024").mkdir(parents=True)
    (tmp_path / "share").mkdir()
    (tmp_path / "a").symlink_to("disk")
    (tmp_path / "b").symlink_to(tmp_path / "a/../a/2024")
    (tmp_path / "share/link").symlink_to(tmp_path / "disk")
    (tmp_path / "loop").symlink_to("loop")
    top = tmp_path.resolve()
    assert without_links(tmp_path / "b/x.jpg", ()) == top / "disk/2024/x.jpg"
    assert without_links(tmp_path / "share/link/x", ()) == top / "disk/x"
    assert without_links(tmp_path / "share/link/x", {top / "share"}) == top / "share/link/x"
    assert without_links(tmp_path / "loop/x", ()).name == "x"
    assert without_links(tmp_path / "not/there", ()) == top / "not/there"


@here_is_linux
def test_the_disks_of_this_machine_are_known(tmp_path: Path) -> None:
    mounted = all_mounted()
    spot = spot_of(tmp_path, mounted)
    assert spot.volume.volume_id
    assert online([spot.volume.volume_id, "uuid:of-no-disk"]) == {spot.volume.volume_id}
    place = spot.volume.place_of(spot.path)
    assert place is not None
    assert place.samefile(tmp_path)
    assert spot == spot_of(tmp_path)
    assert shows_the_system(Path("/proc/self"))


def test_udevs_links_tell_ids_and_labels(tmp_path: Path) -> None:
    """With a device that every machine has."""
    zero = Path("/dev/zero")
    if not zero.exists():
        pytest.skip("no devices here")
    for folder, name in (("by-uuid", "1A2B-3C4D"), ("by-label", r"Blue\x20drive")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).symlink_to(zero)
    known = devices([Mount(tmp_path, "btrfs", "/dev/zero", "0:99")], tmp_path)
    (volume,) = read_mounts([Mount(tmp_path, "btrfs", "/dev/zero", "0:99")], known)
    assert (volume.volume_id, volume.label) == ("uuid:1a2b-3c4d", "Blue drive")


@on_linux
def test_a_volume_that_never_answers_is_given_up(tmp_path: Path) -> None:
    assert answers(tmp_path)
    assert not answers(tmp_path / "not there")
    assert not answers(tmp_path, patience=0.1, ask=("/bin/sh", "-c", "exec sleep 600"))


def test_a_share_without_a_letter_is_a_volume_too() -> None:
    share = replace(table()[5].mount, root=Path("/"), source="")
    (volume,) = read_mounts([replace(share, kind="smb3", source="\\\\nas\\photos\\")], Devices())
    assert volume.volume_id == "smb://nas/photos"
