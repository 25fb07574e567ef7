"""`Desk`: requests go out as values, answers come home by key, such as the id of a photo."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from imalink_desktop.base.workers import Answer
from imalink_desktop.jobs.mailbox import Mailbox
from imalink_desktop.jobs.squad import Squad
from imalink_desktop.jobs.traffic import Traffic

T = TypeVar("T")
R = TypeVar("R")


class Desk(Squad[T, R]):
    """For a view: it submits what it wants to show, prefers what is visible, drops what has gone.

    Each answer is handed to the receiver at home. The receiver is held weakly, if it is the
    method of an object; without it the answers go nowhere. After closing none come.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        receiver: Callable[[Answer[T, R]], object],
        traffic: Traffic,
        mailbox: Mailbox,
        ahead: int,
    ) -> None:
        self._mailbox = mailbox
        self._receive = mailbox.weakly(receiver)
        super().__init__(work, traffic, ahead)

    def _deliver(self, answer: Answer[T, R]) -> None:
        self._mailbox.post(partial(self._hand_over, answer))

    def _hand_over(self, answer: Answer[T, R]) -> None:
        """At home."""
        try:
            if not self._closed:
                self._receive(answer)
        finally:
            self._collected(1)
