"""The engine over HTTP: an egg for a picture, a reason for anything else, and nothing that stays."""

from __future__ import annotations

import base64
import hashlib
import os
import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import httpx
import pytest

from imalink_core import Hatchery, Order
from imalink_server.api.engine import create_engine
from imalink_server.base.settings import Settings
from imalink_server.services.nest import Nest
from tests.drawing import camera_exif, gallery, hostile_files, jpeg, scene
from tests.unit.server.asking import Client, Clock, More, answering

PHOTO = jpeg(scene(900, 600), exif=camera_exif(taken_at="2024:01:15 14:30:00", orientation=6))
FACTS_ONLY = ("boxes.mp4", "header.avi")
HERE = "http://127.0.0.1:8765"


def settings(folder: Path, **otherwise: object) -> Settings:
    return Settings.of({"data_dir": folder, **otherwise})


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Client]:
    with answering(create_engine(settings(tmp_path, largest_picture=1 << 20)), Clock()) as client:
        yield client


def process(engine: Client, content: bytes, name: str = "a.jpg", **more: More) -> httpx.Response:
    url = more.pop("url", f"{HERE}/v1/process")
    return engine.ask("POST", url, files={"file": (name, content, "image/jpeg")}, **more)


def test_a_picture_becomes_the_egg_that_the_engine_makes(engine: Client, tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(PHOTO)
    with Hatchery() as hatchery:
        own = hatchery.hatch(tmp_path / "a.jpg", Order(cold=400)).egg
    answer = process(engine, PHOTO, "C:\\photos\\a.jpg", data={"coldpreview_size": "400"})
    assert answer.status_code == 200, answer.text
    said = answer.json()
    assert said["hothash"] == own.hothash
    hot, cold = (base64.b64decode(said[f"{which}preview_base64"]) for which in ("hot", "cold"))
    assert (hot, cold) == (own.hotpreview, own.coldpreview)
    assert hashlib.sha256(hot).hexdigest() == said["hothash"]
    assert (said["width"], said["height"]) == (600, 900)
    assert (said["hotpreview_width"], said["hotpreview_height"]) == (100, 150)
    assert (said["coldpreview_width"], said["coldpreview_height"]) == (267, 400)
    assert said["taken_at"] == said["metadata"]["taken_at"] == "2024-01-15T14:30:00"
    (file,) = said["image_file_list"]
    assert file == {
        "filename": "a.jpg",
        "file_size": len(PHOTO),
        "file_format": "JPEG",
        "sha256": hashlib.sha256(PHOTO).hexdigest(),
    }


def test_a_large_preview_comes_only_when_it_is_asked_for(engine: Client) -> None:
    said = process(engine, PHOTO).json()
    assert (said["coldpreview_base64"], said["coldpreview_width"]) == (None, None)


@pytest.mark.parametrize("size", ["149", "8193", "large", "-1"])
def test_a_size_that_cannot_be_is_told(engine: Client, size: str) -> None:
    answer = process(engine, PHOTO, data={"coldpreview_size": size})
    assert answer.status_code == 422
    assert answer.json()["detail"]["details"] == {"where": "coldpreview_size"}


def test_every_kind_of_picture_is_taken(engine: Client) -> None:
    pictures = {name: content for name, content in gallery().items() if name not in FACTS_ONLY}
    said = {name: process(engine, content, name) for name, content in pictures.items()}
    assert {name: answer.status_code for name, answer in said.items() if answer.status_code != 200} == {}


def test_what_is_no_picture_is_a_wrong_question(engine: Client) -> None:
    for content, problem in ((b"", "empty"), (b"no picture at all", "unknown")):
        answer = process(engine, content)
        assert answer.status_code == 400
        assert answer.json()["detail"]["details"] == {"problem": problem}
    assert engine.post(f"{HERE}/v1/process").status_code == 422
    assert engine.ask("POST", f"{HERE}/v1/process", data={"x": "y"}).status_code == 422


def test_no_hostile_file_is_more_than_refused(engine: Client, tmp_path: Path) -> None:
    for path in hostile_files(tmp_path, 7, 60):
        content = path.read_bytes()
        assert process(engine, content, path.name).status_code in (200, 400, 413, 422), path.name


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="helper processes are looked for in /proc")
def test_a_decoder_that_dies_is_told_in_the_engines_words(
    engine: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A helper that dies over everything, in the place of the real one.
    monkeypatch.setattr(
        "imalink_core.isolation.keeper._command",
        lambda: ["/bin/sh", "-c", "read line; kill -SEGV $$"],
    )
    answer = process(engine, PHOTO)
    assert answer.status_code == 422
    detail = answer.json()["detail"]
    assert (detail["code"], detail["details"]) == ("INVALID_FILE_FORMAT", {"problem": "crashed"})


def test_too_much_is_refused_before_it_is_read(engine: Client) -> None:
    answer = process(engine, PHOTO, headers={"Content-Length": str(3 << 20)})
    assert answer.status_code == 413
    assert process(engine, b"x" * (3 << 20)).status_code == 413


def test_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    large = jpeg(scene(3000, 2000), quality=100)
    assert len(large) > 1 << 20  # more than is kept in memory
    with answering(create_engine(settings(tmp_path / "data")), Clock()) as engine:
        assert process(engine, large).status_code == 200
        assert process(engine, b"nothing" * (1 << 18)).status_code == 400
    assert list((tmp_path / "tmp").iterdir()) == []
    assert not (tmp_path / "data").exists()


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a file has to have a name")
def test_a_file_has_no_name_while_it_is_hatched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    seen: list[list[Path]] = []
    hatch = Hatchery.hatch

    def watched(*given: More, **more: More) -> object:
        seen.append(list(tmp_path.iterdir()))
        return hatch(*given, **more)

    monkeypatch.setattr(Hatchery, "hatch", watched)
    with tempfile.TemporaryFile() as file, Nest(1) as nest:
        file.write(PHOTO)
        assert nest.begin(file, Order()).result().egg.width == 600
    assert seen == [[]]


def test_who_finds_all_places_taken_is_sent_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    hatch = Hatchery.hatch

    def slow(*given: More, **more: More) -> object:
        assert go_on.wait(60)
        return hatch(*given, **more)

    monkeypatch.setattr(Hatchery, "hatch", slow)
    with (
        answering(create_engine(settings(tmp_path, hatching_at_once=1)), Clock()) as engine,
        ThreadPoolExecutor(6) as senders,
    ):
        # One is at work, four wait, and the sixth is one too many.
        sent = [senders.submit(process, engine, PHOTO) for _ in range(6)]
        refused = next(as_completed(sent)).result()
        assert engine.get(f"{HERE}/health").json() == {"ok": True, "status": "healthy"}
        go_on.set()
        assert sorted(each.result().status_code for each in sent) == [200] * 5 + [503]
    assert refused.status_code == 503
    assert int(refused.headers["Retry-After"]) > 0


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "[::2]", ""])
def test_under_anothers_name_it_does_not_answer(engine: Client, host: str) -> None:
    answer = engine.get(f"{HERE}/health", headers={"Host": host})
    assert answer.status_code == 421
    assert answer.json()["detail"]["code"] == "WRONG_HOST"


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8765", "127.0.0.1", "[::1]", "[::1]:8765"])
def test_under_its_own_names_it_answers(engine: Client, host: str) -> None:
    assert engine.get(f"{HERE}/health", headers={"Host": host}).status_code == 200


def test_no_page_may_ask_that_was_not_named(engine: Client, tmp_path: Path) -> None:
    for origin in ("https://evil.example", "null"):
        answer = process(engine, PHOTO, headers={"Origin": origin})
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers
    friend = "https://photos.example"
    with answering(create_engine(settings(tmp_path, cors_origins=(friend,))), Clock()) as open_engine:
        answer = process(open_engine, PHOTO, headers={"Origin": friend})
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == friend
        assert process(open_engine, PHOTO, headers={"Origin": "https://evil.example"}).status_code == 403
