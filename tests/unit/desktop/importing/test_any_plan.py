"""Whatever is met and known: sums are exact, and a plan that was carried out leaves nothing to do."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from imalink_desktop.catalog.reads.files import Known
from imalink_desktop.importing.placing import Met
from imalink_desktop.importing.plan import Plan, Verdict, plan
from tests.unit.desktop.importing.meeting import CARD, DISK, NOON, hidden, known, met, shut

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


def carry_out(made: Plan, before: list[Known]) -> list[Known]:
    """What the catalog knows when all that the plan says has been done."""
    rows_now = {file.file: file for file in before}
    for number, one in enumerate(made.files, 1000):
        if one.verdict in (Verdict.NEW, Verdict.CHANGED, Verdict.MOVED, Verdict.UNCHANGED):
            file = one.known.file if one.known else number
            rows_now[file] = known(one.met, file)
    for file_gone in made.gone.files:
        rows_now[file_gone.file] = replace(file_gone, state="missing")
    return list(rows_now.values())


@given(THINGS, KNOWN, GROUND)
def test_every_file_that_was_met_has_one_verdict(
    things: list[Met], files: list[Known], ground: set[tuple[str, str]]
) -> None:
    made = plan(things, files, ground=ground)
    assert sum(made.counts.values()) == made.found
    assert made.found + len(made.closed) == len(things)
    assert all(one.reason.endswith((".", ")")) for one in (*made.files, *made.closed))


@given(THINGS, KNOWN, GROUND)
def test_every_known_file_is_in_one_place(
    things: list[Met], files: list[Known], ground: set[tuple[str, str]]
) -> None:
    """Met, moved, gone, unseen, or missing as before; never two of them, and none is forgotten."""
    made = plan(things, files, ground=ground)
    told = [one.known for one in made.files if one.known] + [*made.gone.files, *made.unseen]
    assert len({file.file for file in told}) == len(told)
    forgotten = [file for file in files if file not in told]
    assert all(file.is_missing for file in forgotten)
    assert len(made.gone.files) <= made.gone.of


@given(THINGS, KNOWN, GROUND)
def test_a_plan_that_was_carried_out_leaves_nothing_to_do(
    things: list[Met], files: list[Known], ground: set[tuple[str, str]]
) -> None:
    first = plan(things, files, ground=ground)
    second = plan(things, carry_out(first, files), ground=ground)
    assert second.found == first.found
    assert second.gone.files == ()
    assert second.back == ()
    left = (Verdict.NEW, Verdict.CHANGED, Verdict.MOVED)
    assert {verdict: second.counts[verdict] for verdict in left} == dict.fromkeys(left, 0)
