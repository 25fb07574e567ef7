"""What a file name says: which photo it belongs to, and as what. All namings stand in one table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePath


class Mark(IntEnum):
    """What a name says of the file's part in the photo; the one to show first comes first."""

    COVER = 0
    PLAIN = 1
    ORIGINAL = 2
    EDITED = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A file name read: `photo` is alike for all files of one photo, `full` is the whole name."""

    photo: str
    full: str
    mark: Mark = Mark.PLAIN
    by_phone: bool = False
    motion: bool = False

    @property
    def without_extension(self) -> str:
        """For a sidecar called `IMG.EXT.xmp` the full name of its file."""
        return self.full.rpartition(".")[0]


# Google's phones: PXL_20240101_120000000.RAW-01.MP.COVER.jpg. The numbered frames of a
# burst are photos of their own.
_PIXEL = re.compile(
    r"(?P<photo>pxl_\d{8}_\d{9})(?:\.(?!burst)[a-z_]+-\d\d)?(?P<motion>\.mp)?(?:\.(?P<part>cover|original))?"
)
# Google's phones before that: MVIMG_20180101_120000.jpg.
_MOTION = re.compile(r"mvimg_\d{8}_\d{6}")
# Apple's phones: IMG_E1234.JPG is IMG_1234.JPG after editing, IMG_O1234.AAE an earlier edit of it.
_APPLE = re.compile(r"img_(?P<part>[eo])(?P<number>\d{4,})")
# Google Photos: IMG_1234~2.jpg on the phone, IMG_1234-edited.jpg when exported.
_EDITED = re.compile(r"(?P<photo>.+?)(?:~\d{1,3}|-edited)")

_PARTS = {"cover": Mark.COVER, "original": Mark.ORIGINAL, None: Mark.PLAIN}


def fold(name: str) -> str:
    """A name as it compares: without regard to capitals or to how accents are stored."""
    return unicodedata.normalize("NFC", name).casefold()


def read_name(path: PurePath) -> Name:
    """Read a file name by the first naming that knows it."""
    stem, full = fold(path.stem), fold(path.name)
    if edited := _EDITED.fullmatch(stem):
        return Name(_photo(edited["photo"]), full, Mark.EDITED)
    if apple := _APPLE.fullmatch(stem):
        mark = Mark.EDITED if apple["part"] == "e" else Mark.PLAIN
        return Name(f"img_{apple['number']}", full, mark)
    if pixel := _PIXEL.fullmatch(stem):
        named = pixel["part"] is not None
        motion = pixel["motion"] is not None
        return Name(pixel["photo"], full, _PARTS[pixel["part"]], by_phone=named or motion, motion=motion)
    return Name(stem, full, motion=_MOTION.fullmatch(stem) is not None)


def _photo(stem: str) -> str:
    pixel = _PIXEL.fullmatch(stem)
    return stem if pixel is None else pixel["photo"]
