"""What a file is that is of no kind known here, in a sentence for the photographer."""

from __future__ import annotations

import codecs

_SIGNS = (
    (b"PK\3\4", "This is a ZIP archive, or a document made like one."),
    (b"PK\5\6", "This is an empty ZIP archive."),
    (b"Rar!", "This is a RAR archive."),
    (b"7z\xbc\xaf\x27\x1c", "This is a 7-Zip archive."),
    (b"\x1f\x8b", "This is a compressed file (gzip)."),
    (b"BZh", "This is a compressed file (bzip2)."),
    (b"\xfd7zXZ", "This is a compressed file (xz)."),
    (b"\x28\xb5\x2f\xfd", "This is a compressed file (zstd)."),
    (b"MZ", "This is a Windows program."),
    (b"\x7fELF", "This is a program."),
    (b"SQLite format 3\0", "This is a database."),
    (b"\xd0\xcf\x11\xe0", "This is an old Office document, or a thumbnail store of Windows."),
    (b"bplist", "This is a property list."),
    (b"<!DOCTYPE html", "This is a web page."),
    (b"<html", "This is a web page."),
    (b"<?xml", "This is XML."),
)
_TEXT = frozenset((*range(0x20, 0x7F), *b"\t\n\r\f\x1b"))


def what_it_is(head: bytes) -> str | None:
    """The sentence, if there is one to say."""
    for sign, sentence in _SIGNS:
        if head.startswith(sign):
            return sentence
    if not any(head):
        return "It holds nothing but zeros."
    return "This is text." if _is_text(head) else None


def _is_text(head: bytes) -> bool:
    """Whether it is UTF-8 all through; the last character may have been cut in two."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return all(ord(sign) in _TEXT or ord(sign) > 0xA0 for sign in text)
