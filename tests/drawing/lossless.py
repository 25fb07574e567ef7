"""Lossless JPEG, in which Canon's RAW files keep what the sensor measured."""

from __future__ import annotations

import struct

import numpy as np
import numpy.typing as npt

from tests.drawing.jpeg import segment

_SOI, _EOI = b"\xff\xd8", b"\xff\xd9"
_LENGTH = 5
"""Bits of every Huffman code: 17 kinds of difference, and none of the codes all ones."""


def lossless_jpeg(cells: npt.NDArray[np.uint16], bits: int = 14) -> bytes:
    """Two columns of the mosaic side by side as the two components, each cell told by its left neighbour."""
    height, width = cells.shape
    pairs = cells.reshape(height, width // 2, 2).astype(np.int32)
    before = np.empty_like(pairs)
    before[:, 1:] = pairs[:, :-1]
    before[1:, 0] = pairs[:-1, 0]
    before[0, 0] = 1 << (bits - 1)
    frame = struct.pack(">BHHB6B", bits, height, width // 2, 2, 1, 0x11, 0, 2, 0x11, 0)
    lengths = bytes(17 if length == _LENGTH else 0 for length in range(1, 17))
    head = segment(0xC4, b"\0" + lengths + bytes(range(17))) + segment(0xC3, frame)
    scan = segment(0xDA, bytes((2, 1, 0, 2, 0, 1, 0, 0)))
    return _SOI + head + scan + _coded(pairs - before) + _EOI


def _coded(differences: npt.NDArray[np.int32]) -> bytes:
    words = [_word(difference) for difference in differences.ravel().tolist()]
    stream = "".join(words)
    stream += "1" * (-len(stream) % 8)
    return int(stream, 2).to_bytes(len(stream) // 8, "big").replace(b"\xff", b"\xff\0")


def _word(difference: int) -> str:
    """The code of the difference's size, then the difference itself in so many bits."""
    size = abs(difference).bit_length()
    below = difference if difference > 0 else difference + (1 << size) - 1
    return f"{size:0{_LENGTH}b}" + (f"{below:0{size}b}" if size else "")
