"""What is dragged out of the grid."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.app.desktop.program import Program
from imalink_desktop.ui import carried


def test_photos_go_along_for_ourselves_and_their_files_for_others(program: Program) -> None:
    grid = program.centre.grid
    grid.choose(grid.selection.only(2).extended(4))
    carrying = program._handling._carrying
    carrying._photos = grid.hit()
    data = carrying.what([Path("/photos/a b.jpg"), Path("/photos/\udcff.jpg")])
    assert carried.photos_in(data) == list(grid.hit())
    assert (
        bytes(data.data("text/uri-list").data()) == b"file:///photos/a%20b.jpg\r\nfile:///photos/%FF.jpg\r\n"
    )
