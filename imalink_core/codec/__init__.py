"""Eggs to JSON and back, in our own shape and in those of the family."""

from __future__ import annotations

from imalink_core.codec.base64_jpeg import COLDPREVIEW_BYTES, HOTPREVIEW_BYTES, jpeg_of, jpeg_to_text
from imalink_core.codec.beside import beside_from_json, beside_to_json
from imalink_core.codec.eggs import egg_from_json, egg_to_json
from imalink_core.codec.shapes import Shape, submission_from_json, submission_to_json
from imalink_core.codec.strict_json import dumps, loads
from imalink_core.codec.submission import Submission, Visibility

__all__ = [
    "COLDPREVIEW_BYTES",
    "HOTPREVIEW_BYTES",
    "Shape",
    "Submission",
    "Visibility",
    "beside_from_json",
    "beside_to_json",
    "dumps",
    "egg_from_json",
    "egg_to_json",
    "jpeg_of",
    "jpeg_to_text",
    "loads",
    "submission_from_json",
    "submission_to_json",
]
