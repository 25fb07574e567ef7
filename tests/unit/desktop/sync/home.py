"""Two machines and a server of the simulation, on good days."""

from __future__ import annotations

from pathlib import Path
from random import Random
from uuid import NAMESPACE_OID, uuid5

from imalink_desktop.base.progress import run_here
from imalink_desktop.catalog.commands import hatched
from imalink_desktop.catalog.commands.arriving import Arrival, register
from imalink_desktop.catalog.models import ImageFile
from imalink_desktop.catalog.previews import Preview
from imalink_desktop.jobs.crew import NoWorkers
from imalink_desktop.sync.engine import Outcome, sync
from imalink_desktop.sync.pulling import Decision
from imalink_desktop.sync.store import Store
from tests.unit.desktop.catalog.commands.cards import all_of, egg, file, lay
from tests.unit.desktop.sync.simulation.line import Line
from tests.unit.desktop.sync.simulation.machine import Machine, Titles, template
from tests.unit.desktop.sync.simulation.model import Server
from tests.unit.desktop.sync.simulation.real import Real


def _silent(_: str) -> None:
    """Nobody reads these stories' traces."""


class Home:
    """Two machines and a server, on good days."""

    def __init__(self, folder: Path, real: Real | None = None) -> None:
        self.server = Server()
        """The model; nobody asks it where there is a real one."""
        blank = template(folder)
        self.attic, self.kitchen = (Machine(name, folder / name, blank) for name in ("attic", "kitchen"))
        for machine in (self.attic, self.kitchen):
            machine.begin(Line(real or self.server, Random(1), _silent), Random(1), Titles(), _silent)  # noqa: S311 - told by its seed


def bring(machine: Machine, *pictures: str) -> None:
    """Import pictures."""
    for picture in pictures:
        number = len(all_of(machine.catalog, ImageFile, "id")) + 1
        uid = str(uuid5(NAMESPACE_OID, f"{machine.name} {number}"))
        register(machine.catalog, 1, [Arrival((file(f"{number}.jpg"),), uid=uid)])
        machine.previews.put([Preview(uid, egg(picture).hotpreview)])
        hatched.hatched(machine.catalog, [lay(number, picture)])


def synced(machine: Machine, decision: Decision = Decision.NONE, *, with_cold: bool = True) -> Outcome:
    store = Store.of(machine.catalog, machine.previews, machine=machine.name, state=machine.state)
    return run_here(sync(store, machine.line, NoWorkers(), decision=decision, with_cold=with_cold))


def many(home: Home, count: int) -> None:
    """So many photos, on both machines."""
    bring(home.attic, *(f"picture {number}" for number in range(count)))
    synced(home.attic)
    synced(home.kitchen)
