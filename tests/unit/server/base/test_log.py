"""The log says what happened, on one line, with the request's id, and no secret."""

from __future__ import annotations

import io
import json
import logging

import pytest

from imalink_server.base.log import LONGEST, Log, logger, said_of
from imalink_server.base.redaction import redact

log = logger("imalink_server.test")
TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl"  # noqa: S105 - of nobody


def as_text(level: str = "info") -> tuple[io.StringIO, Log]:
    stream = io.StringIO()
    return stream, Log(stream, level=level)


def test_a_line_has_a_sentence_and_its_facts() -> None:
    stream, opened = as_text()
    with opened:
        log.info("the disk is nearly full", free=3)
    assert stream.getvalue().endswith("INFO    imalink_server.test: the disk is nearly full free=3\n")


def test_json_has_a_field_for_each_fact() -> None:
    stream = io.StringIO()
    with Log(stream, as_json=True), said_of(request_id="abc"):
        log.info("100% done", free=3, name="Ærø")
    said = json.loads(stream.getvalue())
    assert said.pop("at").endswith("Z")
    assert said == {
        "level": "info",
        "where": "imalink_server.test",
        "event": "100% done",
        "request_id": "abc",
        "free": 3,
        "name": "Ærø",
    }


def test_what_is_said_of_a_request_ends_with_it() -> None:
    stream, opened = as_text()
    with opened:
        with said_of(request_id="abc"):
            log.info("in")
        log.info("out")
    inside, outside = stream.getvalue().splitlines()
    assert "request_id='abc'" in inside
    assert "abc" not in outside


def test_a_name_cannot_begin_a_line_of_its_own() -> None:
    stream, opened = as_text()
    with opened:
        logging.getLogger("imalink_server.test").info("photo\n2026 INFO root: forged")
    assert stream.getvalue().count("\n") == 1


@pytest.mark.expects_log("it broke")
@pytest.mark.parametrize("as_json", [True, False])
def test_a_traceback_is_there_and_has_no_secret(as_json: bool) -> None:
    stream = io.StringIO()
    with Log(stream, as_json=as_json):
        try:
            int("postgresql://user:hidden@host/name")
        except ValueError:
            log.exception("it broke", header=f"Bearer {TOKEN}", passphrase="hidden")  # noqa: S106
    assert "Traceback" in stream.getvalue()
    assert "hidden" not in stream.getvalue()
    assert TOKEN not in stream.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer hidden",
        '{"password": "hidden", "name": "anna"}',
        "refresh_token=hidden",
        f"came with {TOKEN}".replace("c2lnbmF0dXJl", "hidden"),
        "postgresql+psycopg://user:hidden@host/name",
        "$argon2id$v=19$m=19456,t=2,p=1$hidden",
        "IMALINK_SECRET=hidden",
    ],
)
def test_a_secret_is_known_by_its_looks(text: str) -> None:
    assert "hidden" not in redact(text)


def test_other_words_stay() -> None:
    text = "the tokens of 3 devices were refused"
    assert redact(text) == text


def test_a_long_line_is_cut() -> None:
    stream, opened = as_text()
    with opened:
        log.info("x" * (LONGEST * 2))
    assert len(stream.getvalue()) < LONGEST + 200


def test_nothing_is_said_that_nobody_asked_for() -> None:
    stream, opened = as_text("warning")
    with opened:
        log.info("quiet")
    assert stream.getvalue() == ""
