"""How much one file may cost: bytes, memory and seconds.

Pillow's own warning lets a half-megabyte PNG take 1.4 GB, so the budget is ours.
"""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1 << 20

LONGEST_SIDE = 100_000
"""Pixels. Longer than any picture, panoramas included: each row costs memory, however short it is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The budget of one file, and of one program. The defaults keep a program under 1 GB."""

    decoding_bytes: int = 512 * MIB
    """Memory that decoding may take at any moment, over all files being decoded."""

    kept_bytes: int = 192 * MIB
    """What all threads together keep of pixel buffers for their next pictures: two of 24 megapixels."""

    helper_bytes: int = 768 * MIB
    """What a helper process may take beyond what it had at its start."""

    picture_bytes: int = 256 * MIB
    """The largest picture file that is read whole (RAW and video are read in parts)."""

    seconds: float = 20.0
    """When a helper process is ended, whatever it is doing."""

    metadata_bytes: int = 4 * MIB
    """The most that is read of one block of metadata (EXIF, XMP, IPTC)."""

    exif_dict_bytes: int = 63 * 1024
    """The most that `exif_dict` may take as JSON; the wire takes 64 KB."""


DEFAULT_LIMITS = Limits()
