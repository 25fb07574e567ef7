"""The wire's shapes of many stacks at once."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field

from imalink_server.schemas.things import Keys, StackAnswer
from imalink_server.schemas.words import Answer, Line, Question, Text, Uid
from imalink_server.services.stacking import Became, StackBecame, StackSaid
from imalink_server.services.things import Thing

_MOST = 500


class StackWanted(Question):
    """What one stack is to be: these photos in this order, or no more."""

    uid: Uid
    version: Annotated[int, Field(ge=1)] | None = None
    """That which was last seen; none of one that is new."""
    stack_type: Line | None = None
    reason: Text | None = None
    photos: Keys = ()
    gone: bool = False

    def said(self) -> StackSaid:
        """The same, for the service."""
        return StackSaid(self.uid, self.version, self.stack_type, self.reason, self.photos, self.gone)


def _each_once(wanted: tuple[StackWanted, ...]) -> tuple[StackWanted, ...]:
    if len({each.uid for each in wanted}) < len(wanted):
        raise ValueError("names a stack twice")
    return wanted


class StacksQuestion(Question):
    """Some stacks."""

    stacks: Annotated[tuple[StackWanted, ...], Field(max_length=_MOST), AfterValidator(_each_once)]


class StackResult(Answer):
    """What became of one, and how it is now; nothing, if it is not there."""

    uid: str
    became: Became
    stack: StackAnswer | None


class StacksResult(Answer):
    """What became of each, in their order."""

    results: list[StackResult]

    @classmethod
    def of(cls, became: list[StackBecame]) -> Self:
        """Shape it."""
        return cls(
            results=[
                StackResult(
                    uid=each.uid,
                    became=each.became,
                    stack=None if each.stack is None else StackAnswer.of(each.stack),
                )
                for each in became
            ]
        )


class StackNames(Question):
    """Some stacks, by their names for good."""

    uids: Annotated[tuple[Uid, ...], Field(max_length=_MOST)]


class StacksTold(Answer):
    """Those of them that are there, and the names of those that one answer does not hold."""

    data: list[StackAnswer]
    left: list[str]

    @classmethod
    def of(cls, found: list[Thing], left: list[str]) -> Self:
        """Shape it."""
        return cls(data=[StackAnswer.of(each) for each in found], left=left)
