"""Sample photos, drawn: believable enough to try the program on, and nobody's private life."""

PHOTOS, SIZE = 120, 1600
"""How many are drawn, and how many pixels long."""

ROOT = "sample"
"""The tag that all of them have."""
