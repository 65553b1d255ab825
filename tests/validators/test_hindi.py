"""Every rule speaks Hindi: its title, and every message it can give."""

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from karmakit_validators import speaking
from karmakit_validators.catalogue import RULES, Entry, discover

_spec = importlib.util.spec_from_file_location("validators_conftest", Path(__file__).with_name("conftest.py"))
assert _spec
assert _spec.loader
page_tools = importlib.util.module_from_spec(_spec)
sys.modules["validators_conftest"] = page_tools
_spec.loader.exec_module(page_tools)

DEVANAGARI = re.compile(r"[\u0900-\u097f]")
HOLE = re.compile(r"\{\d\}")


def source(entry: Entry) -> str:
    stem = f"{entry.code.lower()}_{entry.name.replace('-', '_')}"
    file = import_module(f"karmakit_validators.{RULES}.{entry.family}.{stem}").__file__
    return Path(file or "").read_text(encoding="utf-8")


def written(entry: Entry) -> Iterator[str]:
    """Yield the messages and mends that stand in a rule's file as they are, what varies filled with `…`."""
    for node in ast.walk(ast.parse(source(entry))):
        values: list[ast.expr] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
            values = [*node.args[1:3], *(keyword.value for keyword in node.keywords if keyword.arg in {"message", "help"})]
        elif isinstance(node, ast.Assign) and any(isinstance(n, ast.Name) and n.id in {"message", "mend"} for n in node.targets):
            values = [node.value]
        yield from (text for value in values for text in texts(value))


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)


@pytest.mark.parametrize("entry", discover(), ids=lambda entry: entry.code)
def test_every_rule_has_a_hindi_title(entry: Entry) -> None:
    assert DEVANAGARI.search(speaking.title(entry, "hi"))
    assert speaking.title(entry, "hi").endswith("।")


@pytest.mark.parametrize("entry", discover(), ids=lambda entry: entry.code)
def test_every_message_that_a_rule_writes_is_said_in_hindi(entry: Entry) -> None:
    for text in written(entry):
        assert DEVANAGARI.search(speaking.say(entry.code, text, "hi")), text


@pytest.mark.parametrize("entry", discover(), ids=lambda entry: entry.code)
def test_every_finding_of_the_bad_example_is_said_in_hindi(entry: Entry) -> None:
    if entry.section("Bad"):
        for finding in page_tools.shown(entry.section("Bad"))[1]:
            if finding.code == entry.code:
                said = speaking.translated(finding, "hi")
                assert DEVANAGARI.search(said.message), finding.message
                assert not finding.help or DEVANAGARI.search(said.help), finding.help


@pytest.mark.parametrize("entry", discover(), ids=lambda entry: entry.code)
def test_hindi_says_again_all_that_varies(entry: Entry) -> None:
    for english, theirs in speaking.phrases(entry, "hi"):
        assert set(HOLE.findall(theirs)) == set(HOLE.findall(english)), english
