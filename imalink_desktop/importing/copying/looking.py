"""A look into each file on the card, for the template and for telling which files are one photo."""

from __future__ import annotations

from imalink_core.errors import Problem
from imalink_core.glancing import Glance, glance
from imalink_core.pairing import Shot
from imalink_desktop.importing.copying.arranging import OnCard
from imalink_desktop.importing.scan import Candidate


def look_at(candidate: Candidate) -> OnCard:
    """Glance at a file that was met, for its date, its camera and its twins. Never fails."""
    if candidate.facts is None or candidate.problem or candidate.skipped:
        return OnCard(candidate)
    try:
        return OnCard(candidate, _shot(candidate, glance(candidate.path)))
    except Problem:
        return OnCard(candidate)


def _shot(candidate: Candidate, seen: Glance) -> Shot:
    camera = " ".join(filter(None, (seen.camera_make, seen.camera_model)))
    return Shot(candidate.path, seen.kind, seen.taken_at, camera or None, seen.size_bytes)
