"""What has been asked before, to go through with Up and Down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_MOST = 50


class History:
    """The newest last; each text once. What was being typed waits below the newest."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._texts = [*dict.fromkeys(text for text in texts if text.strip())][-_MOST:]
        self._at = len(self._texts)
        self._typed = ""

    @property
    def texts(self) -> Sequence[str]:
        """All of them."""
        return tuple(self._texts)

    @property
    def is_walking(self) -> bool:
        """Whether one from before is looked at."""
        return self._at < len(self._texts)

    def add(self, text: str) -> None:
        """This was asked just now."""
        text = text.strip()
        if text:
            self._texts = [*(each for each in self._texts if each != text), text][-_MOST:]
        self.stop()

    def older(self, now: str) -> str | None:
        """The text before; `now` is what stands in the box."""
        if self._at == 0:
            return None
        if not self.is_walking:
            self._typed = now
        self._at -= 1
        # What stands there already would be a step that does nothing.
        return self.older(now) if self._texts[self._at] == now and self._at > 0 else self._texts[self._at]

    def newer(self) -> str | None:
        """The text after, and in the end what was being typed."""
        if not self.is_walking:
            return None
        self._at += 1
        return [*self._texts, self._typed][self._at]

    def stop(self) -> None:
        """Somebody types."""
        self._at = len(self._texts)
