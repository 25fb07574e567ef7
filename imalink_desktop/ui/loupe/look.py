"""How the loupe looks: colours and measures, as plain values. The theme fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_LABELS = {
    "red": "#f37a71",
    "yellow": "#e6c14c",
    "green": "#6cc070",
    "blue": "#69a8f0",
    "purple": "#bd90ea",
    "orange": "#e0934f",
    "gray": "#a3a3a3",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Neutral grays, as photographs are judged beside them. Colours as `#rrggbb`, named as in the theme."""

    backdrop: str = "#1b1b1b"
    black: str = "#000000"
    """Behind a photo that has the whole screen."""
    panel: str = "#242424"
    placeholder: str = "#303030"
    text: str = "#dedede"
    text_quiet: str = "#a3a3a3"
    badge: str = "#161616"
    """Behind words that lie on the picture; it lets some of it through."""
    badge_text: str = "#f0f0f0"
    badge_quiet: str = "#b8b8b8"
    star: str = "#e9bd55"
    star_empty: str = "#6e6e6e"
    pick: str = "#8fd18b"
    reject: str = "#f58a80"
    target: str = "#f5f5f5"
    target_shade: str = "#0c0c0c"
    labels: Mapping[str, str] = field(default_factory=lambda: MappingProxyType(_LABELS))
    step: int = 4
    """Every distance is a multiple of it; in pixels of the layout."""
