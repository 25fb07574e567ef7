"""What each operation did: "214 photos rated". The status line, the history and "Undone: …" say it so."""

from __future__ import annotations

from collections.abc import Mapping

from imalink_desktop.base.words import many, marked
from imalink_desktop.catalog.changes import Op

WORDS: Mapping[Op, tuple[str, str]] = marked(
    {
        Op.RATE: ("{n} photo rated", "{n} photos rated"),
        Op.FLAG: ("{n} photo flagged", "{n} photos flagged"),
        Op.LABEL: ("{n} photo labelled", "{n} photos labelled"),
        Op.TITLE: ("Title of {n} photo set", "Title of {n} photos set"),
        Op.DESCRIBE: ("{n} photo described", "{n} photos described"),
        Op.EDIT: ("{n} photo edited", "{n} photos edited"),
        Op.SET_VISIBILITY: ("Visibility of {n} photo set", "Visibility of {n} photos set"),
        Op.SET_TELLING: (
            "What others also see of {n} photo set",
            "What others also see of {n} photos set",
        ),
        Op.PUT_INTO_SPACE: ("{n} photo put into a space", "{n} photos put into a space"),
        Op.TAKE_OUT_OF_SPACE: ("{n} photo taken out of a space", "{n} photos taken out of a space"),
        Op.SPACE_GONE: (
            "A space is gone: {n} photo no longer shown there",
            "A space is gone: {n} photos no longer shown there",
        ),
        Op.TAG: ("Tags of {n} photo changed", "Tags of {n} photos changed"),
        Op.RENAME_TAG: ("Tag renamed", "Tag renamed"),
        Op.FORGET_TAG: ("Tag forgotten", "Tag forgotten"),
        Op.NEW_COLLECTION: ("Collection made", "Collection made"),
        Op.RENAME_COLLECTION: ("Collection renamed", "Collection renamed"),
        Op.DESCRIBE_COLLECTION: ("Collection described", "Collection described"),
        Op.MOVE_COLLECTION: ("Collection moved", "Collection moved"),
        Op.DELETE_COLLECTION: ("Collection deleted", "Collection deleted"),
        Op.COLLECT: ("{n} photo put into a collection", "{n} photos put into a collection"),
        Op.TAKE_FROM_COLLECTION: ("{n} photo taken from a collection", "{n} photos taken from a collection"),
        Op.ARRANGE_COLLECTION: ("{n} photo put in another place", "{n} photos put in another place"),
        Op.STACK: ("{n} photo stacked", "{n} photos stacked"),
        Op.UNSTACK: ("{n} photo unstacked", "{n} photos unstacked"),
        Op.TAKE_FROM_STACK: ("{n} photo taken from a stack", "{n} photos taken from a stack"),
        Op.SET_COVER: ("{n} photo put on top of its stack", "{n} photos put on top of their stacks"),
        Op.KEEP: (
            "{n} photo kept, the rest of the stack rejected",
            "{n} photos kept, the rest of the stack rejected",
        ),
        Op.NEW_SHOOT: ("Shoot made", "Shoot made"),
        Op.EDIT_SHOOT: ("Shoot edited", "Shoot edited"),
        Op.ARCHIVE_SHOOT: ("Shoot archived", "Shoot archived"),
        Op.UNARCHIVE_SHOOT: ("Shoot brought back", "Shoot brought back"),
        Op.DELETE_SHOOT: ("Shoot deleted", "Shoot deleted"),
        Op.ADD_TO_SHOOT: ("{n} photo added to a shoot", "{n} photos added to a shoot"),
        Op.TAKE_FROM_SHOOT: ("{n} photo taken from a shoot", "{n} photos taken from a shoot"),
        Op.SET_AUTHOR: ("Author of {n} photo set", "Author of {n} photos set"),
        Op.SAVE_SEARCH: ("Search saved", "Search saved"),
        Op.RENAME_SEARCH: ("Saved search renamed", "Saved search renamed"),
        Op.CHANGE_SEARCH: ("Saved search changed", "Saved search changed"),
        Op.FORGET_SEARCH: ("Saved search forgotten", "Saved search forgotten"),
        Op.SHIFT_TIME: ("Time of {n} photo shifted", "Time of {n} photos shifted"),
        Op.SET_TIME: ("Time of {n} photo set", "Time of {n} photos set"),
        Op.SET_PLACE: ("Place of {n} photo set", "Place of {n} photos set"),
        Op.TURN: ("{n} photo turned", "{n} photos turned"),
        Op.CROP: ("{n} photo cropped", "{n} photos cropped"),
        Op.DISCARD: ("{n} photo moved to the trash", "{n} photos moved to the trash"),
        Op.BRING_BACK: ("{n} photo brought back", "{n} photos brought back"),
        Op.PURGE: ("{n} photo taken out of the library", "{n} photos taken out of the library"),
        Op.SHIFT_CAMERA: ("Camera's clock set right on {n} photo", "Camera's clock set right on {n} photos"),
        Op.RESOLVE: ("Conflict resolved", "Conflict resolved"),
        Op.UNDO_IMPORT: ("Import of {n} photo taken back", "Import of {n} photos taken back"),
        Op.MARK_FOLDER: ("Folders chosen", "Folders chosen"),
        Op.SIGN_IN: ("Signed in", "Signed in"),
        Op.SIGN_OUT: ("Signed out", "Signed out"),
        Op.SEE_DRIVE: ("Drive seen", "Drive seen"),
        Op.ADD_FOLDERS: ("Folders added", "Folders added"),
        Op.BEGIN_IMPORT: ("Import begun", "Import begun"),
        Op.ACCOUNT_FOR: ("{n} file accounted for", "{n} files accounted for"),
        Op.END_IMPORT: ("Import ended", "Import ended"),
        Op.REGISTER: ("{n} photo registered", "{n} photos registered"),
        Op.HATCH: ("{n} photo read", "{n} photos read"),
        Op.RELOCATE: ("{n} file found in another place", "{n} files found in another place"),
        Op.SEE_FILES: ("{n} file looked for", "{n} files looked for"),
        Op.PULL: ("{n} photo brought up to date", "{n} photos brought up to date"),
        Op.PUSH: ("{n} photo sent", "{n} photos sent"),
        Op.UNDO: ("Undone", "Undone"),
        Op.REDO: ("Done again", "Done again"),
    }
)
"""Every operation there is, for one and for more."""


def in_words(op: Op, count: int) -> str:
    """What was done, and to how many photos where it was done to photos."""
    return many(*WORDS[op], count)


def counted(number: int, thing: str) -> str:
    """A number with its thing, for the command line: `1 photo`, `12,000 photos`."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
