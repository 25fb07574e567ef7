"""Lists of mounts as systems write them, so that no test needs a device."""

from __future__ import annotations

from collections.abc import Mapping

from imalink_desktop.base.mounts import read_mountinfo
from imalink_desktop.importing.volume_ids import Devices
from imalink_desktop.importing.volumes import Mounted, read_mounts

LINUX = r"""22 1 8:2 / / rw,relatime shared:1 - ext4 /dev/sda2 rw
23 22 0:21 / /proc rw - proc proc rw
24 22 0:40 /@home /home rw - btrfs /dev/mapper/luks rw,subvol=/@home
25 22 0:40 /@pictures /srv/pictures rw - btrfs /dev/mapper/luks rw,subvol=/@pictures
26 22 8:33 / /media/anna/EOS_DIGITAL ro,nosuid - vfat /dev/sdc1 ro
27 22 0:50 / /mnt/nas rw - nfs4 NAS:/export/photos rw,vers=4.2
28 22 0:51 / /mnt/smb rw - cifs //anna:secret@NAS/Photos rw
29 22 0:52 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
30 22 0:53 / /tmp rw - tmpfs tmpfs rw
31 22 0:54 / /container rw - overlay overlay rw,lowerdir=/a
32 22 8:2 /home/old/photos /data rw - ext4 /dev/sda2 rw
33 22 0:55 / /home/anna/far rw - fuse.sshfs anna@host:/photos rw
34 22 0:56 / /mnt/auto rw - autofs systemd-1 rw
35 22 0:57 / /tank/photos rw - zfs tank/photos rw
36 22 0:58 / /mnt/dav rw - fuse.davfs2 https://anna:secret@host/dav rw
"""

DEVICES = Devices(
    ids={"8:2": "uuid:aaaa", "253:0": "uuid:bbbb", "8:33": "uuid:1a2b-3c4d"},
    labels={"8:33": "EOS_DIGITAL", "253:0": "home of all"},
    numbers={"/dev/mapper/luks": "253:0", "/dev/sda2": "8:2", "/dev/sdc1": "8:33"},
)


def table(text: str = LINUX, devices: Devices = DEVICES) -> list[Mounted]:
    return read_mounts(read_mountinfo(text), devices)


def ids(mounted: list[Mounted]) -> Mapping[str, str]:
    return {volume.mount.root.as_posix(): volume.volume_id for volume in mounted}
