"""A file goes in, an egg comes out; or a problem that says in one sentence why not."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from imalink_core import Hatched, Hatchery, Limits, Order, Problem, glance, hatch
from imalink_core.hatchery import _Budget
from imalink_core.original import open_original
from tests.drawing import (
    UPRIGHT,
    avif,
    camera_directory,
    camera_exif,
    corner_names,
    corners,
    dng,
    gallery,
    gif,
    heic,
    jpeg,
    lying_size,
    png,
    png_bomb,
    scan_bomb,
    scene,
    text_bomb,
    tiff,
    truncated,
    turned,
    video,
    webp,
)
from tests.house.originals import look

Draw = Callable[[Image.Image, int], bytes]

TURNED: dict[str, Draw] = {
    "jpeg": lambda image, turn: jpeg(image, exif=camera_exif(orientation=turn)),
    "png": lambda image, turn: png(image, exif=camera_exif(orientation=turn)),
    "webp": lambda image, turn: webp(image, exif=camera_exif(orientation=turn)),
    "tiff": lambda image, turn: tiff(image, orientation=turn),
    "heic": lambda image, turn: heic(image, container=turn),
    "avif": lambda image, turn: avif(image, exif=camera_exif(orientation=turn)),
    "dng": lambda image, turn: dng(image, camera=camera_directory(orientation=turn)),
}
WITHOUT_FRAMES = {("no_frame", "boxes.mp4"), ("no_frame", "header.avi")}
"""Two drawn videos are containers without a single frame."""

DNG_TURNS = (1, 3, 6, 8)  # LibRaw knows no mirrors


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hatchery]:
    """One hatchery for all tests of this file, as a program has it, with its helper at hand."""
    picture = tmp_path_factory.mktemp("warm") / "photo.jpg"
    picture.write_bytes(jpeg(scene(32, 24)))
    with Hatchery() as hatchery:
        hatchery.hatch(picture, alone=True)
        yield hatchery


@pytest.fixture
def laid(shared: Hatchery, tmp_path: Path) -> Callable[..., Hatched]:
    """Write a file and hatch it."""

    def lay(data: bytes, order: Order = Order(), name: str = "photo", *, alone: bool = False) -> Hatched:  # noqa: B008
        path = tmp_path / name
        path.write_bytes(data)
        return shared.hatch(path, order, alone=alone)

    return lay


def tried(hatchery: Hatchery, path: Path, order: Order = Order()) -> Hatched | Problem:  # noqa: B008
    try:
        return hatchery.hatch(path, order)
    except Problem as problem:
        return problem


def shown(data: bytes | None) -> Image.Image:
    assert data is not None
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


def codes(hatched: Hatched) -> list[str]:
    return [note.code for note in hatched.notes]


@pytest.mark.parametrize(
    ("kind", "turn"),
    [(kind, turn) for kind in TURNED for turn in (DNG_TURNS if kind == "dng" else range(1, 9))],
)
def test_every_picture_stands_upright(laid: Callable[..., Hatched], kind: str, turn: int) -> None:
    egg = laid(TURNED[kind](turned(corners(384, 256), turn), turn)).egg
    assert (egg.width, egg.height) == (384, 256)
    assert corner_names(shown(egg.hotpreview)) == UPRIGHT
    assert corner_names(shown(egg.coldpreview)) == UPRIGHT


@pytest.mark.parametrize("name", sorted(gallery()))
def test_every_sound_file_becomes_an_egg(shared: Hatchery, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(gallery()[name])
    outcome = tried(shared, tmp_path / name)
    if isinstance(outcome, Problem):
        assert (outcome.code, name) in WITHOUT_FRAMES
        return
    egg = outcome.egg
    assert egg.is_valid_image
    assert egg.hothash == hashlib.sha256(egg.hotpreview).hexdigest()
    assert egg.file_size_bytes == len(gallery()[name])
    assert max(shown(egg.hotpreview).size) <= 150


def test_the_egg_tells_what_the_camera_wrote(laid: Callable[..., Hatched]) -> None:
    exif = camera_exif(make="NIKON CORPORATION", model="NIKON D70", taken_at="2024:01:15 14:30:00", iso=400)
    metadata = laid(jpeg(scene(640, 480), exif=exif)).egg.metadata
    assert (metadata.camera_make, metadata.camera_model, metadata.iso) == ("Nikon", "D70", 400)
    assert metadata.taken_at is not None
    assert metadata.taken_at.isoformat() == "2024-01-15T14:30:00"
    assert (metadata.width, metadata.height) == (640, 480)


def test_previews_come_as_ordered(laid: Callable[..., Hatched]) -> None:
    data = jpeg(scene(900, 600))
    bare = laid(data, Order(cold=None))
    assert (bare.egg.coldpreview, bare.gridpreview, bare.sha256) == (None, None, None)
    full = laid(data, Order(cold=600, grid=300, sha256=True))
    assert shown(full.egg.coldpreview).size == (600, 400)
    assert shown(full.gridpreview).size == (300, 200)
    assert full.sha256 == hashlib.sha256(data).hexdigest()
    assert full.egg.hothash == bare.egg.hothash


@pytest.mark.parametrize("kind", ["heic", "tiff", "avif"])
def test_a_helper_process_gives_the_same_and_more(laid: Callable[..., Hatched], kind: str) -> None:
    data = TURNED[kind](scene(320, 200), 1)
    hatched = laid(data, Order(cold=160, grid=80, sha256=True))
    assert shown(hatched.egg.coldpreview).size == (160, 100)
    assert shown(hatched.gridpreview).size == (80, 50)
    assert hatched.sha256 == hashlib.sha256(data).hexdigest()


def test_alone_gives_the_same_egg(laid: Callable[..., Hatched]) -> None:
    data = jpeg(turned(scene(801, 533), 6), exif=camera_exif(orientation=6))
    assert laid(data, alone=True).egg == laid(data).egg


def test_a_truncated_picture_is_shown_as_far_as_it_goes(laid: Callable[..., Hatched]) -> None:
    hatched = laid(truncated(jpeg(corners(640, 480)), 0.7))
    assert not hatched.egg.is_valid_image
    assert "truncated" in codes(hatched)
    assert corner_names(shown(hatched.egg.hotpreview))[:2] == UPRIGHT[:2]


@pytest.mark.parametrize("kind", ["png", "webp", "tiff", "heic"])
def test_half_a_file_is_an_egg_with_a_badge_or_a_problem(shared: Hatchery, tmp_path: Path, kind: str) -> None:
    (tmp_path / "half").write_bytes(truncated(TURNED[kind](scene(640, 480), 1), 0.5))
    outcome = tried(shared, tmp_path / "half")
    if isinstance(outcome, Problem):
        assert outcome.code == "damaged"
    else:
        assert not outcome.egg.is_valid_image


def test_a_png_with_much_to_say_is_read_all_the_same(laid: Callable[..., Hatched]) -> None:
    hatched = laid(text_bomb(8 << 20))
    assert hatched.egg.is_valid_image
    assert "second_try" in codes(hatched)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"Dear diary,\n" * 50, "unknown"),
        (truncated(jpeg(scene(640, 480)), 0.004), "damaged"),
        (lying_size(jpeg(scene(64, 48))), "too_large"),
        (png_bomb(), "too_large"),
        (dng(scene(256, 192), blank=True), "blank"),
        (b"\x00\x00\x00\x0cJXL \r\n\x87\n" + bytes(64), "unsupported"),
    ],
)
def test_what_cannot_become_an_egg_says_why(laid: Callable[..., Hatched], data: bytes, code: str) -> None:
    with pytest.raises(Problem) as told:
        laid(data)
    assert told.value.code == code
    assert str(told.value).endswith((".", ")"))


def test_a_comment_that_fits_into_no_jpeg_is_left_out(laid: Callable[..., Hatched]) -> None:
    assert laid(png(scene(200, 150), comment="x" * 70_000)).egg.is_valid_image


def test_a_palette_with_too_much_transparency_is_read_all_the_same(laid: Callable[..., Hatched]) -> None:
    picture = io.BytesIO()
    scene(400, 300).quantize(16).save(picture, "PNG", transparency=bytes(300))
    assert laid(picture.getvalue()).egg.is_valid_image


def test_sixteen_bits_and_small_is_what_the_recipe_makes_of_it(laid: Callable[..., Hatched]) -> None:
    gray = Image.fromarray(np.arange(100 * 80, dtype=np.uint16).reshape(80, 100) * 8)
    picture, plain = io.BytesIO(), io.BytesIO()
    gray.save(picture, "PNG")
    gray.convert("RGB").save(plain, "JPEG", quality=85)
    assert laid(picture.getvalue()).egg.hotpreview == plain.getvalue()


@pytest.mark.parametrize("size", [(1, 150_000), (150_000, 1)])
def test_a_thread_of_pixels_is_too_large(laid: Callable[..., Hatched], size: tuple[int, int]) -> None:
    picture = io.BytesIO()
    Image.new("L", size).save(picture, "PNG")
    with pytest.raises(Problem) as told:
        laid(picture.getvalue())
    assert told.value.code == "too_large"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_raw_whose_name_is_not_text_is_read_like_any_other(laid: Callable[..., Hatched]) -> None:
    raw = dng(scene(300, 200))
    assert laid(raw, name=os.fsdecode(b"b\xe5t.dng")).egg == laid(raw, name="boat.dng").egg


def test_a_gif_whose_picture_is_larger_than_its_screen(laid: Callable[..., Hatched], tmp_path: Path) -> None:
    lying = bytearray(gif(scene(300, 200)))
    lying[6:10] = b"\1\0\1\0"
    egg = laid(bytes(lying)).egg
    assert (egg.width, egg.height) == (300, 200)
    (tmp_path / "lying.gif").write_bytes(lying)
    seen = glance(tmp_path / "lying.gif")
    assert (seen.metadata.width, seen.metadata.height) == (300, 200)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process's peak by itself")
def test_a_large_palette_costs_no_copies(tmp_path: Path) -> None:
    """Plain colours of the whole picture at once would take twelve bytes a pixel."""
    picture = Image.new("P", (9000, 9000))
    picture.putpalette(bytes(range(256)) * 3)
    picture.save(tmp_path / "large.png", transparency=0)
    program = (
        "import sys, imalink_core; imalink_core.hatch(sys.argv[1]); "
        "print(*(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "large.png")], capture_output=True, check=True
    )
    assert int(done.stdout) < 500 * 1024


def test_an_ordinary_jpeg_of_thousands_of_scans_is_stopped_too(tmp_path: Path) -> None:
    sound = jpeg(scene(64, 48))
    gray = jpeg(scene(64, 48, mode="L"))
    scan = gray[gray.index(b"\xff\xda") : -2]  # of one colour, where the picture has three
    (tmp_path / "bomb.jpg").write_bytes(sound[: sound.index(b"\xff\xda")] + scan * 200 + sound[-2:])
    with Hatchery() as hatchery:
        assert "second_try" in codes(hatchery.hatch(tmp_path / "bomb.jpg"))


def test_a_file_that_another_took_the_place_of_is_refused(tmp_path: Path) -> None:
    photo, other = tmp_path / "photo.jpg", tmp_path / "other.jpg"
    photo.write_bytes(jpeg(scene(64, 48)))
    other.write_bytes(photo.read_bytes())
    with open_original(photo) as original:
        other.replace(photo)
        with pytest.raises(Problem) as told:
            original.check_unchanged()
    assert told.value.code == "changing"


def test_what_is_not_a_file_says_so(shared: Hatchery, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, code in (
        ("", "not_a_file"),
        ("pipe", "not_a_file"),
        ("nothing", "missing"),
        ("a\0b", "unreadable"),
    ):
        with pytest.raises(Problem) as told:
            shared.hatch(tmp_path / name)
        assert told.value.code == code


def test_a_picture_made_to_take_for_ever_is_stopped(tmp_path: Path) -> None:
    (tmp_path / "bomb.jpg").write_bytes(scan_bomb(scans=5000))
    (tmp_path / "good.heic").write_bytes(heic(scene(64, 48)))
    with Hatchery(Limits(seconds=3)) as impatient:
        with pytest.raises(Problem) as told:
            impatient.hatch(tmp_path / "bomb.jpg")
        assert told.value.code == "too_slow"
        assert impatient.hatch(tmp_path / "good.heic").egg.is_valid_image


def test_a_raw_says_which_picture_it_shows(laid: Callable[..., Hatched]) -> None:
    developed = laid(dng(scene(256, 192)))
    embedded = laid(dng(scene(256, 192), preview=scene(1200, 900)))
    assert (developed.egg.exif_dict["PictureFrom"], codes(developed)) == ("sensor data", ["raw_demosaiced"])
    assert (embedded.egg.exif_dict["PictureFrom"], codes(embedded)) == ("embedded preview", ["raw_embedded"])
    assert (embedded.egg.width, embedded.egg.height) == (256, 192)


def test_a_video_is_shown_by_a_frame_that_is_not_black(laid: Callable[..., Hatched]) -> None:
    hatched = laid(video(192, 128, picture=corners(192, 128)))
    assert hatched.egg.image_format == "MP4"
    assert corner_names(shown(hatched.egg.hotpreview)) == UPRIGHT


def test_threads_share_a_hatchery(shared: Hatchery, tmp_path: Path) -> None:
    paths = []
    for number in range(12):
        paths.append(tmp_path / f"{number}.jpg")
        paths[-1].write_bytes(jpeg(scene(300 + 17 * number, 200 + 31 * number, seed=number)))
    one_by_one = [shared.hatch(path).egg for path in paths]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda path: shared.hatch(path).egg, paths)) == one_by_one


def test_originals_are_not_touched(shared: Hatchery, tmp_path: Path) -> None:
    for name, data in gallery().items():
        (tmp_path / name).write_bytes(data)
        (tmp_path / name).chmod(0o444)
    before = look(tmp_path)
    for name in gallery():
        tried(shared, tmp_path / name, Order(sha256=True))
    assert look(tmp_path) == before


def test_one_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(scene(400, 300)))
    egg = hatch(path, cold=None)
    assert (egg.width, egg.height, egg.coldpreview) == (400, 300, None)


def test_the_memory_for_decoding_is_shared() -> None:
    """Two pictures that each need more than half of it are decoded one after the other."""
    budget = _Budget(100)
    inside = threading.Barrier(2, timeout=0.3)

    def decode() -> bool:
        with budget.spend(60):
            try:
                inside.wait()
            except threading.BrokenBarrierError:
                return False
            return True

    with ThreadPoolExecutor(2) as pool:
        together = [pool.submit(decode) for _ in range(2)]
        assert [done.result() for done in together] == [False, False]
