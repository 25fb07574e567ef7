"""Hearing which spaces one is in: those there are before their photos are heard of, those gone after it.

What is gone is asked about once more before it is believed: somebody may just have come in again.
"""

from __future__ import annotations

from collections.abc import Mapping

from imalink_desktop.base.log import logger
from imalink_desktop.sync.store import Store
from imalink_desktop.sync.values import Field, Remote, RemoteSpace, ServerTrouble

log = logger(__name__)


def hear_of_spaces(store: Store, remote: Remote, *, surely: bool = False) -> dict[str, str]:
    """Know the spaces that there are; answers those that are known here and not told of, with their names.

    `surely`, or not at all: of a server with another past, nobody knows which space has which number.
    """
    listed = _listed(remote, surely=surely)
    return {} if listed is None else store.hear_of_spaces(listed)


def let_go_of_spaces(store: Store, remote: Remote, missing: Mapping[str, str]) -> tuple[str, ...]:
    """Take away the spaces that are still missing; answers their names."""
    listed = _listed(remote, surely=False) if missing else None
    if listed is None:
        return ()
    gone = store.hear_of_spaces(listed)
    both = {key: name for key, name in missing.items() if key in gone}
    if both:
        store.let_go_of_spaces(both)
    return tuple(sorted(both.values()))


def _listed(remote: Remote, *, surely: bool) -> tuple[RemoteSpace, ...] | None:
    """None where the server has none, or cannot say: photos do not wait for that."""
    if Field.SPACES not in remote.abilities.fields:
        return None
    try:
        return remote.spaces()
    except ServerTrouble as trouble:
        if surely:
            raise
        log.info("the server does not tell of its spaces", why=trouble.sentence)
        return None
