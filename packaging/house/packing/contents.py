"""What goes into the package. Qt comes as one heap of 200 megabytes: its parts are chosen one by one."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePosixPath

HIDDEN = (
    # What Alembic runs are files that it reads, so what they import is not seen.
    "logging.config",
    "imalink_desktop.catalog.models",
    # A helper process is this program once more.
    "imalink_core.isolation.child",
    # Chosen by the address of a database.
    "sqlalchemy.dialects.sqlite",
)
"""What is imported by name only, where PyInstaller does not look."""

EXCLUDED = (
    *("tkinter", "unittest", "doctest", "pydoc", "pdb", "test", "lib2to3", "distutils", "ensurepip", "venv"),
    *("readline", "curses", "_curses", "dbm", "_dbm", "_gdbm"),  # some of them bring libraries under the GPL
    *("setuptools", "pkg_resources", "pip", "PyInstaller", "IPython", "matplotlib", "pytest", "mypy"),
    *("numpy.f2py", "numpy.testing"),
    *("PIL.ImageTk", "PIL._imagingtk", "PIL.ImageQt", "PIL.ImageShow"),
    *(
        "greenlet",
        "psycopg",
        "psycopg2",
        "pymysql",
        "asyncpg",
        "trio",
        "rich",
        "click",
        "pygments",
        "mako.ext",
    ),
    *(f"PySide6.Qt{name}" for name in ("Qml", "Quick", "OpenGL", "OpenGLWidgets", "Sql", "Test", "Xml")),
)
"""What libraries would use if they could, and we have no use for."""

_QT = "Core|Gui|Widgets|Network|Svg|DBus|XcbQpa|WaylandClient|WlShellIntegration"

_PLUGINS = {
    "platforms": "xcb|wayland|offscreen|windows|cocoa",
    "platformthemes": "xdgdesktopportal",
    "platforminputcontexts": "composeplatforminputcontextplugin|ibusplatforminputcontextplugin",
    "imageformats": "jpeg",
    "styles": "modernwindowsstyle|macstyle",
    "networkinformation": "glib|networkmanager|networklistmanager|scnetworkreachability",
    "wayland-shell-integration": "xdg-shell",
    "wayland-decoration-client": "bradient|adwaita",
}
"""Of each kind of Qt's plugins those that are ours. The icons are drawn by our own engine."""

_OF_THE_SYSTEM = ("/usr/lib/", "/usr/lib64/", "/lib/", "/lib64/")

_PYTHONS = "libpython3|libssl|libcrypto|libsqlite3|libffi|libexpat|libbz2|liblzma|libz|libuuid|libmpdec"
"""Libraries of the system that Python itself is built on. All others are better the system's own, which mends
them; the .deb asks for them by name."""


def is_wanted(name: str, origin: str, languages: Collection[str] = ()) -> bool:
    """Whether a file that PyInstaller found, by its place in the package, is to be in it.

    `languages` are those that our own texts are translated into; Qt's buttons need no others.
    """
    path = PurePosixPath(name.replace("\\", "/"))
    if origin.startswith(_OF_THE_SYSTEM) and ".so" in path.name and "lib-dynload" not in path.parts:
        return re.match(rf"({_PYTHONS})[.\d]", path.name) is not None
    if found := re.match(r"(?:lib)?Qt6(\w+?)(?:[.\d]|$)", path.name):
        return re.fullmatch(_QT, found[1]) is not None
    if "PySide6" not in path.parts:
        return True
    if "translations" in path.parts:
        return path.stem.partition("_")[::2] in {("qtbase", language) for language in languages}
    if "plugins" in path.parts:
        wanted = _PLUGINS.get(path.parent.name)
        return wanted is not None and re.fullmatch(rf"(lib)?q?({wanted})", path.stem) is not None
    return "qml" not in path.parts and "opengl32sw" not in path.name
