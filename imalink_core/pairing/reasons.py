"""Why files were put together or kept apart: one table, one sentence for each code."""

from __future__ import annotations

from dataclasses import dataclass

REASONS: dict[str, str] = {
    "other_time": "Another file has this name and was taken at another time: the numbering began again.",
    "same_spelling": "Another file has this name but for capital letters; each is a photo of its own.",
    "phone_naming": "Their names are the ones a phone gives to the parts of one photo.",
    "edited_copy": "The edited copy carries the name of the photo it was made from.",
    "same_name_and_time": "Same folder, same name, taken within two seconds of each other.",
    "same_name": "Same folder and same name; not every one of them says when it was taken.",
    "live_photo": "A short video with the photo's name: a live photo.",
    "motion_photo": "By its name, a motion photo: its video lies inside the picture.",
    "sidecar_full_name": "The sidecar carries the file's full name.",
    "sidecar_name": "The sidecar carries the photo's name.",
    "lone_sidecar": "No photo with the sidecar's name is in this folder.",
    "long_video": "The video has a photo's name, but is too long to be part of a live photo.",
    "other_video": "The video has a photo's name, but belongs to another one.",
    "alone": "No other file in this folder belongs to it.",
    "burst_name": "Their names say that they are one burst.",
    "burst_time": "Same camera, no more than a second from each frame to the next.",
    "bracket_exposure": "Same camera, in quick succession, with evenly spread exposure times.",
}
"""Every code with its sentence; what comes first here is told first."""

_RANK = {code: rank for rank, code in enumerate(REASONS)}


@dataclass(frozen=True, slots=True)
class Reason:
    """The answer to "why?": a code from `REASONS` and its sentence."""

    code: str

    @property
    def sentence(self) -> str:
        """What to tell the photographer."""
        return REASONS[self.code]

    @property
    def rank(self) -> int:
        """How soon to tell it: the lowest first."""
        return _RANK[self.code]
