"""The questions that stop everything, with their answers. Nothing here is ever deleted for good."""

from __future__ import annotations

from dataclasses import dataclass

from imalink_desktop.ui.syncing.standing import Answer, Question
from imalink_desktop.ui.wording import _


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words, and its answers: each with what it is called, and what comes of it."""

    words: str
    more: str
    answers: tuple[tuple[Answer, str, str], ...]


def asked(question: Question) -> Asked:
    """What to say."""
    if question is Question.MANY_GONE:
        return Asked(
            _("A large part of your photos has been deleted on the server."),
            _("Nothing was changed here. If that was not you, send them again."),
            (
                (Answer.KEEP, _("Send them again"), _("The photos stay here, and the server gets them anew")),
                (
                    Answer.LET_GO,
                    _("Move them to the trash here"),
                    _("They can be brought back from there; the originals stay where they are"),
                ),
            ),
        )
    if question is Question.PUT_BACK:
        return Asked(
            _("This library was put back from a backup."),
            _("What waited then may have been sent since. Nothing is sent or received until you go on."),
            (
                (
                    Answer.GO_ON,
                    _("Compare with the server"),
                    _("What was done since comes back from there; what is shown to fewer people stays so"),
                ),
            ),
        )
    return Asked(
        _("The server is not as it was."),
        _("It was reset, restored from a backup, or is another one. Nothing was changed here."),
        (
            (
                Answer.KEEP,
                _("Compare everything, send what it lacks"),
                _("All photos stay here; what the server has lost it gets again"),
            ),
        ),
    )
