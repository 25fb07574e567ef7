"""What Windows knows of its volumes: letters, serial numbers, and the shares behind letters."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path

from imalink_desktop.base.mounts import Mount
from imalink_desktop.importing.volume_ids import Devices, volume_id

_REMOTE = 4  # DRIVE_REMOTE
_READ_ONLY = 0x00080000  # FILE_READ_ONLY_VOLUME
_LONGEST = 1024


def serial_id(serial: int, kind: str) -> str:
    """The id of a local disk. That of a FAT card is the one that Linux tells of it, too."""
    if "FAT" in kind.upper():
        return f"uuid:{serial >> 16:04x}-{serial & 0xFFFF:04x}"
    return f"serial:{serial:08x}"


def mounted_on_windows() -> Iterator[tuple[str, str, Mount]]:
    """Each letter: the volume's id, what it is called, where and as what it is mounted.

    A share is not asked for anything: its server may be gone.
    """
    for letter in _letters():
        root = f"{letter}:\\"
        if _type_of_drive(root) == _REMOTE:
            mount = Mount(Path(root), "smb3", _share_behind(letter) or root)
            yield volume_id(mount, Devices()), mount.source.rpartition("\\")[2] or f"{letter}:", mount
        elif (told := _ask(root)) is not None:
            name, serial, flags, kind = told
            mount = Mount(Path(root), kind, root, is_read_only=bool(flags & _READ_ONLY))
            yield serial_id(serial, kind), name or f"{letter}:", mount


def _letters() -> list[str]:
    letters = 0
    if sys.platform == "win32":
        letters = ctypes.windll.kernel32.GetLogicalDrives()
    return [chr(ord("A") + bit) for bit in range(26) if letters >> bit & 1]


def _type_of_drive(root: str) -> int:
    drive = 0
    if sys.platform == "win32":
        drive = int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return drive


def _ask(root: str) -> tuple[str, int, int, str] | None:
    """A disk's name, serial number, flags and file system; None where no disk is in the drive."""
    name, kind = ctypes.create_unicode_buffer(_LONGEST), ctypes.create_unicode_buffer(_LONGEST)
    serial, longest, flags = ctypes.c_uint32(), ctypes.c_uint32(), ctypes.c_uint32()
    numbers = (ctypes.byref(serial), ctypes.byref(longest), ctypes.byref(flags))
    told = 0
    if sys.platform == "win32":
        told = ctypes.windll.kernel32.GetVolumeInformationW(root, name, _LONGEST, *numbers, kind, _LONGEST)
    return (name.value, serial.value, flags.value, kind.value) if told else None


def _share_behind(letter: str) -> str | None:
    r"""The share `\\server\name` that a letter stands for; Windows remembers it."""
    share, length = ctypes.create_unicode_buffer(_LONGEST), ctypes.c_uint32(_LONGEST)
    failed = 1
    if sys.platform == "win32":
        failed = ctypes.windll.mpr.WNetGetConnectionW(f"{letter}:", share, ctypes.byref(length))
    return None if failed else share.value
