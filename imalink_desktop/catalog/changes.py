"""What a command did, as data: which operation, how many things, which rows of which tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Op(StrEnum):
    """Every operation there is. Its words stand in `wording`."""

    RATE = "rate"
    FLAG = "flag"
    LABEL = "label"
    TITLE = "title"
    DESCRIBE = "describe"
    EDIT = "edit"
    SET_VISIBILITY = "visibility"
    SET_TELLING = "telling"
    PUT_INTO_SPACE = "put into space"
    TAKE_OUT_OF_SPACE = "take out of space"
    SPACE_GONE = "space gone"
    TAG = "tag"
    RENAME_TAG = "rename tag"
    FORGET_TAG = "forget tag"
    NEW_COLLECTION = "new collection"
    RENAME_COLLECTION = "rename collection"
    DESCRIBE_COLLECTION = "describe collection"
    MOVE_COLLECTION = "move collection"
    DELETE_COLLECTION = "delete collection"
    COLLECT = "collect"
    TAKE_FROM_COLLECTION = "take from collection"
    ARRANGE_COLLECTION = "arrange collection"
    STACK = "stack"
    UNSTACK = "unstack"
    TAKE_FROM_STACK = "take from stack"
    SET_COVER = "cover"
    KEEP = "keep"
    NEW_SHOOT = "new shoot"
    EDIT_SHOOT = "edit shoot"
    ARCHIVE_SHOOT = "archive shoot"
    UNARCHIVE_SHOOT = "unarchive shoot"
    DELETE_SHOOT = "delete shoot"
    ADD_TO_SHOOT = "add to shoot"
    TAKE_FROM_SHOOT = "take from shoot"
    SET_AUTHOR = "author"
    SAVE_SEARCH = "save search"
    RENAME_SEARCH = "rename search"
    CHANGE_SEARCH = "change search"
    FORGET_SEARCH = "forget search"
    SHIFT_TIME = "shift time"
    SET_TIME = "time"
    SET_PLACE = "place"
    TURN = "turn"
    CROP = "crop"
    DISCARD = "discard"
    BRING_BACK = "bring back"
    PURGE = "purge"
    SEE_DRIVE = "see drive"
    ADD_FOLDERS = "add folders"
    MARK_FOLDER = "mark folder"
    BEGIN_IMPORT = "begin import"
    ACCOUNT_FOR = "account for files"
    END_IMPORT = "end import"
    UNDO_IMPORT = "import"
    REGISTER = "register"
    HATCH = "hatch"
    RELOCATE = "relocate"
    SEE_FILES = "see files"
    SHIFT_CAMERA = "shift camera"
    RESOLVE = "resolve"
    SIGN_IN = "sign in"
    SIGN_OUT = "sign out"
    PULL = "pull"
    PUSH = "push"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer of every command. Views look at it and decide for themselves what to redraw.

    `fields` tells, for each table, the fields that changed (all of them for new and deleted
    rows) and `rows` the numbers of the rows. `count` is of the photos (or whatever it is) that were
    asked to change, without those that moved along. `kept` are rows that an undo left alone because
    somebody had changed them since.
    """

    op: Op
    count: int
    of: Op | None = None
    """The operation that was undone or done again."""
    fields: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rows: Mapping[str, frozenset[int]] = field(default_factory=dict)
    photos: frozenset[int] = frozenset()
    """The photos among them, and those that new or deleted rows hang on, such as tags."""
    step: int | None = None
    """Its number among the steps that can be taken back."""
    kept: Mapping[str, frozenset[int]] = field(default_factory=dict)
