"""Whether a TIFF file is a picture or a camera's RAW, and whose.

Most RAW formats are TIFF files whose first picture is a thumbnail. What gives them
away is sensor data: a colour filter array, a maker's own compression, DNG's version.
"""

from __future__ import annotations

from imalink_core.containers.directories import Directory, chain, open_walker
from imalink_core.containers.source import Fetch
from imalink_core.metadata.text import clean

_MAGIC = {b"IIRO": "ORF", b"IIRS": "ORF", b"MMOR": "ORF", b"IIU\0": "RW2"}
_COMPRESSION, _PHOTOMETRIC, _MAKE, _DNG_VERSION, _DNG_PRIVATE = 0x0103, 0x0106, 0x010F, 0xC612, 0xC634
_FILTER_ARRAY = (32803, 34892)
_OF_SENSORS = {34713: "NEF", 32767: "ARW", 32769: "SRW", 32770: "SRW", 65535: "PEF", 65000: "KDC", 262: "KDC"}
_MAKERS = (
    ("nikon", "NEF"), ("sony", "ARW"), ("pentax", "PEF"), ("ricoh", "PEF"), ("samsung", "SRW"),
    ("hasselblad", "3FR"), ("phase one", "IIQ"), ("leaf", "MOS"), ("kodak", "KDC"), ("eastman", "KDC"),
    ("seiko epson", "ERF"), ("mamiya", "MEF"), ("olympus", "ORF"), ("panasonic", "RW2"), ("leica", "RW2"),
)  # fmt: skip


def tiff_flavour(fetch: Fetch) -> str | None:
    """The name of the format; `None` if it is no TIFF at all."""
    head = fetch(0, 16)
    if head[:4] in _MAGIC:
        return _MAGIC[head[:4]]
    walker = open_walker(fetch)
    if walker is None:
        return None
    if head[8:11] == b"CR\2":
        return "CR2"
    if head[8:12] in (b"IIII", b"MMMM"):
        return "IIQ"
    directories = list(chain(walker))
    if any(_DNG_VERSION in directory.tags for directory in directories):
        return "DNG"
    sensor = [name for directory in directories if (name := _sensor(directory))]
    if not sensor:
        return "TIFF"
    make = next((said for d in directories if (said := clean(d.tags.get(_MAKE)))), "").lower()
    return next((name for start, name in _MAKERS if make.startswith(start)), sensor[0])


def _sensor(directory: Directory) -> str | None:
    """Whose sensor data this directory describes, `RAW` if anybody's; `None` for an ordinary picture."""
    if directory.number(_PHOTOMETRIC) in _FILTER_ARRAY:
        return "RAW"
    if directory.number(_COMPRESSION) in _OF_SENSORS:
        return _OF_SENSORS[directory.number(_COMPRESSION) or 0]
    return "ARW" if _DNG_PRIVATE in directory.tags | directory.places else None
