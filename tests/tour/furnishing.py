"""What a photographer would have made of the photos by then: stars, tags, and a drive in a drawer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.base.mounts import Mount
from imalink_desktop.catalog.catalog import Catalog
from imalink_desktop.catalog.changes import Changes
from imalink_desktop.catalog.commands import collecting, deciding, discarding, remembering, stacking, tagging
from imalink_desktop.catalog.decisions import Flag, Visibility
from imalink_desktop.importing.volumes import Mounted, all_mounted
from imalink_desktop.ui.bringing.errand import Errand
from tests.tour.rest import rest, until

STACK = 12
"""Where a stack of four begins."""
_STARS = (5, 3, 0, 4, 0, 2, 4, 0, 5, 1, 0, 3)
_LABELS = ("red", None, None, "green", None, "blue", None, None, "yellow", None, None, "purple")
_TAGS = ("place/Norway/Oslo", "place/Norway/Lofoten", "mood/quiet", "subject/sea", "subject/mountain")


def furnish(program: Program) -> None:
    """Decide, tag and collect."""
    photos = list(program.stage.shown.photos)
    for number, photo in enumerate(photos[:72]):
        one = [photo]
        _do(program, partial(deciding.rate, photos=one, stars=_STARS[number % len(_STARS)]))
        _do(program, partial(deciding.label, photos=one, colour=_LABELS[number % len(_LABELS)]))
    _do(program, partial(deciding.flag, photos=photos[0:60:4], value=Flag.PICKED))
    _do(program, partial(deciding.flag, photos=photos[2:60:9], value=Flag.REJECTED))
    _do(program, partial(deciding.show_to, photos=photos[0:40:3], visibility=Visibility.PUBLIC))
    _do(program, partial(deciding.show_to, photos=photos[1:40:5], visibility=Visibility.SPACE))
    for number, path in enumerate(_TAGS):
        _do(program, partial(tagging.tag, photos=photos[number : 70 + number : number + 2], add=[path]))
    _do(program, partial(deciding.entitle, photos=photos[:1], title="First light over the fjord"))
    _do(program, partial(stacking.stack, photos=photos[STACK : STACK + 4]))
    for number, name in enumerate(("Best of the year", "For the wall", "Portfolio"), 1):
        _do(program, partial(collecting.create, name=name))
        _do(program, partial(collecting.add, collection=number, photos=photos[number : 40 : number + 2]))
    _do(program, partial(remembering.save, name="Good, not yet shown", query="rating>=4 visibility:private"))
    _do(program, partial(discarding.discard, photos=photos[-3:]))
    rest(program)


def import_from_a_drive(program: Program, folder: Path) -> None:
    """Import from a drive that is there only this once, and put it back into the drawer."""
    folder = folder.absolute()
    drive = Mounted("tour-drive", "Old drive", Mount(folder, "ext4", "/dev/tour"))
    program.importer._mounted = lambda: (*all_mounted(), drive)
    program.importer.bring(Errand((folder,), title="From the old drive"))
    until(lambda: program.importer.at is None, "the import from a drive")
    program.importer._mounted = all_mounted
    program.library.look_for_drives()
    rest(program)
    program.window.message.hide()


def _do(program: Program, command: partial[Changes]) -> None:
    def run(catalog: Catalog) -> Changes:
        return command(catalog)

    program.library.do(run)
