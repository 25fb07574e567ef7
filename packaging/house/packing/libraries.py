"""What the built program asks of the system that is not in it: known by name, or the build stops.

PyInstaller only warns of a library that it does not find, and the package then fails on the machine of
somebody else.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from house.debian import QT_LIBRARIES
from house.stop import Stop

OF_THE_SYSTEM = {
    **QT_LIBRARIES,
    **dict.fromkeys(
        (
            "libc.so.6",
            "libm.so.6",
            "libdl.so.2",
            "libpthread.so.0",
            "librt.so.1",
            "libutil.so.1",
            "libresolv.so.2",
        ),
        "libc6",
    ),
    "ld-linux-x86-64.so.2": "libc6",
    "ld-linux-aarch64.so.1": "libc6",
    "libstdc++.so.6": "libstdc++6",
    "libgcc_s.so.1": "libgcc-s1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libbrotlicommon.so.1": "libbrotli1",
    "libzstd.so.1": "libzstd1",
    "libxcb.so.1": "libxcb1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""What may be missing, and the Debian package that has it."""


@dataclass(frozen=True, slots=True)
class Wants:
    """What one file asks of others, and the C library it was built with."""

    file: Path
    libraries: frozenset[str]
    glibc: tuple[int, ...]


def wants(folder: Path) -> list[Wants]:
    """Of each program and library in a folder."""
    return [_read(file) for file in sorted(folder.rglob("*")) if _is_elf(file)]


def packages_for(all_wants: Iterable[Wants], inside: frozenset[str]) -> dict[str, str]:
    """The Debian packages that have what is not inside, each with its least version, or nothing."""
    asked = list(all_wants)
    unknown = {
        f"{library} (for {wish.file.name})"
        for wish in asked
        for library in wish.libraries - inside - OF_THE_SYSTEM.keys()
    }
    if unknown:
        raise Stop("Libraries are missing from the package:\n    " + "\n    ".join(sorted(unknown)))
    needed = {OF_THE_SYSTEM[library] for wish in asked for library in wish.libraries - inside}
    found = dict.fromkeys(sorted(needed | set(QT_LIBRARIES.values())), "")
    found["libc6"] = ".".join(map(str, max((wish.glibc for wish in asked), default=())))
    return found


def _is_elf(file: Path) -> bool:
    if not file.is_file() or file.is_symlink():
        return False
    with file.open("rb") as begin:
        return begin.read(4) == b"\x7fELF"


def _read(file: Path) -> Wants:
    told = subprocess.run(["objdump", "-p", str(file)], capture_output=True, text=True, check=True).stdout
    versions = [tuple(map(int, each.split("."))) for each in re.findall(r"\bGLIBC_([\d.]+)", told)]
    return Wants(
        file, frozenset(re.findall(r"^ +NEEDED +(\S+)", told, re.MULTILINE)), max(versions, default=())
    )
