"""Whatever is met and known: sums are exact, and a plan that was carried out leaves nothing to do."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.placing import Met
from imalink_desktop.importing.plan import Ending, Verdict
from tests.unit.desktop.importing.meeting import CARD, DISK, NOON, hidden, known, met, plan, shut

PATHS = st.sampled_from(
    [f"{folder}{name}" for folder in ("", "x/", "x/y/") for name in ("a", "A", "b", "é", "e\u0301")]
)
FILES = st.builds(
    met,
    PATHS,
    on=st.sampled_from([DISK, CARD]),
    size=st.integers(1, 3),
    time=st.sampled_from([NOON, NOON + 1]),
    inode=st.none() | st.integers(1, 4),
    code=st.sampled_from(["", "", "", "", "damaged", "link", "unknown"]),
)
THINGS = st.lists(
    FILES | st.builds(hidden, PATHS) | st.builds(shut, st.sampled_from(["x", "x/y"])), max_size=20
)
GROUND = st.sets(st.sampled_from([(volume.volume_id, path) for volume in (DISK, CARD) for path in ("", "x")]))


def rows(files: list[Met], states: list[str]) -> list[Known]:
    """A catalog in which no place is known twice."""
    places = {(one.volume.volume_id, one.path): one for one in files}
    return [known(one, number, states[number % len(states)]) for number, one in enumerate(places.values(), 1)]


KNOWN = st.builds(
    rows,
    st.lists(FILES, max_size=20),
    st.lists(st.sampled_from(["present", "missing", "unreadable"]), min_size=1),
)


def carry_out(made: Ending, before: list[Known]) -> list[Known]:
    """What the catalog knows when all that the plan says has been done."""
    rows_now = {file.file: file for file in before}
    for number, one in enumerate(made.files, 1000):
        if one.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.MOVED, Verdict.UNCHANGED):
            file = one.known.file if one.known else number
            rows_now[file] = known(one.met, file)
    for file_gone in made.gone.files:
        rows_now[file_gone.file] = replace(file_gone, state="missing")
    return list(rows_now.values())


def _lies_in(file: Known, places: set[tuple[str, str]]) -> bool:
    """Whether a file is one of these places, or lies below one."""
    names = file.path.split("/")
    above = {(file.volume, "/".join(names[:depth])) for depth in range(len(names) + 1)}
    return not above.isdisjoint(places)


_THERE = (Verdict.UNCHANGED, Verdict.CHANGED)


@given(THINGS, KNOWN, GROUND)
def test_every_file_that_was_met_has_one_verdict(
    things: list[Met], files: list[Known], ground: set[tuple[str, str]]
) -> None:
    made = plan(things, files, ground=ground)
    assert len(made.files) + len(made.closed) == len(things)
    assert all(one.reason.endswith((".", ")")) for one in (*made.files, *made.closed))


@given(THINGS, KNOWN, GROUND)
def test_every_known_file_is_in_one_place(
    things: list[Met], files: list[Known], ground: set[tuple[str, str]]
) -> None:
    """Met, moved, gone, missing as before, or where nobody looked; never two of these."""
    made = plan(things, files, ground=ground)
    told = [one.known for one in made.files if one.known] + [*made.gone.files]
    assert len({file.file for file in told}) == len(told)
    shut_away = {(one.met.volume.volume_id, one.met.path) for one in made.closed}
    rest = [file for file in files if file not in told and not file.is_missing]
    assert not any(_lies_in(file, ground) and not _lies_in(file, shut_away) for file in rest)
    assert len(made.gone.files) <= made.gone.of


@given(THINGS, KNOWN, GROUND)
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(
    things: list[Met], files: list[Known], ground: set[tuple[str, str]]
) -> None:
    first = plan(things, files, ground=ground)
    second = plan(things, carry_out(first, files), ground=ground)
    assert len(second.files) == len(first.files)
    assert second.gone.files == ()
    assert not any(one.known and one.known.is_missing for one in second.files if one.verdict in _THERE)
    assert not {one.verdict for one in second.files} & {Verdict.NEW, Verdict.CHANGED, Verdict.MOVED}
