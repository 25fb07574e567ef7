"""What a query can be told."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from imalink_desktop.base.errors import Expected
from imalink_desktop.base.words import _
from imalink_desktop.catalog.query.folding import fold


class QueryError(Expected):
    """Here it stopped making sense: from `position`, for `length` signs. `suggestion` may help."""

    def __init__(self, position: int, length: int, message: str, suggestion: str = "") -> None:
        self.position = position
        self.length = length
        self.message = message
        self.suggestion = suggestion
        super().__init__(message, suggestion)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word that comes closest, as a question; nothing where none comes close."""
    close = get_close_matches(fold(word)[:50], list(known), n=1, cutoff=0.6)
    return _("Did you mean {word}?").format(word=close[0]) if close else ""
