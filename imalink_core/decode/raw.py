"""Camera RAW: the camera's own embedded preview first, developing the sensor's data second.

Always in a helper process. LibRaw makes a full-size blank frame of a stub without a
word, so a frame of one flat colour is taken for what it is.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from PIL import Image, JpegImagePlugin

from imalink_core.containers.orientation import upright_size
from imalink_core.containers.parts import Parts
from imalink_core.containers.previews_in_raw import embedded_previews
from imalink_core.decode.raster import Raster, Tools, check_appetite, is_flat
from imalink_core.decode.standard import load, orientation_of
from imalink_core.errors import Problem, note
from imalink_core.original import Original

if TYPE_CHECKING:
    import rawpy

_ENOUGH = 1024
"""An embedded preview at least this wide or high is shown; a smaller one only for want of better."""

_FLIPS = {0: 1, 3: 3, 5: 8, 6: 6}
"""LibRaw's word for how the camera was held, and EXIF's."""

_BYTES_PER_PIXEL = 6
"""LibRaw's own at half size: sensor data, a quarter of four 16-bit colours, the finished picture."""


def decode_raw(original: Original, parts: Parts, tools: Tools) -> Raster:
    """The picture of a RAW file, with a note that says where it was taken from."""
    import rawpy  # only helper processes come here, and only they pay for it

    try:
        raw = rawpy.imread(_named(original))
    except rawpy.LibRawError:
        return _of_unknown_camera(original, parts, tools)
    with raw:
        orientation = _FLIPS.get(raw.sizes.flip, 1)
        size = upright_size((raw.sizes.width, raw.sizes.height), orientation)
        embedded = _embedded(raw, orientation, size, tools)
        if embedded is not None and max(embedded.image.size) >= min(_ENOUGH, max(size)):
            return embedded
        try:
            return _developed(raw, orientation, size, tools)
        except Problem:
            if embedded is None:
                raise
            return embedded


def _named(original: Original) -> str | BinaryIO:
    """The file as LibRaw takes it: by its name; where that is not UTF-8, as what is open already."""
    name = str(original.path)
    try:
        name.encode()
    except UnicodeEncodeError:
        original.file.seek(0)
        return original.file
    return name


def _of_unknown_camera(original: Original, parts: Parts, tools: Tools) -> Raster:
    """A camera newer than LibRaw embeds its previews where cameras always have."""
    for place in embedded_previews(original.file):
        if place.length > tools.limits.picture_bytes:
            continue
        original.file.seek(place.offset)
        image = _opened(original.file.read(place.length), tools)
        if image is None or is_flat(image):
            continue
        width, height = parts.width or image.width, parts.height or image.height
        return _preview(image, parts.orientation, upright_size((width, height), parts.orientation))
    raise Problem("damaged", "(It holds neither sensor data that can be developed nor a preview.)")


def _embedded(raw: rawpy.RawPy, orientation: int, size: tuple[int, int], tools: Tools) -> Raster | None:
    """The largest preview the camera embedded, when it can be read and shows something."""
    import rawpy

    try:
        thumbnail = raw.extract_thumb()
    except rawpy.LibRawError:
        return None
    data = thumbnail.data
    image = _opened(data, tools) if isinstance(data, bytes) else Image.fromarray(data)
    return None if image is None or is_flat(image) else _preview(image, orientation, size)


def _opened(data: bytes, tools: Tools) -> Image.Image | None:
    """An embedded JPEG, decoded; `None` when it is broken."""
    try:
        image = JpegImagePlugin.JpegImageFile(BytesIO(data))
        check_appetite(image.size, 4, tools.limits)
        load(image, tools)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, there may be another
        return None
    return image


def _preview(image: Image.Image, orientation: int, size: tuple[int, int]) -> Raster:
    return Raster(
        image=image,
        size=size,
        orientation=_still_to_turn(image, orientation, size),
        icc_profile=image.info.get("icc_profile"),
        picture_from="embedded preview",
        notes=(note("raw_embedded"),),
    )


def _still_to_turn(image: Image.Image, orientation: int, size: tuple[int, int]) -> int:
    """How to turn an embedded preview: its own word first; not at all if it stands upright already."""
    own = orientation_of(image)
    if own != 1:
        return own
    stands = (image.width > image.height) == (size[0] > size[1])
    turned_by_camera = orientation in (6, 8) and image.width != image.height and stands
    return 1 if turned_by_camera else orientation


def _developed(raw: rawpy.RawPy, orientation: int, size: tuple[int, int], tools: Tools) -> Raster:
    """Develop the sensor's data at half size, which is plenty for previews and four times as fast."""
    import rawpy

    check_appetite((raw.sizes.raw_width, raw.sizes.raw_height), _BYTES_PER_PIXEL, tools.limits)
    try:
        pixels = raw.postprocess(half_size=True, use_camera_wb=True, user_flip=0, output_bps=8)
    except rawpy.LibRawError as error:
        raise Problem("damaged", f"({type(error).__name__})") from None
    image = Image.fromarray(pixels)
    if is_flat(image):
        raise Problem("blank")
    return Raster(
        image=image,
        size=size,
        orientation=orientation,
        picture_from="sensor data",
        notes=(note("raw_demosaiced"),),
    )
