"""A name says what the thing is for; these say only that nobody knew."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture import tree

EMPTY_WORDS = {"util", "utils", "helpers", "common", "manager", "managers", "misc"}


def words(name: str) -> set[str]:
    """Split a name as it is written in a path, a function or a class."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def definitions(module: ast.Module) -> Iterable[str]:
    kinds = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return (node.name for node in ast.walk(module) if isinstance(node, kinds))


def offenders(path: Path) -> set[str]:
    """Give the names in a file, and of it, that say nothing."""
    names = {tree.name_of(path)}
    if path.suffix == ".py":
        names.update(definitions(tree.parse(path)))
    return {name for name in names if words(name) & EMPTY_WORDS}


def test_every_name_says_something() -> None:
    assert {tree.name_of(path): found for path in tree.files() if (found := offenders(path))} == {}


@pytest.mark.parametrize("name", ["ui/utils.py", "CatalogManager", "date_helpers", "HTTPUtils", "common"])
def test_an_empty_word_is_found_in_any_writing(name: str) -> None:
    assert words(name) & EMPTY_WORDS


@pytest.mark.parametrize("name", ["commonplace.py", "HelperProcess", "managing", "miscount"])
def test_a_word_is_not_found_inside_another(name: str) -> None:
    assert not words(name) & EMPTY_WORDS
