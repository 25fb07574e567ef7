"""How it stands, in words: why nothing goes on comes first, and what is to be decided hides none of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imalink_desktop.catalog.reads.exposure import Exposure
from imalink_desktop.ui.syncing.exposing import _why, warning
from imalink_desktop.ui.syncing.standing import Account, Question, Standing, State, sentence, short

HERE = Standing(Account("https://photos.example", "eva"), has_heard=True)
DECIDE = "24 things are to be decided, see below."
ALL_BUT = "The server has all that was said and decided, and so has this computer."
OPEN = replace(HERE, conflicts=24, waiting=5)


@pytest.mark.parametrize(
    ("standing", "state", "words", "said"),
    [
        (
            replace(OPEN, is_offline=True, trouble="The server cannot be reached."),
            State.OFFLINE,
            "Offline · 5 waiting · 24 to decide",
            "The server cannot be reached. 24 things are to be decided, see below.",
        ),
        (
            replace(OPEN, is_paused=True, parked=1),
            State.PAUSED,
            "Sync paused · 5 waiting · 25 to decide",
            "Nothing is sent or received until you go on. 25 things are to be decided, see below.",
        ),
        (
            replace(OPEN, is_metered=True),
            State.PAUSED,
            "Sync paused · 5 waiting · 24 to decide",
            f"This network costs money by what is sent: syncing waits for another one. {DECIDE}",
        ),
        (
            OPEN,
            State.NEEDS_YOU,
            "Sync needs you · 5 waiting",
            "Something has to be decided, see below. Everything else goes on.",
        ),
        (
            replace(OPEN, is_signed_out=True, is_offline=True),
            State.NEEDS_YOU,
            "Sync needs you · 5 waiting",
            f"Nothing is sent or received until you have said what to do. {DECIDE}",
        ),
        (
            replace(HERE, large=2),
            State.IN_SYNC,
            "In sync",
            f"{ALL_BUT} 2 large previews are still to go.",
        ),
        (replace(HERE, asks=Question.PUT_BACK, is_paused=True), State.NEEDS_YOU, "Sync needs you", None),
    ],
    ids=["offline", "paused", "metered", "in step", "signed out", "large", "asked"],
)
def test_what_is_to_be_decided_hides_nothing_of_how_the_line_is(
    standing: Standing, state: State, words: str, said: str | None
) -> None:
    assert standing.state is state
    assert short(standing) == words
    assert said is None or sentence(standing) == said


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (replace(OPEN, is_offline=True), "Private here. 2 wait for the network, and go out first."),
        (replace(OPEN, is_paused=True), "Private here. 2 wait until syncing goes on, and go out first."),
        (OPEN, "Private here. 2 wait for the next round, and go out first."),
        (replace(OPEN, is_signed_out=True), "Private here. 2 wait: sync needs you first."),
        (Standing(), "Private here. 2 wait until you sign in."),
    ],
    ids=["offline", "paused", "in step", "signed out", "no account"],
)
def test_what_is_made_private_says_what_it_waits_for_and_never_for_a_conflict(
    standing: Standing, words: str
) -> None:
    assert _why(2, standing) == words


def test_without_a_server_nobody_sees_what_is_made_public() -> None:
    one = Exposure(public=1, private=1)
    said = "Everybody can see 1 photo as soon as you sign in to a server. 1 of them is tagged private."
    assert warning(one, is_signed_in=False) == said
    assert warning(one).startswith("Everybody can see 1 photo now.")
