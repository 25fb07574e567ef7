"""The engine that turns a file into a PhotoEgg: metadata and previews, never the original.

    >>> egg = imalink_core.hatch("DSC_0001.NEF")      # the full reading
    >>> seen = imalink_core.glance("DSC_0001.NEF")    # the cheap one: header, date, thumbnail

For many files keep one `Hatchery`, for any number of threads. What cannot be read
raises `Problem`, which has a code and a sentence for the photographer.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imalink_core.egg import Metadata, PhotoEgg
    from imalink_core.errors import NOTES, PROBLEMS, BadEgg, CoreError, Problem
    from imalink_core.found import DateSource, Found, Note
    from imalink_core.glancing import Glance, glance
    from imalink_core.hatchery import Hatchery, hatch
    from imalink_core.hatching import Hatched, Order
    from imalink_core.limits import Limits
    from imalink_core.previews.picture import Picture, decode_preview

__all__ = [
    "NOTES",
    "PROBLEMS",
    "BadEgg",
    "CoreError",
    "DateSource",
    "Found",
    "Glance",
    "Hatched",
    "Hatchery",
    "Limits",
    "Metadata",
    "Note",
    "Order",
    "PhotoEgg",
    "Picture",
    "Problem",
    "decode_preview",
    "glance",
    "hatch",
]

_ROOMS = {
    "egg": ("Metadata", "PhotoEgg"),
    "errors": ("NOTES", "PROBLEMS", "BadEgg", "CoreError", "Problem"),
    "found": ("DateSource", "Found", "Note"),
    "glancing": ("Glance", "glance"),
    "hatchery": ("Hatchery", "hatch"),
    "hatching": ("Hatched", "Order"),
    "limits": ("Limits",),
    "previews.picture": ("Picture", "decode_preview"),
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Fetch a name when it is first asked for: who wants one constant need not wait for all decoders."""
        for room, names in _ROOMS.items():
            if name in names:
                found = globals()[name] = getattr(import_module(f"{__name__}.{room}"), name)
                return found
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
