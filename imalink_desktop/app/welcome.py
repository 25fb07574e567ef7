"""What `imalink` says while it has no window: what it can already do, and how to try it."""

from __future__ import annotations

import sys

from imalink_desktop.app.exits import Exit

_WELCOME = """\
ImaLink: a photo manager whose originals stay where they are.

The window is not built yet. Two things work today. The egg engine turns any photo,
RAW or video into a PhotoEgg (metadata and previews, about 1 % of the bytes) and never
writes to an original. The catalog keeps what you decide of your photos; they come
into it with the import, which is built next.

  imalink egg ~/Pictures                a line for each photo
  imalink egg ~/Pictures --json         everything, as one JSON document
  imalink egg photo.jpg --cold none     without the large preview
  imalink list 'rating>=4 tag:travel'    what a query finds in the catalog
  imalink search-help                   all that can be asked for
  imalink doctor                        whether the catalog is well
  imalink --help                        every command
"""


def run() -> int:
    """Say it."""
    sys.stdout.write(_WELCOME)
    return Exit.DONE
