"""A contact sheet: each egg's hotpreview with what the engine knows of it."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

_COLUMNS, _CELL, _CAPTION, _EDGE = 5, (220, 190), 74, 24
_PAPER, _INK, _FAINT, _ALARM = "#1f2022", "#e8e6e3", "#9a9894", "#e0a458"


def contact_sheet(document: Mapping[str, list[Mapping[str, Any]]]) -> Image.Image:
    """The eggs in rows, and the problems below them."""
    eggs, problems = document["eggs"], document["problems"]
    rows = -(-len(eggs) // _COLUMNS)
    width = _COLUMNS * (_CELL[0] + _EDGE) + _EDGE
    height = rows * (_CELL[1] + _CAPTION + _EDGE) + 2 * _EDGE + 20 * len(problems)
    sheet = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(sheet)
    for number, entry in enumerate(eggs):
        left = _EDGE + number % _COLUMNS * (_CELL[0] + _EDGE)
        top = _EDGE + number // _COLUMNS * (_CELL[1] + _CAPTION + _EDGE)
        _cell(sheet, pen, entry, left, top)
    for number, entry in enumerate(problems):
        below = height - _EDGE - 20 * (len(problems) - number)
        text = f"{Path(entry['path']).name}: {entry['message']}"
        pen.text((_EDGE, below), text, fill=_ALARM, font=_font(13))
    return sheet


def _cell(
    sheet: Image.Image, pen: ImageDraw.ImageDraw, entry: Mapping[str, Any], left: int, top: int
) -> None:
    egg, metadata = entry["egg"], entry["egg"]["metadata"]
    preview = Image.open(io.BytesIO(base64.b64decode(egg["hotpreview_base64"])))
    place = left + (_CELL[0] - preview.width) // 2, top + (_CELL[1] - preview.height) // 2
    pen.rectangle((left, top, left + _CELL[0], top + _CELL[1]), fill="#2a2b2e")
    sheet.paste(preview, place)
    camera = " ".join(filter(None, (metadata["camera_make"], metadata["camera_model"])))
    rating = entry["found"]["rating"]
    stars = "" if rating is None else f"({rating} stars)"
    lines = (
        (f"{Path(entry['path']).name}  {stars}", _INK),
        (f"{egg['image_format']}  {egg['width']} x {egg['height']}  {camera}", _FAINT),
        ((metadata["taken_at"] or "undated").replace("T", "  "), _FAINT),
        (entry["notes"][0]["message"] if entry["notes"] else "", _ALARM),
    )
    for number, (text, colour) in enumerate(lines):
        below = top + _CELL[1] + 6 + 16 * number
        pen.text((left, below), _fitted(pen, text), fill=colour, font=_font(12))


def _fitted(pen: ImageDraw.ImageDraw, text: str) -> str:
    """The text, shortened to the cell's width."""
    if pen.textlength(text, font=_font(12)) <= _CELL[0]:
        return text
    while text and pen.textlength(text + "…", font=_font(12)) > _CELL[0]:
        text = text[:-1]
    return text.rstrip() + "…"


def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)
