"""The theme's colours as the grid and the loupe name them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from types import MappingProxyType
from typing import Any, TypeVar

from imalink_desktop.ui.grid.look import Look as GridLook
from imalink_desktop.ui.loupe.look import Look as LoupeLook
from imalink_desktop.ui.theme.palette import DARK, Ink, Palette

L = TypeVar("L", GridLook, LoupeLook)

_OTHERWISE = {"placeholder": "cell_selected", "star_empty": "text_quiet"}
"""What the theme calls by another name. Where a star could be is a small dot here, and not an outline."""
_ON_GLASS = ("star", "star_empty", "pick", "reject", "labels")


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
        field.name: _worn(palette, token, getattr(usual, field.name))
        for field in fields(usual)
        if hasattr(palette, token := _OTHERWISE.get(field.name, field.name))
    }
    labels = {name: _worn(palette, f"label_{name}", colour) for name, colour in usual.labels.items()}
    return type(usual)(**{**_as_it_is(usual), **known, "labels": labels, **more})


def _worn(palette: Palette, token: str, usual: str | Ink) -> str | Ink:
    """A colour of the palette, or both of them where the look has both."""
    return palette.ink(token) if isinstance(usual, Ink) else palette.colour(token)


def _as_it_is(look: GridLook | LoupeLook) -> dict[str, Any]:
    return {field.name: getattr(look, field.name) for field in fields(look)}
