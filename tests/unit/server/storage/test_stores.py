"""Every store keeps an owner's bytes under their digest, and never gives back others."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from obstore.store import MemoryStore

from imalink_server.base.errors import Bug, Code, Expected, Refused
from imalink_server.storage.bucket import Bucket
from imalink_server.storage.folder import Folder
from imalink_server.storage.opening import open_store
from imalink_server.storage.store import Store, digest_of
from tests.unit.server.storage.s3 import BUCKET, speaking

ANNA, BERT = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"
WORDS = b"a large preview"
KEY = digest_of(WORDS)


@pytest.fixture(scope="module", autouse=True)
def s3() -> Iterator[dict[str, str]]:
    """What stands in the environment of whoever asks an S3 server of our own; it outlasts each test."""
    with speaking() as environment:
        yield environment


@pytest.fixture(params=["folder", "bucket", "s3"])
def store(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    s3: dict[str, str],
) -> Store:
    if request.param == "folder":
        return Folder(tmp_path / "storage")
    if request.param == "bucket":
        return Bucket(MemoryStore())
    for name, value in s3.items():
        monkeypatch.setenv(name, value)
    return open_store(f"s3://{BUCKET}/{uuid.uuid4()}", tmp_path)


def test_what_was_kept_is_given_back(store: Store) -> None:
    store.check()
    assert store.fetch(ANNA, KEY) is None
    assert not store.has(ANNA, KEY)
    for _ in range(2):
        store.keep(ANNA, KEY, WORDS)
    assert store.fetch(ANNA, KEY) == WORDS
    assert store.has(ANNA, KEY)


def test_the_same_bytes_are_another_thing_with_somebody_else(store: Store) -> None:
    store.keep(ANNA, KEY, WORDS)
    assert store.fetch(BERT, KEY) is None
    store.keep(BERT, KEY, WORDS)
    store.drop(ANNA, KEY)
    store.drop(ANNA, KEY)
    assert store.fetch(ANNA, KEY) is None
    assert store.fetch(BERT, KEY) == WORDS


def test_an_owner_goes_with_everything(store: Store) -> None:
    others = [f"preview {number}".encode() for number in range(20)]
    for content in others:
        store.keep(ANNA, digest_of(content), content)
    store.keep(BERT, KEY, WORDS)
    store.drop_all(ANNA)
    store.drop_all(ANNA)
    assert not any(store.has(ANNA, digest_of(content)) for content in others)
    assert store.fetch(BERT, KEY) == WORDS


@pytest.mark.parametrize("key", ["", "../secret", "A" * 64, KEY[:-1], f"{KEY}/", f"{KEY}\n"])
def test_what_is_no_digest_never_becomes_a_path(store: Store, key: str) -> None:
    with pytest.raises(Bug):
        store.fetch(ANNA, key)
    with pytest.raises(Bug):
        store.fetch("..", KEY)


def test_a_large_original_comes_and_goes_in_parts(store: Store, tmp_path: Path) -> None:
    content = os.urandom(11 << 20)
    digest, file = digest_of(content), tmp_path / "original"
    file.write_bytes(content)
    store.keep_file(ANNA, digest, file)
    assert not file.exists()
    assert list(store.everything()) == [(ANNA, digest)]
    for start, end in ((0, len(content)), (5, 6), (len(content) - 3, len(content)), (1 << 20, 10 << 20)):
        part = store.part(ANNA, digest, start, end)
        assert part is not None
        assert b"".join(part) == content[start:end]
    with store.local(ANNA, digest) as copy:
        assert copy is not None
        assert copy.read_bytes() == content
    assert store.part(BERT, digest, 0, 1) is None
    with store.local(BERT, digest) as none:
        assert none is None


@pytest.mark.expects_log("the store did not answer|is damaged")
def test_bytes_that_a_disk_has_spoilt_are_none(tmp_path: Path) -> None:
    store = Folder(tmp_path)
    store.keep(ANNA, KEY, WORDS)
    (file,) = (path for path in tmp_path.rglob("*") if path.is_file())
    file.write_bytes(b"nonsense")
    assert store.fetch(ANNA, KEY) is None
    store.keep(ANNA, KEY, WORDS)
    assert store.fetch(ANNA, KEY) == WORDS


@pytest.mark.skipif(os.name != "posix", reason="POSIX has modes")
def test_nobody_else_may_look_into_the_folder(tmp_path: Path) -> None:
    Folder(tmp_path / "storage").keep(ANNA, KEY, WORDS)
    made = list((tmp_path / "storage").rglob("*"))
    assert made
    assert all(path.stat().st_mode & 0o077 == 0 for path in made)


@pytest.mark.expects_log("the store did not answer|is damaged")
def test_a_store_that_has_gone_is_said_in_words(tmp_path: Path) -> None:
    store = Folder(tmp_path / "storage")
    (tmp_path / "storage").rmdir()
    with pytest.raises(Refused) as refused:
        store.check()
    assert refused.value.code is Code.UNAVAILABLE


def test_a_url_chooses_the_store(tmp_path: Path) -> None:
    assert isinstance(open_store(None, tmp_path / "usual"), Folder)
    assert isinstance(open_store(f"file://{tmp_path / 'other'}", tmp_path), Folder)
    assert (tmp_path / "other").is_dir()
    assert isinstance(open_store("s3://photos/previews", tmp_path), Bucket)
    with pytest.raises(Expected):
        open_store("ftp://example.org", tmp_path)
