"""What a command did, as data: which operation, how many things, which rows of which tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Op(StrEnum):
    """Every operation there is. The window turns it into words: "Undo: rate 214 photos"."""

    RATE = "rate"
    FLAG = "flag"
    LABEL = "label"
    TITLE = "title"
    DESCRIBE = "describe"
    SET_VISIBILITY = "visibility"
    TAG = "tag"
    RENAME_TAG = "rename tag"
    FORGET_TAG = "forget tag"
    SHIFT_TIME = "shift time"
    SET_TIME = "time"
    SET_PLACE = "place"
    TURN = "turn"
    CROP = "crop"
    DISCARD = "discard"
    BRING_BACK = "bring back"
    PURGE = "purge"
    REGISTER = "register"
    SIGN_IN = "sign in"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer of every command. Views look at it and decide for themselves what to redraw.

    `fields` tells, for each table, the fields that changed (all of them for new and deleted
    rows) and `rows` the numbers of the rows. `kept` are rows that an undo left alone because
    somebody had changed them since.
    """

    op: Op
    count: int
    of: Op | None = None
    """The operation that was undone or done again."""
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    kept: Mapping[str, frozenset[int]] = field(default_factory=dict)
