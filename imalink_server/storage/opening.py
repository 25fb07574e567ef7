"""From a URL to a store."""

from __future__ import annotations

from pathlib import Path

from obstore.exceptions import BaseError
from obstore.store import from_url

from imalink_server.base.errors import Expected
from imalink_server.storage.bucket import Bucket
from imalink_server.storage.folder import Folder
from imalink_server.storage.store import Store


def open_store(url: str | None, usual: Path, spare: int = 0) -> Store:
    """The usual folder, unless a URL says otherwise. Keys to a bucket stand in the environment (AWS_…)."""
    if url is None:
        return Folder(usual, spare)
    scheme, _, place = url.partition("://")
    if scheme == "file":
        return Folder(Path(place), spare)
    if scheme != "s3":
        raise Expected("The store's URL is none that is known.", "Try s3://bucket/prefix, or give none.")
    try:
        return Bucket(from_url(url))
    except (BaseError, OSError, ValueError) as error:
        raise Expected(
            "The store cannot be opened.", "Look at storage_url and at AWS_… in the environment."
        ) from error
