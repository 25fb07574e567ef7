"""The log: one line for each thing that happened, for people or for programs to read; no secret in it.

Every room asks for a `logger` and says facts as fields, never inside the sentence:

    log = logger(__name__)
    log.warning("the disk is nearly full", free=free)

What is said while a question is answered carries its request id, whoever says it.
All goes through Python's own logging, and nowhere until the program opens its `Log`.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, Self, TextIO

import structlog

from imalink_server.base.redaction import redact, without_secrets

LONGEST = 20_000
"""Characters of one record; what is longer is cut."""

OURS = ("imalink_core", "imalink_server", "uvicorn.error")
"""Whose chatter is kept. Other libraries are only heard when they warn."""


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """Make the logger of a module."""
    made: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.contextvars.merge_contextvars,
            _as_record,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return made


@contextmanager
def said_of(**fields: object) -> Iterator[None]:
    """Add fields to all that is logged while this lasts, on this thread and those that work for it."""
    with structlog.contextvars.bound_contextvars(**fields):
        yield


def _as_record(_: object, __: str, event: MutableMapping[str, Any]) -> tuple[tuple[str], dict[str, Any]]:
    """Hand sentence and fields to Python's logging: as one text, and apart for whoever writes JSON."""
    said = {name: event.pop(name) for name in ("exc_info", "stack_info") if name in event}
    sentence = str(event.pop("event"))
    fields = without_secrets(event)
    text = " ".join([sentence, *(f"{name}={value!r}" for name, value in fields.items())])
    return (text,), {**said, "extra": {"sentence": sentence, "fields": fields}}


class Log:
    """What is written down of one run. Close it, or use `with`."""

    def __init__(self, stream: TextIO, *, level: str = "info", as_json: bool = False) -> None:
        self._handler = logging.StreamHandler(stream)
        self._handler.setFormatter(_Json() if as_json else _Words())
        self._before = {name: logging.getLogger(name).level for name in OURS}
        for name in OURS:
            logging.getLogger(name).setLevel(level.upper())
        logging.getLogger().addHandler(self._handler)

    def close(self) -> None:
        """Stop listening."""
        logging.getLogger().removeHandler(self._handler)
        for name, level in self._before.items():
            logging.getLogger(name).setLevel(level)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} … ({len(text) - LONGEST:,} more characters)"
    return redact(text)


class _Words(logging.Formatter):
    """A record as one line and, below it, its traceback."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"
    default_time_format = "%Y-%m-%dT%H:%M:%S"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's words for it
        return _clean(super().format(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's own name
        # Nobody's name may end a line and begin another in ours.
        return super().formatMessage(record).replace("\r", "\\r").replace("\n", "\\n")


class _Json(logging.Formatter):
    """A record as one JSON object on one line."""

    converter = staticmethod(time.gmtime)
    default_msec_format = "%s.%03dZ"
    default_time_format = "%Y-%m-%dT%H:%M:%S"

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, object] = {
            "at": self.formatTime(record),
            "level": record.levelname.lower(),
            "where": record.name,
            "event": _clean(getattr(record, "sentence", None) or record.getMessage()),
        }
        for name, value in getattr(record, "fields", {}).items():
            said.setdefault(name, value if isinstance(value, int | float | None) else _clean(str(value)))
        if record.exc_info:
            said["traceback"] = _clean(self.formatException(record.exc_info))
        return json.dumps(said, ensure_ascii=False, default=str)
