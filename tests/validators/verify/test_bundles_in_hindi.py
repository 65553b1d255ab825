"""What `verify` says is said in Hindi too: every message and mend that stands in its files."""

import ast
import re
from collections.abc import Iterator
from importlib import resources

import pytest

from karmakit_validators import speaking, verify

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
FILES = sorted(file.name for file in resources.files(verify).iterdir() if file.name.endswith(".py"))
Scope = ast.Module | ast.FunctionDef


def texts(node: ast.expr | None, scopes: tuple[Scope, ...], line: int) -> Iterator[str]:
    """Yield the texts an expression can be, what varies filled with `…`; a name is what it was last called before the line."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        filled = [""]
        for part in node.values:
            words = [str(part.value)] if isinstance(part, ast.Constant) else inserted(part, scopes, line)
            filled = [before + word for before in filled for word in words]
        yield from filled
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body, scopes, line)
        yield from texts(node.orelse, scopes, line)
    elif isinstance(node, ast.Name):
        yield from texts(value(node.id, scopes, line), scopes, line)


def inserted(part: ast.expr, scopes: tuple[Scope, ...], line: int) -> list[str]:
    """Return the texts that can stand in a hole: those of a choice, or of a name for one, else `…`."""
    held: ast.expr | None = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(held, ast.Name):
        held = value(held.id, scopes, line)
    return (list(texts(held, scopes, line)) if isinstance(held, ast.IfExp) else []) or ["…"]


def value(name: str, scopes: tuple[Scope, ...], line: int) -> ast.expr | None:
    for scope in scopes:
        given = [
            node
            for node in (scope.body if isinstance(scope, ast.Module) else ast.walk(scope))
            if isinstance(node, ast.Assign) and node.lineno <= line
            if any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        ]
        if given:
            return max(given, key=lambda node: node.lineno).value
    return None


def said(file: str) -> Iterator[tuple[str, str]]:
    """Yield code and text of each `found("CODE", message, place, mend)` of a file."""
    tree = ast.parse(resources.files(verify).joinpath(file).read_text(encoding="utf-8"))
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
        for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
            if isinstance(call.func, ast.Name) and call.func.id == "found" and isinstance(call.args[0], ast.Constant):
                for each in (call.args[1], *call.args[3:4]):
                    found = texts(each, (function, tree), call.lineno)
                    # one that ends in a hole is finished elsewhere, by words that cannot be seen from here
                    yield from ((str(call.args[0].value), text) for text in found if not text.endswith(" …"))


@pytest.mark.parametrize("file", FILES)
def test_every_message_and_mend_of_verify_is_said_in_hindi(file):
    english = sorted({(code, text) for code, text in said(file) if not DEVANAGARI.search(speaking.say(code, text, "hi"))})
    assert english == []


def test_the_texts_of_verify_are_found():
    assert len({text for file in FILES for _, text in said(file)}) > 150
