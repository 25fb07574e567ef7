"""A .deb of the built folder: what Debian's desktops want to know, and from which packages it lives."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from email.utils import formatdate
from pathlib import Path

from house.commands import must
from house.packing.places import MADE, RECIPES, version
from house.places import ROOT
from house.stop import Stop

ID = "org.imalink.Desktop"
"""Our name among all programs; the window tells it too, so that a desktop knows which icon is its own."""

_CONTROL = """\
Package: imalink
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: fonts-dejavu-core | fonts-noto-core, gnome-keyring | kwalletmanager, xdg-desktop-portal
Suggests: ffmpeg
Section: graphics
Priority: optional
Description: photo manager whose originals stay where they are
 ImaLink shows the photos of folders, cards and drives without moving,
 changing or writing a single one of them. They are rated, labelled, tagged
 and found from the keyboard, in libraries of a million photos, and kept in
 step with other computers through a server of one's own.
"""
_MAIL = "imalink@example.org"
_HISTORY = """\
imalink ({version}) unstable; urgency=medium

  * Made from the source; what is new stands in changelog.gz.

 -- {maintainer}  {when}
"""
_WHOLE = """
The licences whole are in /usr/lib/imalink/_internal/imalink_resources/licences.txt, which the window shows
under About ImaLink, Licences; those of GNU and Apache also in /usr/share/common-licenses.
"""
_OVERRIDES = """\
# Python's libraries come with the libraries that they were built and tested with.
imalink: embedded-library
imalink: custom-library-search-path
imalink: unstripped-binary-or-object
imalink: library-not-linked-against-libc
imalink: shared-library-is-executable
"""


def build(folder: Path, depends: Mapping[str, str], making: Path, into: Path) -> Path:
    """Lay it out as it will lie, look at it, and wrap it up."""
    shutil.rmtree(making, ignore_errors=True)
    _lay_out(folder, making)
    _validate(making)
    architecture = _architecture()
    _write(making / "DEBIAN" / "control", _control(making, depends, architecture))
    deb = into / f"imalink_{_version()}_{architecture}.deb"
    # It bears its name when it is whole: dpkg believes one of which only the beginning is there.
    part = into / f"{deb.name}.part"
    must(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z4", "--build", str(making), str(part)],
        "The .deb could not be made",
    )
    return part.replace(deb)


def _lay_out(folder: Path, making: Path) -> None:
    share = making / "usr" / "share"
    program = making / "usr" / "lib" / "imalink"
    program.parent.mkdir(parents=True)
    shutil.copytree(folder, program, symlinks=True)
    (making / "usr" / "bin").mkdir()
    (making / "usr" / "bin" / "imalink").symlink_to("../lib/imalink/imalink")
    when = time.strftime("%Y-%m-%d", time.gmtime(_now()))
    told = (RECIPES / "linux" / f"{ID}.metainfo.xml").read_text(encoding="utf-8")
    _write(
        share / "metainfo" / f"{ID}.metainfo.xml",
        told.replace("@VERSION@", version()).replace("@DATE@", when),
    )
    entry = (RECIPES / "linux" / f"{ID}.desktop").read_text(encoding="utf-8")
    _write(share / "applications" / f"{ID}.desktop", entry)
    icons = share / "icons" / "hicolor"
    for icon in MADE.glob("imalink-*.png"):
        side = icon.stem.removeprefix("imalink-")
        _copy(icon, icons / f"{side}x{side}" / "apps" / f"{ID}.png")
    _copy(MADE / "imalink.svg", icons / "scalable" / "apps" / f"{ID}.svg")
    papers = share / "doc" / "imalink"
    _write(papers / "copyright", _copyright())
    (papers / "changelog.gz").write_bytes(gzip.compress((ROOT / "CHANGELOG.md").read_bytes(), mtime=0))
    history = _HISTORY.format(version=_version(), maintainer=_maintainer(), when=formatdate(_now()))
    (papers / "changelog.Debian.gz").write_bytes(gzip.compress(history.encode(), mtime=0))
    manual = (RECIPES / "linux" / "imalink.1").read_bytes()
    (share / "man" / "man1").mkdir(parents=True)
    (share / "man" / "man1" / "imalink.1.gz").write_bytes(gzip.compress(manual, mtime=0))
    _write(share / "lintian" / "overrides" / "imalink", _OVERRIDES)
    for place in (making, *making.rglob("*")):
        if not place.is_symlink():
            place.chmod(0o755 if place.is_dir() or place == program / "imalink" else 0o644)


def _validate(making: Path) -> None:
    """Ask those who know, where they are installed."""
    share = making / "usr" / "share"
    for command in (
        ["desktop-file-validate", str(share / "applications" / f"{ID}.desktop")],
        ["appstreamcli", "validate", "--no-net", str(share / "metainfo" / f"{ID}.metainfo.xml")],
    ):
        if shutil.which(command[0]) is None:
            print(f"    {command[0]} is not installed: not asked")
            continue
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Stop(f"{command[0]} says:\n{done.stdout}{done.stderr}")
        print(f"    {command[0]}: ok")


def _architecture() -> str:
    """What Debian calls this machine."""
    asked = ["dpkg", "--print-architecture"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def _control(making: Path, depends: Mapping[str, str], architecture: str) -> str:
    size = sum(file.lstat().st_size for file in making.rglob("*") if not file.is_dir())
    needed = [f"{name} (>= {least})" if least else name for name, least in sorted(depends.items())]
    return _CONTROL.format(
        version=_version(),
        architecture=architecture,
        maintainer=_maintainer(),
        kilobytes=size // 1024,
        depends=", ".join([*needed, "fontconfig-config", "hicolor-icon-theme"]),
    )


def _copyright() -> str:
    parts = (MADE / "parts.txt").read_text(encoding="utf-8")
    return (ROOT / "LICENSE").read_text(encoding="utf-8") + "\n\n" + parts + _WHOLE


def _version() -> str:
    return f"{version()}-1"


def _maintainer() -> str:
    name, mail = os.environ.get("DEBFULLNAME", "The ImaLink authors"), os.environ.get("DEBEMAIL", _MAIL)
    return f"{name} <{mail}>"


def _now() -> int:
    return int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))


def _copy(file: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)


def _write(file: Path, words: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")
