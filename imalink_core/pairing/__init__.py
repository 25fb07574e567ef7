"""Which files are one photo, and which photos belong together; always with the reason."""

from __future__ import annotations

from imalink_core.pairing.burst import Burst, BurstKind, bursts
from imalink_core.pairing.pair import pair
from imalink_core.pairing.reasons import REASONS, Reason
from imalink_core.pairing.shot import Group, Member, Role, Shot

__all__ = [
    "REASONS",
    "Burst",
    "BurstKind",
    "Group",
    "Member",
    "Reason",
    "Role",
    "Shot",
    "bursts",
    "pair",
]
