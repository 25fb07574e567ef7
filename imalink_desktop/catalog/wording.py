"""The words for each operation: "rate 214 photos". Menus say "Undo: ", the history says it as it stands."""

from __future__ import annotations

from collections.abc import Mapping

from imalink_desktop.catalog.changes import Op

WORDS: Mapping[Op, str] = {
    Op.RATE: "rate {photos}",
    Op.FLAG: "flag {photos}",
    Op.LABEL: "label {photos}",
    Op.TITLE: "give {photos} a title",
    Op.DESCRIBE: "describe {photos}",
    Op.EDIT: "edit {photos}",
    Op.SET_VISIBILITY: "set who sees {photos}",
    Op.TAG: "tag {photos}",
    Op.RENAME_TAG: "rename a tag",
    Op.FORGET_TAG: "forget a tag",
    Op.NEW_COLLECTION: "make a collection",
    Op.RENAME_COLLECTION: "rename a collection",
    Op.DESCRIBE_COLLECTION: "describe a collection",
    Op.MOVE_COLLECTION: "move a collection",
    Op.DELETE_COLLECTION: "delete a collection",
    Op.COLLECT: "collect {photos}",
    Op.TAKE_FROM_COLLECTION: "take {photos} from a collection",
    Op.ARRANGE_COLLECTION: "arrange {photos}",
    Op.STACK: "stack {photos}",
    Op.UNSTACK: "unstack {photos}",
    Op.TAKE_FROM_STACK: "take {photos} from a stack",
    Op.SET_COVER: "set a stack's cover",
    Op.NEW_SHOOT: "make a shoot",
    Op.EDIT_SHOOT: "edit a shoot",
    Op.ARCHIVE_SHOOT: "archive a shoot",
    Op.UNARCHIVE_SHOOT: "bring a shoot back",
    Op.DELETE_SHOOT: "delete a shoot",
    Op.ADD_TO_SHOOT: "add {photos} to a shoot",
    Op.TAKE_FROM_SHOOT: "take {photos} from a shoot",
    Op.NEW_AUTHOR: "make an author known",
    Op.RENAME_AUTHOR: "rename an author",
    Op.EDIT_AUTHOR: "edit an author",
    Op.SET_AUTHOR: "set who took {photos}",
    Op.FORGET_AUTHOR: "forget an author",
    Op.MERGE_AUTHORS: "merge two authors",
    Op.SAVE_SEARCH: "save a search",
    Op.RENAME_SEARCH: "rename a search",
    Op.CHANGE_SEARCH: "change a search",
    Op.FORGET_SEARCH: "forget a search",
    Op.SHIFT_TIME: "shift the time of {photos}",
    Op.SET_TIME: "set the time of {photos}",
    Op.SET_PLACE: "set the place of {photos}",
    Op.TURN: "turn {photos}",
    Op.CROP: "crop {photos}",
    Op.DISCARD: "discard {photos}",
    Op.BRING_BACK: "bring back {photos}",
    Op.PURGE: "purge {photos}",
    Op.SHIFT_CAMERA: "set a camera's clock right on {photos}",
    Op.RESOLVE: "resolve a conflict",
    Op.UNDO_IMPORT: "take back an import of {photos}",
    Op.ATTACH: "put files to {photos}",
    Op.DETACH: "take files from {photos}",
    Op.MARK_FOLDER: "choose folders",
    Op.SIGN_IN: "sign in",
    Op.SIGN_OUT: "sign out",
    Op.SEE_DRIVE: "see a drive",
    Op.ADD_FOLDERS: "add folders",
    Op.BEGIN_IMPORT: "begin an import",
    Op.ACCOUNT_FOR: "account for files",
    Op.END_IMPORT: "end an import",
    Op.REGISTER: "register {photos}",
    Op.HATCH: "hatch {photos}",
    Op.RELOCATE: "find files in another place",
    Op.SEE_FILES: "look for files",
    Op.UNDO: "undo",
    Op.REDO: "redo",
}
"""Every operation there is."""


def in_words(op: Op, count: int) -> str:
    """What was done, and to how many photos."""
    return WORDS[op].format(photos=counted(count, "photo"))


def counted(number: int, thing: str) -> str:
    """A number with its thing: `1 photo`, `12,000 photos`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
