"""Choosing a whole section by its heading, or by a key for the one the target is in: pure functions."""

from __future__ import annotations

from imalink_desktop.ui.grid.geometry import Layout, Sections
from imalink_desktop.ui.grid.headings import sticking
from imalink_desktop.ui.grid.selection import Selection, united, without


def heading_at(layout: Layout, top: int, y: int) -> int | None:
    """The section whose heading, or sticking heading, lies at this height of a page that begins at `top`."""
    height = layout.spacing.heading
    if not height or not layout.sections.titles or y < 0:
        return None
    current = layout.section_at(top)
    place = sticking(layout, current, top)
    if place <= y < place + height:
        return current
    return next((each for each in layout.headings(top + y, top + y + 1) if each != current), None)


def only(sections: Sections, section: int, target: int | None = None) -> Selection:
    """The photos of this section and no others; the first of them has the frame unless another is named."""
    span = sections.span(section)
    return Selection((span,), span.start if target is None else target, span.start)


def toggled(selection: Selection, sections: Sections, section: int) -> Selection:
    """All of the section beside what is chosen; where all of it was, none."""
    span = sections.span(section)
    is_whole = _holds(selection, span)
    runs = without(selection.runs, (span,)) if is_whole else united(selection.runs, (span,))
    return Selection(runs, span.start, span.start, runs)


def extended(selection: Selection, sections: Sections, section: int) -> Selection:
    """From where a run began to the far end of this section.

    Where all of the section is chosen in which it began, that stays so.
    """
    span = sections.span(section)
    anchor = next((each for each in (selection.anchor, selection.target) if each is not None), span.start)
    origin = sections.span(sections.holding(anchor))
    if not _holds(selection, origin):
        origin = range(anchor, anchor + 1)
    run = range(min(origin.start, span.start), max(origin.stop, span.stop))
    return Selection((run,), span.start, anchor)


def _holds(selection: Selection, span: range) -> bool:
    return any(run.start <= span.start and span.stop <= run.stop for run in selection.runs)
