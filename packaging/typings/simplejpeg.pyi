# What we use of simplejpeg, which ships no types.
from typing import Any

from numpy import uint8
from numpy.typing import NDArray

def decode_jpeg(
    data: bytes,
    colorspace: str = ...,
    *,
    min_height: int = ...,
    min_width: int = ...,
    buffer: memoryview | None = ...,
    strict: bool = ...,
) -> NDArray[uint8]: ...
def decode_jpeg_header(data: bytes) -> tuple[int, int, str, str]: ...
def encode_jpeg(
    image: NDArray[Any], quality: int = ..., colorspace: str = ..., colorsubsampling: str = ...
) -> bytes: ...
