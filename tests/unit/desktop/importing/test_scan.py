"""A walk meets every file once, follows nothing out of the source, and is silent about nothing."""

from __future__ import annotations

from pathlib import Path

from imalink_desktop.importing.scan import Candidate, scan


def names(candidates: list[Candidate], folder: Path) -> list[str]:
    return [candidate.path.relative_to(folder).as_posix() for candidate in candidates]


def touch(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def test_folder_by_folder_in_the_order_of_names(tmp_path: Path) -> None:
    in_order = [".hidden", "a.jpg", "b.jpg", "2023/c.jpg", "2023/trip/e.jpg", "2024/d.jpg"]
    touch(*(tmp_path / name for name in reversed(in_order)))
    met = list(scan([tmp_path]))
    assert names(met, tmp_path) == in_order
    assert all(candidate.problem is None for candidate in met)


def test_a_file_is_a_source_too(tmp_path: Path) -> None:
    touch(tmp_path / "a.jpg", tmp_path / "b.jpg")
    assert [candidate.path for candidate in scan([tmp_path / "b.jpg"])] == [tmp_path / "b.jpg"]


def test_what_is_not_there_is_met_and_left_to_the_reader(tmp_path: Path) -> None:
    assert [candidate.path for candidate in scan([tmp_path / "nothing"])] == [tmp_path / "nothing"]


def test_a_source_inside_another_is_walked_once(tmp_path: Path) -> None:
    touch(tmp_path / "2024/a.jpg", tmp_path / "b.jpg")
    for sources in ([tmp_path, tmp_path / "2024"], [tmp_path / "2024", tmp_path], [tmp_path, tmp_path]):
        assert names(list(scan(sources)), tmp_path) == ["b.jpg", "2024/a.jpg"]


def test_links_are_told_of_and_not_followed(tmp_path: Path) -> None:
    touch(tmp_path / "source/a.jpg", tmp_path / "elsewhere/b.jpg")
    (tmp_path / "source/link.jpg").symlink_to(tmp_path / "elsewhere/b.jpg")
    (tmp_path / "source/loop").symlink_to(tmp_path / "source")
    (tmp_path / "source/broken").symlink_to(tmp_path / "nothing")
    told = {c.path.name: c.problem and c.problem.code for c in scan([tmp_path / "source"])}
    assert told == {"a.jpg": None, "broken": "link", "link.jpg": "link", "loop": "link"}


def test_a_deep_nest_is_walked_to_its_end(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*(["d"] * 400))
    touch(deep / "a.jpg")
    assert [candidate.path for candidate in scan([tmp_path])] == [deep / "a.jpg"]
