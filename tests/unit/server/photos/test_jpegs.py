"""Previews that were made to do harm: to hold up whoever decodes them, or to carry more than the picture."""

from __future__ import annotations

import io
import re
from random import Random

import pytest
import simplejpeg
from PIL import Image

from imalink_server.base.errors import Refused
from imalink_server.services.photos import jpegs
from imalink_server.services.photos.baring import bare, is_ordinary
from imalink_server.services.photos.jpegs import looked_at, resized, size_of
from imalink_server.services.photos.remembering import Remembered
from tests.unit.server.asking import Client
from tests.unit.server.sending import PHOTOS, egg, jpeg, somebody, text

NO_MORE = b"\xff\xc4\x00\x14\x10\x01" + bytes(15) + b"\xe0"
"""A table with one word for AC: that nothing follows in the next 16,384 blocks."""
SCAN = b"\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00" + b"\x00\x01"
END = b"\xff\xd9"


def of_scans(count: int, side: int = 64) -> bytes:
    """A picture of one scan with all there is in it, and others that go over it and add nothing."""
    stream = io.BytesIO()
    Image.new("L", (side, side), 99).save(stream, "JPEG", progressive=True)
    made = stream.getvalue()
    first = made.index(b"\xff\xda")
    second = re.compile(rb"\xff[^\x00]").search(made, first + 10)
    assert second is not None
    return made[: second.start()] + NO_MORE + SCAN * (count - 1) + END


def photo(mode: str, **how: object) -> bytes:
    noise = Image.effect_noise((120, 80), 60)
    picture = Image.merge("RGB", (noise, noise.rotate(180), noise.transpose(Image.Transpose.FLIP_TOP_BOTTOM)))
    stream = io.BytesIO()
    picture.convert(mode).save(stream, "JPEG", **how)
    return stream.getvalue()


def test_a_preview_of_very_many_scans_is_refused_before_it_is_decoded() -> None:
    assert looked_at(of_scans(100), 512, "preview").width == 64
    with pytest.raises(Refused) as refused:
        looked_at(of_scans(101), 512, "preview")
    assert refused.value.code == "TOO_LARGE"


@pytest.mark.parametrize(("scans", "code"), [(22, "INVALID_FILE_FORMAT"), (23, "TOO_LARGE")])
def test_a_large_preview_may_have_fewer_scans(scans: int, code: str) -> None:
    # Neither is whole; the one is decoded to find that out.
    with pytest.raises(Refused) as refused:
        looked_at(of_scans(scans, 6000), 8192, "preview")
    assert refused.value.code == code


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_blocks": 3}], ids=str)
def test_looking_without_making_pixels_finds_all_that_is_damaged(how: dict[str, object]) -> None:
    whole = photo("RGB", **how)
    assert not [cut for cut in range(len(whole)) if not is_refused(whole[:cut])]
    random, found = Random(7), 0  # noqa: S311 - told by its seed
    for _ in range(400):
        damaged = bytearray(whole)
        damaged[random.randrange(2, len(whole))] ^= 1 << random.randrange(8)
        try:
            simplejpeg.decode_jpeg(bytes(damaged), "RGB")
        except ValueError:
            found += 1
            assert is_refused(bytes(damaged))
    assert found > 100


def is_refused(jpeg: bytes) -> bool:
    try:
        looked_at(jpeg, 8192, "preview")
    except Refused:
        return True
    return False


def test_one_that_was_kept_before_is_not_resized_either() -> None:
    with pytest.raises(Refused) as refused:
        resized(of_scans(101), "kept before", 10, 10)
    assert refused.value.code == "TOO_LARGE"


def test_it_is_the_same_over_the_wire(client: Client) -> None:
    me = somebody(client)
    sent = egg(cold=jpeg(1, (600, 400)))
    assert (
        me.post(f"{PHOTOS}/photoegg", {**sent, "coldpreview_base64": text(of_scans(101))}).status_code == 413
    )
    made = me.post(f"{PHOTOS}/photoegg", sent).json()
    cold = f"{PHOTOS}/{made['id']}/coldpreview"
    assert me.ask("PUT", cold, content=of_scans(101)).status_code == 413
    assert size_of(me.get(f"{cold}?width=300").content) == jpegs.Size(300, 200)


def test_what_was_resized_is_not_resized_again(monkeypatch: pytest.MonkeyPatch) -> None:
    made = resized(jpeg(3, (600, 400)), "some digest", 300, 300)
    assert size_of(made) == jpegs.Size(300, 200)
    monkeypatch.setattr(jpegs, "decode_preview", lambda _: pytest.fail("it is known"))
    assert resized(jpeg(3, (600, 400)), "some digest", 300, 300) is made


def test_only_some_may_wait_for_what_takes_long() -> None:
    places = jpegs._places
    taken = 0
    while places.acquire(blocking=False):
        taken += 1
    try:
        with pytest.raises(Refused) as refused:
            resized(jpeg(4, (600, 400)), "another digest", 300, 300)
        assert refused.value.code == "UNAVAILABLE"
    finally:
        for _ in range(taken):
            places.release()
    assert 0 < taken <= 20
    assert resized(jpeg(4, (600, 400)), "another digest", 300, 300)


def test_so_much_is_remembered_and_the_oldest_goes_first() -> None:
    known = Remembered(10)
    known.put("a", b"1234")
    known.put("b", b"5678")
    assert known.get("a") == b"1234"
    known.put("c", b"90ab")
    assert [known.get(each) for each in "abc"] == [b"1234", None, b"90ab"]
    known.put("d", bytes(11))
    assert [known.get(each) for each in "abcd"] == [None] * 4


@pytest.mark.parametrize(
    "how", [{}, {"progressive": True}, {"optimize": True}, {"restart_marker_blocks": 3}], ids=str
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_bared_picture_is_the_same_picture(mode: str, how: dict[str, object]) -> None:
    told = photo(mode, **how)
    assert is_ordinary(told)
    left = bare(told)
    pictures = [Image.open(io.BytesIO(each)).tobytes() for each in (told, left)]
    assert pictures[0] == pictures[1]
    assert bare(left) == left


def test_colours_without_a_transformation_stay_what_they_are() -> None:
    told = photo("RGB", keep_rgb=True)
    assert Image.open(io.BytesIO(bare(told))).tobytes() == Image.open(io.BytesIO(told)).tobytes()


@pytest.mark.parametrize(
    "hidden",
    [
        *(bytes((0xFF, marker, 0, 8)) + b"canary" for marker in (0xDC, 0xDE, 0xDF, 0xE0, 0xF0, 0xFD, 0xCC)),
        b"\xff\xdb\x00\x43\x03" + b"canary".ljust(64, b"!"),
        b"\xff\xdb\x00\x43\x00" + b"canary".ljust(64, b"!"),
        b"\xff\xc4\x00\x19\x13\x06" + bytes(15) + b"canary",
        b"\xff\xe0\x00\x16JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01canary"[:24],
        b"\xff\xdd\x00\x0acanary\x00\x00",
    ],
    ids=lambda hidden: hidden[:5].hex(),
)
def test_nothing_is_given_away_that_no_scan_needs(hidden: bytes) -> None:
    plain = photo("RGB", progressive=True)
    told = plain[:2] + hidden + plain[2:]
    scan = plain.index(b"\xff\xda")
    for each in (
        told,
        plain[:scan] + hidden.replace(b"\xff\xdb\x00\x43\x00", b"\xff\xdb\x00\x43\x02") + plain[scan:],
    ):
        assert b"canary" in each
        assert b"canary" not in bare(each)
        assert bare(each) == bare(plain)


def test_what_lies_between_scans_goes_too() -> None:
    plain = photo("RGB", progressive=True)
    scan = plain.rindex(b"\xff\xda")
    # Decoders have looked into this table before the first scan, and look no more.
    told = plain[:scan] + b"\xff\xdb\x00\x43\x00" + b"canary".ljust(64, b"!") + plain[scan:]
    assert bare(told) == bare(plain)


def test_only_pictures_that_browsers_show_are_taken() -> None:
    told = jpeg(5)
    for marker in (0xC3, 0xC5, 0xC9, 0xCA):
        other = told.replace(b"\xff\xc0", bytes((0xFF, marker)), 1)
        with pytest.raises(Refused):
            looked_at(other, 512, "preview")
    with pytest.raises(Refused):
        looked_at(told[:-2] + b"behind the scan" + END, 512, "preview")
    simplejpeg.decode_jpeg(told)


def test_segments_without_end_are_refused() -> None:
    told = jpeg(6)
    assert not is_ordinary(told[:2] + b"\xff\xfe\x00\x02" * 2000 + told[2:])
    assert len(bare(told[:2] + b"\xff\xfe\x00\x02" * 2000 + told[2:])) < len(told)
