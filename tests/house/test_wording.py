"""The template for translators is complete, and is of today."""

from __future__ import annotations

import ast
import string

from house import wording
from house.wording import SOURCE, TEMPLATE, Text, template, texts, unreadable

FOUND = texts()


def test_the_template_is_of_today() -> None:
    assert TEMPLATE.read_text(encoding="utf-8") == template(FOUND), "make messages"


def test_nothing_is_put_together_before_it_is_translated() -> None:
    assert unreadable() == []


def test_no_text_is_there_twice() -> None:
    ones = [text.one for text in FOUND]
    assert sorted(one for one in set(ones) if ones.count(one) > 1) == []


def test_texts_of_all_rooms_are_in_it() -> None:
    rooms = {file.split("/")[1] for files in FOUND.values() for file in files}
    assert rooms >= {"base", "catalog", "importing", "settings", "ui", "errors.py", "pairing"}
    assert Text("The file is empty.") in FOUND
    assert Text("{n} photo rated", "{n} photos rated") in FOUND
    assert Text("who took it") in FOUND


def test_places_for_values_have_names() -> None:
    said = [each for text in FOUND for each in (text.one, text.more)]
    places = {
        each: [name for _, name, _, _ in string.Formatter().parse(each) if name is not None] for each in said
    }
    assert [each for each, names in places.items() if not all(name.isidentifier() for name in names)] == []


def test_what_is_thrown_away_is_no_text() -> None:
    """Where `_` says texts, no loop may use it for what it does not need: it would say no more."""
    functions = (
        (path.name, node)
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
    )
    assert [f"{file} {each.name}" for file, each in functions if _speaks(each) and _throws_away(each)] == []


def test_a_plural_is_written_with_both_its_forms() -> None:
    found = template({Text("{n} photo", "{n} photos"): ["a.py"], Text('"So\n"'): ["b.py"]})
    assert 'msgid "{n} photo"\nmsgid_plural "{n} photos"\nmsgstr[0] ""\nmsgstr[1] ""\n' in found
    assert 'msgid ""\n"\\"So\\n"\n"\\""\n' in found
    assert wording.TEMPLATE.suffix == ".pot"


def _speaks(function: ast.FunctionDef) -> bool:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(isinstance(call.func, ast.Name) and call.func.id == "_" for call in calls)


def _throws_away(function: ast.FunctionDef) -> bool:
    """Within the function itself: comprehensions and lambdas have names of their own."""
    if any(arg.arg == "_" for arg in (*function.args.args, *function.args.kwonlyargs)):
        return True
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store):
            return True
        if not isinstance(node, ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp | ast.Lambda):
            waiting += ast.iter_child_nodes(node)
    return False
