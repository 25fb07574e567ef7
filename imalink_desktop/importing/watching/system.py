"""What the system tells of watched folders, by way of watchdog and its threads.

On Linux there is a limit to how many folders may be watched, and to how many events wait to be fetched.
Watchdog passes over both in silence, so there we stand in its door to the system and hear of them.
"""

from __future__ import annotations

import errno
import os
import sys
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
    FileSystemMovedEvent,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from imalink_desktop.importing.watching.happened import Kind

_TELLS_CLOSING = sys.platform == "linux"

_WANTED: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileClosedEvent, FileMovedEvent, FileDeletedEvent),
    *(DirCreatedEvent, DirMovedEvent, DirDeletedEvent),
]
"""Neither that somebody reads a file, which we do ourselves, nor that a folder has another time."""

_KINDS: dict[str, Kind] = {
    "created": Kind.TOUCHED,
    "modified": Kind.WRITTEN if _TELLS_CLOSING else Kind.TOUCHED,
    "closed": Kind.CLOSED,
    "deleted": Kind.GONE,
}

NO_MORE = (errno.ENOSPC, errno.EMFILE)
"""What Linux says when no more folders may be watched."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what the system tells, in the system's own threads: it must be quick."""

    event: Callable[[Path, Kind, bool], object]
    """A path, what happened to it, and whether it is a folder."""
    lost: Callable[[], object]
    """Events were lost: anything may have happened anywhere."""
    full: Callable[[Path], object]
    """A folder cannot be watched: the limit is reached."""


class System:
    """The system's own watching. It may refuse: `OSError` says why."""

    def __init__(self, ears: Ears) -> None:
        self._ears = ears
        self._observer = _observer(ears)
        self._observer.start()

    def watch(self, folder: Path) -> ObservedWatch:
        """Hear of all that happens below a folder from now on. Takes a while where there are many."""
        hearing = _Hearing(self._ears)
        return self._observer.schedule(hearing, str(folder), recursive=True, event_filter=_WANTED)

    def leave(self, watch: ObservedWatch) -> None:
        """Hear no more of it."""
        self._observer.unschedule(watch)

    def stop(self) -> None:
        """Hear no more, and see the threads end."""
        self._observer.stop()
        self._observer.join()


class _Hearing(FileSystemEventHandler):
    def __init__(self, ears: Ears) -> None:
        self._ears = ears

    def dispatch(self, event: FileSystemEvent) -> None:
        path = Path(os.fsdecode(event.src_path))
        if isinstance(event, FileSystemMovedEvent):
            self._ears.event(path, Kind.GONE, event.is_directory)
            self._ears.event(Path(os.fsdecode(event.dest_path)), Kind.TOUCHED, event.is_directory)
        elif kind := _KINDS.get(event.event_type):
            self._ears.event(path, kind, event.is_directory)


def _observer(ears: Ears) -> BaseObserver:
    if sys.platform != "linux":
        return Observer()
    from watchdog.observers.inotify import InotifyEmitter
    from watchdog.observers.inotify_c import CallbackId, InotifyEvent, InotifyFD, Mask, WatchCallback
    from watchdog.observers.inotify_c import WatchDescriptor as Descriptor

    # A new folder inside a new one is often come upon twice; watchdog remarks on it, and it does no harm.
    warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)

    class Door(InotifyFD):
        """Where all folders of all watches pass to the system, and all events back."""

        def add_callback(
            self, path: bytes, mask: Mask, callback: WatchCallback, id_: CallbackId
        ) -> Descriptor:
            try:
                return super().add_callback(path, mask, callback, id_)
            except OSError as error:
                if error.errno in NO_MORE:
                    ears.full(Path(os.fsdecode(path)))
                raise

        def handle_event(self, event: InotifyEvent) -> None:
            if event.is_queue_overflow:
                ears.lost()
            super().handle_event(event)

    class Linux(BaseObserver):
        def __init__(self) -> None:
            self._door = Door()
            self._door.start()
            super().__init__(InotifyEmitter, inotify_fd=self._door)

        def on_thread_stop(self) -> None:
            super().on_thread_stop()
            self._door.stop()
            self._door.join()

    return Linux()
