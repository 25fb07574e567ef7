"""The package, made as `make package` makes it: whole, proved by itself, and no larger than it has to be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from house.packing import proving, recipe
from house.packing.places import DONE, FOLDER, version
from house.places import ROOT

_MOST_MEGABYTES = 240

pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        not sys.platform.startswith("linux"), reason="the other systems build on machines of theirs"
    ),
]


@pytest.fixture(scope="module")
def made() -> Path:
    """The folder in which the package lies."""
    import pwd

    # Where packages come from is set in the home of whoever runs this, not in that of the tests.
    home = pwd.getpwuid(os.getuid()).pw_dir
    strangers = ("XDG_", "QT_", "PYTHON")
    own = {name: value for name, value in os.environ.items() if not name.startswith(strangers)} | {
        "HOME": home
    }
    command = [sys.executable, "packaging/tasks.py", "package"]
    done = subprocess.run(command, cwd=ROOT, env=own, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return FOLDER


def test_it_is_whole_wherever_it_lies(made: Path, tmp_path: Path) -> None:
    moved = tmp_path / "a place with spaces ä"
    shutil.copytree(made, moved, symlinks=True)
    proving.prove(moved / recipe.program().name)


def test_nothing_of_the_tests_is_in_it_and_nothing_that_is_never_used(made: Path) -> None:
    files = [file for file in made.rglob("*") if file.is_file() and not file.is_symlink()]
    names = " ".join(file.relative_to(made).as_posix() for file in files).lower()
    for stranger in ("pytest", "hypothesis", "mypy", "x265", "libqt6qml", "webengine", "readline", "libgtk"):
        assert stranger not in names
    assert sum(file.stat().st_size for file in files) < _MOST_MEGABYTES * 1_000_000


def test_the_licences_lie_with_it(made: Path) -> None:
    text = (made / "_internal" / "imalink_resources" / "licences.txt").read_text(encoding="utf-8")
    for word in ("GNU LESSER GENERAL PUBLIC LICENSE", "Qt for Python", "libheif", "SQLAlchemy"):
        assert word in text


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="there is no dpkg here")
def test_the_deb_is_what_the_desktops_of_debian_want(made: Path) -> None:
    deb = _deb()
    assert deb.stat().st_mtime > made.stat().st_mtime
    listed = subprocess.run(["dpkg-deb", "-c", str(deb)], capture_output=True, text=True, check=True).stdout
    for place in (
        "./usr/bin/imalink -> ../lib/imalink/imalink",
        "./usr/share/applications/org.imalink.Desktop.desktop",
        "./usr/share/metainfo/org.imalink.Desktop.metainfo.xml",
        "./usr/share/icons/hicolor/512x512/apps/org.imalink.Desktop.png",
        "./usr/share/icons/hicolor/scalable/apps/org.imalink.Desktop.svg",
    ):
        assert place in listed
    told = subprocess.run(["dpkg-deb", "-f", str(deb), "Depends"], capture_output=True, text=True, check=True)
    assert "libc6 (>= 2." in told.stdout
    assert "libegl1" in told.stdout


@pytest.mark.skipif(
    shutil.which("debootstrap") is None or os.geteuid() != 0, reason="only root can make a bare Debian"
)
@pytest.mark.usefixtures("made")
def test_a_bare_debian_installs_it_with_all_it_needs_and_starts_it(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    fetched = subprocess.run(["debootstrap", "--variant=minbase", "bookworm", str(bare)], capture_output=True)
    if fetched.returncode != 0:
        pytest.skip("Debian cannot be fetched here")
    shutil.copy(_deb(), bare / "tmp" / "imalink.deb")
    with _mounted(bare):
        install = "apt-get install -y --no-install-recommends /tmp/imalink.deb"
        done = _inside(bare, f"export DEBIAN_FRONTEND=noninteractive; apt-get update && {install}")
        assert done.returncode == 0, done.stdout + done.stderr
        done = _inside(bare, "useradd -m anna && su anna -c 'cd && imalink --self-check'")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "ok      window" in done.stdout


def _deb() -> Path:
    (deb,) = DONE.glob(f"imalink_{version()}-1_*.deb")
    return deb


@contextmanager
def _mounted(bare: Path) -> Iterator[None]:
    subprocess.run(["mount", "-t", "proc", "proc", str(bare / "proc")], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(bare / "proc")], check=True)
        shutil.rmtree(bare)  # a whole system, and nothing to look at afterwards


def _inside(bare: Path, script: str) -> subprocess.CompletedProcess[str]:
    path = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    return subprocess.run(["chroot", str(bare), "sh", "-c", script], env=path, capture_output=True, text=True)
