"""How a package is made, as far as it can be tried without making one."""

from __future__ import annotations

import ast
import shutil
import sys
import xml.etree.ElementTree as ET
from configparser import ConfigParser
from pathlib import Path

import pytest
from house import debian
from house.packing import deb, freezing, libraries, licences, places, resource
from house.packing.contents import is_wanted
from house.places import ROOT
from house.stop import Stop

from imalink_core.version import VERSION

_QT = "PySide6/Qt/"


@pytest.mark.parametrize(
    "name",
    [
        f"{_QT}lib/libQt6Core.so.6",
        f"{_QT}lib/libicudata.so.73",
        f"{_QT}plugins/platforms/libqxcb.so",
        f"{_QT}plugins/imageformats/libqjpeg.so",
        "PySide6\\Qt6Gui.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/QtGui.abi3.so",
        "pillow.libs/libjpeg-6dc8d115.so.62.4.0",
        "imalink_resources/imalink.svg",
    ],
)
def test_what_the_program_uses_goes_in(name: str) -> None:
    assert is_wanted(name, "/somewhere/" + name)


@pytest.mark.parametrize(
    "name",
    [
        f"{_QT}lib/libQt6Qml.so.6",
        "libQt6OpenGL.so.6",
        "PySide6\\Qt6Quick.dll",
        f"{_QT}plugins/platforms/libqvnc.so",
        f"{_QT}plugins/imageformats/libqpdf.so",
        f"{_QT}plugins/sqldrivers/libqsqlite.so",
        f"{_QT}translations/qtmultimedia_de.qm",
        f"{_QT}qml/QtQuick/qmldir",
        "PySide6\\opengl32sw.dll",
    ],
)
def test_what_it_never_uses_stays_out(name: str) -> None:
    assert not is_wanted(name, "/somewhere/" + name)


def test_qts_words_go_in_for_the_languages_that_we_speak() -> None:
    names = [f"{_QT}translations/{name}.qm" for name in ("qtbase_de", "qtbase_pt_BR", "qtbase_fr", "qt_de")]
    wanted = [name for name in names if is_wanted(name, "/somewhere/" + name, {"de", "pt_BR"})]
    assert wanted == names[:2]


def test_of_the_system_only_what_python_is_built_on_goes_in() -> None:
    system = "/usr/lib/x86_64-linux-gnu/"
    assert is_wanted("libsqlite3.so.0", system + "libsqlite3.so.0.8.6")
    assert is_wanted("libz.so.1", "/lib/x86_64-linux-gnu/libz.so.1")
    assert not is_wanted("libglib-2.0.so.0", system + "libglib-2.0.so.0")
    assert not is_wanted("libzstd.so.1", system + "libzstd.so.1")
    assert is_wanted("python3.11/lib-dynload/_ssl.so", "/usr/lib/python3.11/lib-dynload/_ssl.so")


def test_a_library_that_was_not_found_stops_the_package_unless_its_plugin_stays_out() -> None:
    def said(library: str, by: str) -> str:
        return f"900 WARNING: Library not found: could not resolve '{library}', dependency of '{by}'.\n"

    warnings = said("libgtk-3.so.0", "/x/platformthemes/libqgtk3.so") + said(
        "libxcb-icccm.so.4", "/x/libqxcb.so"
    )
    assert freezing.not_found(warnings) == ["libxcb-icccm.so.4 (for libqxcb.so)"]
    assert freezing.not_found("12 INFO: all is well") == []


def test_a_library_that_no_package_is_known_for_stops_it_too() -> None:
    one = libraries.Wants(Path("lib/a.so"), frozenset({"libc.so.6", "libb.so.1"}), (2, 34))
    assert libraries.packages_for([one], frozenset({"libb.so.1"}))["libc6"] == "2.34"
    with pytest.raises(Stop, match=r"libb\.so\.1 \(for a\.so\)"):
        libraries.packages_for([one], frozenset())


@pytest.mark.skipif(shutil.which("objdump") is None, reason="reads libraries with objdump")
def test_what_a_real_library_asks_for_is_read(tmp_path: Path) -> None:
    (tmp_path / "python").symlink_to(sys.executable)
    shutil.copy(Path(sys.executable).resolve(), tmp_path / "copy")
    (tmp_path / "text").write_text("no library")
    (found,) = libraries.wants(tmp_path)
    assert "libc.so.6" in found.libraries
    assert found.glibc >= (2,)


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND Zlib", True),
        ("LGPL-3.0-only OR GPL-2.0-only OR GPL-3.0-only", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("GPL-3.0-only WITH GCC-exception-3.1", True),
        ("(MIT OR GPL-2.0-only) AND BSD-3-Clause", True),
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("GNU General Public License v2 (GPLv2)", False),
        ("not told", False),
        ("", False),
    ],
)
def test_nothing_that_binds_the_whole_program_is_shipped(licence: str, allowed: bool) -> None:
    if allowed:
        licences.refuse([("x", licence)])
    else:
        with pytest.raises(Stop, match="x: "):
            licences.refuse([("x", licence)])


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", "Qt and Qt for Python"),
        ("PySide6/Qt/lib/libicudata.so.73", "ICU"),
        ("pillow.libs/libjpeg-6dc8d115.so.62.4.0", "libjpeg-turbo"),
        ("libquadmath-96973f99-934c22de.so.0.0.0", "GCC's libraries"),
        ("libpython3.11.so.1.0", "Python"),
        ("python313.dll", "Python"),
        ("VCRUNTIME140_1.dll", "Microsoft's runtime"),
    ],
)
def test_a_library_inside_is_known_by_its_name(place: str, name: str) -> None:
    assert licences.named(place)[0] == name


@pytest.mark.parametrize("place", ["libreadline.so.8", "pillow_heif.libs/libx265-0a1b2c3d.so.215"])
def test_one_that_nobody_has_thought_about_stops_the_package(place: str) -> None:
    with pytest.raises(Stop, match="Nobody has said"):
        licences.named(place)


def test_the_recipes_speak_of_one_program() -> None:
    told = ET.parse(places.RECIPES / "linux" / f"{deb.ID}.metainfo.xml").getroot()  # noqa: S314 - our own
    entry = ConfigParser(interpolation=None)
    entry.optionxform = str  # type: ignore[assignment,method-assign]  # how it is told to leave names alone
    entry.read(places.RECIPES / "linux" / f"{deb.ID}.desktop", encoding="utf-8")
    assert told.findtext("id") == deb.ID
    assert told.findtext("launchable") == f"{deb.ID}.desktop"
    assert told.findtext("summary") == entry["Desktop Entry"]["Comment"]
    assert entry["Desktop Entry"]["Exec"] == "imalink %F"
    assert deb.ID in (ROOT / "imalink_desktop/app/desktop/start.py").read_text(encoding="utf-8")
    assert deb.ID in (places.RECIPES / "macos" / "Info.plist").read_text(encoding="utf-8")
    assert places.version() == VERSION


def test_the_resource_of_windows_is_python_that_names_the_version() -> None:
    text = resource.text("1.2.3")
    ast.parse(text)
    assert "filevers=(1, 2, 3, 0)" in text
    assert "'ProductVersion', '1.2.3'" in text


def test_what_packing_needs_of_the_system_is_named_before_anything_is_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(debian, "_loads", lambda _: False)
    known = {"INSTSONAME": "libpython3.so", "LIBDIR": "/"}
    monkeypatch.setattr("sysconfig.get_config_var", known.get)
    python = f"libpython{sys.version_info.major}.{sys.version_info.minor}"
    assert debian.missing_for_packing() == ["binutils", python]
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(debian, "_loads", lambda name: name == "//libpython3.so")
    assert debian.missing_for_packing() == []
