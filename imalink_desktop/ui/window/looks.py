"""The theme's colours as the grid and the loupe name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeVar

from imalink_desktop.ui.grid.look import Look as GridLook
from imalink_desktop.ui.loupe.look import Look as LoupeLook
from imalink_desktop.ui.theme.palette import DARK, Palette

L = TypeVar("L", GridLook, LoupeLook)

_OTHERWISE = {"placeholder": "cell_selected"}
"""What the theme calls by another name."""
_ON_GLASS = ("star", "star_empty", "pick", "reject", "labels")
_UNNAMED = ("orange", "gray")
"""Labels that come from elsewhere only, and have no token."""


def grid_look(palette: Palette) -> GridLook:
    """How the grid looks in this palette."""
    visibilities = (
        palette.visibility_private,
        palette.visibility_space,
        palette.visibility_authenticated,
        palette.visibility_public,
    )
    return _filled(GridLook(), palette, {"visibilities": visibilities})


def loupe_look(palette: Palette) -> LoupeLook:
    """How the loupe looks in this palette; its marks lie on dark glass in every theme."""
    marks = _filled(LoupeLook(), DARK)
    lit = {name: getattr(marks, name) for name in _ON_GLASS}
    return _filled(LoupeLook(), palette, lit)


def _filled(usual: L, palette: Palette, more: Mapping[str, object] = MappingProxyType({})) -> L:
    """The look with every colour that the palette has."""
    known: dict[str, Any] = {
        field.name: palette.colour(token)
        for field in fields(usual)
        if hasattr(palette, token := _OTHERWISE.get(field.name, field.name))
    }
    labels = {
        name: colour if name in _UNNAMED else palette.colour(f"label_{name}")
        for name, colour in usual.labels.items()
    }
    return type(usual)(**{**_as_it_is(usual), **known, "labels": labels, **more})


def _as_it_is(look: GridLook | LoupeLook) -> dict[str, Any]:
    return {field.name: getattr(look, field.name) for field in fields(look)}
