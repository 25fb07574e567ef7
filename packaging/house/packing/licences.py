"""Under which licences the parts of the package are: all of them told, and none that would forbid it.

What is installed tells its licence. What lies inside of it, in libraries that its makers built in, does not:
those stand in a table, and one that is in no table stops the package.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from house.packing.places import MADE, RECIPES
from house.stop import Stop

QT = ("Qt and Qt for Python", "LGPL-3.0-only")

NATIVE = {
    r"Qt6?\w+": QT,
    "icudata|icui18n|icuuc": ("ICU", "Unicode-3.0"),
    r"python3\d*": ("Python", "PSF-2.0"),
    r"(ssl|crypto)\w*": ("OpenSSL", "Apache-2.0"),
    "sqlite3": ("SQLite", "blessing"),
    "ffi": ("libffi", "MIT"),
    "expat": ("Expat", "MIT"),
    "bz2": ("bzip2", "bzip2-1.0.6"),
    "lzma": ("liblzma", "0BSD"),
    "z": ("zlib", "Zlib"),
    "zstd": ("Zstandard", "BSD-3-Clause OR GPL-2.0-only"),
    "uuid": ("libuuid", "BSD-3-Clause"),
    "mpdec": ("libmpdec", "BSD-2-Clause"),
    "scipy_openblas64_": ("OpenBLAS", "BSD-3-Clause"),
    "gfortran|gomp|quadmath|gcc_s|stdc[+][+]": ("GCC's libraries", "GPL-3.0-only WITH GCC-exception-3.1"),
    "avif": ("libavif, with dav1d, libaom and libyuv", "BSD-2-Clause"),
    "heif|de265": ("libheif and libde265", "LGPL-3.0-or-later"),
    "raw|raw_r": ("LibRaw", "LGPL-2.1-only OR CDDL-1.0"),
    "jasper": ("JasPer", "JasPer-2.0"),
    "jpeg|turbojpeg": ("libjpeg-turbo", "IJG AND BSD-3-Clause"),
    "lcms2": ("Little CMS", "MIT"),
    "openjp2": ("OpenJPEG", "BSD-2-Clause"),
    "png16": ("libpng", "libpng-2.0"),
    "tiff": ("libtiff", "libtiff"),
    "webp|webpdemux|webpmux|sharpyuv": ("libwebp", "BSD-3-Clause"),
    "brotlicommon|brotlidec": ("Brotli", "MIT"),
    "freetype": ("FreeType", "FTL OR GPL-2.0-or-later"),
    "harfbuzz": ("HarfBuzz", "MIT"),
    "xcb|Xau": ("libxcb and libXau", "MIT"),
    r"(vcruntime|msvcp|concrt|ucrtbase|api|d3dcompiler)\w*": (
        "Microsoft's runtime",
        "Microsoft's terms for it",
    ),
}
"""Names of libraries, without version and ending; what they are, and their licence."""

STARTER = ("PyInstaller's starter", "GPL-2.0-or-later WITH Bootloader-exception")
_GPL = re.compile(r"\bA?GPL|GNU (Affero )?General Public", re.IGNORECASE)
_LGPL = re.compile(r"LGPL|Lesser General", re.IGNORECASE)
_OF_QT = {"PySide6", "shiboken6"}
_WHOLE = ("LGPL-3", "GPL-3", "LGPL-2.1")
_LINE = "\n" + "=" * 78 + "\n\n"
_HEAD = """\
ImaLink is under the MIT licence. It stands on the work of others, named here with their licences.

Qt, libheif, libde265 and LibRaw are under the GNU Lesser General Public License. They lie as files of their
own beside the program and may be replaced by other builds of them; their sources are where their makers
publish them.
"""


def is_allowed(licence: str) -> bool:
    """Whether it may be shipped in a program under MIT: one of what is offered, all of what is asked."""
    plain = licence.replace("(", " ").replace(")", " ")
    return any(all(map(_is_free, offer.split(" AND "))) for offer in plain.split(" OR "))


def write(libraries: Iterable[str]) -> Path:
    """Write them all into one text, by the places of the libraries; stop at what cannot be shipped.

    Beside it a short one, that only names them.
    """
    works = json.loads((MADE / "works.json").read_text(encoding="utf-8"))
    natives = {named(library) for library in libraries} | {STARTER}
    told = [(f"{work['name']} {work['version']}", work["licence"]) for work in works]
    refuse(told + sorted(natives))
    parts = [
        _HEAD,
        "Inside of the libraries:\n" + _listed(sorted(natives)),
        "Libraries for Python:\n" + _listed(told),
    ]
    (MADE / "parts.txt").write_text("\n".join(parts), encoding="utf-8")
    parts += [f"{work['name']} {work['version']}\n\n{work['text']}\n" for work in works if work["text"]]
    parts += [(RECIPES / "licences" / f"{name}.txt").read_text(encoding="utf-8") for name in _WHOLE]
    text = MADE / "licences.txt"
    text.write_text(_LINE.join(parts), encoding="utf-8")
    return text


def refuse(told: Iterable[tuple[str, str]]) -> None:
    """Stop where a part tells no licence, or one that would bind the whole program."""
    wrong = [f"{name}: {licence}" for name, licence in told if not is_allowed(licence)]
    if wrong:
        raise Stop("These cannot be shipped with ImaLink:\n    " + "\n    ".join(wrong))


def named(library: str) -> tuple[str, str]:
    """What a library is that lies in the package, by its place there."""
    place = PurePosixPath(library.replace("\\", "/"))
    stem = re.sub(r"^lib|[-.].*$", "", place.name)
    for pattern, known in NATIVE.items():
        if re.fullmatch(pattern, stem, re.IGNORECASE):
            return known
    if _OF_QT & set(place.parts):
        return QT
    raise Stop(f"Nobody has said under which licence {library} is: see packaging/house/packing/licences.py")


def _listed(told: Iterable[tuple[str, str]]) -> str:
    return "".join(f"    {name}: {licence}\n" for name, licence in told)


def _is_free(licence: str) -> bool:
    told = licence.strip()
    if not told or told == "not told":
        return False
    return " WITH " in told or _LGPL.search(told) is not None or _GPL.search(told) is None
