"""Packages of the system: installed where we may, otherwise told as a line to type."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from house.stop import Stop

QT_LIBRARIES = {
    # Any window at all, also one that is never shown.
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libX11.so.6": "libx11-6",
    "libbrotlidec.so.1": "libbrotli1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    # A window on a real screen.
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}
"""What the wheels of Qt expect of a Linux, and Debian's package for it."""

FONTS = Path("/usr/share/fonts")


def missing_for_qt() -> list[str]:
    """Name the Debian packages that Qt needs and this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for library, package in QT_LIBRARIES.items() if not _loads(library)]
    if not any(FONTS.rglob("*.[ot]tf")):
        missing.append("fonts-dejavu-core")
    return missing


def missing_for_packing() -> list[str]:
    """Name the Debian packages that making a package needs and this machine lacks."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [] if shutil.which("objdump") else ["binutils"]
    python = str(sysconfig.get_config_var("INSTSONAME") or "")
    if (
        ".so" in python
        and not _loads(python)
        and not _loads(f"{sysconfig.get_config_var('LIBDIR')}/{python}")
    ):
        missing.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    return missing


def provide(packages: Iterable[str], why: str) -> None:
    """Install these packages, or stop with the line to type."""
    wanted = list(packages)
    if not wanted:
        return
    if shutil.which("apt-get") is None:
        raise Stop(f"{why}; on Debian it is in: {' '.join(wanted)}. Please install it, then try again.")
    install = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
    if os.geteuid() != 0:
        raise Stop(f"{why}. Please type, then try again:\n    sudo {' '.join(install)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    print(f"Installing {' '.join(wanted)}", flush=True)
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
    if subprocess.run([*install, "-qq"], check=False, env=quiet).returncode != 0:
        raise Stop(f"{why}, and it could not be installed: {' '.join(install)}")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
