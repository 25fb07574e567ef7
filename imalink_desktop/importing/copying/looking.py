"""A look into each file on the card, for the template and for telling which files are one photo."""

from __future__ import annotations

from imalink_core.errors import Problem
from imalink_core.glancing import glance
from imalink_desktop.importing.copying.arranging import OnCard
from imalink_desktop.importing.grouping import shot_by_glance
from imalink_desktop.importing.scan import Candidate


def look_at(candidate: Candidate) -> OnCard:
    """Glance at a file that was met, for its date, its camera and its twins. Never fails."""
    if candidate.facts is None or candidate.problem or candidate.skipped:
        return OnCard(candidate)
    try:
        return OnCard(candidate, shot_by_glance(candidate.path, glance(candidate.path)))
    except Problem:
        return OnCard(candidate)
