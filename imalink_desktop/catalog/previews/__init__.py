"""The derived half of the catalog: previews of photos, which may be deleted at any time.

Hot and grid previews lie in `previews.db`, cold previews are files named by their hash in `cold`.
Nothing here is precious: what is not there can be made again, or fetched again.
"""

from imalink_desktop.catalog.previews.store import Kind, Preview, Previews

__all__ = ["Kind", "Preview", "Previews"]
