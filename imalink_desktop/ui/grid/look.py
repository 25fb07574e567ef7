"""How the grid looks: colours and measures, as plain values. The theme fills them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from imalink_desktop.catalog.decisions import LABELS
from imalink_desktop.ui.grid.geometry import Spacing
from imalink_desktop.ui.theme.palette import DARK, Ink

_STAR, _PICK = DARK.ink("star"), DARK.ink("pick")
_LABELS = {name: DARK.ink(f"label_{name}") for name in LABELS}


@dataclass(frozen=True, slots=True)
class Look:
    """Neutral grays: photographs are judged beside them. Colours as `#rrggbb`, named as in the theme."""

    backdrop: str = "#1b1b1b"
    cell: str = "#262626"
    cell_selected: str = "#3d3d3d"
    cell_target: str = "#4f4f4f"
    placeholder: str = "#343434"
    text: str = "#dedede"
    text_quiet: str = "#a3a3a3"
    outline: str = "#7d7d7d"
    """Around what is selected, and around the target while the keyboard is elsewhere."""
    target: str = "#f5f5f5"
    target_shade: str = "#0c0c0c"
    accent: str = "#7fb0e6"
    badge: str = "#161616"
    """Behind marks that lie on a picture; it lets some of it through. Dark in a light window too."""
    badge_text: str = "#f0f0f0"
    star: Ink = _STAR
    star_empty: str = "#8c8c8c"
    pick: Ink = _PICK
    reject: str = "#f58a80"
    labels: Mapping[str, Ink] = field(default_factory=lambda: MappingProxyType(_LABELS))
    visibilities: tuple[str, ...] = ("#a3a3a3", "#a3a3a3", "#7fb0e6", "#8fd18b")
    """By level; what is private, as most photos are, has no mark."""
    spacing: Spacing = field(default_factory=Spacing)
