"""The texts of the desktop for those who translate them: read from the source into gettext's template.

Nothing but Python's own parser is needed: texts stand in `_`, `many` and `marked` (see `base/words`), what
jobs say they do in `Progress`, and the engine, which knows of no language, has its sentences in tables.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from house.places import ROOT

TEMPLATE = ROOT / "resources" / "imalink_resources" / "locale" / "imalink.pot"
SOURCE = ROOT / "imalink_desktop"
ENGINE = {
    ROOT / "imalink_core" / "errors.py": ("PROBLEMS", "NOTES"),
    ROOT / "imalink_core" / "pairing" / "reasons.py": ("REASONS",),
}
"""The engine's tables whose values are sentences."""

_HEAD = """\
# The texts of ImaLink. A translation is a copy of this; `msgfmt` makes LANGUAGE/LC_MESSAGES/imalink.mo of it.
msgid ""
msgstr ""
"Project-Id-Version: ImaLink\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"
"""


@dataclass(frozen=True, slots=True)
class Text:
    """One text; `more` is its plural, where it has one."""

    one: str
    more: str = ""


def gather() -> int:
    """Write the template anew; answer how many texts there are."""
    found = texts()
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_text(template(found), encoding="utf-8", newline="\n")
    return len(found)


def texts() -> dict[Text, list[str]]:
    """Every text, with the files in which it stands."""
    found: dict[Text, list[str]] = {}
    for path in sorted((*SOURCE.rglob("*.py"), *ENGINE)):
        module = ast.parse(path.read_text(encoding="utf-8"))
        name = path.relative_to(ROOT).as_posix()
        said = _in_tables(module, ENGINE[path]) if path in ENGINE else _in_calls(module)
        for text in said:
            if text.one.strip() and name not in (files := found.setdefault(text, [])):
                files.append(name)
    return found


def unreadable() -> list[str]:
    """Where `_` or `many` is called with something put together, which no translator can ever see."""
    return [
        f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and _called(node) in ("_", "many", "marked")
        for word in node.args[: 2 if _called(node) == "many" else 1]
        if isinstance(word, ast.JoinedStr | ast.BinOp)
    ]


def template(found: dict[Text, list[str]]) -> str:
    """As gettext writes it: in the order of the files, so that what belongs together stands together."""
    return _HEAD + "".join(_entry(text, files) for text, files in found.items())


def _in_calls(module: ast.Module) -> Iterator[Text]:
    for node in ast.walk(module):
        if not isinstance(node, ast.Call):
            continue
        match _called(node), node.args:
            case "_" | "Progress", [ast.Constant(value=str(one)), *_rest]:
                yield Text(one)
            case "many", [ast.Constant(value=str(one)), ast.Constant(value=str(more)), *_rest]:
                yield Text(one, more)
            case "marked", [table]:
                yield from _in_table(table)


def _in_tables(module: ast.Module, names: tuple[str, ...]) -> Iterator[Text]:
    for node in module.body:
        if not isinstance(node, ast.AnnAssign) or not isinstance(node.target, ast.Name) or not node.value:
            continue
        if node.target.id in names:
            yield from _in_table(node.value)


def _in_table(table: ast.expr) -> Iterator[Text]:
    """A text, or the values of a table of them; of two in brackets with `{n}` one is the plural."""
    match table:
        case ast.Constant(value=str(one)):
            yield Text(one)
        case ast.Tuple(elts=[ast.Constant(value=str(one)), ast.Constant(value=str(more))]) if "{n}" in more:
            yield Text(one, more)
        case ast.Tuple(elts=each) | ast.List(elts=each) | ast.Dict(values=each):
            for value in each:
                yield from _in_table(value)
        case ast.Call(args=[inner]):
            yield from _in_table(inner)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _entry(text: Text, files: list[str]) -> str:
    lines = ["", f"#: {' '.join(files)}"]
    if "{" in text.one + text.more:
        lines.append("#, python-brace-format")
    lines.append(f"msgid {_quoted(text.one)}")
    if text.more:
        lines += [f"msgid_plural {_quoted(text.more)}", 'msgstr[0] ""', 'msgstr[1] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    first, *more = plain.split("\n")
    if not more:
        return f'"{first}"'
    lines = [f"{line}\\n" for line in (first, *more[:-1])] + ([more[-1]] if more[-1] else [])
    return "\n".join(['""', *(f'"{line}"' for line in lines)])
