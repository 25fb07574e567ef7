"""What can be wrong with a file: one table of problem codes, one of notes.

    CoreError
    ├── Problem     this file cannot become an egg; has a code and a sentence
    └── BadEgg      this JSON is not an egg; says where and why

A *problem* stops one file and nothing else. A *note* stops nothing: the file
becomes an egg, and the note tells what was odd about it. Neither ever carries a
traceback: a reader of the message is a photographer.
"""

from __future__ import annotations

from imalink_core.found import Note

PROBLEMS: dict[str, str] = {
    "missing": "There is no such file.",
    "unreadable": "The file could not be read.",
    "not_a_file": "This is not an ordinary file.",
    "link": "This is a link, and links are not followed.",
    "empty": "The file is empty.",
    "unsupported": "This kind of file is not supported.",
    "unknown": "The content is of no kind known here.",
    "damaged": "The picture is too damaged to show anything.",
    "too_large": "The picture needs more memory than one file may take.",
    "too_slow": "Reading the file took too long and was stopped.",
    "stopped": "Reading was stopped before it came to an end.",
    "crashed": "The decoder crashed on this file.",
    "changing": "The file changed while it was being read.",
    "blank": "The decoder found nothing but one flat colour where the picture should be.",
    "no_frame": "No picture could be taken from this video.",
    "no_frame_maker": "Nothing on this machine can take a picture from a video.",
}
"""Every problem code with its sentence."""

NOTES: dict[str, str] = {
    "truncated": "The file ends too early; the picture is incomplete.",
    "bad_tag": "A metadata tag could not be read.",
    "bad_date": "A date in the file makes no sense and was left out.",
    "date_only": "Only the day is known, not the time; it is taken as midnight.",
    "bad_gps": "The position in the file makes no sense and was left out.",
    "bad_value": "A value in the file makes no sense and was left out.",
    "bad_xmp": "The XMP metadata could not be read.",
    "bad_iptc": "The IPTC metadata could not be read.",
    "bad_exif": "The EXIF metadata could not be read.",
    "bad_profile": "The colour profile could not be used; colours are taken as sRGB.",
    "exif_shortened": "The metadata was too large; its largest values were left out.",
    "raw_embedded": "Shown from the camera's embedded preview.",
    "raw_demosaiced": "Developed from the sensor data, for want of a large enough embedded preview.",
    "second_try": "Read in a helper process, at the second try.",
    "wrong_extension": "The name says one format, the content another.",
    "time_is_utc": "The time is in UTC; the file does not say the local time.",
    "frame_from": "Shown by a frame from the video.",
}
"""Every note code with its sentence."""


class CoreError(Exception):
    """The root of all that this package raises on purpose."""


class Problem(CoreError):
    """This file cannot become an egg. `code` is a key of `PROBLEMS`."""

    def __init__(self, code: str, detail: str | None = None) -> None:
        self.code = code
        self.message = PROBLEMS[code] if detail is None else f"{PROBLEMS[code]} {detail}"
        super().__init__(self.message)

    @classmethod
    def told(cls, code: str, message: str) -> Problem:
        """Repeat a problem that another process has already put into words."""
        problem = cls(code)
        problem.message = message
        problem.args = (message,)
        return problem


class BadEgg(CoreError):
    """This JSON is not an egg. `where` is the path to the culprit, such as `metadata.iso`."""

    def __init__(self, where: str, why: str) -> None:
        self.where = where
        self.why = why
        super().__init__(f"{where}: {why}" if where else why)


def note(code: str, detail: str | None = None) -> Note:
    """Make a note from the table."""
    return Note(code, NOTES[code] if detail is None else f"{NOTES[code]} {detail}")
