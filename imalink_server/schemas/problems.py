"""The one shape of all that goes wrong."""

from __future__ import annotations

from typing import Self

from pydantic import JsonValue

from imalink_server.base.errors import Refused
from imalink_server.schemas.words import Answer


class Problem(Answer):
    """Why a question is refused."""

    code: str
    message: str
    details: dict[str, JsonValue]


class ProblemAnswer(Answer):
    """A refusal, where the family's programs look for it."""

    detail: Problem

    @classmethod
    def of(cls, refused: Refused) -> Self:
        """Shape a refusal."""
        return cls(
            detail=Problem.model_validate(
                {"code": refused.code.value, "message": refused.message, "details": refused.details}
            )
        )
