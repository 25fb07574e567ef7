"""Every file has one verdict, with a reason; and what was not met is not simply taken for gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from imalink_core.errors import PROBLEMS
from imalink_desktop.importing.plan import FEWEST_GONE, Gone, Verdict
from tests.unit.desktop.importing.meeting import (
    CARD,
    DISK,
    EVERYTHING,
    NOON,
    elsewhere,
    hidden,
    known,
    met,
    plan,
    shut,
)

HOUR = 3_600 * 10**9


def test_a_file_nobody_knows_is_new() -> None:
    (one,) = plan([met("a.jpg")], [], ground=EVERYTHING).files
    assert (one.verdict, one.known, one.reason) == (Verdict.NEW, None, "The catalog does not know it yet.")


def test_a_known_file_is_as_it_was() -> None:
    file = known(met("a.jpg", inode=5))
    (one,) = plan([met("a.jpg", inode=5)], [file], ground=EVERYTHING).files
    assert (one.verdict, one.known) == (Verdict.UNCHANGED, file)


@pytest.mark.parametrize(
    "now", [met("a.jpg", size=11, inode=5), met("a.jpg", time=NOON + 1, inode=5), met("a.jpg", inode=6)]
)
def test_a_file_that_was_written_to_has_changed(now: object) -> None:
    assert isinstance(now, type(met("a.jpg")))
    (one,) = plan([now], [known(met("a.jpg", inode=5))], ground=EVERYTHING).files
    assert one.verdict is Verdict.CHANGED


def test_a_number_that_nobody_told_says_nothing() -> None:
    (one,) = plan([met("a.jpg", inode=5)], [known(met("a.jpg"))], ground=EVERYTHING).files
    assert one.verdict is Verdict.UNCHANGED


def test_a_cards_numbers_and_clock_say_little() -> None:
    """FAT gives new numbers at each mounting, and its clock shifts with summer time."""
    file = known(met("a.jpg", on=CARD, inode=5))
    for shift, verdict in ((0, "unchanged"), (HOUR, "unchanged"), (-2 * HOUR, "unchanged"), (1, "changed")):
        (one,) = plan([met("a.jpg", on=CARD, inode=9, time=NOON + shift)], [file], ground=EVERYTHING).files
        assert one.verdict == verdict
    (one,) = plan([met("a.jpg", time=NOON + HOUR)], [known(met("a.jpg"))], ground=EVERYTHING).files
    assert one.verdict is Verdict.CHANGED


def test_a_file_that_was_renamed_or_moved_is_recognised() -> None:
    file = known(met("2024/a.jpg", inode=5))
    made = plan([met("trip/b.jpg", inode=5)], [file], ground=EVERYTHING)
    (one,) = made.files
    assert (one.verdict, one.known) == (Verdict.MOVED, file)
    assert made.gone.files == ()


def test_a_file_that_came_from_outside_the_walk_is_recognised() -> None:
    file = known(met("old/a.jpg", inode=5))
    (one,) = plan([met("new/a.jpg", inode=5)], [], ground={("uuid:disk", "new")}, elsewhere=[file]).files
    assert (one.verdict, one.known) == (Verdict.MOVED, file)


def test_a_second_name_for_a_file_that_is_still_there_is_new() -> None:
    file = known(met("a.jpg", inode=5))
    made = plan([met("a.jpg", inode=5), met("b.jpg", inode=5)], [file], ground=EVERYTHING)
    assert [one.verdict for one in made.files] == [Verdict.UNCHANGED, Verdict.NEW]


def test_a_number_on_another_volume_or_on_a_card_is_no_sign() -> None:
    file = known(met("a.jpg", inode=5))
    assert plan([met("b.jpg", on=CARD, inode=5)], [file], ground=EVERYTHING).files[0].verdict is Verdict.NEW
    on_card = known(met("a.jpg", on=CARD, inode=5))
    assert (
        plan([met("b.jpg", on=CARD, inode=5)], [on_card], ground=EVERYTHING).files[0].verdict is Verdict.NEW
    )


@pytest.mark.parametrize(("was", "now"), [("IMG.JPG", "img.jpg"), ("2024/e\u0301.jpg", "2024/é.jpg")])
def test_another_spelling_of_a_name_is_the_same_file(was: str, now: str) -> None:
    file = known(met(was, on=CARD))
    (one,) = plan([met(now, on=CARD)], [file], ground=EVERYTHING).files
    assert (one.verdict, one.known) == (Verdict.MOVED, file)
    (one,) = plan([met(now, on=CARD, size=11)], [file], ground=EVERYTHING).files
    assert one.verdict is Verdict.NEW


def test_twins_in_spelling_stay_two_files() -> None:
    twins = [met("a.jpg"), met("A.JPG")]
    made = plan(twins, [known(twins[0], 1), known(twins[1], 2)], ground=EVERYTHING)
    assert [one.verdict for one in made.files] == [Verdict.UNCHANGED] * 2


def test_a_place_counts_for_more_than_a_number() -> None:
    """A program wrote a new version, and keeps the old one under another name."""
    file = known(met("a.jpg", inode=5))
    now = [met("a.jpg", inode=6, time=NOON + 1), met("a.jpg_original", inode=5)]
    assert [one.verdict for one in plan(now, [file], ground=EVERYTHING).files] == [
        Verdict.CHANGED,
        Verdict.NEW,
    ]


@pytest.mark.parametrize("code", PROBLEMS)
def test_what_cannot_be_had_says_why(code: str) -> None:
    (one,) = plan([met("a.jpg", code=code)], [], ground=EVERYTHING).files
    wanted = {
        "link": "skipped",
        "not_a_file": "skipped",
        "unsupported": "unsupported",
        "unknown": "unsupported",
    }
    assert (one.verdict, one.code, one.reason) == (wanted.get(code, "failed"), code, PROBLEMS[code])


def test_what_was_left_out_says_why() -> None:
    made = plan([hidden(".a.jpg"), hidden(".photos", folder=True)], [], ground=EVERYTHING)
    assert [(one.verdict, one.reason) for one in made.files] == [(Verdict.SKIPPED, "It is hidden.")]
    assert [(one.verdict, one.met.path) for one in made.closed] == [(Verdict.SKIPPED, ".photos")]
    assert len(made.files) == 1


def test_what_is_met_twice_counts_twice_and_comes_once() -> None:
    made = plan([met("a.jpg"), met("a.jpg")], [], ground=EVERYTHING)
    assert [one.verdict for one in made.files] == [Verdict.NEW, Verdict.SKIPPED]
    assert made.files[1].code == "again"


def test_a_known_file_that_is_not_there_is_gone() -> None:
    files = [known(met(f"{number}.jpg"), number) for number in range(10)]
    made = plan([met(f"{number}.jpg") for number in range(9)], files, ground=EVERYTHING)
    assert made.gone == Gone((files[9],), 10)
    assert not made.gone.asked


@pytest.mark.parametrize(("gone", "of", "question"), [(2, 10, False), (20, 100, False), (21, 100, True)])
def test_many_at_once_are_a_question(gone: int, of: int, question: bool) -> None:
    files = [known(met(f"{number}.jpg"), number) for number in range(of)]
    made = plan([met(f"{number}.jpg") for number in range(gone, of)], files, ground=EVERYTHING)
    assert (len(made.gone.files), made.gone.of, bool(made.gone.asked)) == (gone, of, question)


def test_an_emptied_folder_is_a_question() -> None:
    files = [known(met(f"{number}.jpg"), number) for number in range(FEWEST_GONE)]
    assert plan([], files, ground=EVERYTHING).gone.asked
    assert plan([], files[1:], ground=EVERYTHING).gone.asked


def test_each_source_is_asked_about_by_itself() -> None:
    """One that is emptied is not drowned by a large one beside it; nor is that one asked about."""
    large = [known(met(f"large/{number}.jpg"), number) for number in range(1, 61)]
    small = [known(met(f"small/{number}.jpg"), 100 + number) for number in range(12)]
    there = [met(f"large/{number}.jpg") for number in range(2, 61)]
    sources = {("uuid:disk", "large"), ("uuid:disk", "small")}
    gone = plan(there, [*large, *small], ground=sources).gone
    assert set(gone.asked) == set(small)
    assert set(gone.files) == {large[0], *small}


def test_a_few_of_a_small_folder_are_no_question() -> None:
    files = [known(met(f"{number}.jpg"), number) for number in range(8)]
    there = [met(f"{number}.jpg") for number in range(4)]
    assert not plan(there, files, ground=EVERYTHING).gone.asked


def test_files_that_changed_places_are_each_recognised() -> None:
    one, other = known(met("1.jpg", inode=5, size=11), 1), known(met("2.jpg", inode=6, size=12), 2)
    made = plan(
        [met("1.jpg", inode=6, size=12), met("2.jpg", inode=5, size=11)], [one, other], ground=EVERYTHING
    )
    assert {file.met.path: (file.verdict, file.known) for file in made.files} == {
        "1.jpg": (Verdict.MOVED, other),
        "2.jpg": (Verdict.MOVED, one),
    }


def test_a_folder_that_was_numbered_anew_is_recognised() -> None:
    files = [known(met(f"{number}.jpg", inode=number, size=number), number) for number in range(1, 5)]
    there = [met(f"{number + 1}.jpg", inode=number, size=number) for number in range(1, 5)]
    made = plan(there, files, ground=EVERYTHING)
    assert {file.known.file: file.met.path for file in made.files if file.known} == {
        number: f"{number + 1}.jpg" for number in range(1, 5)
    }
    assert {file.verdict for file in made.files} == {Verdict.MOVED}
    assert made.gone.files == ()


def test_a_file_that_was_overwritten_by_another_is_a_change_of_its_place() -> None:
    one, other = known(met("1.jpg", inode=5, size=11), 1), known(met("2.jpg", inode=6, size=12), 2)
    made = plan([met("1.jpg", inode=6, size=12)], [one, other], ground=EVERYTHING)
    assert [(file.verdict, file.known) for file in made.files] == [(Verdict.CHANGED, one)]


def test_a_copy_in_the_place_of_its_original_leaves_the_place_its_own() -> None:
    """Renamed, and copied back with its time: the name counts."""
    file = known(met("a.jpg", inode=5))
    made = plan([met("a.jpg", inode=6), met("b.jpg", inode=5)], [file], ground=EVERYTHING)
    assert {one.met.path: one.verdict for one in made.files} == {
        "a.jpg": Verdict.CHANGED,
        "b.jpg": Verdict.NEW,
    }


def test_what_lies_on_a_drive_that_is_not_there_is_not_gone() -> None:
    """The mount point is there, and empty: it lies on another volume."""
    files = [known(met(f"DCIM/{number}.jpg", on=CARD), number) for number in range(100)]
    made = plan([], files, ground={("uuid:disk", "media/anna/Card")})
    assert made.gone == Gone((), 0)


def test_what_lies_beside_the_walk_or_in_a_shut_folder_is_not_gone() -> None:
    beside, inside, gone = (
        known(met("2023/a.jpg"), 1),
        known(met("2024/x/y/b.jpg"), 2),
        known(met("2024/c.jpg"), 3),
    )
    made = plan([shut("2024/x")], [beside, inside, gone], ground={("uuid:disk", "2024")})
    assert made.gone == Gone((gone,), 1, (gone,))
    like_it = known(met("2024-old/d.jpg"), 4)
    assert plan([], [like_it], ground={("uuid:disk", "2024")}).gone == Gone((), 0)


def test_a_file_that_is_back_is_told_of_and_one_that_stays_away_is_not() -> None:
    back, away = known(met("a.jpg"), 1, "missing"), known(met("b.jpg"), 2, "missing")
    made = plan([met("a.jpg")], [back, away], ground=EVERYTHING)
    assert made.gone == Gone((), 0)
    assert (made.files[0].verdict, made.files[0].known) == (Verdict.UNCHANGED, back)


def test_of_two_known_files_that_could_be_it_each_is_taken_once() -> None:
    one, other = known(met("a.jpg", inode=5), 1), known(met("b.jpg", inode=5), 2)
    made = plan(
        [met("c.jpg", inode=5), met("d.jpg", inode=5), met("e.jpg", inode=5)], [other, one], ground=EVERYTHING
    )
    assert [found.known for found in made.files] == [one, other, None]


def test_a_file_that_was_found_by_its_number_is_not_found_again_by_its_name() -> None:
    file = known(met("IMG.JPG", inode=5))
    made = plan([met("x.jpg", inode=5), met("img.jpg", inode=6)], [file], ground=EVERYTHING)
    assert [found.known for found in made.files] == [file, None]


def test_what_cannot_be_read_is_not_taken_for_a_file_that_moved() -> None:
    file = elsewhere(known(met("a.jpg", inode=5)), "old.jpg")
    made = plan([met("a.jpg", inode=5, code="damaged")], [file], ground=EVERYTHING)
    assert made.files[0].verdict is Verdict.FAILED
    assert made.gone.files == (file,)


def test_the_card_and_the_disk_are_told_apart() -> None:
    file = known(met("a.jpg"))
    made = plan([met("a.jpg", on=CARD)], [replace(file, volume=DISK.volume_id)], ground={("uuid:card", "")})
    assert made.files[0].verdict is Verdict.NEW
    assert made.gone == Gone((), 0)
