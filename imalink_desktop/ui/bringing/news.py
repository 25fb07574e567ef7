"""Whether an import would bring anything at all: of a watched folder that is asked before it begins."""

from __future__ import annotations

from collections.abc import Collection

from imalink_desktop.base.progress import Job, Progress
from imalink_desktop.importing.accounting import report_path
from imalink_desktop.importing.bundles import bundles
from imalink_desktop.importing.darkroom import Darkroom, Wish
from imalink_desktop.importing.looking import LOOKING, look_at
from imalink_desktop.importing.placing import ground, place
from imalink_desktop.importing.plan import Planned, Verdict, verdict_of
from imalink_desktop.importing.planning import planner_for
from imalink_desktop.importing.scan import scan


def is_anything_new(darkroom: Darkroom, wish: Wish, told: Collection[str]) -> Job[bool]:
    """Walk until something is met that an import would do something about.

    `told` are the paths of files that could not be read and are known for that: they are no news.
    """
    mounted = darkroom.mounted()
    before = ground(wish.sources, mounted)
    planner = planner_for(darkroom.catalog, wish.sources, mounted)
    met = 0
    for portion in bundles(place(scan(wish.sources, leave_out=wish.leave_out, ours=wish.ours), mounted)):
        if any(_is_news(planned, told) for planned in planner.meet(portion)):
            return True
        met += len(portion)
        yield Progress(LOOKING, met)
    rest = planner.end(before & ground(wish.sources, darkroom.mounted()))
    return bool(rest.gone.files) or any(_is_news(planned, told) for planned in rest.files)


def _is_news(planned: Planned, told: Collection[str]) -> bool:
    match planned.verdict:
        case Verdict.UNCHANGED:
            return planned.known is not None and planned.known.is_missing
        case Verdict.CHANGED | Verdict.MOVED:
            return True
        case Verdict.FAILED:
            return report_path(planned.met) not in told
        case Verdict.NEW:
            problem = look_at(planned).problem
            fails = problem is not None and verdict_of(problem) is Verdict.FAILED
            return problem is None or (fails and report_path(planned.met) not in told)
    return False
