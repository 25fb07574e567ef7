"""What import-linter cannot say: rules about parts of a package, and about who imports it once."""

from __future__ import annotations

import ast

import pytest

from tests.architecture import tree

THREADS = ("threading", "_thread", "concurrent.futures", "multiprocessing")
WAITING = ("threading.Lock", "threading.RLock", "threading.Condition", "threading.local")
"""What makes the threads of others wait for each other; it starts none."""
QT_THREADS = ("QThread", "QRunnable", "QThreadPool")


def importers(package: str, folder: str) -> list[str]:
    """Name the modules below a folder that import a package or a part of it."""
    return [
        tree.name_of(path)
        for path in tree.sources(folder)
        if any(_within(name, package) for name in tree.imports(tree.parse(path)))
    ]


def qt_beyond_core(module: ast.Module) -> list[str]:
    """Find what a module takes of Qt that is not in QtCore."""
    return [
        name
        for name in tree.imports(module)
        if _within(name, "PySide6") and not _within(name, "PySide6.QtCore")
    ]


def thread_names(module: ast.Module, allowed: tuple[str, ...] = ()) -> list[str]:
    """Find what a module has to do with threads, but for what it is allowed."""
    by_import = [
        name
        for name in tree.imports(module)
        if (any(_within(name, each) for each in THREADS) or name.rpartition(".")[2] in QT_THREADS)
        and not any(_within(name, each) for each in allowed)
    ]
    by_attribute = [
        node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute) and node.attr in QT_THREADS
    ]
    return by_import + by_attribute


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_jobs_use_only_the_core_of_qt() -> None:
    used = {
        tree.name_of(path): qt_beyond_core(tree.parse(path)) for path in tree.sources("imalink_desktop/jobs")
    }
    assert used
    assert {name: parts for name, parts in used.items() if parts} == {}


def test_only_jobs_know_threads() -> None:
    allowed = {
        # The command line brings its own workers: a plain pool where there is no Qt.
        tree.ROOT / "imalink_desktop/app": ("concurrent.futures",),
        # The catalog starts none, but is used by many at once.
        tree.ROOT / "imalink_desktop/catalog": WAITING,
    }
    jobs = tree.ROOT / "imalink_desktop/jobs"
    found = {
        tree.name_of(path): thread_names(
            tree.parse(path), sum((names for room, names in allowed.items() if path.is_relative_to(room)), ())
        )
        for path in tree.sources("imalink_desktop")
        if not path.is_relative_to(jobs)
    }
    assert {name: uses for name, uses in found.items() if uses} == {}


def test_one_module_imports_httpx() -> None:
    assert len(importers("httpx", "imalink_desktop/sync")) <= 1


def test_piexif_writes_and_never_reads() -> None:
    assert [name for folder in tree.PROGRAMS for name in importers("piexif.load", folder)] == []
    writers = [tree.ROOT / name for folder in tree.PROGRAMS for name in importers("piexif", folder)]
    assert len(writers) <= 1
    assert not any("piexif.load" in path.read_text(encoding="utf-8") for path in writers)


@pytest.mark.parametrize(
    "source",
    [
        "import threading",
        "from threading import Lock",
        "from PySide6.QtCore import QObject, QThreadPool",
        "from PySide6 import QtCore\nQtCore.QThread()",
        "def later():\n    import concurrent.futures",
    ],
)
def test_a_thread_is_found(source: str) -> None:
    assert thread_names(ast.parse(source))


@pytest.mark.parametrize(
    "source", ["from PySide6 import QtGui", "import PySide6.QtWidgets", "import PySide6"]
)
def test_more_of_qt_is_found(source: str) -> None:
    assert qt_beyond_core(ast.parse(source))


def test_what_is_allowed_is_let_through() -> None:
    assert not thread_names(ast.parse("from concurrent.futures import Executor"), ("concurrent.futures",))
    assert not thread_names(ast.parse("from threading import Lock"), WAITING)
    assert thread_names(ast.parse("from threading import Thread"), WAITING)
    assert not qt_beyond_core(ast.parse("from PySide6.QtCore import QThreadPool\nfrom PySide6 import QtCore"))
