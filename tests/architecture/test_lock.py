"""constraints.txt has one version, with hashes, of all that pyproject.toml asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture import tree


def asked_for() -> Iterator[Requirement]:
    project = tomllib.loads((tree.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for wanted in (project["dependencies"], *project["optional-dependencies"].values()):
        yield from map(Requirement, wanted)


def pinned() -> dict[str, list[str]]:
    versions: dict[str, list[str]] = {}
    text = (tree.ROOT / "constraints.txt").read_text(encoding="utf-8")
    for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.MULTILINE):
        versions.setdefault(canonicalize_name(name), []).append(version)
    return versions


def test_every_wish_is_met() -> None:
    versions = pinned()
    unmet = [
        str(wish)
        for wish in asked_for()
        if not any(
            wish.specifier.contains(version) for version in versions.get(canonicalize_name(wish.name), [])
        )
    ]
    assert unmet == [], "make lock chooses the versions anew"


def test_every_version_has_its_hashes() -> None:
    text = (tree.ROOT / "constraints.txt").read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"\n(?=\S)", text) if not entry.startswith("#")]
    assert entries
    assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []
