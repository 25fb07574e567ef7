"""`Signal`: something happened. How the lower rooms speak to whoever listens, without Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import ismethod
from itertools import count
from typing import Generic, TypeVar
from weakref import WeakMethod

from imalink_desktop.base.log import logger

T = TypeVar("T")
Listener = Callable[[T], object]

log = logger(__name__)


@dataclass(frozen=True, slots=True)
class Connection:
    """What `connect` gives back, for whoever wants to stop listening."""

    disconnect: Callable[[], None]


class Signal(Generic[T]):
    """Tells its listeners, in the order they came, in the thread that emits.

    The method of an object is held weakly: it goes when its object goes. Any other
    callable is held until it is disconnected. A listener that fails is logged and
    does not keep the others from hearing.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._listeners: dict[int, Callable[[], Listener[T] | None]] = {}
        self._keys = count()

    def connect(self, listener: Listener[T]) -> Connection:
        """Listen from now on."""
        key = next(self._keys)

        def forget(_: object = None) -> None:
            self._listeners.pop(key, None)

        self._listeners[key] = WeakMethod(listener, forget) if ismethod(listener) else lambda: listener
        return Connection(forget)

    def emit(self, value: T) -> None:
        """Tell everybody who listens now, and still does when it is their turn."""
        for key in tuple(self._listeners):
            listener = self._listeners.get(key, _nobody)()
            if listener is None:
                continue
            try:
                listener(value)
            except Exception:
                log.exception("a listener failed", signal=self.name)


def _nobody() -> None:
    return None
