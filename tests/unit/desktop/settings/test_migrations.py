"""Old settings files are brought up to date, step by step; each step shipped has a sample here."""

from __future__ import annotations

import copy

import pytest

from imalink_desktop.settings.migrations import STEPS, Document, Step, latest, migrate, migration, version_of

SAMPLES: dict[int, tuple[Document, Document]] = {}
"""For each step: a document before it and after it."""


def test_every_step_has_a_sample_and_does_what_it_shows() -> None:
    assert SAMPLES.keys() == STEPS.keys()
    for version, (before, after) in SAMPLES.items():
        document = copy.deepcopy(before)
        STEPS[version](document)
        assert document == after


def test_every_step_bears_what_a_hand_may_write() -> None:
    for step in STEPS.values():
        for odd in ({}, {"general": 5, "importing": [], "catalog": "x", "sync": {"when": {}}}):
            step(copy.deepcopy(odd))


@pytest.fixture
def steps() -> dict[int, Step]:
    made: dict[int, Step] = {}

    @migration(2, made)
    def _threads_are_workers(document: Document) -> None:
        document["workers"] = document.pop("threads", 0)

    @migration(3, made)
    def _twice_as_many(document: Document) -> None:
        document["workers"] *= 2

    return made


def test_steps_are_taken_in_order_from_where_the_document_is(steps: dict[int, Step]) -> None:
    for document in (
        {"version": 1, "threads": 2},
        {"version": 2, "workers": 2},
        {"version": 3, "workers": 4},
    ):
        migrate(document, steps)
        assert document == {"version": 3, "workers": 4}


def test_a_newer_document_is_left_alone(steps: dict[int, Step]) -> None:
    document: Document = {"version": 9, "threads": 2}
    migrate(document, steps)
    assert document == {"version": 9, "threads": 2}


def test_a_gap_or_a_second_step_to_one_version_is_refused(steps: dict[int, Step]) -> None:
    assert latest(steps) == 3
    for version in (3, 5):
        with pytest.raises(ValueError, match="after 3"):
            migration(version, steps)


@pytest.mark.parametrize("version", [True, "1", 1.5, 0, -3, None, []])
def test_a_version_that_cannot_be_is_taken_as_ours(version: object) -> None:
    read = version_of({"version": version})
    assert (read, type(read)) == (latest(), int)
