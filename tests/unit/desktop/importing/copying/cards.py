"""A card and two drives: folders, and a list of mounts in which each is a volume of its own."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from imalink_core.pairing import Shot
from imalink_desktop.base.mounts import Mount
from imalink_desktop.base.progress import Job, Progress, run_here
from imalink_desktop.importing.copying.arranging import OnCard
from imalink_desktop.importing.copying.copying import copy
from imalink_desktop.importing.copying.report import CopyReport, Fate
from imalink_desktop.importing.copying.template import Template
from imalink_desktop.importing.left_out import LeaveOut
from imalink_desktop.importing.scan import Candidate, scan
from imalink_desktop.importing.volumes import Mounted
from tests.unit.desktop.importing.meeting import named

NOON = datetime.fromisoformat("2024-01-15T12:00:00")


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)  # noqa: S311 - no secret


def on_card(candidate: Candidate) -> OnCard:
    """As if somebody had glanced at it: the name says what it is, and all were taken at noon."""
    shot = named(candidate.path)
    return OnCard(candidate, None if shot is None else replace(shot, taken_at=NOON, camera="X100"))


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the photographer."""

    card: Path
    disk: Path
    backup: Path
    root: Path

    @property
    def mounted(self) -> list[Mounted]:
        return [
            Mounted("uuid:root", "Computer", Mount(Path(self.root.anchor), "ext4")),
            *(
                Mounted(f"uuid:{place.name}", place.name, Mount(place, "exfat"))
                for place in (self.card, self.disk, self.backup)
            ),
        ]

    def fill(self, files: Mapping[str, bytes]) -> None:
        """Put files on the card, each with a time of its own."""
        for number, (name, content) in enumerate(files.items()):
            put(self.card / name, content, 1_700_000_000 + number)

    def job(
        self,
        *,
        to_backup: bool = True,
        met: Iterable[OnCard] | None = None,
        template: str = "{year}/{date}_{title}/{name}",
        title: str = "",
        leave_out: LeaveOut = LeaveOut.SYSTEM,
    ) -> Job[CopyReport]:
        walked = map(on_card, scan([self.card], leave_out=leave_out))
        return copy(
            walked if met is None else met,
            self.disk,
            self.backup if to_backup else None,
            sources=[self.card],
            template=Template.parse(template),
            title=title,
            mounted=self.mounted,
            mounted_now=lambda: self.mounted,
        )

    def copied(
        self, *, to_backup: bool = True, template: str = "{year}/{date}_{title}/{name}", title: str = ""
    ) -> CopyReport:
        return run_here(self.job(to_backup=to_backup, template=template, title=title))


def desk_in(root: Path) -> Desk:
    desk = Desk(root / "card", root / "disk", root / "backup", root)
    for place in (desk.card, desk.disk, desk.backup):
        place.mkdir()
    return desk


def put(path: Path, content: bytes, time: int = 1_700_000_000) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (time, time))


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def fates(report: CopyReport) -> dict[str, Fate]:
    return {file.source.name: file.fate for file in report.files}


def reasons(report: CopyReport) -> dict[str, str]:
    return {file.source.name: file.reason for file in report.files if file.reason}


def advance(job: Job[CopyReport], until: str) -> Progress:
    """Let a job work until it has begun to read a file of that name."""
    return next(step for step in job if until in step.at)


def shot(name: str, after: datetime | None = NOON) -> Shot:
    found = named(Path("/card") / name)
    assert found is not None
    return replace(found, taken_at=after)
